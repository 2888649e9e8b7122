"""What every request is given and every answer carries."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils import translation


class ChosenLanguageMiddleware:
    """Swedish, unless somebody chose another language; what the browser prefers is not asked,
    since mails, papers and colleagues' screens are in Swedish."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = settings.SCREEN_LANGUAGES
        request.LANGUAGE_CODE = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """A strict policy everywhere; Wagtail's admin gets its own (docs/adr/0005), and may show what
    is being written in a frame."""

    def process_response(self, request, response):
        if getattr(request, "is_preview", False):
            response._csp_replace = {"frame-ancestors": [SELF]}
        elif request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)


class PrivatePagesMiddleware:
    """What a logged-in person was shown is kept by no cache on the way or in the browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response
