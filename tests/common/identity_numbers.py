"""Numbers that could be somebody's, drawn when the tests run and never written down here."""

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


def _digits(chance: random.Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def _day(chance: random.Random) -> dt.date:
    return dt.date(2012, 1, 1) + dt.timedelta(days=chance.randrange(6500))


def _time(chance: random.Random, sign: str = ":") -> str:
    return f"{chance.randrange(7, 21):02}{sign}{chance.choice(('00', '15', '30', '45'))}"


def _mobile(chance: random.Random) -> str:
    return chance.choice(("070", "072", "073", "076", "079"))


def _organisation_number(chance: random.Random) -> str:
    nine = f"{chance.choice('125789')}{chance.randrange(10)}{chance.randrange(2, 10)}"
    nine += _digits(chance, 6)
    return f"{nine[:6]}-{nine[6:]}{check_digit(nine)}"


HARMLESS: dict[str, Callable[[random.Random], str]] = {
    "date": lambda r: f"{_day(r)}",
    "date and time": lambda r: f"{_day(r)} {_time(r)}",
    "date and time with a dot": lambda r: f"{_day(r)} {_time(r, '.')}–{_time(r, '.')}",
    "date and span of hours": lambda r: f"{_day(r)} {_time(r, '')}-{_time(r, '')}",
    "span of dates": lambda r: f"{_day(r)} – {_day(r)}",
    "close span of dates": lambda r: f"{_day(r)}–{_day(r)}",
    "short dates": lambda r: f"{_day(r):%y%m%d}–{_day(r):%y%m%d}",
    "short dates with hyphens": lambda r: f"{_day(r):%y-%m-%d} - {_day(r):%y-%m-%d}",
    "several dates": lambda r: ", ".join(str(_day(r)) for _ in range(4)),
    "several dates with spaces": lambda r: " ".join(str(_day(r)) for _ in range(4)),
    "day first": lambda r: f"{_day(r):%d.%m.%Y} {_day(r):%d/%m %Y}",
    "timestamp": lambda r: f"{_day(r)}T{_time(r)}:{r.randrange(60):02}+01:00",
    "timestamp in a file name": lambda r: f"bild_{_day(r):%Y%m%d}_{_time(r, '')}{_digits(r, 2)}.jpg",
    "timestamp with hyphens": lambda r: f"{_day(r)}-{_time(r, '-')}-{r.randrange(60):02}.png",
    "date and room": lambda r: f"{_day(r)} {r.choice('KLMNRSTUWX')}{_digits(r, 3)}",
    "mobile number": lambda r: f"{_mobile(r)}-{_digits(r, 3)} {_digits(r, 2)} {_digits(r, 2)}",
    "mobile number in one": lambda r: f"{_mobile(r)}{_digits(r, 7)}",
    "mobile number with a hyphen": lambda r: f"{_mobile(r)}-{_digits(r, 7)}",
    "number from abroad": lambda r: f"+{r.choice('3479')}{_digits(r, 9)}",
    "Swedish number from abroad": lambda r: f"+46 {_mobile(r)[1:]} {_digits(r, 3)} {_digits(r, 4)}",
    "number in Stockholm": lambda r: f"08-{r.randrange(100, 999)} {_digits(r, 3)} {_digits(r, 2)}",
    "number elsewhere": lambda r: f"0{r.randrange(11, 99)}-{_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)}",
    "case number": lambda r: f"Dnr SN {_day(r):%Y}/{_digits(r, 5)}",
    "long case number": lambda r: f"dnr {r.randrange(1, 9)}.{r.randrange(1, 9)}-{_digits(r, 5)}/{_day(r):%Y}",
    "year first in a case number": lambda r: f"HSN {_day(r):%Y}-{_digits(r, 4)}",
    "case number with six": lambda r: f"{_day(r):%Y}-{_digits(r, 6)}",
    "course code": lambda r: f"KURS{r.randrange(100, 999)}-{_day(r):%Y}-{_digits(r, 5)}",
    "course round": lambda r: f"HT{_day(r):%y}-{_digits(r, 5)}",
    "organisation number": _organisation_number,
    "VAT number": lambda r: f"SE{_organisation_number(r).replace('-', '')}01",
    "care giver's number": lambda r: f"SE{_organisation_number(r).replace('-', '')}-{_digits(r, 4)}",
    "bankgiro": lambda r: f"Bg {_digits(r, 4)}-{_digits(r, 4)}",
    "plusgiro": lambda r: f"Pg {_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)}-{_digits(r, 1)}",
    "bank account": lambda r: f"{r.randrange(5000, 9999)}-{r.randrange(1, 9)}, {_digits(r, 3)} {_digits(r, 3)} {_digits(r, 3)}-{_digits(r, 1)}",
    "IBAN": lambda r: "SE" + " ".join([_digits(r, 2), *(_digits(r, 4) for _ in range(5)), _digits(r, 2)]),
    "payment card": lambda r: " ".join([f"4{_digits(r, 3)}", *(_digits(r, 4) for _ in range(3))]),
    "OCR number": lambda r: _digits(r, 14),
    "article number": lambda r: f"73{_digits(r, 11)}",
    "ISBN": lambda r: f"978-91-{_digits(r, 3)}-{_digits(r, 4)}-{_digits(r, 1)}",
    "amounts": lambda r: f"{r.randrange(1, 9)} {_digits(r, 3)} {_digits(r, 3)},{_digits(r, 2)} kr",
    "years": lambda r: f"{r.randrange(1950, 2026)}–{r.randrange(1950, 2026)}, {r.randrange(1950, 2026)}",
    "row of figures": lambda r: " ".join(str(r.randrange(10, 60)) for _ in range(12)),
    "row of answers": lambda r: " ".join(str(r.randrange(1, 6)) for _ in range(20)),
    "numbered list": lambda r: " ".join(f"{n}." for n in range(1, 15)),
    "coordinates": lambda r: f"{r.randrange(55, 69)}.{_digits(r, 6)}, {r.randrange(11, 24)}.{_digits(r, 6)}",
    "address on the net": lambda r: ".".join(str(r.randrange(1, 255)) for _ in range(4)),
    "version": lambda r: ".".join(str(r.randrange(30)) for _ in range(4)),
    "digest": lambda r: f"{r.getrandbits(128):032x}",
    "seconds since 1970": lambda r: str(r.randrange(1_500_000_000, 1_800_000_000)),
    "postcode and street": lambda r: f"Storgatan {r.randrange(1, 99)}, {_digits(r, 3)} {_digits(r, 2)} Ort",
    "code of a client": lambda r: f"K-{r.randrange(2, 10)}F{r.randrange(2, 10)}Q",
}  # fmt: skip


def harmless(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """`count` texts that hold no identity number: what they hold, and the text."""
    sorts = list(HARMLESS.items())
    for turn in range(count):
        name, sort = sorts[turn % len(sorts)]
        yield (
            name,
            f"{chance.choice(('', 'Se ', 'Den '))}{sort(chance)}{chance.choice(('', '.', ' (klart)'))}",
        )
