"""One rule for what an answer lacks, over all kinds of criteria."""

import pytest

from cohorts.selectors.attestation import Answer, Criteria, Part, gap_in, gaps_in
from courses.enums import AttestedBy, CriterionKind, Strength
from courses.models import Criterion


def criterion(strength=Strength.SHOULD, *, grounds=False, years=None, code="B1") -> Criterion:
    return Criterion(
        code=code,
        kind=CriterionKind.ATTESTED,
        strength=strength,
        attested_by=AttestedBy.EMPLOYER,
        asks_grounds=grounds,
        minimum_years=years,
    )


MUST, SHOULD, PREFERENCE = Strength.MUST, Strength.SHOULD, Strength.PREFERENCE


@pytest.mark.parametrize(
    ("asked", "answer", "lacks"),
    [
        (criterion(), Answer(), Part.IS_MET),
        (criterion(), Answer(is_met=True), None),
        (criterion(grounds=True), Answer(is_met=True), Part.GROUNDS),
        (criterion(grounds=True), Answer(is_met=True, grounds="  "), Part.GROUNDS),
        (criterion(grounds=True), Answer(is_met=True, grounds="Ja."), None),
        (criterion(SHOULD), Answer(is_met=False), Part.GROUNDS),
        (criterion(SHOULD), Answer(is_met=False, grounds="Läser in det i höst."), None),
        (criterion(PREFERENCE), Answer(is_met=False), None),
        (criterion(PREFERENCE, grounds=True), Answer(is_met=False), None),
        (criterion(MUST), Answer(is_met=False, grounds="Ändå."), Part.IS_MET),
        (criterion(MUST), Answer(is_met=True), None),
        (criterion(years=3), Answer(is_met=True), Part.YEARS),
        (criterion(years=3), Answer(years=3), None),
        (criterion(years=3), Answer(years=2), Part.GROUNDS),
        (criterion(years=3), Answer(years=2, grounds="Fem år som anhörig."), None),
        (criterion(MUST, years=3), Answer(years=2), Part.YEARS),
        (criterion(years=3, grounds=True), Answer(years=7), Part.GROUNDS),
    ],
)
def test_an_answer_lacks_what_its_strength_asks_for(asked, answer, lacks):
    gap = gap_in(asked, answer)
    assert (gap.part if gap else None) == lacks


def test_years_decide_whether_a_criterion_is_met():
    asked = criterion(years=3)
    assert Answer(years=3).settled_for(asked).is_met is True
    assert Answer(years=2, is_met=True).settled_for(asked).is_met is False
    assert Answer(is_met=True).settled_for(asked).is_met is None


def test_checked_and_weighed_criteria_ask_nothing_of_the_employer():
    checked = Criterion(code="C1", kind=CriterionKind.CHECKED, strength=MUST)
    weighed = Criterion(code="C7", kind=CriterionKind.WEIGHED)
    assert gaps_in(Criteria((checked, weighed)), {}) == []


def test_a_gap_is_named_as_the_form_names_its_field():
    gaps = gaps_in(Criteria((criterion(code="B3"), criterion(code="C5", years=3))), {})
    assert [gap.field for gap in gaps] == ["b3_is_met", "c5_years"]
