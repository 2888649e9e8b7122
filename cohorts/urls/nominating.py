"""Nominating, and the nominee's answer."""

from django.urls import path

from cohorts.views.nominating import answer, lists, many, single

urlpatterns = [
    path("nominera/", lists.home, name="nominating"),
    path("nominera/alla/", lists.nominations, name="nominations"),
    path("nominera/<slug:slug>/", lists.cohort, name="nominating_cohort"),
    path("nominera/<slug:slug>/ny/", single.nominate, name="nominate"),
    path("nominera/<slug:slug>/fil/", many.upload, name="nominate_by_file"),
    path("nominera/<slug:slug>/fil/mall/", many.template, name="nomination_template"),
    path("nominera/<slug:slug>/intyga/", many.attest, name="attest"),
    path("nominera/<slug:slug>/<int:pk>/", single.nomination, name="nomination"),
    path("nominera/<slug:slug>/<int:pk>/paminn/", single.remind, name="remind_nominee"),
    path("nominera/<slug:slug>/<int:pk>/adress/", single.correct_address, name="correct_address"),
    path("nominera/<slug:slug>/<int:pk>/ta-tillbaka/", single.withdraw, name="withdraw"),
    path("svara/<str:token>/", answer.answer, name="answer"),
    path("svara/<str:token>/fel-person/", answer.wrong_person, name="wrong_person"),
]
