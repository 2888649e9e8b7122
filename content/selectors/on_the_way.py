"""The modules of the course days to come, published or not: what a trainer has left to write."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cohorts.models import CourseDay
from cohorts.selectors.cohorts import versions_where
from common.clock import now
from common.presentation.dates import date_words
from courses.models import DayPlan
from organisations.roles import Permission


class Written(NamedTuple):
    """A module as far as it has come."""

    pk: int
    title: str
    live: bool
    has_unpublished_changes: bool
    go_live_at: dt.datetime | None


FIELDS = [f"modules__module__{name}" for name in
          ("pk", "draft_title", "live", "has_unpublished_changes", "go_live_at")]  # fmt: skip


@dataclass(frozen=True)
class OnTheWay:
    """A course day, and a module of it; None while nobody has begun one."""

    day: CourseDay
    module: Written | None

    @property
    def state(self) -> tuple[str, str, str]:
        """How far the module has come: tone, words and icon of its mark."""
        module = self.module
        if module is None:
            return "warn", _("No module yet"), ""
        if module.live and module.has_unpublished_changes:
            return "info", _("Published, with changes in a draft"), ""
        if module.live:
            return "done", pgettext("module", "Published"), ""
        if module.go_live_at and module.go_live_at > now():
            words = _("Is published {day}").format(day=date_words(module.go_live_at, "short"))
            return "info", words, ""
        return "", pgettext("module", "Draft"), "pen"


def modules_on_the_way(person, days: Iterable[CourseDay]) -> list[OnTheWay]:
    """The modules of `days`, each planned day at its first date, for what `person` writes for; a
    day without a module has a line of its own. Wants `plan` joined. One query."""
    first = {}
    for day in days:
        first.setdefault(day.plan_id, day)
    taught = versions_where(person, Permission.WRITE_CONTENT)
    rows = DayPlan.objects.filter(pk__in=list(first), version__in=taught.values("pk"))
    found = defaultdict(list)
    for plan, *module in rows.order_by("modules__module__path").values_list("pk", *FIELDS):
        found[plan].append(Written(*module) if module[0] else None)
    return [OnTheWay(day, module) for pk, day in first.items() for module in found[pk]]
