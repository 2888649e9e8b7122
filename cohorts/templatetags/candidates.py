"""One candidate on the board, as a row of its table. Written here and not as a template: a board
holds forty rows, and this takes a third of the time."""

from django.template import Library
from django.utils.html import conditional_escape as escape
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cohorts.enums import Outcome
from cohorts.selectors.selection.board import Row
from cohorts.templatetags.selecting import criteria_marks
from common.presentation.dates import date_words, out_of
from common.presentation.marks import icon, status

register = Library()

SEGMENTS = (  # with its colour, and what its id ends with
    (Outcome.ACCEPT, "yes", "a"),
    (Outcome.RESERVE, "part", "b"),
    (Outcome.REJECT, "no", "c"),
)


@register.simple_tag(takes_context=True)
def candidate_row(context, line) -> SafeString:
    """`{% candidate_row line %}`: who it is, where from, how the criteria stand, the decision.

    A tap on a segment sends the row alone (htmx). With `out_of_band` in the context the row
    replaces itself on the page.
    """
    row, key = line.row, line.key
    is_answer = context.get("out_of_band")
    address = context["request"].path if is_answer else f"{key}/"
    can_decide = row.is_decidable and context["board"].is_deciding
    return format_html(
        '<tr id="n{}"{}{}>{}<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n',
        key,
        mark_safe(' hx-swap-oob="true"') if is_answer else "",
        format_html(' hx-post="{}" hx-trigger="change"', address) if can_decide else "",
        _heading(row, key, address),
        _employer(row),
        _rank_and_answer(row),
        criteria_marks(row.standing),
        _decision(line) if can_decide else _not_now(row),
    )


def _sub(text) -> SafeString:
    return mark_safe(f'<span class="sub">{escape(text)}</span>')


def _heading(row: Row, key: str, address: str) -> SafeString:
    nomination = row.nomination
    return format_html(
        '<th scope="row"><a id="h{}" href="{}">{}</a>{}{}</th>',
        key,
        address,
        nomination.name,
        _sub(nomination.profession),
        format_html_join(
            "",
            "{}",
            ((_sub(_("Also nominated: %(where)s") % {"where": w}),) for w in row.elsewhere),
        ),
    )


def _employer(row: Row) -> SafeString:
    nomination = row.nomination
    where = str(row.principal.label)
    if nomination.unit_id != nomination.employer_id:
        where = f"{where}, {nomination.unit.name}"
    return escape(nomination.employer.name) + _sub(where)


def _rank_and_answer(row: Row) -> SafeString:
    nomination = row.nomination
    rank = out_of(nomination.rank, row.of) if nomination.rank else _("No rank")
    if row.is_decidable:
        answer = _("Yes %(day)s") % {"day": _short(nomination.confirmation.answered_at)}
    else:
        answer = _("To answer by %(day)s") % {"day": _short(nomination.confirmation.answer_by)}
    return escape(rank) + _sub(answer)


def _short(day) -> str:
    return date_words(day, "short") if day else ""


def _not_now(row: Row) -> SafeString:
    return SafeString() if row.is_decidable else status("", _("Waiting for the nominee"))


def _decision(line) -> SafeString:
    """The segments, and room for a reason; what is wrong with them, and what stands in the way."""
    row, key = line.row, line.key
    missing, dispensable = row.standing.missing_musts, row.standing.missing_shoulds
    reason = _("Reason") if dispensable else _("Reason, read by the nominee and the manager")
    return format_html(
        '<fieldset class="decide{}" aria-labelledby="h{}">{}'
        '<input type="hidden" name="{}-seen" value="{}">{}'
        '<label class="decide__why">{}<textarea class="input" name="{}-reason"{} rows="2">{}'
        "</textarea></label>{}</fieldset>",
        " decide--dispense" if dispensable else "",
        key,
        _errors(line),
        key,
        row.outcome,
        _segments(key, line.outcome, is_closed=bool(missing)),
        reason,
        key,
        format_html(' id="d{}r"', key) if line.errors else "",
        line.reason,
        format_html_join(
            "",
            "{}",
            (
                (_sub(_("%(code)s is a must and is not met") % {"code": criterion.code}),)
                for criterion in missing
            ),
        ),
    )


def _errors(line) -> SafeString:
    if not line.errors:
        return SafeString()
    words = [_("Not saved.")] if line.is_unsaved else []
    return format_html(
        '<p class="error">{}<span>{}</span></p>', icon("alert"), " ".join(words + line.errors)
    )


def _segments(key: str, chosen: str, *, is_closed: bool) -> SafeString:
    """Accept, reserve, decline; the first is closed where a must is not met."""
    labels = "".join(
        f'<label class="{tone}"><input type="radio" name="{key}-outcome" value="{outcome.value}"'
        f' id="d{key}{letter}"{" checked" if outcome == chosen else ""}'
        f"{' disabled' if is_closed and outcome == Outcome.ACCEPT else ''}>"
        f"{escape(outcome.label)}</label>"
        for outcome, tone, letter in SEGMENTS
    )
    return mark_safe(f'<div class="segs segs--fill">{labels}</div>')
