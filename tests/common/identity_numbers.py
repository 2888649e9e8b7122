"""Numbers that could be somebody's, drawn when the tests run and never written down here."""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator

FIRST_BIRTHDAY = dt.date(1900, 1, 1)
LAST_BIRTHDAY = dt.date(2025, 12, 31)
INTERIM_LETTERS = "TRSUWXJKLMN"

Number = tuple[str, str, str]  # century, six digits of the date, four last


def check_digit(nine: str) -> str:
    doubled = "".join(str(int(digit) * (2 - place % 2)) for place, digit in enumerate(nine))
    return str(-sum(map(int, doubled)) % 10)


def drawn(chance: random.Random, *, coordination: bool = False) -> Number:
    """A number with a possible birthday and the right check digit."""
    days = (LAST_BIRTHDAY - FIRST_BIRTHDAY).days
    born = FIRST_BIRTHDAY + dt.timedelta(days=chance.randrange(days))
    day = born.day + 60 * coordination
    date = f"{born:%y%m}{day:02}"
    birth_number = f"{chance.randrange(1, 1000):03}"
    return f"{born:%Y}"[:2], date, birth_number + check_digit(date + birth_number)


def interim(chance: random.Random) -> Number:
    """The same with a letter for the first of the four last."""
    century, date, _ = drawn(chance)
    two = f"{chance.randrange(100):02}"
    return century, date, chance.choice(INTERIM_LETTERS) + two + check_digit(f"{date}1{two}")


def _shifted(text: str, zero: int) -> str:
    """The text with its digits from another script."""
    return "".join(chr(zero + int(sign)) if sign.isdecimal() else sign for sign in text)


def _parts(date: str, sign: str) -> str:
    return sign.join((date[:2], date[2:4], date[4:]))


WAYS_OF_WRITING: dict[str, Callable[[str, str, str], str]] = {
    "ten with a hyphen": lambda c, d, n: f"{d}-{n}",
    "ten with a plus": lambda c, d, n: f"{d}+{n}",
    "ten in one": lambda c, d, n: f"{d}{n}",
    "twelve with a hyphen": lambda c, d, n: f"{c}{d}-{n}",
    "twelve in one": lambda c, d, n: f"{c}{d}{n}",
    "a space": lambda c, d, n: f"{d} {n}",
    "twelve and a space": lambda c, d, n: f"{c}{d} {n}",
    "spaces around the hyphen": lambda c, d, n: f"{d} - {n}",
    "many spaces": lambda c, d, n: f"{d}    {n}",
    "no-break space": lambda c, d, n: f"{d}\N{NO-BREAK SPACE}{n}",
    "narrow no-break space": lambda c, d, n: f"{c}{d}\N{NARROW NO-BREAK SPACE}{n}",
    "dot": lambda c, d, n: f"{d}.{n}",
    "slash": lambda c, d, n: f"{d}/{n}",
    "underscore": lambda c, d, n: f"{c}{d}_{n}",
    "in pairs": lambda c, d, n: f"{d} {n[:2]} {n[2:]}",
    "all in pairs": lambda c, d, n: f"{_parts(d, ' ')} {n[:2]} {n[2:]}",
    "twelve all in pairs": lambda c, d, n: f"{c} {_parts(d, ' ')} {n[:2]} {n[2:]}",
    "pairs with dots": lambda c, d, n: f"{_parts(d, '.')}.{n[:2]}.{n[2:]}",
    "pairs with hyphens": lambda c, d, n: f"{_parts(d, '-')}-{n[:2]}-{n[2:]}",
    "three and one": lambda c, d, n: f"{d}-{n[:3]} {n[3]}",
    "a written date": lambda c, d, n: f"{c}{_parts(d, '-')}-{n}",
    "a written date and a space": lambda c, d, n: f"{c}{_parts(d, '-')} {n}",
    "a date with dots": lambda c, d, n: f"{c}{_parts(d, '.')} {n}",
    "a short date": lambda c, d, n: f"{_parts(d, '-')} {n}",
    "in fours": lambda c, d, n: f"{c}{d[:2]} {d[2:]} {n}",
    "the century apart": lambda c, d, n: f"{c} {d}-{n}",
    "digit by digit": lambda c, d, n: " ".join(c + d + n),
    "digit by digit with a hyphen": lambda c, d, n: f"{' '.join(d)} - {' '.join(n)}",
    "en dash": lambda c, d, n: f"{d}–{n}",
    "minus sign": lambda c, d, n: f"{c}{d}−{n}",
    "non-breaking hyphen": lambda c, d, n: f"{d}\N{NON-BREAKING HYPHEN}{n}",
    "full-width": lambda c, d, n: _shifted(f"{d}－{n}", 0xFF10),
    "full-width in one": lambda c, d, n: _shifted(f"{c}{d}{n}", 0xFF10),
    "Arabic digits": lambda c, d, n: _shifted(f"{c}{d}-{n}", 0x0660),
    "Persian digits": lambda c, d, n: _shifted(f"{d}-{n}", 0x06F0),
    "zero-width spaces": lambda c, d, n: "\u200b".join(f"{d}-{n}"),
    "word joiner": lambda c, d, n: f"{d[:3]}\u2060{d[3:]}{n}",
    "marks of direction": lambda c, d, n: f"\u202d{d}\u200e-\u200e{n}\u202c",
    "soft hyphen": lambda c, d, n: f"{c}{d}\N{SOFT HYPHEN}{n}",
    "line break": lambda c, d, n: f"{d}\n{n}",
    "hyphen and line break": lambda c, d, n: f"{d}-\r\n{n}",
    "line break with indentation": lambda c, d, n: f"{c}{d} -\n\t   {n}",
    "keycaps": lambda c, d, n: "\u20e3".join(f"{d}{n}") + "\u20e3",
}

