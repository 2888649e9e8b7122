"""Addresses of this room."""

from django.urls import path, re_path

from reports.views import deputies, overview, people, staff, writing

app_name = "reports"
urlpatterns = [
    path("kurser/<slug:slug>/oversikt/", overview.overview, name="overview"),
    path("kurser/<slug:slug>/oversikt/excel/", overview.overview_excel, name="overview_excel"),
    path("kurser/<slug:slug>/oversikt/skriv/", writing.write, name="write"),
    path("chef/", staff.staff, name="staff"),
    re_path(r"^chef/(?P<kind>excel|csv)/$", staff.staff_file, name="staff_file"),
    path("chef/borta/", staff.away, name="away"),
    re_path(r"^chef/borta/(?P<kind>excel|csv)/$", staff.away_file, name="away_file"),
    path("chef/kurser/", staff.cohorts, name="staff_cohorts"),
    path("chef/kurser/<slug:slug>/", staff.cohort, name="staff_cohort"),
    path("chef/medarbetare/<int:pk>/", people.employee, name="employee"),
    path("chef/medarbetare/<int:pk>/slutat/", people.leave, name="leave"),
    path("chef/medarbetare/<int:pk>/angra/", people.undo_leave, name="undo_leave"),
    path("chef/stallforetradare/", deputies.deputies, name="deputies"),
    path("chef/stallforetradare/<int:pk>/avsluta/", deputies.end, name="end_deputy"),
]
