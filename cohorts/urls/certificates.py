"""Issuing and checking certificates."""

from django.urls import path

from cohorts.views import certificates as views

urlpatterns = [
    path("kurser/<slug:slug>/intyg/", views.certificates, name="certificates"),
    path("intyg/", views.verify, name="verify"),
    path("intyg/<str:code>/", views.certificate, name="certificate"),
    path("intyg/<str:code>/dokument.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("intyg/<str:code>/ratta/", views.correct, name="correct_certificate"),
    path("intyg/<str:code>/aterkalla/", views.revoke, name="revoke_certificate"),
]
