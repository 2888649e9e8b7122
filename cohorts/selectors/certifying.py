"""What a certificate says, worked out from what is fulfilled. Frozen by the service that issues.

Everything stands in it in Swedish and English, so that the paper and its public page can be read
in either for as long as they last.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cohorts.enums import DayState
from cohorts.models import CourseDay, Enrolment
from cohorts.selectors.attendance import AttendanceFacts, HalfDay, Why
from cohorts.selectors.completion import Completion
from cohorts.selectors.requirements import Progress
from cohorts.selectors.wording import amount
from courses.enums import DayKind, RequirementKind

LANGUAGES = ("sv", "en")
DAYS = {
    RequirementKind.DAYS_ATTENDED,
    RequirementKind.DAYS_ATTENDED_PER_TERM,
    RequirementKind.EXAMINATION_DAY_ATTENDED,
}


def days_of(cohort_id: int) -> list[CourseDay]:
    """The days that were given, in order, with their plans. One query."""
    days = CourseDay.objects.filter(cohort=cohort_id, state=DayState.PLANNED)
    return list(days.select_related("plan").order_by("date", "plan__number"))


def frozen_days(
    facts: AttendanceFacts, enrolment: Enrolment, days: Sequence[CourseDay]
) -> list[dict]:
    """Each day with how much of it counts, and by what: nothing but numbers and codes."""
    by_day: dict[int, list[HalfDay]] = {}
    for half in facts.halves(enrolment):
        by_day.setdefault(half.part.day_id, []).append(half)
    return [
        {
            "number": day.plan.number,
            "date": day.date.isoformat(),
            "kind": day.plan.kind,
            "share": sum(half.part.weight for half in by_day.get(day.pk, ()) if half.why),
            "by": sorted({str(half.why) for half in by_day.get(day.pk, ()) if half.why}),
        }
        for day in days
    ]


def frozen_requirements(completion: Completion, days: Sequence[Mapping]) -> list[dict]:
    """The rule set as it was fulfilled: needed, done and planned, what was made up or credited,
    and the words for it in both languages."""
    made_up = sum(
        day["share"] for day in days if day["kind"] == DayKind.TEACHING and Why.MADE_UP in day["by"]
    )
    return [
        {
            "kind": str(item.kind),
            "needed": item.needed,
            "done": item.done,
            "planned": item.planned,
            "made_up": made_up if item.kind == RequirementKind.DAYS_ATTENDED else 0,
            "credited": item.credited,
            "words": {language: requirement_words(item, language) for language in LANGUAGES},
        }
        for item in completion.items
    ]


def requirement_words(item: Progress, language: str) -> dict[str, str]:
    """One requirement in words: "Kursdagar", "7 av 8 dagar", "minst 7 krävs". No query."""
    with override(language):
        return {"title": _title(item), "value": _value(item), "needed": _needed(item)}


def sentence_of(content: Mapping, language: str) -> str:
    """What the person has done, as the paper and its public page say it, word for word."""
    programme = content["programme_en"] if language == "en" else content["programme"]
    with override(language):
        return _("has completed the {programme} and fulfils everything it asks for.").format(
            programme=programme
        )


def _title(item: Progress) -> str:
    match item.kind:
        case RequirementKind.DAYS_ATTENDED:
            return _("Course days")
        case RequirementKind.DAYS_ATTENDED_PER_TERM:
            return _("Course days in each term")
        case RequirementKind.EXAMINATION_DAY_ATTENDED:
            return _("Examination day")
        case RequirementKind.HOMEWORK_APPROVED:
            return _("Homework")
        case RequirementKind.EXAMINATION_PASSED:
            return _("Examination")
    return str(RequirementKind(item.kind).label)


def _value(item: Progress) -> str:
    done, planned = amount(min(item.done, item.planned)), amount(item.planned)
    if item.kind in DAYS:
        return ngettext(
            "{done} of {planned} day", "{done} of {planned} days", int(item.planned)
        ).format(done=done, planned=planned)
    if item.kind == RequirementKind.EXAMINATION_PASSED:
        return _("passed") if item.done else _("not passed yet")
    return _("{done} of {planned} approved").format(done=done, planned=planned)


def _needed(item: Progress) -> str:
    """What the rule asks for; nothing where it asks for all."""
    if item.needed >= item.planned:
        return ""
    return _("at least {needed} needed").format(needed=amount(item.needed))
