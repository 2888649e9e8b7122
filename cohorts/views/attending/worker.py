"""The service worker of the attendance page: keeps that page readable without network."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

SCRIPT = SimpleLazyObject(lambda: Path(finders.find("js/attendance_worker.js")).read_text())


@require_safe
def worker(request):
    """The script, from an address under `/kurser/`: a browser lets a worker reach no further up
    than where it came from, and each page registers it for itself alone."""
    answer = HttpResponse(str(SCRIPT), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
