"""Addresses of this room."""

from django.urls import path

from supervision.views import booking, examinee, examining

app_name = "supervision"
_SITTING = "examination/<slug:slug>/<int:number>/"
_PERSON = f"{_SITTING}<int:pk>/"
urlpatterns = [
    path("examination/", examining.sittings, name="sittings"),
    path(_SITTING, examining.sitting, name="sitting"),
    path(f"{_SITTING}faststall/", examining.make_final, name="finalise"),
    path(_PERSON, examinee.examinee, name="examinee"),
    path(f"{_PERSON}enas/", examinee.settle_difference, name="settle"),
    path(f"{_PERSON}andra/", examinee.amend_result, name="amend"),
    path(f"{_PERSON}nytt-forsok/", booking.book_attempt, name="book"),
    path(f"{_PERSON}avboka/", booking.unbook_attempt, name="unbook"),
]
