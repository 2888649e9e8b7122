"""One participant's way to the certificate: their page, make-ups, pauses, credits."""

from django.urls import path

from cohorts.views.following import decisions, make_ups, participant

PERSON = "kurser/<slug:slug>/deltagare/<int:pk>/"
DAY = f"{PERSON}ta-igen/<int:number>/"
urlpatterns = [
    path(PERSON, participant.participant, name="participant"),
    path(DAY, make_ups.plan, name="plan_make_up"),
    path(f"{DAY}ta-tillbaka/", make_ups.cancel, name="cancel_make_up"),
    path(f"{DAY}godkann/", make_ups.approve, name="approve_task"),
    path(f"{DAY}godkann-inte/", make_ups.refuse, name="refuse_task"),
    path(f"{PERSON}uppehall/", decisions.pause, name="pause"),
    path(f"{PERSON}kom-tillbaka/", decisions.resume, name="resume"),
    path(f"{PERSON}byt/", decisions.transfer, name="transfer"),
    path(f"{PERSON}tillgodorakna/", decisions.credit, name="credit"),
    path(
        f"{PERSON}tillgodorakna/<int:credit>/ta-tillbaka/",
        decisions.withdraw_credit,
        name="withdraw_credit",
    ),
    path("kurser/<slug:slug>/ta-igen/<int:number>/", make_ups.own, name="own_make_up"),
]
