"""Captions as WebVTT: enough of the format to know that a film will show them."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from common.errors import RuleViolation

_MOMENT = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_CUE = re.compile(rf"^{_MOMENT}[ \t]+-->[ \t]+{_MOMENT}(?:[ \t].*)?$", re.MULTILINE)


def check_captions(content: bytes) -> None:
    """Refuse what a browser would not show: another alphabet, no head, no lines of time, or times
    that go backwards. Raises `RuleViolation("captions")`."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        _refuse(_("The captions are not saved as UTF-8."))
    if not re.match(r"WEBVTT(?:[ \t\n]|\Z)", text):
        _refuse(_("The first line of the captions is not WEBVTT."))
    cues = [
        (_seconds(*cue.groups()[:4]), _seconds(*cue.groups()[4:])) for cue in _CUE.finditer(text)
    ]
    if not cues:
        _refuse(_("The captions have no line of time, such as 00:01.000 --> 00:04.000."))
    if any(end <= start for start, end in cues):
        _refuse(_("One of the captions ends before it begins."))
    if any(after[0] < before[0] for before, after in pairwise(cues)):
        _refuse(_("The captions do not follow each other in time."))


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _refuse(message: str) -> None:
    raise RuleViolation(
        "captions", message, _("Save the captions as WebVTT (.vtt) from the program for films.")
    )
