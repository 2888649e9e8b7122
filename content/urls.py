"""Addresses of this room that are not Wagtail's pages."""

from django.urls import path

from content.views import files, modules, programmes

app_name = "content"
urlpatterns = [
    path("utbildningar/", programmes.programmes, name="programmes"),
    path("utbildningar/<slug:code>/", programmes.programme, name="programme"),
    path("moduler/<slug:slug>/", modules.module, name="module"),
    path("media/<path:path>", files.picture, name="picture"),
]
