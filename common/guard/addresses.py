"""Finds e-mail addresses and the addresses of homes."""

import re
from collections.abc import Iterator

from common.guard.kinds import Kind

# ── e-mail ──────────────────────────────────────────────────────────────────────────────────

_LOCAL = r"(?<![A-Z0-9._%+-])[A-ZÅÄÖÉÜ0-9][A-ZÅÄÖÉÜ0-9._%+'-]{0,63}"
_LABEL = r"[A-ZÅÄÖÉÜ0-9](?:[A-ZÅÄÖÉÜ0-9-]{0,61}[A-ZÅÄÖÉÜ0-9])?"
_AT_SAID = r" ?(?:[(\[{<] ?(?:AT|A|SNABEL-?A|@) ?[)\]}>]|SNABEL-?A|SNABEL A) ?"
_DOT_SAID = r" ?(?:[(\[{<] ?(?:DOT|PUNKT|\.) ?[)\]}>]|PUNKT|DOT) ?"
_EMAILS = (
    re.compile(rf"{_LOCAL}@ ?(?:{_LABEL}\. ?){{1,5}}[A-Z]{{2,24}}(?![A-Z])"),
    re.compile(rf"{_LOCAL} ?@(?:{_LABEL}\.){{1,5}}[A-Z]{{2,24}}(?![A-Z])"),
    re.compile(rf"{_LOCAL}(?:{_AT_SAID})(?:{_LABEL}(?:\.|{_DOT_SAID})){{1,5}}[A-Z]{{2,24}}"),
    re.compile(rf"{_LOCAL} ?@ ?(?:{_LABEL}{_DOT_SAID}){{1,5}}[A-Z]{{2,24}}"),
)


def emails_in(capitals: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of each e-mail address, "anna (at) example punkt se" too."""
    if not any(sign in capitals for sign in ("@", "AT", "(A", "SNABEL")):
        return
    for shape in _EMAILS:
        for match in shape.finditer(capitals):
            yield *match.span(), Kind.EMAIL


# ── street ──────────────────────────────────────────────────────────────────────────────────
# Streets are named with one of a few words, and some of these are everyday words too ("plan",
# "backen"): they count only in names, with a capital. A number of a house comes after, which is
# no amount of anything.

_WORD = "[A-Za-zÅÄÖåäöÉéÜü-]{2,30}"
_NAME = "[A-ZÅÄÖÉÜ][a-zåäöéü]{1,30}"
_NO_STREETS = [
    "järn",
    "motor",
    "riks",
    "läns",
    "lands",
    "europa",
    "luft",
    "halv",
    "gen",
    "gå",
    "bil",
]
_NO_STREET = "".join(rf"(?<!\b{beginning})" for beginning in _NO_STREETS)
_STREET = "(?:gatan|vägen|gränden|allén|esplanaden|avenyn)"
_IN_NAMES = (
    "(?:gränd|stigen|torget|torg|backen|kajen|slingan|stråket|kroken|liden|höjden|parken|svängen"
    "|gärdet|skiftet|allé)"
)
_SIDE = "(?:Norra|Södra|Östra|Västra|Lilla|Stora|Gamla|Nya|Övre|Nedre)"
_OF_SOMEBODY = (
    r"(?<!\w)(?!Längs|[A-ZÅÄÖ][a-zåäö]{2,30}(?:ens|ets|rnas)\s)[A-ZÅÄÖÉÜ][a-zåäöéü]{1,30}s"
)
_AMOUNT = (
    r"\s?(?:km|mil|meter|m|minuter|min|timmar|tim|h|gånger|dagar|dag|veckor|vecka|månader|år|st"
    r"|stycken|procent|kr|kronor|personer|poäng|hp|deltagare"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?!\w)"
)
_HOUSE = rf"(?:,\s|\s?)(?:nr\.?\s?)?\d{{1,3}}(?!\d|[.,:/]\d|\s?%|{_AMOUNT})(?:\s?[A-Za-z](?!\w))?"
_IN_CAPITALS = re.compile("[A-ZÅÄÖÉÜ]{3,}")
_STREETS = (
    re.compile(rf"(?<![\w-])(?i:{_WORD}{_NO_STREET}{_STREET}){_HOUSE}"),
    re.compile(rf"(?<![\w-]){_NAME}{_IN_NAMES}{_HOUSE}"),
    re.compile(rf"(?<!\w){_SIDE}\s(?:{_NAME}|[A-ZÅÄÖ])?(?i:{_STREET}|{_IN_NAMES}){_HOUSE}"),
    re.compile(rf"{_OF_SOMEBODY}\s(?:gata|väg|gränd|torg|plan|allé|stig|backe|park|plats){_HOUSE}"),
    # Whatever the street is called: Ekebo 212, 123 45 Lillby
    re.compile(
        r"(?<!\w)[A-ZÅÄÖ][\w-]{2,30}\s\d{1,4}\s?[A-Za-z]?(?:,\s?|\n)(?:lgh\s\d{4}(?:,\s?|\n))?"
        r"(?:SE?[- ])?\d{3}\s?\d\d\s[A-ZÅÄÖ][a-zåäöé]{2,30}"
    ),
)


def streets_in(cased: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of each street with the number of a house. `cased` as in `Written`."""
    cased = _IN_CAPITALS.sub(lambda word: word[0].capitalize(), cased)
    for shape in _STREETS:
        for match in shape.finditer(cased):
            yield *match.span(), Kind.STREET
