"""Which rows the joint board reaches. A view that finds nothing here answers 404."""

from django.db.models import QuerySet

from areas.models import AreaRole
from cohorts.enums import NominationState, RoundState
from cohorts.models import Cohort, Nomination, SelectionRound
from cohorts.models.cohort import CohortQuerySet
from cohorts.models.nomination import NominationQuerySet
from cohorts.selectors.cohorts import cohorts_where
from courses.enums import WayIn
from organisations.models import Person
from organisations.roles import Permission, RoleCode

DECIDABLE = (NominationState.COMPLETE, NominationState.RESERVE)
WAITING = (NominationState.COMPLETE, NominationState.AWAITING)


def cohorts_to_select_for(person: Person) -> CohortQuerySet:
    """Cohorts by nomination where `person` decides; programme and area joined."""
    return cohorts_where(person, Permission.SELECT).filter(version__way_in=WayIn.NOMINATION)


def waiting_in(cohort: Cohort) -> NominationQuerySet:
    """The nominations that wait for the board, or for the nominee."""
    return Nomination.objects.filter(cohort=cohort, state__in=WAITING)


def decidable_in(cohort: Cohort) -> NominationQuerySet:
    """The nominations that the board can decide about: complete ones, and those on the reserve
    list of an earlier round."""
    return Nomination.objects.filter(cohort=cohort, state__in=DECIDABLE)


def closed_rounds_of(cohort: Cohort) -> QuerySet[SelectionRound]:
    """Rounds with a protocol, latest first; who closed them joined."""
    return (
        SelectionRound.objects.filter(cohort=cohort, state=RoundState.CLOSED)
        .select_related("closed_by")
        .order_by("-number")
    )


def open_round_of(cohort: Cohort) -> SelectionRound | None:
    """The round that decisions are drafted in, if one is open."""
    return SelectionRound.objects.filter(cohort=cohort, state=RoundState.OPEN).first()


def board_members_of(cohort: Cohort) -> QuerySet[AreaRole]:
    """The members of the cohort's joint board today, by name; person and whom they represent
    joined. Officials and users' representatives alike (S0)."""
    return (
        AreaRole.objects.current()
        .filter(area=cohort.area_id, role=RoleCode.BOARD_MEMBER)
        .select_related("person", "represents")
        .order_by("person__name", "pk")
    )
