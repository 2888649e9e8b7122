"""Small marks: icons, pips (one is one day or one seat), states, bars. Made without templates,
since a list may hold hundreds of them."""

from collections.abc import Iterable
from functools import cache

from django.template import Library
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = Library()

STATE_ICONS = {"done": "check", "warn": "alert", "stop": "x", "info": "right"}


@cache
def _drawing(name: str, classes: str, size: str = "") -> SafeString:
    return format_html(
        '<svg class="{}"{} aria-hidden="true"><use href="{}#{}"/></svg>',
        classes,
        mark_safe(f' viewBox="{size}"') if size else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "check" %}`, `{% icon "people" "l" %}`: a drawing beside a word, hidden to readers.

    Names are those of `static/icons.svg` without the i-.
    """
    return _drawing(f"i-{name}", f"icon icon--{size}" if size else "icon")


@register.simple_tag
def brand_mark() -> SafeString:
    """The mark of the programme: one person and those around."""
    return _drawing("brand", "brand__mark", "0 0 34 34")


@register.simple_tag
def rings(classes: str = "next__rings") -> SafeString:
    """The network map as decoration; only in `.next`, video, certificate and not-found."""
    return _drawing("rings", classes, "0 0 416 416")


@register.simple_tag
def pip(shape: str, word="", tone: str = "") -> SafeString:
    """`{% pip "done" _("Present") %}`: one mark, with its word for those who cannot see it.

    Leave the word out only where it stands beside the mark. `tone` (off, done, warn, stop, now,
    plain) replaces the shape's own colour. Shapes: `static/css/components/pips.css`.
    """
    classes = f"pip p-{shape} pip--{tone}" if tone else f"pip p-{shape}"
    return mark_safe(f'<i class="{classes}">{conditional_escape(word) if word else ""}</i>')


def _many(marks: str | Iterable[str]) -> str:
    """Marks as HTML from shapes, or from a short notation: "day*8 exam"."""
    if isinstance(marks, str):
        runs = (run.partition("*") for run in marks.split())
        return "".join(pip(shape) * int(number or 1) for shape, _, number in runs)
    return "".join(pip(shape) for shape in marks)


@register.simple_tag
def pips(marks, label, variant: str = "") -> SafeString:
    """`{% pips "day*8 exam" _("8 course days and 1 examination") %}`: a row read as one picture.

    `marks` is the notation above or a list of shapes. Variants: on (on fjord), seats, l.
    """
    classes = " ".join(["pips", *(f"pips--{name}" for name in variant.split())])
    return format_html(
        '<span class="{}" role="img" aria-label="{}">{}</span>',
        classes,
        label,
        mark_safe(_many(marks)),
    )


@register.simple_tag
def seats(total: int, number, text, **counts) -> SafeString:
    """`{% seats 30 19 _("nominated to 30 seats") day=19 %}`: the number, then a mark per seat.

    The keywords are shapes with how many of each; what is left up to `total` is drawn as free.
    """
    taken = "".join(pip(shape) * int(count) for shape, count in counts.items())
    free = pip("planned") * max(0, total - sum(map(int, counts.values())))
    return format_html(
        '<div class="seats"><p class="seats__n">{} <span>{}</span></p>'
        '<div class="pips" aria-hidden="true">{}</div></div>',
        number,
        text,
        mark_safe(taken + free),
    )


@register.simple_tag
def status(tone: str, word, icon: str = "") -> SafeString:
    """`{% status "done" _("Complete") %}`: the state of a thing, always shape and word.

    Tones: done, warn, stop, info; empty for waiting or neutral; plain for neutral without a box.
    """
    classes = f"status status--{tone}" if tone else "status"
    drawing = _drawing(f"i-{icon or STATE_ICONS.get(tone, 'clock')}", "icon")
    return mark_safe(f'<span class="{classes}">{drawing}{conditional_escape(word)}</span>')


@register.simple_tag
def bar(part: int, whole: int, label) -> SafeString:
    """`{% bar 4 8 _("4 of 8 requirements fulfilled") %}`: a share; say the numbers in the label."""
    return format_html(
        '<svg class="bar" role="img" aria-label="{}" viewBox="0 0 100 1"'
        ' preserveAspectRatio="none"><rect width="{}" height="1"/></svg>',
        label,
        round(100 * part / whole) if whole else 0,
    )
