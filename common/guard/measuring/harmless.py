"""Texts that hold nothing of anybody: what looks like a number, and what is written anyway."""

import datetime as dt
import random
import re
from collections.abc import Callable, Iterator, Mapping

from common.guard.measuring.numbers import INTERIM_LETTERS

FIRST_DAY, DAYS = dt.date(2008, 1, 1), 6_500  # all past, so that each could be a birthday

# "#" is any digit, <word> is drawn by DRAWN[word], <%…> is a day as strftime writes it.
LOOKS_LIKE_A_NUMBER = {
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
    "code of a client": "K-#F#Q",
}

# Where somebody can be reached; no identity number.
HOW_TO_REACH_SOMEBODY = {
    "mobile number": "<mobile>-### ## ##",
    "mobile number in one": "<mobile>#######",
    "mobile number with a hyphen": "<mobile>-#######",
    "mobile number from abroad": "+46 7# ### ## ##",
    "number from abroad": "+4#########",
    "number in Stockholm": "08-6## ### ##",
    "number elsewhere": "0<area>-## ## ##",
    "number elsewhere in one": "0<area>######",
    "postcode and street": "Storgatan ##, ### ## Ort",
}

# What people write about practice, with the figures that belong there.
ABOUT_PRACTICE = {
    "hours of sleep": "Sov # timmar, # nätter av 7. Vaknade kl. <hour>.<minute> och gick upp.",
    "weeks and phases": "Fas 2 tog 1# veckor, v. 3#–4#, och fas 3 började i mars.",
    "dose": "Sertralin 50 mg 1+0+0, Oxascand 5 mg vb. högst # per dygn.",
    "dose by the hour": "Litium 42 mg 2 tabletter kl 08 och 2 tabletter kl 20, S-Li 0,7#.",
    "points on a scale": "QLS-100: 4# av 100 poäng, mot 3# vid starten. GAF 45–5#.",
    "blood pressure": "Blodtryck 1##/8#, puls 7#, temp 37,#, BMI 31,#, vikt 8#,# kg.",
    "statistics": "n = 1 2##; p < 0,05; OR 1,4# (95 % KI 1,12–1,8#); medel 12,# (SD 3,#).",
    "per cent": "## % av 1 4## deltagare (n=2##) hade arbete efter 12 månader.",
    "law": "4 kap. 1 § socialtjänstlagen (2025:400) och 5 kap. 7 § HSL (2017:30).",
    "regulation": "SOSFS 2014:#, HSLF-FS 2017:## och SFS 1993:387 § 9.",
    "municipality code": "Kommunkod 01##, länskod 14, område 04## enligt SCB.",
    "diagnosis code": "F20.#, ICF d7##, KVÅ DU0## och Z73.#.",
    "sum": "Kostade # ### ### kr, det vill säga +10 000 000 kr på tre år.",
    "thousands": "Mellan 10 000 000 och 12 500 000 kronor, 0,# procent.",
    "span of people": "8–12 personer, 3–4 gånger, 2–3 timmar, 10–15 minuter.",
    "hours of the day": "Kl. 08–16, onsdagar 08.30–16.15, fredagar 9–12.",
    "pages": "Läs s. 145–1##, kap. 12 och tabell 3.# i bilaga 2.",
    "doi": "doi:10.1186/s12888-021-0####-7",
    "ISBN with its word": "ISBN 978-91-44-#####-# (2:a uppl., 20##)",
    "ISSN": "ISSN 0036-####, vol. 12(3), 201#:45–67.",
    "page on the net": "Se www.kommun.example/sok?id=##### och https://ract.example/2025/03/.",
    "help lines": "Ring 1177, 112, 114 14, 116 117 eller 90101 om det är bråttom.",
    "switchboard for all": "Kronofogden svarar på 0771-## ## ##, apoteket på 020-## ## ##.",
    "road": "Bussen går längs väg 40 och riksväg 26, sedan väg 2##.",
    "the way there": "Vi gick hela vägen # km, och på vägen 2 gånger förbi affären.",
    "half way": "Halva vägen 10 minuter, landsvägen 3 km, motorvägen 4 mil.",
    "floor": "Vi möts på plan 3, rum B 2##, hissen till våning 4.",
    "plan": "Vårdplan 2, handlingsplan 3 punkter, genomförandeplan 202#, kursplan 4.",
    "workplace": "Arbetsplatsen 3 dagar i veckan, mötesplatsen 2 gånger, parken 1 gång.",
    "measure": "Utvärderingen 2 och mätningen 3 visar samma sak, intervallen 4–6.",
    "code and step": "K-7F3Q är i fas #, steg 2 av 7, delmål 3.#.",
    "code of a course": "Kurs 2#-BAS-0#, HT2#/VT2#, moment 1.#.3, version 2.10.#.",
    "invoice": "Faktura 2025-00##, OCR 1234 5678 #### ####.",
    "organisation": "Org.nr 212000-####, 556###-####.",
    "list of figures": "1. 3#  2. 4#  3. 5#  4. 6#  5. 7#",
    "clock and number": "08:15, 12:3#, 16:00 och sedan 3 x 20 minuter.",
    "at": "Möte @ biblioteket kl. <hour>, tagga @projektet och at 3 p.m.",
    "network": "Nätverkskartan: # nära, 1# bekanta, 0 grannar; kontakt 2 ggr/vecka.",
    "years": "Åren 1994–2003 bodde hen på boende, 2004-2012 i egen lägenhet.",
    "grade": "Skattade 7 av 10 den <%d/%m>, 4 den <%d/%m> och 8 den <%d/%m %Y>.",
    "week plan": "Må 9–11, ti 13–15, on –, to 10–12, fr 9.30–11.00.",
    "lot number": "Lot 0#####, art.nr 41####, SS-EN 301 549.",
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
            return f"{FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS)):{word}}"
        return DRAWN[word](chance)

    return re.sub("<[^>]+>|#", draw, pattern)


def harmless(
    chance: random.Random, count: int, patterns: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """`count` texts by these patterns: of what sort, and the text."""
    sorts = list(patterns.items())
    for turn in range(count):
        sort, pattern = sorts[turn % len(sorts)]
        around = chance.choice(("{}", "Se {}.", "Den {} (klart)"))
        yield sort, around.format(_filled_in(chance, pattern))
