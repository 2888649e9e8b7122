"""Addresses of this room that are not Wagtail's pages."""

from django.urls import path

from content.views import exercises, files, modules, programmes, worksheets

app_name = "content"
urlpatterns = [
    path("utbildningar/", programmes.programmes, name="programmes"),
    path("utbildningar/<slug:code>/", programmes.programme, name="programme"),
    path("moduler/<slug:slug>/", modules.module, name="module"),
    path("moduler/<slug:slug>/klar/", exercises.finish, name="finish"),
    path("moduler/<slug:slug>/fraga/<uuid:block>/", exercises.quiz, name="quiz"),
    path("moduler/<slug:slug>/tanke/<uuid:block>/", exercises.reflection, name="reflection"),
    path(
        "moduler/<slug:slug>/kurs/<uuid:block>/", exercises.external_course, name="external_course"
    ),
    path(
        "utbildningar/<slug:code>/litteratur/<int:number>/",
        programmes.literature,
        name="literature",
    ),
    path("arbetsblad/", worksheets.worksheets, name="worksheets"),
    path("arbetsblad/<slug:slug>/", worksheets.worksheet, name="worksheet"),
    path("arbetsblad/<slug:slug>/<int:number>/", worksheets.worksheet, name="worksheet_version"),
    path(
        "arbetsblad/<slug:slug>/<int:number>/pdf/",
        worksheets.worksheet_pdf_file,
        name="worksheet_pdf",
    ),
    path("kurser/<slug:slug>/arbetsblad/", worksheets.group_worksheets, name="group_worksheets"),
    path("media/<path:path>", files.picture, name="picture"),
]
