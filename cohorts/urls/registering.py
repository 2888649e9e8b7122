"""Open registration, employers' registrations, and the joint board's list of them."""

from django.urls import path

from cohorts.views.registering import board, own, public, staff

urlpatterns = [
    path("anmalan/", public.courses, name="open_courses"),
    path("anmalan/min/<str:token>/", own.registration, name="own_registration"),
    path("anmalan/min/<str:token>/ta-platsen/", own.take, name="take_offer"),
    path("anmalan/min/<str:token>/avanmal/", own.cancel, name="cancel_own"),
    path("anmalan/<slug:slug>/", public.register, name="register"),
    path("anmalan/<slug:slug>/klart/", public.registered, name="registered"),
    path("anmal/<slug:slug>/", staff.register, name="register_staff"),
    path("anmal/<slug:slug>/<int:pk>/avanmal/", staff.cancel, name="cancel_staff"),
    path("anmalningar/", board.cohorts, name="registrations_overview"),
    path("kurser/<slug:slug>/anmalningar/", board.registrations, name="registrations"),
    path(
        "kurser/<slug:slug>/anmalningar/<int:pk>/avsla/",
        board.reject,
        name="reject_registration",
    ),
]
