"""Planning cohorts, moving days, calendars."""

from django.urls import path

from cohorts.views import calendar, cohorts, course_days, planning

urlpatterns = [
    path("omrade/", planning.areas, name="areas"),
    path("omrade/planera/", planning.plan, name="plan"),
    path("omrade/<slug:slug>/", planning.area, name="area"),
    path("kurser/", cohorts.cohorts, name="cohorts"),
    path("kurser/<slug:slug>/", cohorts.cohort, name="cohort"),
    path("kurser/<slug:slug>/andra/", planning.change, name="change_cohort"),
    path("kurser/<slug:slug>/stall-in/", planning.cancel, name="cancel_cohort"),
    path("kurser/<slug:slug>/dagar/<int:number>/flytta/", course_days.move_day, name="move_day"),
    path(
        "kurser/<slug:slug>/dagar/<int:number>/stall-in/",
        course_days.cancel_day,
        name="cancel_day",
    ),
    path("kurser/<slug:slug>/kalender.ics", calendar.cohort_file, name="cohort_calendar"),
    path("kalender/", calendar.my_calendar, name="my_calendar"),
    path("kalender/ny-adress/", calendar.renew, name="renew_calendar"),
    path("kalender/<slug:key>.ics", calendar.personal, name="personal_calendar"),
]
