"""Addresses of this room, one namespace; each activity keeps a list of its own."""

from cohorts.urls import (
    attending,
    certificates,
    evaluating,
    following,
    nominating,
    planning,
    registering,
    selecting,
)

app_name = "cohorts"
urlpatterns = [
    *attending.urlpatterns,
    *certificates.urlpatterns,
    *evaluating.urlpatterns,
    *following.urlpatterns,
    *nominating.urlpatterns,
    *planning.urlpatterns,
    *registering.urlpatterns,
    *selecting.urlpatterns,
]
