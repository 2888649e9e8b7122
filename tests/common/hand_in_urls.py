"""The site's addresses with a form as homework is handed in, which keeps what it is given."""

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.urls import include, path

from common.forms import Form
from common.guard.fields import GuardedFileField, GuardedTextField
from common.guard.files import CheckedFile


class HandInForm(Form):
    """As homework is handed in."""

    text = GuardedTextField(label="Din text", required=False, max_length=20_000)
    file = GuardedFileField(label="Fil", required=False)


def hand_in(request):
    """Keeps what is handed in wherever it can, so that the test would see it."""
    form = HandInForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return HttpResponse(form.render())
    request.session["text"] = cache_text = form.cleaned_data["text"]
    cache.set("text", cache_text)
    if file := form.cleaned_data["file"]:
        assert isinstance(file, CheckedFile)
        default_storage.save(file.name, ContentFile(file.content))
    return HttpResponse("Tack")


urlpatterns = [path("lamna-in/", hand_in), path("", include("lms.urls"))]
