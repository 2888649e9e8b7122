"""Addresses of this room; each activity keeps its own list."""

from django.urls import include, path

app_name = "cohorts"
urlpatterns: list = []
