"""Dates, times and numbers on a page, always with their machine-readable form."""

import datetime as dt
from functools import lru_cache

from django.template import Library
from django.utils import dateformat, formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = Library()

STYLES = {
    "full": "l j F Y",  # onsdag 2 december 2026
    "day": "l j F",  # onsdag 2 december
    "date": "j F Y",  # 2 december 2026
    "short": "j N",  # 2 dec
    "iso": "Y-m-d",
}
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def clock_time(value) -> str:
    """`9.00` in Swedish, as the language writes it in others."""
    return _formatted_time(dt.time(value.hour, value.minute), get_language())


@lru_cache(maxsize=4096)
def _formatted_time(time: dt.time, _language: str) -> str:
    return dateformat.time_format(time, formats.get_format("TIME_FORMAT"))


def date_words(value: dt.date | dt.datetime, style: str = "full") -> str:
    """A day in words, in one of `STYLES`, or "moment": 2 december 2026, 14.05."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if style == "moment":
        return f"{date_words(value, 'date')}, {clock_time(value)}"
    return _formatted(dt.date(value.year, value.month, value.day), STYLES[style], get_language())


@lru_cache(maxsize=4096)
def _formatted(day: dt.date, form: str, _language: str) -> str:
    """Lists say the same few days over and over."""
    return dateformat.format(day, form)


@register.filter
def on(value, style: str = "full") -> str:
    """`{{ day.date|on }}`, `{{ day.date|on:"short" }}`: a day in words, inside a sentence."""
    return date_words(value, style) if value else ""


@register.simple_tag
def when(value, style: str = "full", *, capital: bool = False) -> SafeString:
    """`{% when day.date "day" %}`: the same as `|on`, in a `<time>`; for lists and tables."""
    if not value:
        return SafeString()
    words = date_words(value, style)
    stamp = timezone.localtime(value) if isinstance(value, dt.datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>',
        stamp.isoformat(timespec="minutes") if isinstance(stamp, dt.datetime) else stamp,
        words[:1].upper() + words[1:] if capital else words,
    )


@register.simple_tag
def times(start, end) -> str:
    """`{% times part.starts_at part.ends_at %}` → `9.00–16.00`. Takes times or moments."""
    moments = (
        timezone.localtime(value) if isinstance(value, dt.datetime) else value
        for value in (start, end)
    )
    return "–".join(clock_time(value) for value in moments)


@register.simple_tag
def date_block(value) -> SafeString:
    """The calendar block of a `.date`: weekday, large day, month."""
    return _block(dt.date(value.year, value.month, value.day), get_language())


@lru_cache(maxsize=4096)
def _block(value: dt.date, _language: str) -> SafeString:
    return format_html(
        '<div class="date__cal"><time datetime="{}">{}<b>{}</b>{}</time></div>',
        dateformat.format(value, "Y-m-d"),
        dateformat.format(value, "D").lower(),
        value.day,
        dateformat.format(value, "N"),
    )


@register.filter
def thousands(value) -> str:
    """`44712` → `44 712`, with a space that does not break."""
    return f"{int(value):,}".replace(",", NO_BREAK_SPACE)


@register.filter
def percent(value) -> str:
    """`95` → `95 %`. Never without its numbers beside it."""
    return f"{formats.localize(value)}{NO_BREAK_SPACE}%"


@register.simple_tag
def out_of(part, whole) -> str:
    """`{% out_of 3 30 %}` → `3 av 30`; never 3/30."""
    return gettext("%(part)s of %(whole)s") % {"part": part, "whole": whole}
