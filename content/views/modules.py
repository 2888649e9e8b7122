"""Modules, as those read them whom they are open to."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404

from content.selectors.modules import is_published, module_at


def module(request, slug):
    """One of them, found in one query instead of page by page down Wagtail's tree."""
    found = module_at(request.user, slug)
    if found:
        return found.serve(request)
    if not is_published(slug):
        raise Http404
    return not_for(request)


def not_for(request):
    """Who has not said who they are may do so; for others it does not exist."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
