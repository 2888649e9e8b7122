"""The course day: the roll, paper, the code on the wall, own pages, objections; and homework."""

from django.urls import path

from cohorts.views.attending import checking_in, homework, objections, own, paper, roll, worker

DAY = "kurser/<slug:slug>/dagar/<int:number>/"
urlpatterns = [
    path("kurser/narvaro.js", worker.worker, name="attendance_worker"),
    path(f"{DAY}narvaro/", roll.attendance, name="attendance"),
    path(f"{DAY}narvaro/stang/", roll.close_attendance, name="close_attendance"),
    path(f"{DAY}narvaro/lista/", paper.paper_list, name="paper_list"),
    path(f"{DAY}narvaro/skriv-in/", paper.type_in, name="type_in"),
    path(f"{DAY}narvaro/kod/", checking_in.wall, name="wall"),
    path(f"{DAY}narvaro/incheckning/", checking_in.switch_check_in, name="switch_check_in"),
    path("checka-in/", checking_in.check_in, name="check_in"),
    path("kurser/<slug:slug>/min-narvaro/", own.own_attendance, name="own_attendance"),
    path(f"{DAY}franvaro/", own.announce, name="announce_absence"),
    path("kurser/<slug:slug>/min-narvaro/<int:pk>/", own.object_to, name="object_to_mark"),
    path(
        "kurser/<slug:slug>/min-narvaro/<int:pk>/ta-tillbaka/",
        own.withdraw_objection,
        name="withdraw_objection",
    ),
    path("kurser/<slug:slug>/invandningar/<int:pk>/", objections.objection, name="objection"),
    path("kurser/<slug:slug>/hemuppgifter/", homework.homework_list, name="homework_list"),
    path("kurser/<slug:slug>/hemuppgifter/<int:number>/", homework.homework, name="homework"),
]
