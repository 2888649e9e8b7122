"""The door to Wagtail's admin: for those whose roles lead there, it does not exist for others."""

from django.http import Http404, HttpRequest, HttpResponse

from organisations.services.wagtail_access import GROUPS

ADMIN = "/admin/"
# Wagtail's own lists of users and groups: people and roles are kept in ours, by services.
WALLED_UP = ("/admin/users/", "/admin/groups/", "/admin/bulk/organisations/person/")


class AdminDoorMiddleware:
    """Answers 404 in the admin to people without a way in, and to all at what is walled up.

    Visitors who have not logged in are led to the log-in by Wagtail.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path, person = request.path, request.user
        if path.startswith(WALLED_UP):
            raise Http404
        if path.startswith(ADMIN) and person.is_authenticated and not may_enter(person):
            raise Http404
        return self.get_response(request)


def may_enter(person) -> bool:
    """Whether a role held today leads into the admin. The groups that follow from the roles are
    brought in line at night only, and an ended role opens nothing until then."""
    held = {grant.role for grant in person.grants}
    return not held.isdisjoint(GROUPS) and person.has_perm("wagtailadmin.access_admin")
