"""What the menu says waits for a board: counted on every page, for the own cohorts only."""

import pytest

from cohorts.enums import CohortState, NominationState, RegistrationState
from cohorts.menu import entries
from cohorts.models import Registration
from courses.enums import WayIn
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_nomination
from tests.factories.courses import make_version
from tests.factories.organisations import give_role, make_person

pytestmark = pytest.mark.django_db


def counts(person) -> dict[str, int | None]:
    """What stands beside the entries, for somebody who has just come."""
    person.__dict__.pop("grants", None)
    shown = {item.key: item.count for item in entries(person)}
    return {key: shown[key] for key in ("selection", "registrations") if key in shown}


def register(cohort, state=RegistrationState.SUBMITTED) -> Registration:
    person = make_person()
    return Registration.objects.create(
        cohort=cohort, name=person.name, email=person.email, state=state
    )


def test_the_board_is_told_how_many_complete_nominations_wait_in_its_area(cast):
    own, other = make_cohort(area=cast.area), make_cohort(area=cast.other_area)
    make_nomination(own, cast.south)
    make_nomination(make_cohort(area=cast.area), cast.south)
    make_nomination(own, cast.south, state=NominationState.AWAITING)
    make_nomination(other, cast.south)
    make_nomination(make_cohort(area=cast.area, state=CohortState.CANCELLED), cast.south)
    assert counts(cast.board) == {"selection": 2, "registrations": 0}


def test_the_board_is_told_how_many_registrations_it_has_to_confirm(cast):
    version = make_version("managers", way_in=WayIn.EMPLOYER)
    own, other = make_cohort(version, cast.area), make_cohort(version, cast.other_area)
    register(own)
    register(own, RegistrationState.REJECTED)
    register(other)
    assert counts(cast.board) == {"selection": 0, "registrations": 1}


def test_a_second_board_adds_to_the_first(cast):
    make_nomination(make_cohort(area=cast.area), cast.south)
    make_nomination(make_cohort(area=cast.other_area), cast.south)
    assert counts(cast.board)["selection"] == 1
    give_role(cast.board, RoleCode.BOARD_MEMBER, area=cast.other_area)
    assert counts(cast.board)["selection"] == 2


def test_the_counts_cost_one_query(cast, django_assert_num_queries):
    assert len(cast.board.grants) == 1
    with django_assert_num_queries(1):
        list(entries(cast.board))


def test_who_sits_on_no_board_is_told_of_none(cast):
    make_nomination(make_cohort(area=cast.area), cast.south)
    assert counts(cast.nominator) == counts(cast.stranger) == {}
