"""Telephone numbers and addresses that could be somebody's, drawn when they are asked for."""

import random
from collections.abc import Callable, Iterator

from common.guard.kinds import Kind

Drawn = Callable[[random.Random], str]


def _digits(chance: random.Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def _in_groups(digits: str, *lengths: int, gap: str = " ") -> str:
    parts, start = [], 0
    for length in lengths:
        parts.append(digits[start : start + length])
        start += length
    return gap.join(parts)


# ── telephone ───────────────────────────────────────────────────────────────────────────────

MOBILE = ("070", "072", "073", "076", "079")
AREAS = ("011", "013", "018", "019", "021", "031", "040", "046", "054", "060", "090")
LONG_AREAS = ("0322", "0480", "0511", "0650", "0910", "0980")


def _mobile(chance: random.Random) -> tuple[str, str]:
    return chance.choice(MOBILE), _digits(chance, 7)


def _local(chance: random.Random, count: int) -> str:
    return str(chance.randrange(1, 10)) + _digits(chance, count - 1)


def _mobile_way(way: Callable[[str, str], str]) -> Drawn:
    return lambda chance: way(*_mobile(chance))


TELEPHONES: dict[str, Drawn] = {
    "mobile": _mobile_way(lambda a, n: f"{a}-{_in_groups(n, 3, 2, 2)}"),
    "mobile in one": _mobile_way(lambda a, n: a + n),
    "mobile, spaces": _mobile_way(lambda a, n: f"{a} {_in_groups(n, 3, 2, 2)}"),
    "mobile, hyphens": _mobile_way(lambda a, n: f"{a}-{_in_groups(n, 3, 2, 2, gap='-')}"),
    "mobile, one hyphen": _mobile_way(lambda a, n: f"{a}-{n}"),
    "mobile, dots": _mobile_way(lambda a, n: f"{a}.{_in_groups(n, 3, 2, 2, gap='.')}"),
    "mobile, slash": _mobile_way(lambda a, n: f"{a}/{_in_groups(n, 3, 2, 2)}"),
    "mobile, dash with spaces": _mobile_way(lambda a, n: f"{a} – {_in_groups(n, 3, 2, 2)}"),
    "mobile, two and five": _mobile_way(lambda a, n: f"{a} {_in_groups(n, 2, 2, 3)}"),
    "mobile, no-break spaces": _mobile_way(
        lambda a, n: f"{a}\xa0{_in_groups(n, 3, 2, 2, gap=chr(0xA0))}"
    ),
    "mobile, over two lines": _mobile_way(
        lambda a, n: f"{a}-{_in_groups(n, 3, 2, 2)[:6]}\n{n[5:]}"
    ),
    "mobile, zero-width": _mobile_way(lambda a, n: "\u200b".join(a + n)),
    "mobile, digit by digit": _mobile_way(lambda a, n: " ".join(a + n)),
    "mobile from abroad": _mobile_way(lambda a, n: f"+46 {a[1:]}-{_in_groups(n, 3, 2, 2)}"),
    "mobile from abroad in one": _mobile_way(lambda a, n: f"+46{a[1:]}{n}"),
    "mobile from abroad, zero": _mobile_way(
        lambda a, n: f"+46 (0){a[1:]} {_in_groups(n, 3, 2, 2)}"
    ),
    "mobile from abroad, 00": _mobile_way(lambda a, n: f"0046{a[1:]}{n}"),
    "Stockholm": lambda chance: f"08-{_in_groups(_local(chance, 7), 3, 2, 2)}",
    "Stockholm, eight": lambda chance: f"08-{_in_groups(_local(chance, 8), 3, 3, 2)}",
    "Stockholm, brackets": lambda chance: f"(08) {_in_groups(_local(chance, 7), 3, 2, 2)}",
    "area": lambda chance: f"{chance.choice(AREAS)}-{_in_groups(_local(chance, 6), 2, 2, 2)}",
    "area, seven": lambda chance: (
        f"{chance.choice(AREAS)}-{_in_groups(_local(chance, 7), 3, 2, 2)}"
    ),
    "area, slash": lambda chance: (
        f"{chance.choice(AREAS)}/{_in_groups(_local(chance, 6), 2, 2, 2)}"
    ),
    "area, in one": lambda chance: chance.choice(AREAS) + _local(chance, 6),
    "area, spaces": lambda chance: (
        f"{chance.choice(AREAS)} {_in_groups(_local(chance, 6), 2, 2, 2)}"
    ),
    "long area": lambda chance: (
        f"{chance.choice(LONG_AREAS)}-{_in_groups(_local(chance, 5), 3, 2)}"
    ),
    "Denmark": lambda chance: f"+45 {_in_groups(_local(chance, 8), 2, 2, 2, 2)}",
    "Finland": lambda chance: f"+358 40 {_in_groups(_local(chance, 7), 3, 4)}",
    "England": lambda chance: f"+44 {_in_groups('7' + _digits(chance, 9), 4, 6)}",
    "without area": lambda chance: f"tel. {_in_groups(_local(chance, 6), 2, 2, 2)}",
}

# ── e-mail ──────────────────────────────────────────────────────────────────────────────────

FIRST = ("anna", "bo", "eva.maria", "karl-erik", "m", "åsa", "info", "s_ek", "per.olof")
LAST = ("ek", "lind", "sjöberg", "berg", "nyström", "dahl")
PLACES = ("sundmark", "lillby", "norra-aby", "ostvik", "region-x", "sk")
ENDINGS = ("example", "se", "com", "nu", "sundmark.example", "co.example")


def _email_way(way: Callable[[str, str], str]) -> Drawn:
    def drawn(chance: random.Random) -> str:
        name = f"{chance.choice(FIRST)}.{chance.choice(LAST)}{chance.choice(('', '2', '77'))}"
        return way(name, f"{chance.choice(PLACES)}.{chance.choice(ENDINGS)}")

    return drawn


EMAILS: dict[str, Drawn] = {
    "as usual": _email_way(lambda name, host: f"{name}@{host}"),
    "capitals": _email_way(lambda name, host: f"{name}@{host}".upper()),
    "plus": _email_way(lambda name, host: f"{name}+kurs@{host}"),
    "mailto": _email_way(lambda name, host: f"mailto:{name}@{host}"),
    "in angles": _email_way(lambda name, host: f"<{name}@{host}>"),
    "full-width": _email_way(lambda name, host: f"{name}＠{host}"),
    "space after": _email_way(lambda name, host: f"{name}@ {host}"),
    "space before": _email_way(lambda name, host: f"{name} @{host}"),
    "over two lines": _email_way(lambda name, host: f"{name}@\n{host}"),
    "zero-width": _email_way(lambda name, host: f"{name}\u200b@\u200b{host}"),
    "at in brackets": _email_way(lambda name, host: f"{name} (at) {host}"),
    "at in square brackets": _email_way(lambda name, host: f"{name}[at]{host}"),
    "snabel-a": _email_way(lambda name, host: f"{name} snabel-a {host}"),
    "dot said": _email_way(lambda name, host: f"{name}(at){host.replace('.', ' punkt ')}"),
    "brackets all over": _email_way(
        lambda name, host: f"{name} [at] {host.replace('.', ' [dot] ')}"
    ),
}

# ── street ──────────────────────────────────────────────────────────────────────────────────

STREETS = (
    "Storgatan", "Björkvägen", "Sankt Eriksgatan", "Drottning Kristinas väg", "Lilla torget",
    "Norra Strandgatan", "Tallstigen", "Mejerigränd", "Vasaesplanaden", "Ekbacken", "Lindallén",
    "Åsögatan", "Östra Ågatan", "Carl Skottsbergs gata", "Sergels plan", "Nya Tanneforsvägen",
    "Kaptensslingan", "Kanalkajen", "Mårtenstorget", "Gamla vägen", "Per-Albin-vägen",
    "Kungsportsavenyn", "Solskiftet", "Karlaplan", "Ekbacksliden", "Norra vägen", "Skolgränden",
)  # fmt: skip
HOUSES = ("1", "7", "12", "148", "3 B", "24C", "5 a", "9b", "16 A")
TOWNS = ("Sundmark", "Lillby", "Norra Åby", "Östvik")
FARMS = ("Ekebo", "Bäckaskog", "Lövhult", "Norrgården")


def _street_way(way: Callable[[str, str, str, str], str]) -> Drawn:
    def drawn(chance: random.Random) -> str:
        postcode = f"{chance.randrange(100, 985)} {chance.randrange(10, 99)}"
        town = chance.choice(TOWNS)
        return way(chance.choice(STREETS), chance.choice(HOUSES), postcode, town)

    return drawn


ADDRESSES: dict[str, Drawn] = {
    "street and house": _street_way(lambda s, h, p, t: f"{s} {h}"),
    "with postcode": _street_way(lambda s, h, p, t: f"{s} {h}, {p} {t}"),
    "over lines": _street_way(lambda s, h, p, t: f"{s} {h}\n{p} {t}"),
    "capitals": _street_way(lambda s, h, p, t: f"{s} {h}, {p} {t}".upper()),
    "with a flat": _street_way(lambda s, h, p, t: f"{s} {h}, lgh 1102, {p} {t}"),
    "with a number sign": _street_way(lambda s, h, p, t: f"{s} nr {h}"),
    "broken after the name": _street_way(lambda s, h, p, t: f"{s}\n{h}, {t}"),
    "with a country": _street_way(lambda s, h, p, t: f"{s} {h}, SE-{p} {t}"),
    "farm": lambda chance: (
        f"{chance.choice(FARMS)} {chance.randrange(1, 900)}, "
        f"{chance.randrange(100, 985)} {chance.randrange(10, 99)} {chance.choice(TOWNS)}"
    ),
}

WAYS = {Kind.TELEPHONE: TELEPHONES, Kind.EMAIL: EMAILS, Kind.STREET: ADDRESSES}
AMONG_WORDS = (
    "{}",
    "Hen nås på {} efter klockan tre.",
    "Kontakt: {}.",
    "({})",
    "Den 3 mars 2025, {} – ring gärna",
    "Bor på {} sedan 2019",
    "Fas 2\n\n{}\n\nMed vänlig hälsning",
)


def written(chance: random.Random, kind: Kind, count: int) -> Iterator[tuple[str, str, str]]:
    """`count` texts that hold one of `kind`: the way of writing, the text, what is to be found."""
    ways = list(WAYS[kind].items())
    for turn in range(count):
        name, way = ways[turn % len(ways)]
        contact = way(chance)
        yield name, chance.choice(AMONG_WORDS).format(contact), contact
