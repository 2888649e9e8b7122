"""Selection by the joint board."""

from django.urls import path

from cohorts.views.selecting import board, candidate, rounds

urlpatterns = [
    path("urval/", board.selections, name="selections"),
    path("kurser/<slug:slug>/urval/", board.board, name="selection"),
    path("kurser/<slug:slug>/urval/<int:pk>/", candidate.candidate, name="candidate"),
    path("kurser/<slug:slug>/urval/reserver/", board.reserves, name="reserves"),
    path("kurser/<slug:slug>/urval/ny-omgang/", rounds.next_round, name="next_selection_round"),
    path("kurser/<slug:slug>/urval/stang/", rounds.close, name="close_selection"),
    path(
        "kurser/<slug:slug>/urval/protokoll/<int:number>/", rounds.record, name="selection_record"
    ),
]
