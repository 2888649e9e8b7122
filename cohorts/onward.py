"""Where the page of a cohort leads on to in the rooms above, and what they show on the page of a
participant. They register both here (in `apps.py`)."""

from collections.abc import Callable
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


@dataclass(frozen=True)
class Section:
    """One section of the page of a participant: `gather(evaluation, enrolment)` gives what the
    template shows as `found`, nothing for no section."""

    permission: Permission
    template: str
    gather: Callable


_sections: list[Section] = []


def register_section(permission: Permission, template: str, gather: Callable) -> None:
    """Show a section to those who hold `permission` on the cohort."""
    section = Section(permission, template, gather)
    if section not in _sections:
        _sections.append(section)


def sections_for(person, evaluation, enrolment) -> list[tuple[str, object]]:
    """The sections of one participant that this person may see: template, and what it shows. The
    queries of what they gather."""
    found = [
        (section.template, section.gather(evaluation, enrolment))
        for section in _sections
        if may(person, section.permission, on=enrolment.cohort)
    ]
    return [(template, what) for template, what in found if what]
