"""The criteria of a version, and what an employer's answers to them still lack.

One rule for the form, the grid, the file and the service that sends (S0 appendix 1; domain.md §1,
"Selection"): a must can't be answered no; a should may, when the reason is kept; what asks for
grounds is not answered without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.prepared import KEY, prepared
from courses.enums import AttestedBy, CriterionKind, Strength
from courses.models import Criterion, ProgrammeVersion


class Part(StrEnum):
    """What is typed about one criterion."""

    IS_MET = "is_met"
    YEARS = "years"
    GROUNDS = "grounds"


@dataclass(frozen=True)
class Answer:
    """What the employer has answered so far."""

    is_met: bool | None = None
    years: int | None = None
    grounds: str = ""

    def settled_for(self, criterion: Criterion) -> "Answer":
        """Where years are asked for, they decide: fewer than the minimum is a no."""
        if criterion.minimum_years is None:
            return self
        is_met = None if self.years is None else self.years >= criterion.minimum_years
        return replace(self, is_met=is_met)


NO_ANSWER = Answer()
Answers = Mapping[str, Answer]  # by the criterion's code


@dataclass(frozen=True)
class Criteria:
    """The criteria of a version, in its order."""

    rows: tuple[Criterion, ...]

    @property
    def attested(self) -> list[Criterion]:
        """What the employer answers."""
        return [row for row in self.rows if row.kind == CriterionKind.ATTESTED]

    @property
    def answered_by_nominee(self) -> list[Criterion]:
        """What the nominee answers as well (C9)."""
        return [row for row in self.attested if row.attested_by == AttestedBy.BOTH]

    @property
    def checked(self) -> list[Criterion]:
        return [row for row in self.rows if row.kind == CriterionKind.CHECKED]

    @property
    def weighed(self) -> list[Criterion]:
        return [row for row in self.rows if row.kind == CriterionKind.WEIGHED]

    @property
    def weighed_codes(self) -> str:
        """B5–6: the weighed ones are shown together."""
        codes = [row.code for row in self.weighed]
        return f"{codes[0]}–{codes[-1][1:]}" if len(codes) > 1 else "".join(codes)

    @property
    def weighed_titles(self) -> str:
        return ". ".join(row.title for row in self.weighed)


@dataclass(frozen=True)
class Gap:
    """One thing that keeps a nomination from being sent, in words that say what to do."""

    criterion: Criterion
    part: Part
    message: str

    @property
    def field(self) -> str:
        return field_name(self.criterion, self.part)


@dataclass(frozen=True)
class Reading:
    """One criterion with its answers, to read."""

    criterion: Criterion
    is_met: bool | None
    years: int | None = None
    grounds: str = ""
    by_nominee: bool | None = None

    @property
    def is_checked(self) -> bool:
        return self.criterion.kind == CriterionKind.CHECKED

    @property
    def waits_for_nominee(self) -> bool:
        return self.criterion.attested_by == AttestedBy.BOTH


def readings(
    criteria: Criteria, *, employer: Answers, nominee: Answers, platform: Answers
) -> list[Reading]:
    """The checked and attested criteria in the version's order, with what was answered."""

    def reading(criterion: Criterion) -> Reading:
        source = platform if criterion.kind == CriterionKind.CHECKED else employer
        answer = source.get(criterion.code, NO_ANSWER)
        own = nominee.get(criterion.code, NO_ANSWER).is_met
        return Reading(criterion, answer.is_met, answer.years, answer.grounds, own)

    weighed = CriterionKind.WEIGHED
    return [reading(criterion) for criterion in criteria.rows if criterion.kind != weighed]


def criteria_of(version: ProgrammeVersion | int) -> Criteria:
    """All criteria of a version. One query."""
    key = version if isinstance(version, int) else version.pk
    return Criteria(tuple(_criteria(version=key)))


@prepared(version=KEY)
def _criteria(version) -> QuerySet[Criterion]:
    return Criterion.objects.filter(version=version).order_by("position")


def field_name(criterion: Criterion, part: Part) -> str:
    """What a part of an answer is called in forms: "b1_grounds"."""
    return f"{criterion.code.lower()}_{part}"


def asks_years(criterion: Criterion) -> bool:
    return criterion.minimum_years is not None


def takes_grounds(criterion: Criterion) -> bool:
    """Whether there is room for grounds: always asked for, or needed to dispense with a should."""
    return criterion.asks_grounds or criterion.strength == Strength.SHOULD


def gaps_in(criteria: Criteria, answers: Answers) -> list[Gap]:
    """What is missing before the nomination can be sent; empty when all is answered."""
    found = (
        gap_in(criterion, answers.get(criterion.code, NO_ANSWER)) for criterion in criteria.attested
    )
    return [gap for gap in found if gap]


def gap_in(criterion: Criterion, answer: Answer) -> Gap | None:
    """What one answer lacks, if anything."""
    answer = answer.settled_for(criterion)
    has_grounds = bool(answer.grounds.strip())
    if answer.is_met is None and asks_years(criterion):
        return Gap(criterion, Part.YEARS, _("Write how many years."))
    if answer.is_met is None:
        return Gap(criterion, Part.IS_MET, _("Answer yes or no."))
    if answer.is_met:
        if criterion.asks_grounds and not has_grounds:
            return Gap(criterion, Part.GROUNDS, _("Write the grounds. One sentence is enough."))
        return None
    if criterion.strength == Strength.MUST:
        part = Part.YEARS if asks_years(criterion) else Part.IS_MET
        return Gap(
            criterion,
            part,
            _(
                "This is a must, so the nomination can't be sent with a no. "
                "You can save it as a draft."
            ),
        )
    if criterion.strength == Strength.SHOULD and not has_grounds:
        return Gap(
            criterion,
            Part.GROUNDS,
            _("Write why you nominate the person although the answer is no."),
        )
    return None
