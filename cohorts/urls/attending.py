"""Taking attendance, marking homework."""

from django.urls import path

from cohorts.views import attending as views

urlpatterns = [
    path("kurser/<slug:slug>/dagar/<int:number>/narvaro/", views.attendance, name="attendance"),
    path(
        "kurser/<slug:slug>/dagar/<int:number>/narvaro/stang/",
        views.close_attendance,
        name="close_attendance",
    ),
    path("kurser/<slug:slug>/hemuppgifter/", views.homework_list, name="homework_list"),
    path("kurser/<slug:slug>/hemuppgifter/<int:number>/", views.homework, name="homework"),
]
