"""Addresses of this room, one namespace; each activity keeps a list of its own."""

from cohorts.urls import attending, certificates, planning

app_name = "cohorts"
urlpatterns = [
    *attending.urlpatterns,
    *certificates.urlpatterns,
    *planning.urlpatterns,
]
