"""Addresses of this room."""

from django.urls import path

from reports.views import staff

app_name = "reports"
urlpatterns = [
    path("chef/", staff.staff, name="staff"),
    path("chef/borta/", staff.away, name="away"),
]
