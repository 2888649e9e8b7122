"""Every component in every variant on one page; in development only (`lms/urls.py`).

Its words are samples, so they are no part of the catalogue.
"""

import datetime as dt
import re
from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.shortcuts import render

from common.forms import (
    Cards,
    CheckList,
    DateField,
    Form,
    Segments,
    TextArea,
    TimeField,
    YesNoField,
)

PLACES = [("here", "På plats"), ("remote", "På distans")]
COURSE_DAY = dt.date(2026, 12, 2)


class EveryField(Form):
    """One field of each kind."""

    email = forms.EmailField(
        label="E-postadress", help_text="Vi känner igen personer på e-postadressen."
    )
    phone = forms.CharField(label="Telefon till arbetet", required=False)
    day = DateField(label="Första dag")
    start = TimeField(label="Från")
    group = forms.ChoiceField(label="Kursgrupp", choices=[("", "–"), *PLACES])
    grounds = forms.CharField(label="Grund", widget=TextArea(rows=3))
    motivated = YesNoField(label="Bedömer du personen som motiverad?")
    place = forms.ChoiceField(
        label="Plats",
        choices=PLACES,
        widget=Cards(hints={"here": "Lunch ingår.", "remote": "Länken kommer med mejl."}),
    )
    present = forms.ChoiceField(label="Närvaro", choices=PLACES, widget=Segments)
    topics = forms.MultipleChoiceField(
        label="Ämnen", choices=PLACES, widget=CheckList, required=False
    )
    agreed = forms.BooleanField(label="Jag har pratat med personen om tid och resor")
    file = forms.FileField(label="Fil", required=False)


def gallery(request):
    """`/galleri/`; `?refused` shows the form with every error."""
    form = EveryField({"email": "linnea.backman"} if "refused" in request.GET else None)
    return render(
        request,
        "gallery.html",
        {
            "form": form,
            "page": Paginator(range(1, 24), 8).get_page(request.GET.get("page")),
            "day": COURSE_DAY,
            "moment": dt.datetime(2026, 12, 2, 13, 5, tzinfo=dt.UTC),
            "start": dt.time(9),
            "end": dt.time(16),
            "tabs": [("all", "Alla"), ("mine", "Mina", 3)],
            "shapes": names(r"^\.p-(\w+)", "css/components/pips.css"),
            "icons": names(r'id="i-(\w+)"', "icons.svg"),
        },
    )


def names(pattern: str, file: str) -> list[str]:
    """What the design system has, from its own files."""
    found = re.findall(pattern, Path(finders.find(file)).read_text(), re.MULTILINE)
    return list(dict.fromkeys(found))
