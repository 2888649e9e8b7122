"""The manager's chart: a column for each cohort, as high as many of the own people took part."""

import textwrap
from collections.abc import Sequence

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.selectors.staff.overview import CohortLine

register = Library()

# The drawing in its own units: the scale on the left, a slot for each cohort, its name below.
WIDTH, LEFT, SLOT, WIDE = 1080, 40, 170, 64
TOP, FLOOR, LINE = 34, 250, 21
LETTER, LINES = 9, 2  # how wide a letter is, and how many lines a name may have
STEPS = (1, 2, 5, 10, 20, 50, 100)


@register.simple_tag
def cohort_columns(lines: Sequence[CohortLine]) -> SafeString:
    """The earliest on the left. The numbers stand above the columns, and all of it in the label;
    the table beside has the same."""
    shown = list(reversed(lines))
    step, steps = scale(max((len(line.courses) for line in shown), default=0))
    slot = min(SLOT, (WIDTH - LEFT) // max(len(shown), 1))
    unit = (FLOOR - TOP) / (step * steps)
    columns = ((_column(line, LEFT + slot * at, slot, unit),) for at, line in enumerate(shown))
    return format_html(
        '<svg class="chart chart--s" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        FLOOR + LINE * (LINES + 2),
        " ".join(_in_words(line) for line in shown),
        _grid(step, steps, unit),
        format_html_join("", "{}", columns),
    )


def scale(highest: int) -> tuple[int, int]:
    """How far apart the lines of the scale are, and how many: five at most."""
    step = next((step for step in STEPS if highest <= step * 5), STEPS[-1])
    return step, max(-(-highest // step), 1)


def _in_words(line: CohortLine) -> str:
    return _("%(cohort)s: %(trained)s trained, %(training)s in training, %(ended)s ended.") % {
        "cohort": line.name,
        "trained": line.trained,
        "training": line.in_training,
        "ended": line.ended,
    }


def _grid(step: int, steps: int, unit: float) -> SafeString:
    return format_html_join(
        "",
        '<line class="{0}" x1="{1}" x2="{2}" y1="{3}" y2="{3}"/>'
        '<text x="{4}" y="{5}" text-anchor="end">{6}</text>',
        (
            (
                "grid" if at else "axis",
                LEFT,
                WIDTH,
                y := round(FLOOR - at * step * unit, 1),
                LEFT - 10,
                y + 5,
                at * step,
            )
            for at in range(steps + 1)
        ),
    )


def _column(line: CohortLine, left: int, slot: int, unit: float) -> SafeString:
    """Trained at the bottom, then those on the way, then those who ended."""
    middle = left + slot // 2
    parts, bottom = [], float(FLOOR)
    for look, number in (("c1", line.trained), ("open", line.in_training), ("c0", line.ended)):
        tall = round(number * unit, 1)
        if number:
            parts.append((look, middle - WIDE // 2, round(bottom - tall, 1), WIDE, tall))
        bottom -= tall
    return format_html(
        '{}<text class="strong" x="{}" y="{}" text-anchor="middle">{}</text>{}',
        format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', parts),
        middle,
        round(bottom - 9, 1),
        _total(line),
        _name(line, middle, slot),
    )


def _total(line: CohortLine) -> str:
    if line.in_training and not line.trained:
        return _("%(number)s on the way") % {"number": line.in_training}
    return _("%(trained)s of %(all)s") % {"trained": line.trained, "all": len(line.courses)}


def _name(line: CohortLine, middle: int, slot: int) -> SafeString:
    words = textwrap.wrap(line.name, slot // LETTER, max_lines=LINES, placeholder=" …")
    texts = [("strong", word) for word in words]
    if line.first_date:
        texts.append(("", line.first_date.year))
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (look, middle, FLOOR + LINE * (row + 1), words)
            for row, (look, words) in enumerate(texts)
        ),
    )
