"""All drafts of a cohort in one grid: nominees × attested criteria.

Thirty rows of Django's form fields would take most of a page's time, so the grid reads and keeps
what was typed itself. A cell's names are those of the single form with the nomination's key
before: "17-b1_grounds".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cohorts.forms.nominating.nomination import LONGEST_GROUNDS, MOST_YEARS, grounds_label
from cohorts.models import Nomination
from cohorts.selectors.attestation import (
    NO_ANSWER,
    Answer,
    Answers,
    Criteria,
    Part,
    asks_years,
    field_name,
    gap_in,
    takes_grounds,
)
from common.errors import RuleViolation
from common.numbers import is_number, number
from courses.models import Criterion

YES_NO = {"yes": True, "no": False}
TYPED = {True: "yes", False: "no", None: ""}


@dataclass
class Cell:
    """One answer as it was typed, and what is wrong with it."""

    nomination: Nomination
    criterion: Criterion
    is_met: str = ""
    years: str = ""
    grounds: str = ""
    error: str = ""

    def name(self, part: Part) -> str:
        return f"{self.nomination.pk}-{field_name(self.criterion, part)}"

    @property
    def is_met_name(self) -> str:
        return self.name(Part.IS_MET)

    @property
    def years_name(self) -> str:
        return self.name(Part.YEARS)

    @property
    def grounds_name(self) -> str:
        return self.name(Part.GROUNDS)

    @property
    def asks_years(self) -> bool:
        return asks_years(self.criterion)

    @property
    def takes_grounds(self) -> bool:
        return takes_grounds(self.criterion)

    @property
    def grounds_label(self) -> object:
        return grounds_label(self.criterion)

    @property
    def first_name(self) -> str:
        """The control that a link from the error summary leads to."""
        return self.years_name if self.asks_years else self.is_met_name

    @property
    def answer(self) -> Answer:
        answer = Answer(YES_NO.get(self.is_met), number(self.years), self.grounds)
        return answer.settled_for(self.criterion)

    @property
    def gap(self) -> str:
        """What the answer still lacks before the nomination can be sent."""
        gap = gap_in(self.criterion, self.answer)
        return gap.message if gap else ""

    def check(self) -> None:
        years = number(self.years)
        if self.years and (years is None or years > MOST_YEARS):
            self.error = _("Write whole years, for example 4.")
        elif len(self.grounds) > LONGEST_GROUNDS:
            self.error = _("Write at most %(count)s characters.") % {"count": LONGEST_GROUNDS}


@dataclass
class GridRow:
    """One draft with its cells."""

    nomination: Nomination
    cells: list[Cell]

    @property
    def is_ready(self) -> bool:
        """Nothing is missing: it can be sent."""
        return not any(cell.gap for cell in self.cells)


@dataclass
class Grid:
    """The whole grid; `errors` are (id of the control, words) for the summary."""

    criteria: Criteria
    rows: list[GridRow]
    common_error: str = ""
    posted: frozenset[int] = field(default_factory=frozenset)

    @property
    def ready(self) -> int:
        return sum(row.is_ready for row in self.rows)

    @property
    def unready(self) -> int:
        return len(self.rows) - self.ready

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def errors(self) -> list[tuple[str, str]]:
        found = [("", self.common_error)] if self.common_error else []
        for cell in self.cells:
            if cell.error:
                where = f"{cell.nomination.name}, {cell.criterion.code}: {cell.error}"
                found.append((f"id_{cell.first_name}", where))
        return found

    @property
    def given(self) -> dict[int, Answers]:
        """The answers of the rows that were on the page, by the nomination's key."""
        return {
            row.nomination.pk: {cell.criterion.code: cell.answer for cell in row.cells}
            for row in self.rows
            if row.nomination.pk in self.posted
        }

    def add_violation(self, violation: RuleViolation) -> None:
        """Show what the service refused at its cell, else above the grid."""
        for cell in self.cells:
            if violation.field in {cell.is_met_name, cell.years_name, cell.grounds_name}:
                cell.error = str(violation)
                return
        self.common_error = str(violation)


def saved_grid(
    criteria: Criteria, drafts: Sequence[Nomination], answers: dict[int, Answers]
) -> Grid:
    """The grid as it is kept."""

    def cell(draft: Nomination, criterion: Criterion) -> Cell:
        answer = answers.get(draft.pk, {}).get(criterion.code, NO_ANSWER)
        years = "" if answer.years is None else str(answer.years)
        return Cell(draft, criterion, TYPED[answer.is_met], years, answer.grounds)

    return _grid(criteria, drafts, cell)


def typed_grid(criteria: Criteria, drafts: Sequence[Nomination], data: MultiValueDict) -> Grid:
    """The grid as it was sent in, checked. Drafts that were not on the page stay out."""
    posted = frozenset(int(pk) for pk in data.getlist("draft") if is_number(pk))

    def cell(draft: Nomination, criterion: Criterion) -> Cell:
        typed = Cell(draft, criterion)
        typed.is_met = data.get(typed.is_met_name, "")
        typed.years = data.get(typed.years_name, "").strip()
        typed.grounds = data.get(typed.grounds_name, "").strip()
        typed.check()
        return typed

    grid = _grid(criteria, [draft for draft in drafts if draft.pk in posted], cell)
    grid.posted = posted
    return grid


def _grid(criteria: Criteria, drafts: Sequence[Nomination], cell) -> Grid:
    rows = [
        GridRow(draft, [cell(draft, criterion) for criterion in criteria.attested])
        for draft in drafts
    ]
    return Grid(criteria, rows)
