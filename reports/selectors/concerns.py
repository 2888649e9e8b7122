"""What stands between somebody and the certificate while it can still be mended, in words for
those who give the course: what happened, and what to do about it.

Computed from the completion that everybody reads; nothing is counted here.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.enums import HomeworkState, WarningLevel
from cohorts.models import Enrolment
from cohorts.selectors.attendance import AttendanceFacts
from cohorts.selectors.completion import Completion
from cohorts.selectors.early_warnings import level_of
from cohorts.selectors.homework import HomeworkFacts
from cohorts.selectors.requirements import Progress, Standing
from cohorts.selectors.wording import amount
from courses.enums import DayKind, RequirementKind
from supervision.enums import ATTEMPTS
from supervision.selectors.attempts import AttemptFacts

URGENT, NEAR = "stop", "warn"


@dataclass(frozen=True)
class Concern:
    """One thing. `tone` is that of its mark: `URGENT` can no longer be met by itself."""

    kind: RequirementKind
    tone: str
    happened: str
    suggestion: str

    @property
    def is_urgent(self) -> bool:
        return self.tone == URGENT


@dataclass(frozen=True)
class Facts:
    """What the concerns of a cohort are read from. `dates` are those of its days, by
    number; the attempts are loaded when the version asks for an examination."""

    attendance: AttendanceFacts
    homework: HomeworkFacts
    attempts: Callable[[], AttemptFacts]
    dates: Mapping[int, dt.date]
    today: dt.date


Reader = Callable[[Progress, Enrolment, Facts], Iterator[Concern]]


def concerns_of(completion: Completion, facts: Facts) -> tuple[Concern, ...]:
    """All that concerns one person, the urgent first. No query."""
    found = [
        concern
        for item in completion.items
        if item.standing not in (Standing.FULFILLED, Standing.NOT_RECORDED)
        for concern in READERS.get(item.kind, _any)(item, completion.enrolment, facts)
    ]
    return tuple(sorted(found, key=lambda concern: not concern.is_urgent))


def _days(item: Progress, enrolment: Enrolment, facts: Facts) -> Iterator[Concern]:
    level = level_of(item)
    if level is None:
        return
    missed = ngettext(
        "Has missed one day", "Has missed {days} days", 1 if item.missed == 1 else 2
    ).format(days=amount(item.missed))
    if level == WarningLevel.NOTHING_TO_SPARE:
        missed = _("{missed}, and can't miss any more").format(missed=missed)
    tone = URGENT if level == WarningLevel.TO_MAKE_UP else NEAR
    yield Concern(item.kind, tone, missed, _make_up(enrolment, facts))


def _make_up(enrolment: Enrolment, facts: Facts) -> str:
    """Which days to make up, and which of them are planned already."""
    missed = [
        half for half in facts.attendance.missed(enrolment) if half.part.kind == DayKind.TEACHING
    ]
    planned = _numbers(half for half in missed if half.is_pending)
    open_ = _numbers(half for half in missed if not half.is_pending)
    said = []
    if open_:
        said.append(_("Make up day {days}").format(days=open_))
    if planned:
        said.append(_("Is going to make up day {days}").format(days=planned))
    return ". ".join(said)


def _numbers(halves) -> str:
    """The numbers of days, each once: 3, 5 and 7."""
    numbers = [str(number) for number in sorted({half.part.number for half in halves})]
    if len(numbers) < 2:
        return "".join(numbers)
    return _("{some} and {last}").format(some=", ".join(numbers[:-1]), last=numbers[-1])


def _examination_day(item: Progress, enrolment: Enrolment, facts: Facts) -> Iterator[Concern]:
    if item.standing == Standing.OUT_OF_REACH:
        yield Concern(
            item.kind, URGENT, _("Missed the examination day"), _("Book another examination day")
        )


def _homework(item: Progress, enrolment: Enrolment, facts: Facts) -> Iterator[Concern]:
    """Pieces whose day has passed: a piece approved in an earlier enrolment counts as done."""
    plans = facts.homework.plans[enrolment.cohort.version_id]
    states = facts.homework.states[enrolment.pk]
    late = [
        plan
        for plan in plans
        if states.get(plan.pk) != HomeworkState.APPROVED
        and (due := facts.dates.get(plan.due_on_number))
        and due < facts.today
    ]
    if len(plans) - len(late) >= item.needed:
        return
    returned = [plan for plan in late if states.get(plan.pk) == HomeworkState.RETURNED]
    if missing := [plan for plan in late if plan not in returned]:
        yield Concern(
            item.kind,
            NEAR,
            _("Homework {numbers} is not approved").format(numbers=_plan_numbers(missing)),
            _("Agree on a new day"),
        )
    if returned:
        yield Concern(
            item.kind,
            NEAR,
            _("Homework {numbers} is to be completed").format(numbers=_plan_numbers(returned)),
            _("Ask how it is going"),
        )


def _plan_numbers(plans: Sequence) -> str:
    return ", ".join(str(plan.number) for plan in plans)


def _examination(item: Progress, enrolment: Enrolment, facts: Facts) -> Iterator[Concern]:
    used = facts.attempts().used(enrolment)
    if item.standing == Standing.OUT_OF_REACH:
        yield Concern(
            item.kind,
            URGENT,
            _("Has not passed the examination in any of the attempts"),
            _("Talk to the participant and the examiner"),
        )
    elif used:
        yield Concern(
            item.kind,
            NEAR,
            ngettext(
                "Has not passed in the first attempt",
                "Has not passed in {used} of {attempts} attempts",
                used,
            ).format(used=used, attempts=ATTEMPTS),
            _("Book the next examination"),
        )


def _any(item: Progress, enrolment: Enrolment, facts: Facts) -> Iterator[Concern]:
    """A kind that this page has no words for: said when it can no longer be met."""
    if item.standing == Standing.OUT_OF_REACH:
        yield Concern(
            item.kind, URGENT, _("Can no longer be met by itself"), _("Talk to the participant")
        )


READERS: dict[str, Reader] = {
    RequirementKind.DAYS_ATTENDED: _days,
    RequirementKind.DAYS_ATTENDED_PER_TERM: _days,
    RequirementKind.EXAMINATION_DAY_ATTENDED: _examination_day,
    RequirementKind.HOMEWORK_APPROVED: _homework,
    RequirementKind.EXAMINATION_PASSED: _examination,
}
