"""From the rows of a file to nominees: everything that is wrong, in words, with row and column."""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from cohorts.models import Cohort, Nomination
from cohorts.selectors.attestation import Answer, Criteria, asks_years, takes_grounds
from cohorts.selectors.nominations import (
    names_of_units,
    nominations_by,
    ranks_taken,
    units_to_nominate_from,
)
from cohorts.services.nominations.conditions import nominated_elsewhere
from cohorts.services.nominations.drafting import Nominee
from common.numbers import is_number
from common.presentation.dates import date_words
from common.tabular import Column, Problem, Row, Table
from courses.enums import Strength
from courses.models import Criterion
from organisations.models import Organisation, Profession
from organisations.selectors.professions import professions

YES, NO = {"ja", "j", "yes", "y"}, {"nej", "n", "no"}
MOST_YEARS = 60
LONGEST = {"email": 254, "name": 120, "grounds": 1000}


def columns_for(criteria: Criteria) -> list[Column]:
    """The columns of a file for a version: who, and the answers to its attested criteria."""
    return [
        Column(
            "email",
            pgettext_lazy("column", "E-mail address"),
            ("E-postadress", "E-post", "Epost", "Mejl", "E-mail"),
            required=True,
        ),
        Column("name", pgettext_lazy("column", "Name"), ("Namn",), required=True),
        Column("profession", pgettext_lazy("column", "Profession"), ("Yrke",), required=True),
        Column("unit", pgettext_lazy("column", "Unit"), ("Enhet",), required=True),
        Column("rank", pgettext_lazy("column", "Rank"), ("Rang",)),
        *(Column(criterion.code, criterion.code) for criterion in criteria.attested),
        Column("grounds", pgettext_lazy("column", "Grounds"), ("Grund",)),
    ]


def nominees_in(
    table: Table, *, by, cohort: Cohort, criteria: Criteria
) -> tuple[list[Nominee], list[Problem]]:
    """The nominees of a file, and all problems of the file in its order; with a problem, nobody
    may be imported. Seven queries for any number of rows."""
    reader = _Reader(table, criteria, _Known.load(by, cohort))
    nominees = [reader.nominee(row) for row in table.rows]
    reader.compare_rows()
    reader.compare_with_nominated(by, cohort)
    problems = sorted(
        [*table.problems, *reader.problems], key=lambda problem: (problem.row, problem.column)
    )
    return [nominee for nominee in nominees if nominee], problems


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class _Names:
    """Names that can be written in a column, and the rows they stand for."""

    rows: Mapping[str, Sequence]  # by folded name; several: the name is not enough
    spelt: Mapping[str, str]

    @classmethod
    def of(cls, named: Mapping[str, Sequence]) -> "_Names":
        return cls(
            {folded(name): rows for name, rows in named.items()},
            {folded(name): name for name in named},
        )

    def nearest(self, text: str) -> str:
        """The name that was probably meant, misspelt or shortened ("beh.ass"), or nothing."""
        written = folded(text)
        shortened = re.compile(".*".join(map(re.escape, re.findall(r"\w+", written))))
        near = difflib.get_close_matches(written, self.spelt, n=1, cutoff=0.6) or [
            name for name in self.spelt if len(written) > 2 and shortened.match(name)
        ]
        return self.spelt[near[0]] if near else ""


@dataclass(frozen=True)
class _Known:
    """What a row is checked against."""

    professions: _Names
    units: _Names
    ranks: frozenset[int]

    @classmethod
    def load(cls, by, cohort: Cohort) -> "_Known":
        return cls(
            _Names.of({profession.name: [profession] for profession in professions()}),
            _Names.of(names_of_units(units_to_nominate_from(by, cohort))),
            ranks_taken(by, cohort).taken,
        )


