"""Marks of the selection board. Made without templates: forty rows hold hundreds of them."""

from functools import cache

from django.template import Library
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from cohorts.selectors.selection.balance import Group
from cohorts.selectors.selection.verdicts import Standing, Verdict
from common.presentation.marks import pip
from courses.models import Criterion

register = Library()

SHAPES = {
    Verdict.CHECKED: ("done", pgettext_lazy("verdict", "Checked")),
    Verdict.ATTESTED: ("attest", pgettext_lazy("verdict", "Attested")),
    Verdict.WEIGHED: ("weigh", pgettext_lazy("verdict", "Weighed")),
    Verdict.WAITING: ("wait", pgettext_lazy("verdict", "Waiting")),
    Verdict.NOT_MET: ("no", pgettext_lazy("verdict", "Not met")),
}


@register.simple_tag
def criteria_marks(standing: Standing) -> SafeString:
    """A mark over a code for each criterion, read out as one sentence."""
    codes = tuple((criterion.code, verdict) for criterion, verdict in standing.verdicts)
    return _marks(codes, get_language())


@cache
def _marks(codes: tuple[tuple[str, Verdict], ...], language: str) -> SafeString:
    """Most candidates of a cohort look alike, so the same few are made over and over."""
    said = (
        (word, ", ".join(code for code, given in codes if given == verdict))
        for verdict, (_shape, word) in SHAPES.items()
    )
    return format_html(
        '<span class="glyphs" role="img" aria-label="{}">{}</span>',
        "; ".join(f"{word}: {which}" for word, which in said if which),
        format_html_join(
            "", '<i class="p-{}">{}</i>', ((SHAPES[given][0], code) for code, given in codes)
        ),
    )


@register.simple_tag
def verdict_mark(verdict: Verdict) -> SafeString:
    """The mark of one verdict, its word hidden inside."""
    return pip(*SHAPES[verdict])


@register.filter
def verdict_word(verdict: Verdict) -> object:
    """Checked, attested, weighed, waiting, not met."""
    return SHAPES[verdict][1]


@register.simple_tag
def verdict_legend() -> SafeString:
    """What the marks mean."""
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join(
            "", "<li>{}{}</li>", ((pip(shape), word) for shape, word in SHAPES.values())
        ),
    )


@register.simple_tag
def balance_bars(groups: list[Group], tones: str, *, stack: bool = True) -> SafeString:
    """`{% balance_bars board.units "c1" %}`: the accepted of each group as a bar beside its
    numbers. `tones` are the colours in order; the last holds for the rest."""
    largest = max((group.nominated for group in groups), default=0) or 1
    names = tones.split()
    rows = (
        (
            group_label(group),
            _bar(group, "c0" if group.kinds > 1 else names[min(at, len(names) - 1)], largest),
            _("%(part)s of %(whole)s") % {"part": group.accepted, "whole": group.nominated},
        )
        for at, group in enumerate(groups)
    )
    return format_html(
        '<ul class="bars{}">{}</ul>',
        " bars--stack" if stack else "",
        format_html_join("", "<li><span>{}</span>{}<b>{}</b></li>", rows),
    )


def group_label(group: Group) -> str:
    """Its name, or how many it stands for."""
    if group.kinds == 1:
        return str(group.label)
    return ngettext("%(count)s other", "%(count)s others", group.kinds) % {"count": group.kinds}


def _bar(group: Group, tone: str, largest: int) -> SafeString:
    """Nominated as the track, accepted as the bar, on the scale of the largest group."""
    return mark_safe(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="{100 * group.nominated / largest:.0f}" height="10"/>'
        f'<rect class="{conditional_escape(tone)}" width="{100 * group.accepted / largest:.0f}"'
        ' height="10"/></svg>'
    )


@register.filter
def outcome_word(outcome: str) -> str:
    """What has been decided, as a state: Accepted, Reserve, Declined."""
    return {
        "accept": pgettext("decided", "Accepted"),
        "reserve": pgettext("decided", "Reserve"),
        "reject": pgettext("decided", "Declined"),
    }[outcome]


@register.filter
def codes(criteria: list[Criterion]) -> str:
    """C3, C4"""
    return ", ".join(criterion.code for criterion in criteria)
