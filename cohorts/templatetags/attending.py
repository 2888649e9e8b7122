"""The rows of the roll. Made without templates: thirty of them hold a hundred and fifty buttons."""

from collections.abc import Mapping
from functools import cache

from django.template import Library
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from cohorts.enums import AbsenceReason, Mark, MarkedHow
from cohorts.selectors.roll import Notice, Roll, RollRow, Seen
from common.presentation.dates import clock_time

register = Library()

# The five taps with their tones, in words so short that a phone is wide enough; what is left out
# is said to screen readers.
TAPS = [
    (Mark.PRESENT, "yes", pgettext_lazy("tap", "Here"), ""),
    (Mark.LATE, "part", pgettext_lazy("tap", "Late"), ""),
    (Mark.LEFT_EARLY, "part", pgettext_lazy("tap", "Left early"), ""),
    (Mark.EXCUSED, "part", pgettext_lazy("tap", "Excused"), gettext_lazy("absence")),
    (Mark.ABSENT, "no", pgettext_lazy("tap", "Away"), ""),
]


@register.simple_tag
def roll_row(roll: Roll, row: RollRow, chosen: str = "", state: str = "", trouble="") -> SafeString:
    """One person with five taps. `chosen` is a mark that is not saved, `state` the words that
    replace where the row stands, `trouble` what is asked or told below the taps."""
    pk, mark = row.enrolment_id, chosen or row.mark
    classes = _classes(row, chosen)
    return mark_safe(
        f'<li id="row-{pk}"{classes}>'
        f'<fieldset hx-post="?half={roll.half}" hx-trigger="change" hx-include="this">'
        f"<legend>{conditional_escape(row.name)}"
        f'<span class="sub"><span class="roll__org">{_whence(row)}</span>'
        f"<span data-state>{state or _standing(roll, row)}</span></span></legend>"
        f'<input type="hidden" form="roll" name="seen-{pk}" value="{row.seen}">'
        f'<div class="segs segs--fill segs--roll">{_taps(get_language(), pk, mark)}</div>'
        f"{_announced(row)}{trouble}</fieldset></li>"
    )


def _classes(row: RollRow, chosen: str) -> str:
    if chosen:
        return ' class="is-unsaved"'
    return ' class="is-announced"' if row.notice and not row.is_marked else ""


def _whence(row: RollRow) -> SafeString:
    if row.guest_of:
        words = _("Guest from %(cohort)s") % {"cohort": row.guest_of}
        return conditional_escape(words)
    return conditional_escape(row.organisation)


def _standing(roll: Roll, row: RollRow) -> SafeString:
    """Whether the row is saved, and how it came to be."""
    if row.is_mixed:
        return conditional_escape(_mixed(roll, row))
    if not row.is_marked or not row.own_cells:
        return conditional_escape(_("Not marked"))
    cell = row.own_cells[0]
    if cell.how == MarkedHow.CODE:
        words = _("Checked in %(time)s") % {"time": clock_time(localtime(cell.at))}
        return conditional_escape(words)
    return conditional_escape(_("Saved"))


def _mixed(roll: Roll, row: RollRow) -> str:
    """Both halves in words, where they differ."""
    said = (
        f"{part.get_half_display()}: {Mark(cell.mark).label if cell.mark else _('not marked')}"
        for part, cell in zip(roll.parts, row.cells, strict=True)
        if cell
    )
    return ". ".join(said)


def _announced(row: RollRow) -> SafeString | str:
    """What the person has said beforehand; the trainer decides."""
    if not row.notice:
        return ""
    reason = AbsenceReason(row.notice.reason).label
    words = _("Has announced absence: %(reason)s.") % {"reason": reason}
    return format_html('<p class="roll__note">{} {}</p>', words, row.notice.note)


@cache
def _layout(language: str) -> tuple[tuple[str, str, str], ...]:
    """Each tap as what stands before its name, before its check, and after; once per language."""
    return tuple(
        (
            f'<label class="{tone}"><input type="radio" form="roll" name="mark-',
            f'" value="{mark.value}"',
            f">{conditional_escape(word)}{_hidden(rest)}</label>",
        )
        for mark, tone, word, rest in TAPS
    )


def _hidden(rest) -> str:
    return f'<span class="visually-hidden"> {conditional_escape(rest)}</span>' if rest else ""


def _taps(language: str, pk: int, chosen: str) -> str:
    return "".join(
        f"{before}{pk}{between}{' checked' if tap[0] == chosen else ''}{after}"
        for tap, (before, between, after) in zip(TAPS, _layout(language), strict=True)
    )


@register.simple_tag
def announced(roll: Roll, row: RollRow) -> str:
    """What somebody has announced: "Morning: Work, by the later train.", or "Whole day: Work."
    where both halves say the same."""
    said = {
        str(part.get_half_display()): _notice_words(notice)
        for part, notice in zip(roll.parts, row.notices, strict=True)
        if notice
    }
    if len(said) == len(roll.all_parts) > 1 and len(set(said.values())) == 1:
        said = {_("Whole day"): said.popitem()[1]}
    return " ".join(f"{when}: {words}." for when, words in said.items())


def _notice_words(notice: Notice) -> str:
    words = filter(None, (str(AbsenceReason(notice.reason).label), notice.note))
    return ", ".join(words).removesuffix(".")


@register.filter
def mark_word(mark: str) -> object:
    """The word of a mark: Here, Late …"""
    return Mark(mark).label if mark else ""


@register.filter
def clock(moment) -> str:
    """A moment as the time of day: 8.52."""
    return clock_time(localtime(moment))


@register.simple_tag
def typing_row(roll: Roll, row: RollRow, typed: Mapping) -> SafeString:
    """One person of the paper list: a box to choose in for each half."""
    boxes = "".join(
        _box(row, part, cell, typed.get((row.enrolment_id, part.pk), cell.mark))
        if cell
        else "<td>–</td>"
        for part, cell in zip(roll.parts, row.cells, strict=True)
    )
    return format_html('<tr><th scope="row">{}</th>{}</tr>', row.name, mark_safe(boxes))


def _box(row: RollRow, part, cell: Seen, chosen: str) -> SafeString:
    name = f"{row.enrolment_id}-{part.pk}"
    return format_html(
        '<td><select class="input" name="m-{}" aria-label="{}, {}">{}</select>'
        '<input type="hidden" name="r-{}" value="{}"></td>',
        name,
        row.name,
        part.get_half_display(),
        _options(get_language(), chosen),
        name,
        cell.revision,
    )


@cache
def _options(language: str, chosen: str) -> SafeString:
    options = [("", "–"), *((mark.value, word) for mark, _tone, word, _rest in TAPS)]
    return mark_safe(
        "".join(
            f'<option value="{value}"{" selected" if value == chosen else ""}>'
            f"{conditional_escape(word)}</option>"
            for value, word in options
        )
    )