@dataclass
class _Reader:
    table: Table
    criteria: Criteria
    known: _Known
    problems: list[Problem] = field(default_factory=list)
    read: list[tuple[Row, Nominee]] = field(default_factory=list)

    def nominee(self, row: Row) -> Nominee | None:
        """One row as a nominee; None, and problems, if it can't be."""
        problems_before = len(self.problems)
        grounds = self._limited(row, "grounds", row.cells["grounds"].strip())
        found = Nominee(
            email=self._email(row),
            name=self._limited(row, "name", " ".join(row.cells["name"].split())),
            profession=self._profession(row),
            unit=self._unit(row),
            rank=self._rank(row),
            answers={c.code: self._answer(row, c, grounds) for c in self.criteria.attested},
        )
        is_whole = found.email and found.name and found.profession and found.unit
        if len(self.problems) > problems_before or not is_whole:
            return None
        self.read.append((row, found))
        return found

    def compare_rows(self) -> None:
        """The same address, or the same place, twice."""
        self._refuse_doubles(
            "email",
            lambda row: folded(row.cells["email"]),
            _("The same address is on row %(row)s."),
        )
        self._refuse_doubles(
            "rank",
            lambda row: row.cells["rank"].strip(),
            _("The same place is on row %(row)s. Give each nominee a place of their own."),
        )

    def compare_with_nominated(self, by, cohort: Cohort) -> None:
        """Addresses that the employer has nominated to the cohort; the day is told of those in
        one's own list. Two queries."""
        emails = {nominee.email for _row, nominee in self.read}
        standing = Nomination.objects.standing().filter(cohort=cohort, email__in=emails)
        known = {(one.employer.path, one.email): one for one in standing.select_related("employer")}
        own = set(nominations_by(by).filter(pk__in=[one.pk for one in known.values()]))
        for row, nominee in self.read:
            if found := known.get((nominee.unit.root_path, nominee.email)):
                words = _("Your organisation nominated this address on %(day)s. Remove the row.")
                told = words % {"day": date_words(found.created_at, "date")}
                if found not in own:
                    told = " ".join([*nominated_elsewhere(), _("Remove the row.")])
                self._refuse(row, "email", told)

    # ── one cell at a time ──────────────────────────────────────────────────────────────────

    def _refuse(self, row: Row, column: str, message: str) -> None:
        self.problems.append(self.table.problem(row, column, message))

    def _limited(self, row: Row, column: str, text: str) -> str:
        if len(text) > LONGEST[column]:
            words = _("The text is too long. Write at most %(count)s characters.")
            self._refuse(row, column, words % {"count": LONGEST[column]})
        return text

    def _email(self, row: Row) -> str:
        email = self._limited(row, "email", row.cells["email"].strip().lower())
        if email:
            try:
                validate_email(email)
            except ValidationError:
                words = _("Write an address with @, for example name@municipality.example.")
                self._refuse(row, "email", words)
        return email

    def _profession(self, row: Row) -> Profession | None:
        return self._one_of(
            row, "profession", self.known.professions, _("This profession isn't in the list.")
        )

    def _unit(self, row: Row) -> Organisation | None:
        return self._one_of(
            row, "unit", self.known.units, _("This unit isn't one of those you nominate for.")
        )

    def _one_of(self, row: Row, column: str, names: _Names, unknown: str):
        text = row.cells[column]
        if not text.strip():
            return None
        found = names.rows.get(folded(text), ())
        if len(found) == 1:
            return found[0]
        if found:
            self._refuse(row, column, _("Several units have this name. Use the form for them."))
        elif near := names.nearest(text):
            self._refuse(
                row, column, f"{unknown} " + _("Did you mean “%(name)s”?") % {"name": near}
            )
        else:
            self._refuse(row, column, f"{unknown} " + _("See the list in the template."))
        return None

    def _rank(self, row: Row) -> int | None:
        text = row.cells["rank"].strip()
        if not text:
            return None
        if not is_number(text) or not 1 <= int(text) <= 999:
            self._refuse(row, "rank", _("Write a whole number, for example 1."))
            return None
        if int(text) in self.known.ranks:
            words = _("One of your nominees has this place already. Choose another one.")
            self._refuse(row, "rank", words)
        return int(text)

    def _answer(self, row: Row, criterion: Criterion, grounds: str) -> Answer:
        text = row.cells[criterion.code].strip().casefold()
        answer = Answer()
        if text and asks_years(criterion):
            if is_number(text) and int(text) <= MOST_YEARS:
                answer = Answer(years=int(text)).settled_for(criterion)
            else:
                self._refuse(row, criterion.code, _("Write whole years, for example 4."))
        elif text in YES | NO:
            answer = Answer(is_met=text in YES)
        elif text:
            self._refuse(row, criterion.code, _("Write Ja or Nej, or leave the cell empty."))
        if answer.is_met is False and criterion.strength == Strength.MUST:
            words = _("This is a must. Nobody can be nominated with a no; remove the row.")
            self._refuse(row, criterion.code, words)
        is_asked = criterion.asks_grounds or (takes_grounds(criterion) and answer.is_met is False)
        return replace(answer, grounds=grounds if is_asked else "")

    def _refuse_doubles(self, column: str, key: Callable[[Row], str], words: str) -> None:
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self.table.rows:
            if text := key(row):
                rows[text].append(row)
        for first, *others in rows.values():
            for other in others:
                self._refuse(other, column, words % {"row": first.number})
