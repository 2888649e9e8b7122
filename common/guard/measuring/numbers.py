"""Identity numbers that could be somebody's: drawn when they are asked for, never written down."""

import datetime as dt
import random
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
    return "".join(chr(zero + int(sign)) if sign in "0123456789" else sign for sign in text)


def _parts(date: str, sign: str) -> str:
    return sign.join((date[:2], date[2:4], date[4:]))


ONES = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
TEENS = (
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
)
TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def _said(digits: str, between: str = " ") -> str:
    return between.join(ONES[int(digit)] for digit in digits)


def _said_by_pairs(digits: str) -> str:
    """åttiofem noll sju noll nio nittioåtta noll fem"""
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return " ".join(map(_pair_said, pairs))


def _pair_said(pair: str) -> str:
    tens, ones = map(int, pair)
    if tens == 0:
        return f"noll {ONES[ones]}"
    return TEENS[ones] if tens == 1 else TENS[tens - 2] + (ONES[ones] if ones else "")


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
    "torn in the date": lambda c, d, n: f"{c}{d[:3]}\n{d[3:]}-{n}",
    "torn in the last four": lambda c, d, n: f"{d}-{n[:2]}\n{n[2:]}",
    "in words": lambda c, d, n: _said(d + n),
    "in words with commas": lambda c, d, n: _said(c + d + n, ", "),
    "the four last in words": lambda c, d, n: f"{d} {_said(n)}",
    "in words by pairs": lambda c, d, n: _said_by_pairs(d + n),
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
    "Fas 2\n\n{}\n\nNästa möte v. 36",
)


def written(chance: random.Random, count: int) -> Iterator[tuple[str, str, str]]:
    """`count` texts that hold a number: the way of writing, the text, the number as written."""
    ways = list(WAYS_OF_WRITING.items())
    for turn in range(count):
        name, way = ways[turn % len(ways)]
        number = way(*drawn(chance, coordination=chance.random() < 0.2))
        yield name, chance.choice(AMONG_WORDS).format(number), number
