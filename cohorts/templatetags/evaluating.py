"""Small charts of evaluations. Each says in words what it draws."""

from collections.abc import Sequence

from django.template import Library
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cohorts.selectors.evaluating.comparing import Comparison, Point
from cohorts.selectors.evaluating.results import Spread
from courses.models import EvaluationQuestion
from courses.models.evaluation import HIGHEST

register = Library()

# The column chart: five columns on a line, with their numbers below.
STEP, WIDE, FLOOR, TALLEST, LEAST = 40, 32, 38, 36, 2
# The line chart: room for the scale on the left, for the days below.
LEFT, RIGHT, TOP, BOTTOM, MOST_LABELS = 50, 490, 22, 190, 9


@register.filter
def as_mean(value: float | None) -> str:
    """4,2, rounded; a dash where there is none."""
    return "–" if value is None else number_format(round(value, 1), 1)


@register.simple_tag
def mean_in(comparison: Comparison, question: EvaluationQuestion) -> str:
    """The mean of one question in all the forms of a comparison."""
    return as_mean(comparison.mean(question))


@register.simple_tag
def spread_in_words(spread: Spread) -> str:
    """0 answered 1, 2 answered 2, …"""
    said = (
        ngettext("{count} answered {words}", "{count} answered {words}", number).format(
            count=number, words=words
        )
        for words, number in spread.counts
    )
    return ", ".join(said)


@register.simple_tag
def spread_chart(spread: Spread) -> SafeString:
    """Five columns, as high as many answered, with the numbers under them and hidden words."""
    highest = max((number for _words, number in spread.counts), default=0)
    columns = []
    for place, (_words, number) in enumerate(spread.counts):
        tall = max(round(TALLEST * number / highest), LEAST) if number else LEAST
        x = place * STEP + (STEP - WIDE) // 2
        look = "c1" if number else "track"
        columns.append((look, x, FLOOR - tall, WIDE, tall, x + WIDE // 2, number))
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text x="{}" y="57">{}</text>',
        columns,
    )
    return format_html(
        '<svg class="spread" viewBox="0 0 200 60" aria-hidden="true">{}</svg>'
        '<span class="visually-hidden">{}</span>',
        drawn,
        spread_in_words(spread),
    )


@register.simple_tag
def share_bar(number: int, total: int) -> SafeString:
    """A bar for one of several answers; the number stands beside it in words."""
    return format_html(
        '<svg class="hbar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="1"/>'
        '<rect class="c1" width="{}" height="1"/></svg>',
        round(100 * number / total) if total else 0,
    )


@register.simple_tag
def day_line(title: str, points: Sequence[Point]) -> SafeString:
    """The mean day by day as a line from 1 to 5; described in words. Few days are labelled with
    their means too, many only with every other day."""
    drawn = [(_x(place, len(points)), _y(point.mean), point) for place, point in enumerate(points)]
    every = -(-len(points) // MOST_LABELS)
    labels = [row for place, row in enumerate(drawn) if place % every == 0]
    words = (
        _("Day %(number)s: %(mean)s.") % {"number": point.number, "mean": as_mean(point.mean)}
        for point in points
    )
    return format_html(
        '<svg class="chart chart--s" viewBox="0 0 520 230" role="img" aria-label="{}. {}">'
        '{}<polyline class="line" points="{}"/>{}{}</svg>',
        title,
        " ".join(words),
        _grid(),
        " ".join(f"{x},{y}" for x, y, _point in drawn),
        format_html_join(
            "", '<circle class="pt" cx="{}" cy="{}" r="6"/>', ((x, y) for x, y, _ in drawn)
        ),
        format_html_join(
            "",
            '<text class="strong" x="{0}" y="{1}" text-anchor="middle">{2}</text>'
            '<text x="{0}" y="218" text-anchor="middle">{3}</text>',
            (
                (x, round(y - 14, 1), as_mean(point.mean), _label(point.number))
                for x, y, point in labels
            ),
        ),
    )


def _label(number: int) -> str:
    return pgettext("chart", "Day %(number)s") % {"number": number}


def _grid() -> SafeString:
    lines = (
        ("axis" if value == 1 else "grid", _y(value), _y(value) + 5, value)
        for value in range(1, HIGHEST + 1)
    )
    return format_html_join(
        "",
        '<line class="{0}" x1="28" x2="520" y1="{1}" y2="{1}"/>'
        '<text x="18" y="{2}" text-anchor="end">{3}</text>',
        lines,
    )


def _x(place: int, of: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * place / max(of - 1, 1), 1)


def _y(mean: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * (mean - 1) / (HIGHEST - 1), 1)
