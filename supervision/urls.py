"""Addresses of this room."""

from django.urls import path

from supervision.views import examining

app_name = "supervision"
urlpatterns = [
    path("examination/", examining.examinations, name="examinations"),
    path("examination/<slug:slug>/", examining.examination, name="examination"),
]
