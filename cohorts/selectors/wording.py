"""What is left, in the words that the participant reads."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.selectors.requirements import Progress, Standing
from courses.enums import RequirementKind


@dataclass(frozen=True)
class Line:
    """One requirement as it is read: what it asks, where one stands (`sentence` to the person,
    `status` to those who give the course), the count, and how the count came to be."""

    title: str
    sentence: str
    value: str
    standing: Standing
    status: str
    count: str
    item: Progress


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
    RequirementKind.MODULES_DONE: lambda item: _("The modules done"),
}
BY_DAYS = {RequirementKind.DAYS_ATTENDED, RequirementKind.DAYS_ATTENDED_PER_TERM}


def _days_sentence(item: Progress) -> str:
    match item.standing:
        case Standing.FULFILLED:
            return _("You have been there on enough days.")
        case Standing.OUT_OF_REACH if item.can_make_up:
            return ngettext(
                "You need to make up one day.",
                "You need to make up {days} days.",
                _plural(item.short),
            ).format(days=amount(item.short))
        case Standing.OUT_OF_REACH:
            return _("You have missed too many days. Ask your trainer what can be done.")
    if item.slack == 0 and item.pending:
        return _("You need to be there on every day that is left, and make up what you planned.")
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
    if item.pending:
        return _("You take the examination day in another cohort.")
    return _("You need to be there the whole day.")


def _examination_sentence(item: Progress) -> str:
    if item.standing == Standing.FULFILLED:
        return _("You have passed the examination.")
    if item.standing == Standing.OUT_OF_REACH:
        return _("You have used all your attempts. Ask your examiner what you can do.")
    return _("The result is entered by your examiner.")


def _modules_sentence(item: Progress) -> str:
    if item.standing == Standing.FULFILLED:
        return _("You have done the modules.")
    return ngettext("One module is left.", "{left} modules are left.", _plural(item.left)).format(
        left=amount(item.left)
    )


SENTENCES = {
    RequirementKind.DAYS_ATTENDED: _days_sentence,
    RequirementKind.DAYS_ATTENDED_PER_TERM: _days_sentence,
    RequirementKind.EXAMINATION_DAY_ATTENDED: _examination_day_sentence,
    RequirementKind.HOMEWORK_APPROVED: _homework_sentence,
    RequirementKind.EXAMINATION_PASSED: _examination_sentence,
    RequirementKind.MODULES_DONE: _modules_sentence,
}


def line_for(item: Progress) -> Line:
    """The line of one requirement. No query."""
    if item.standing == Standing.NOT_RECORDED:
        sentence, value = _("This is not followed on the platform yet."), ""
    else:
        is_credited = item.credited and item.attended < item.needed <= item.done
        sentence = _("Your earlier training counts.") if is_credited else SENTENCES[item.kind](item)
        value = _("{done} of {needed}").format(
            done=amount(min(item.done, item.needed)), needed=amount(item.needed)
        )
    return Line(
        TITLES[item.kind](item),
        sentence,
        value,
        item.standing,
        status_of(item),
        count_of(item) if item.kind in BY_DAYS else "",
        item,
    )


def count_of(item: Progress) -> str:
    """Attended, held and planned days, never a share alone: "6 of 7 held days, 9 planned"."""
    return _("{attended} of {held} held days, {planned} planned").format(
        attended=amount(item.attended), held=amount(item.held), planned=amount(item.planned)
    )


def status_of(item: Progress) -> str:
    """Where somebody stands, as those who give the course read it."""
    match item.standing:
        case Standing.FULFILLED:
            return _("Done")
        case Standing.NOT_RECORDED:
            return _("Not followed on the platform yet")
        case Standing.OUT_OF_REACH if item.kind in BY_DAYS and item.can_make_up:
            return ngettext(
                "Needs to make up one day", "Needs to make up {days} days", _plural(item.short)
            ).format(days=amount(item.short))
        case Standing.OUT_OF_REACH:
            return _("Can no longer be met")
    if item.kind not in BY_DAYS:
        return _("{left} left").format(left=amount(item.left))
    if item.slack == 0:
        return _("Can be met: every day that is left is needed")
    return ngettext(
        "Can be met: one more day can be missed",
        "Can be met: {slack} more days can be missed",
        _plural(item.slack),
    ).format(slack=amount(item.slack))


def credit_in_words(row) -> str:
    """What is credited: "Day 3: Goals", "2 course days", or the whole requirement. Wants `day`."""
    if row.day_id:
        return _("Day {number}: {title}").format(number=row.day.number, title=row.day.title)
    kind = RequirementKind(row.kind)
    if row.amount is None:
        return _("The whole of: {what}").format(what=kind.label)
    return f"{kind.label}: {row.amount}"
