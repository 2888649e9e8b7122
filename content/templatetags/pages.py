"""What Wagtail's pages show of the rooms below: `{% load pages %}`."""

from django.template import Library
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.selectors.registrations.open_courses import (
    by_programme,
    courses_to_come,
    heading_for,
)
from common.presentation.marks import pips
from content.models import HomePage
from content.selectors.programmes import programmes_taught
from content.selectors.reading import reading_of
from courses.selectors.programmes import PlanCounts
from organisations.roles import Permission

register = Library()
SHOWN_FIRST = 3


@register.simple_tag
def way_through(home: HomePage) -> dict:
    """The programmes of the start page: some drawn with their days, and others. Three queries."""
    chosen = {programme.pk for programme in home.programmes.all()}
    facts = programmes_taught()
    return {
        "drawn": [item for item in facts if item.programme.pk in chosen],
        "others": [item for item in facts if item.programme.pk not in chosen],
    }


@register.simple_tag
def open_days() -> dict:
    """The next courses that anyone can register to, programme by programme under a heading, and
    how many there are. Five queries."""
    courses = courses_to_come()
    groups = by_programme(courses[:SHOWN_FIRST])
    return {"groups": groups, "heading": heading_for(groups), "total": len(courses)}


@register.simple_tag(takes_context=True)
def may_change(context, module) -> bool:
    """Whether the reader is offered to change the module; not while it is previewed."""
    request = context["request"]
    if getattr(request, "is_preview", False) or not request.user.is_authenticated:
        return False
    if not request.user.may(Permission.WRITE_CONTENT):
        return False
    return module.permissions_for_user(request.user).can_edit()


@register.simple_tag(takes_context=True)
def reading(context, module):
    """Where the reader is among the modules of the programme; see `reading_of`."""
    request = context["request"]
    is_preview = getattr(request, "is_preview", False)
    return reading_of(request.user, module, is_preview=is_preview)


@register.simple_tag
def day_marks(counts: PlanCounts) -> SafeString:
    """A mark for each day of a version; a row for each term."""
    if counts.days_per_term:
        rows = [
            (f"day*{days}", f"{_('Term %(number)s') % {'number': number}}: {_course_days(days)}")
            for number, days in enumerate(counts.days_per_term, start=1)
        ]
    else:
        rows = [(f"day*{counts.teaching_days}", _course_days(counts.teaching_days))]
    if counts.examination_days:
        marks, words = rows[-1]
        examination = ngettext(
            "%(count)s examination day", "%(count)s examination days", counts.examination_days
        ) % {"count": counts.examination_days}
        rows[-1] = (
            f"{marks} exam*{counts.examination_days}",
            _("%(days)s and %(examinations)s") % {"days": words, "examinations": examination},
        )
    return format_html_join("", "{}", ((pips(marks, words),) for marks, words in rows))


def _course_days(count: int) -> str:
    return ngettext("%(count)s course day", "%(count)s course days", count) % {"count": count}
