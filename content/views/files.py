"""Uploaded pictures, given out to those who may read a page that shows them."""

from django.http import FileResponse, Http404

from content.selectors.files import may_open, rendition_at

A_DAY = 60 * 60 * 24


def picture(request, path):
    """A picture in one of its sizes; its address changes when the picture does."""
    rendition = rendition_at(path)
    if rendition is None or not may_open(request.user, rendition.image):
        raise Http404
    response = FileResponse(rendition.file.open())
    response["Cache-Control"] = f"private, max-age={A_DAY}"
    return response
