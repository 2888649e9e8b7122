"""Planning cohorts, moving days, calendars."""

from django.urls import path

urlpatterns: list = []
