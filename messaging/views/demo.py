"""The demo's mail folder, open to everybody, so that one can follow the links that were mailed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from messaging.selectors import demo

PER_PAGE = 50


def mail_list(request):
    """All mail of the demo; not found anywhere else."""
    if not demo.is_open():
        raise Http404
    words = request.GET.get("q", "").strip()
    page = Paginator(demo.delivered(words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/demo_list.html", {"page": page, "words": words})


def mail(request, pk: int):
    """One mail of the demo as its recipient reads it."""
    letter = demo.letter(pk) if demo.is_open() else None
    if letter is None:
        raise Http404
    return render(request, "messaging/demo_mail.html", {"letter": letter})


def file(request, pk: int, name: str):
    """A file that came with a mail, to be opened as its recipient would: the calendar entries."""
    content = demo.attachment(pk, name) if demo.is_open() else None
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
