"""What is left, in the words that the participant reads."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.selectors.requirements import Progress, Standing
from courses.enums import RequirementKind


@dataclass(frozen=True)
class Line:
    """One requirement as it is read: what it asks, where one stands, and the count."""

    title: str
    sentence: str
    value: str
    standing: Standing


def amount(number: float) -> str:
    """7 → "7", 6.5 → "6,5"."""
    return number_format(number, decimal_pos=None if number % 1 else 0)


def _days_title(item: Progress) -> str:
    if item.needed == item.planned:
        return ngettext("All course days", "All {planned} course days", int(item.planned)).format(
            planned=amount(item.planned)
        )
    return _("{needed} of {planned} course days").format(
        needed=amount(item.needed), planned=amount(item.planned)
    )


def _term_title(item: Progress) -> str:
    return _("At least {needed} course days in each term").format(needed=amount(item.needed))


TITLES = {
    RequirementKind.DAYS_ATTENDED: _days_title,
    RequirementKind.DAYS_ATTENDED_PER_TERM: _term_title,
    RequirementKind.EXAMINATION_DAY_ATTENDED: lambda item: _("The examination day"),
    RequirementKind.HOMEWORK_APPROVED: lambda item: _("All homework approved"),
    RequirementKind.EXAMINATION_PASSED: lambda item: _("Examination passed"),
    RequirementKind.SUPERVISION_SESSIONS: lambda item: _("Supervision sessions"),
    RequirementKind.TRAINING_CLIENT: lambda item: _("A training client under supervision"),
    RequirementKind.WRITTEN_WORK_APPROVED: lambda item: _("Written work approved"),
}
BY_DAYS = {RequirementKind.DAYS_ATTENDED, RequirementKind.DAYS_ATTENDED_PER_TERM}


def _days_sentence(item: Progress) -> str:
    match item.standing:
        case Standing.FULFILLED:
            return _("You have been there on enough days.")
        case Standing.OUT_OF_REACH:
            return _("You have missed too many days. Ask your trainer how to make one up.")
    if item.slack == 0:
        return _("You need to be there on every day that is left.")
    return ngettext(
        "You can miss one more day.", "You can miss {slack} more days.", _plural(item.slack)
    ).format(slack=amount(item.slack))


def _plural(number: float) -> int:
    """Only exactly one takes the singular: one and a half days are days."""
    return 1 if number == 1 else 2


def _homework_sentence(item: Progress) -> str:
    if item.standing == Standing.FULFILLED:
        return _("All your homework is approved.")
    return ngettext(
        "One piece of homework is left.", "{left} pieces of homework are left.", _plural(item.left)
    ).format(left=amount(item.left))


def _examination_day_sentence(item: Progress) -> str:
    match item.standing:
        case Standing.FULFILLED:
            return _("You were there on the examination day.")
        case Standing.OUT_OF_REACH:
            return _("You missed the examination day. Ask your trainer about the next one.")
    return _("You need to be there the whole day.")


def _examination_sentence(item: Progress) -> str:
    if item.standing == Standing.FULFILLED:
        return _("You have passed the examination.")
    return _("The result is entered by your examiner.")


SENTENCES = {
    RequirementKind.DAYS_ATTENDED: _days_sentence,
    RequirementKind.DAYS_ATTENDED_PER_TERM: _days_sentence,
    RequirementKind.EXAMINATION_DAY_ATTENDED: _examination_day_sentence,
    RequirementKind.HOMEWORK_APPROVED: _homework_sentence,
    RequirementKind.EXAMINATION_PASSED: _examination_sentence,
}


def line_for(item: Progress) -> Line:
    """The line of one requirement. No query."""
    if item.standing == Standing.NOT_RECORDED:
        sentence, value = _("This is not followed on the platform yet."), ""
    else:
        sentence = SENTENCES[item.kind](item)
        value = _("{done} of {needed}").format(
            done=amount(min(item.done, item.needed)), needed=amount(item.needed)
        )
    return Line(TITLES[item.kind](item), sentence, value, item.standing)
