"""Finds Swedish personal identity numbers in text, however they are written.

Personal identity numbers (personnummer), co-ordination numbers (samordningsnummer: the day plus
60) and interim numbers (a letter for the first digit after the date). A number is believed when
its date can be a birthday and its check digit is right; the Tax Agency's test numbers count too.
"""

import datetime as dt
import re
from collections.abc import Iterator

from common import clock
from common.guard.kinds import Kind

FEWEST_DIGITS = 9  # an interim number has a letter for the tenth


def identity_numbers_in(capitals: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of all that is a number, overlapping ones too; the time is in proportion
    to the length. `capitals` is the text as in `plain.Written`."""
    if sum(map(capitals.count, "0123456789")) < FEWEST_DIGITS:
        return
    for shape in _SHAPES:
        for match in shape.finditer(capitals):
            parts = match.group("century", "year", "month", "day", "birth", "third", "check")
            surely_interim = match["birth"][0].isalpha() and " " not in match["middle"]
            if _is_grouped_like_one(match) and (
                kind := kind_of("".join(parts), check_digit=not surely_interim)
            ):
                yield match.start(), match.end("check"), kind
    for match in _SPELLED.finditer(capitals):
        if kind := kind_of((match["date"] + match["number"]).replace(" ", "")):
            yield match.start(), match.end("number"), kind


# ── how it can be written ───────────────────────────────────────────────────────────────────
# Each part has a fixed number of digits, each gap at most three characters, and an attempt
# begins only where a group of digits begins: the time is linear. The whole shape is a lookahead,
# so that a number after "12 " is found although "12 85 07" looked like the beginning of one.

_GAP = "(?: ?[-./_] ?| )?"
_SHAPE = (
    rf"(?P<year>\d\d)(?P<gap_1>{_GAP})(?P<month>0\d|1[0-2])(?P<gap_2>{_GAP})(?P<day>[0-36-9]\d)"
    rf"(?P<middle> ?[-+./_]? ?)(?P<birth>[\dJ-NR-UWX]\d)(?P<gap_3>{_GAP})(?P<third>\d)"
    r"(?P<gap_4> ?)(?P<check>\d)(?!\d)"
)
_SHAPES = (
    re.compile(rf"(?<!\d)(?=(?P<century>)(?P<gap_0>){_SHAPE})"),
    re.compile(rf"(?<!\d)(?=(?P<century>18|19|20)(?P<gap_0>{_GAP}){_SHAPE})"),
)
# Digit by digit; a longer row of single digits is something else.
_SPELLED = re.compile(
    r"(?<!\d)(?<!(?<!\d)\d )(?=(?P<date>(?:\d ){7}\d|(?:\d ){5}\d)(?: ?[-+] ?| )"
    r"(?P<number>(?:\d ){3}\d)(?!\d)(?! \d(?!\d)))"
)


def _is_grouped_like_one(match: re.Match) -> bool:
    """Whether people group an identity number's digits like this, and nothing else so."""
    if match["birth"][0].isalpha():
        return _is_interim_grouping(match)
    return (
        _is_date_grouping(*match.group("century", "gap_0", "gap_1", "gap_2"))
        and _is_number_grouping(match)
        and not (_is_phone_number(match) or _is_row_of_pairs(match) or _is_span(match))
    )


def _is_interim_grouping(match: re.Match) -> bool:
    """YYMMDD-T123, YYMMDDT123, YYMMDD T123; not a date in three parts and the room K101."""
    goes_on = match.string[match.end("check") : match.end("check") + 1].isalnum()
    return not goes_on and not any(match.group("gap_0", "gap_1", "gap_2", "gap_3", "gap_4"))


def _is_date_grouping(century: str, after_century: str, after_year: str, after_month: str) -> bool:
    """850709, 85-07-09, 19 850709, 19 85 07 09, 1985 0709: one sort of gap between parts."""
    if after_year == after_month:
        return not after_century or not after_year or after_century == after_year
    return bool(century) and not after_century and not after_month


def _is_number_grouping(match: re.Match) -> bool:
    """9805, 98 05 or 980 5 after a gap. Other signs than spaces only where all is in pairs."""
    middle, after_pair, after_third = match.group("middle", "gap_3", "gap_4")
    if not after_pair:
        return not after_third or bool(middle)
    if after_third or not middle:
        return False
    year_in_one = match["century"] and not match["gap_0"]
    all_in_pairs = match["gap_1"] == middle == after_pair and not year_in_one
    return after_pair == " " or all_in_pairs


# ── what else looks so ──────────────────────────────────────────────────────────────────────

_TIME = "(?:[01][0-9]|2[0-4])[0-5][0-9]"
_TIME_SPAN = re.compile(rf" {_TIME} ?- ?{_TIME}(?!\d)")
_DATE_SPAN = re.compile(r"[-./ ]*(?:19|20)\d\d([-./])\d\d?\1\d\d?(?!\d)")


def _is_phone_number(match: re.Match) -> bool:
    """All digits in one after a plus sign: +45…"""
    plus = match.string[match.start() - 1 : match.start()] == "+"
    return plus and match.end("check") - match.start() == len(match["century"]) + 10


def _is_row_of_pairs(match: re.Match) -> bool:
    """Pairs of digits in a longer row of figures, a numbered list or a moment: 2026-03-02-09-30."""
    gap = match["gap_1"]
    if not gap or not match["gap_3"]:
        return False
    start, end, written = match.start(), match.end("check"), match.string
    before = written[max(0, start - 4) : start - 1] if written[start - 1 : start] == gap else ""
    after = written[end + 1 : end + 4] if written[end : end + 1] == gap else ""
    if gap != " ":
        return len(gap) > 1 or before[-1:].isdecimal() or _is_pair(after[:2], after[2:])
    return _is_pair(before[-2:], before[:-2]) or _is_pair(after[:2], after[2:])


def _is_pair(two: str, neighbour: str) -> bool:
    return len(two) == 2 and two.isdecimal() and not neighbour.isdecimal()


def _is_span(match: re.Match) -> bool:
    """2026-03-02 0900-1600 or 2026-03-02 - 2026-03-04: from one time or date to another."""
    start = match.start("middle")
    return bool(_TIME_SPAN.match(match.string, start) or _DATE_SPAN.match(match.string, start))


# ── what it must hold ───────────────────────────────────────────────────────────────────────

CENTURIES = ("18", "19", "20")
COORDINATION_DAYS = 60  # added to the day; 60 itself, and month 00, where the birthday is unknown


def kind_of(digits: str, *, check_digit: bool = True) -> Kind | None:
    """The kind of ten or twelve digits (one may be an interim letter), None if it is no number.

    Interim numbers are given by more than one body, and not all compute the check digit alike:
    where the letter is joined to the date the shape is proof enough.
    """
    century, ten = digits[:-10], digits[-10:]
    if ten[6:9] == "000" or (check_digit and not _has_right_check_digit(ten)):
        return None
    month, day = int(ten[2:4]), int(ten[4:6])
    kind = Kind.INTERIM if ten[6].isalpha() else Kind.PERSONAL
    if day >= COORDINATION_DAYS:
        kind = Kind.COORDINATION
        month, day = month or 1, (day - COORDINATION_DAYS) or 1
    years = [int(first + ten[:2]) for first in ([century] if century else CENTURIES)]
    return kind if any(_is_past_date(year, month, day) for year in years) else None


def _is_past_date(year: int, month: int, day: int) -> bool:
    try:
        return dt.date(year, month, day) <= clock.today()
    except ValueError:
        return False


def _has_right_check_digit(ten: str) -> bool:
    """Luhn's sum over ten digits; an interim letter counts as 1."""
    total = 0
    for place, digit in enumerate(ten):
        value = int(digit) if digit.isdigit() else 1
        value *= 1 if place % 2 else 2
        total += value - 9 if value > 9 else value
    return total % 10 == 0
