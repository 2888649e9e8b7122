"""What every page's frame needs: the menu and who is logged in. Asked only if a page shows it."""

from django.conf import settings
from django.utils.functional import cached_property

from common import navigation
from organisations.roles import RoleCode


class Shell:
    """The frame of one page. A view may set `request.nav_key` when the address does not tell."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def person(self):
        """Who is logged in, or None. Asks nothing when the visitor has no session."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def role(self) -> str:
        """What the person is here, in a word: the first of their roles."""
        roles = list(dict.fromkeys(grant.role for grant in self.person.grants))
        ranked = [role for role in RoleCode if role in roles]
        return ranked[0].label if ranked else ""

    @property
    def languages(self) -> list[str]:
        """The languages that pages can be read in."""
        return settings.SCREEN_LANGUAGES

    @cached_property
    def nav(self) -> list[navigation.NavItem]:
        return navigation.items_for(self.person)

    @cached_property
    def nav_key(self) -> str:
        """The key of the menu entry this page lies under, or nothing."""
        return getattr(self.request, "nav_key", "") or navigation.current(
            self.nav, self.request.path
        )


def shell(request) -> dict:
    return {"shell": Shell(request)}
