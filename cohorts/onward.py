"""Where the page of a cohort leads on to in the rooms above, which register their pages here."""

from dataclasses import dataclass

from organisations.policies import may
from organisations.roles import Permission


@dataclass(frozen=True)
class Onward:
    """One page about a cohort: its address takes the cohort's slug."""

    permission: Permission
    address: str
    label: object


_pages: list[Onward] = []


def register(permission: Permission, address: str, label: object) -> None:
    """Show a link to those who hold `permission` on the cohort (called in `apps.py`)."""
    page = Onward(permission, address, label)
    if page not in _pages:
        _pages.append(page)


def pages_for(person, cohort) -> list[Onward]:
    """What this person is led on to from a cohort. No query once the grants are loaded."""
    return [page for page in _pages if may(person, page.permission, on=cohort)]
