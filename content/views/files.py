"""Uploaded pictures and recordings, given out to those who may read a page that shows them."""

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from wagtail.documents.views.serve import serve

from common.file_kinds import KINDS, PLAYED, suffix_of
from common.ranges import NotInFile, part_of, wanted_range
from content.selectors.files import document_at, may_open, rendition_at
from content.views.modules import not_for

A_DAY = 60 * 60 * 24


def picture(request, path):
    """A picture in one of its sizes; its address changes when the picture does."""
    rendition = rendition_at(path)
    if rendition is None or not may_open(request.user, rendition.image):
        raise Http404
    response = FileResponse(rendition.file.open())
    response["Cache-Control"] = f"private, max-age={A_DAY}"
    return response


def document(request, document_id, document_filename):
    """An uploaded file. Recordings are given out here: Wagtail would hand over the whole, and a
    player asks for parts."""
    if suffix_of(document_filename) not in PLAYED:
        return serve(request, document_id, document_filename)
    found = document_at(document_id, document_filename)
    if found is None:
        raise Http404
    return recording(request, found) if may_open(request.user, found) else not_for(request)


def recording(request, document):
    """A film, a sound or its captions, whole or the part that a player asks for."""
    size = document.file.size
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": f"private, max-age={A_DAY}",
        "ETag": f'"{document.get_file_hash()}"',
    }
    kind = KINDS[suffix_of(document.filename)].content_type
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", headers["ETag"]) != headers["ETag"]:
        asked = ""  # the film has been replaced: parts of two would not fit
    try:
        part = wanted_range(asked, size)
    except NotInFile:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        return FileResponse(document.file.open("rb"), content_type=kind, headers=headers)
    headers |= {
        "Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}",
        "Content-Length": str(len(part)),
    }
    body = part_of(document.file.open("rb"), part)
    return StreamingHttpResponse(body, status=206, content_type=kind, headers=headers)
