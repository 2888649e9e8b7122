"""The public pages of the programmes."""

from django.http import Http404
from django.shortcuts import render

from content.selectors.programmes import literature_page, programme_page, programmes_taught


def programmes(request):
    """All of them, drawn with their days."""
    return render(request, "content/programmes.html", {"programmes": programmes_taught()})


def programme(request, code):
    """One of them: for whom, the way in, the days, what it takes, and the next dates."""
    page = programme_page(code)
    if page is None:
        raise Http404
    return render(request, "content/programme.html", {"page": page})


def literature(request, code, number):
    """What is read in a version, to look at or print: running groups keep their version's list."""
    page = literature_page(request.user, code, number)
    if page is None:
        raise Http404
    return render(request, "content/literature.html", {"page": page})