AMONG_WORDS = (
    "{}",
    "Han är född t.ex. {}, sedan dess har han bott här.",
    "Pnr:{}",
    "({})",
    "pnr{}och mer text",
    "Rad 3. {} är den som avses",
    "2026-03-02 gällde det {}.",
    "Ring 070-174 06 50 om {}!",
    "Konto 3300 {}",
    "remiss_{}_kopia.pdf",
    "Barnen {} och ett till",
    "»{}«\n\nMed vänlig hälsning",
)


def written(chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    """`count` texts that hold a number: the way of writing, the text, the number as written."""
    ways = list(WAYS_OF_WRITING.items())
    for turn in range(count):
        name, way = ways[turn % len(ways)]
        number = way(*drawn(chance, coordination=chance.random() < 0.2))
        yield name, chance.choice(AMONG_WORDS).format(number), number


# ── what only looks so ──────────────────────────────────────────────────────────────────────

# "#" is any digit, <word> is drawn by DRAWN[word], <%…> is a day as strftime writes it.
HARMLESS = {
    "date": "<%Y-%m-%d>",
    "date and time": "<%Y-%m-%d> <hour>:<minute>",
    "date and hours with dots": "<%Y-%m-%d> <hour>.<minute>–<hour>.<minute>",
    "date and span of hours": "<%Y-%m-%d> <hour><minute>-<hour><minute>",
    "span of dates": "<%Y-%m-%d> – <%Y-%m-%d>",
    "close span of dates": "<%Y-%m-%d>–<%Y-%m-%d>",
    "short dates": "<%y%m%d>–<%y%m%d>",
    "short dates with hyphens": "<%y-%m-%d> - <%y-%m-%d>",
    "several dates": "<%Y-%m-%d>, <%Y-%m-%d>, <%Y-%m-%d>",
    "several dates with spaces": "<%Y-%m-%d> <%Y-%m-%d> <%Y-%m-%d>",
    "day first": "<%d.%m.%Y> <%d/%m %Y>",
    "timestamp": "<%Y-%m-%d>T<hour>:<minute>:00+01:00",
    "timestamp in a file name": "bild_<%Y%m%d>_<hour><minute>##.jpg",
    "timestamp with hyphens": "<%Y-%m-%d>-<hour>-<minute>-##.png",
    "date and room": "<%Y-%m-%d> <letter>###",
    "mobile number": "<mobile>-### ## ##",
    "mobile number in one": "<mobile>#######",
    "mobile number with a hyphen": "<mobile>-#######",
    "mobile number from abroad": "+46 7# ### ## ##",
    "number from abroad": "+4#########",
    "number in Stockholm": "08-6## ### ##",
    "number elsewhere": "0<area>-## ## ##",
    "number elsewhere in one": "0<area>######",
    "case number": "Dnr SN <%Y>/#####",
    "case number in a plan": "dnr #.#-#####/<%Y>",
    "year first in a case number": "HSN <%Y>-####",
    "case number with six": "<%Y>-######",
    "course code": "KURS###-<%Y>-#####",
    "course round": "HT<%y>-#####",
    "organisation number": "<organisation>-####",
    "VAT number": "SE<organisation>####01",
    "care giver's number": "SE<organisation>####-####",
    "bankgiro": "Bg ####-####",
    "plusgiro": "Pg ## ## ##-#",
    "bank account": "8###-#, ### ### ###-#",
    "IBAN": "SE## #### #### #### #### ####",
    "payment card": "4### #### #### ####",
    "reference of a payment": "##############",
    "article number": "73###########",
    "ISBN": "978-91-###-####-#",
    "amount": "# ### ###,## kr",
    "years": "19##–20##, 20##",
    "row of figures": "## ## ## ## ## ## ## ## ## ## ##",
    "row of answers": "# # # # # # # # # # # # # # # #",
    "numbered list": "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13. 14.",
    "coordinates": "5#.######, 1#.######",
    "address on the net": "10.1##.##.##",
    "version": "#.##.##.#",
    "digest": "<digest>",
    "seconds since 1970": "17########",
    "postcode and street": "Storgatan ##, ### ## Ort",
    "code of a client": "K-#F#Q",
}
DRAWN: dict[str, Callable[[random.Random], str]] = {
    "hour": lambda chance: f"{chance.randrange(7, 21):02}",
    "minute": lambda chance: chance.choice(("00", "15", "30", "45")),
    "letter": lambda chance: chance.choice(INTERIM_LETTERS),
    "mobile": lambda chance: chance.choice(("070", "072", "073", "076", "079")),
    "area": lambda chance: chance.choice(("11", "18", "21", "31", "40", "46", "54", "60", "90")),
    # The third digit is never less than 2: that tells an organisation from a month.
    "organisation": lambda chance: (
        f"{chance.choice('25789')}{chance.randrange(10)}{chance.randrange(2_000, 10_000)}"
    ),
    "digest": lambda chance: f"{chance.getrandbits(128):032x}",
    "#": lambda chance: str(chance.randrange(10)),
}


def _filled_in(chance: random.Random, pattern: str) -> str:
    def draw(blank: re.Match) -> str:
        word = blank[0].strip("<>")
        if word.startswith("%"):
            return f"{dt.date(2012, 1, 1) + dt.timedelta(days=chance.randrange(6_500)):{word}}"
        return DRAWN[word](chance)

    return re.sub("<[^>]+>|#", draw, pattern)


def harmless(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """`count` texts that hold no identity number: of what sort, and the text."""
    sorts = list(HARMLESS.items())
    for turn in range(count):
        sort, pattern = sorts[turn % len(sorts)]
        around = chance.choice(("{}", "Se {}.", "Den {} (klart)"))
        yield sort, around.format(_filled_in(chance, pattern))
