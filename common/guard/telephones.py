"""Finds telephone numbers: Swedish mobile and fixed ones, and those of other countries.

Numbers that only organisations have (112, 1177, 020, 0771 …) are nobody's and pass.
"""

import re
from collections.abc import Iterator

from common.guard.kinds import Kind

FEWEST_DIGITS = 6

_LABEL = (
    r"(?<![A-ZÅÄÖ])(?:TELEFON|TELE|TEL|TFN|TLF|MOBIL|MOB|RING|SMS|NR|NUMMER)"
    r"(?:NR|NUMMER|NUMMRET)?[ .:]{0,3}"
)
_ALONE = rf"(?=[(+0TMRSN])(?:(?<![\dA-ZÅÄÖ_@])(?<!\d[-/.,:])|{_LABEL})"
_GAP = "(?: ?[-/.] ?| )?"
_AFTER = r"(?!\d)(?![-/:.,]\d)(?! ?(?:KR|KRONOR|TKR|MKR|SEK|EUR|EURO|%))"

# The area codes of the Swedish numbering plan, without their zero.
_SHORT_AREA = "(?:8|1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|90)"
_LONG_AREA = (
    "(?:1(?:2[0-5]|4[0-4]|5[0-9]|7[1-6])|2(?:2[0-7]|4[0-8]|5[0-8]|7[0-8]|8[01]|9[0-7])"
    "|3(?:0[0-4]|2[0-5]|4[056]|7[0-2]|8[0-3]|9[0-3])"
    "|4(?:1[0-8]|3[0-5]|5[1-9]|7[0-9]|8[0-6]|9[0-9])"
    "|5(?:0[0-6]|1[0-5]|2[0-8]|3[0-4]|5[0-5]|6[0-5]|7[0-3]|8[0-9]|9[01])"
    "|6(?:1[1-3]|2[0-4]|4[0-7]|5[0-7]|6[0-3]|7[0-2]|8[0-7]|9[0-6])"
    "|9(?:1[0-8]|2[0-9]|3[0-5]|4[0-3]|5[0-4]|6[01]|7[0-8]|8[01]))"
)
_NO_DATE = r"(?!(?:\d\d?[ -])?(?:19|20)\d\d(?:[-/]|(?!\d)(?! \d)))"
_GROUPS = rf"{_NO_DATE}[1-9]\d{{1,3}}(?:[ -]\d{{2,4}}){{0,3}}"
_JOINED = r"(?: ?[-/] ?|(?<=\)) ?)"
_IN_NO_ROW = r"(?<!\d )"  # of figures


def _shapes() -> Iterator[tuple[str, range]]:
    """How numbers are written, and how many digits each may have with country or area code."""
    # 070-123 45 67, 0701234567, 070 12 34 567, 070.123.45.67
    yield rf"{_ALONE}(?P<number>07[02369](?:{_GAP}\d){{7}})", range(10, 11)
    # 07 01 23 45 67 and 0 7 0 1 2 3 4 5 6 7
    yield rf"(?<!\d){_IN_NO_ROW}(?P<number>07 [02369]\d(?: \d\d){{3}})(?! ?\d)", range(10, 11)
    yield rf"(?<!\d){_IN_NO_ROW}(?P<number>0 7 [02369](?: \d){{7}})(?! ?\d)", range(10, 11)
    for area, lengths in ((_SHORT_AREA, range(8, 11)), (_LONG_AREA, range(9, 11))):
        # 031-12 34 56, 08/123 456 78, (0480) 123 45
        yield rf"{_ALONE}(?P<number>\(?0{area}\)?{_JOINED}{_GROUPS})", lengths
        # 08 123 45 67
        yield rf"{_ALONE}{_IN_NO_ROW}(?P<number>0{area} {_GROUPS})", lengths
        # 0311234567
        yield rf"{_ALONE}(?P<number>0{area}[1-9]\d{{5,8}})", range(9, 11)
    # +46 70 123 45 67, +46 (0)8-123 45 67, 0046701234567
    sweden = rf"(?:\+ ?|{_IN_NO_ROW}00 ?)46"
    yield rf"{_ALONE}(?P<number>{sweden} ?-?(?:\(0\))?(?:{_GAP}\d){{7,10}})", range(9, 16)
    # +45 12 34 56 78
    yield rf"{_ALONE}(?P<number>(?:\+|{_IN_NO_ROW}00)[1-9]\d(?:[ -]?\d){{6,11}})", range(10, 16)
    # ring 12 34 56: without area code, but said to be a number
    yield rf"{_LABEL}(?:PÅ )?(?P<number>[1-9]\d{{1,2}}(?:[ -]\d{{2,3}}){{1,3}})", range(6, 9)


_SHAPES = [(re.compile(shape + _AFTER), lengths) for shape, lengths in _shapes()]


def telephones_in(capitals: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of each telephone number."""
    if sum(map(capitals.count, "0123456789")) < FEWEST_DIGITS:
        return
    for shape, lengths in _SHAPES:
        for match in shape.finditer(capitals):
            if sum(map(match["number"].count, "0123456789")) in lengths:
                yield *match.span("number"), Kind.TELEPHONE
