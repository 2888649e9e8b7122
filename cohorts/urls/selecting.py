"""Selection by the joint board."""

from django.urls import path

from cohorts.views import selecting as views

urlpatterns = [
    path("urval/", views.selections, name="selections"),
    path("kurser/<slug:slug>/urval/", views.board, name="selection"),
    path("kurser/<slug:slug>/urval/<int:pk>/", views.candidate, name="candidate"),
    path("kurser/<slug:slug>/urval/reserver/", views.reserves, name="reserves"),
    path("kurser/<slug:slug>/urval/ny-omgang/", views.next_round, name="next_selection_round"),
    path("kurser/<slug:slug>/urval/stang/", views.close, name="close_selection"),
    path("kurser/<slug:slug>/urval/protokoll/<int:number>/", views.record, name="selection_record"),
]
