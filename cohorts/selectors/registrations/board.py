"""Who is registered to a cohort: for the joint board, and for those who teach."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from cohorts.enums import OfferState, RegistrationState
from cohorts.models import Cohort, Enrolment, Registration, SeatOffer
from cohorts.models.cohort import CohortQuerySet
from cohorts.models.registration import RegistrationQuerySet
from cohorts.selectors.seats import SeatCount, seats_left
from cohorts.selectors.waiting import WITH_REGISTRATIONS
from organisations.enums import Principal
from organisations.models import Organisation
from organisations.roles import Permission
from organisations.selectors.principals import principals_of

_S = RegistrationState
ENDED = (_S.REJECTED, _S.CANCELLED)


@dataclass(frozen=True)
class Row:
    """One registration. `is_twice` warns the board: the person has a seat, or is registered by
    somebody else too."""

    registration: Registration
    employer: str
    principal: Principal | None
    is_twice: bool = False
    offer: SeatOffer | None = None


@dataclass(frozen=True)
class RegistrationList:
    """All registrations of a cohort by state, and the questions, which are nobody's."""

    to_confirm: Sequence[Row]
    seated: Sequence[Row]
    offered: Sequence[Row]
    waiting: Sequence[Row]
    ended: Sequence[Row]
    questions: Sequence[str]

    @property
    def is_empty(self) -> bool:
        return not (self.to_confirm or self.seated or self.offered or self.waiting or self.ended)


@dataclass(frozen=True)
class Overview:
    """One cohort in the board's list."""

    cohort: Cohort
    seats: SeatCount
    to_confirm: int
    waiting: int


def overview_for(person) -> list[Overview]:
    """Planned cohorts with registrations that the person confirms, those with somebody to confirm
    first. Three queries."""
    cohorts = list(_to_confirm_in(person).with_programme().order_by("closes_on", "name"))
    seats = seats_left(cohorts)
    states: dict[int, Counter] = defaultdict(Counter)
    counted = Registration.objects.filter(cohort__in=cohorts).values_list("cohort", "state")
    for cohort, state, number in counted.annotate(Count("pk")):
        states[cohort][state] = number
    rows = [
        Overview(
            cohort,
            seats[cohort.pk],
            states[cohort.pk][_S.SUBMITTED],
            states[cohort.pk][_S.WAITING],
        )
        for cohort in cohorts
    ]
    return sorted(rows, key=lambda row: not row.to_confirm)


def cohorts_with_registrations(person) -> CohortQuerySet:
    """The cohorts with registrations that somebody works with; programme and area joined."""
    cohorts = Cohort.objects.reachable_for(person, Permission.SEE_COHORT).with_programme()
    return cohorts.filter(version__way_in__in=WITH_REGISTRATIONS)


def registrations_in(cohort: Cohort) -> RegistrationList:
    """Everybody who is or was registered, in the order they registered. Four queries."""
    rows = list(cohort.registrations.select_related("unit", "profession", "person").order_by("pk"))
    units = {row.unit for row in rows if row.unit_id}
    principals = principals_of(units)
    employers = dict(
        Organisation.objects.filter(path__in={unit.root_path for unit in units}).values_list(
            "path", "name"
        )
    )
    offers = {
        offer.registration_id: offer
        for offer in SeatOffer.objects.filter(registration__in=rows, state=OfferState.OPEN)
    }
    standing = Counter(row.email for row in rows if row.state in (_S.SUBMITTED, _S.SEATED))

    def shown(*states: str) -> list[Row]:
        return [
            Row(
                registration=row,
                employer=employers[row.unit.root_path] if row.unit_id else row.organisation_name,
                principal=principals.get(row.unit_id),
                is_twice=row.state == _S.SUBMITTED and standing[row.email] > 1,
                offer=offers.get(row.pk),
            )
            for row in rows
            if row.state in states
        ]

    return RegistrationList(
        to_confirm=shown(_S.SUBMITTED),
        seated=shown(_S.SEATED),
        offered=shown(_S.OFFERED),
        waiting=shown(_S.WAITING),
        ended=shown(*ENDED),
        questions=[row.question for row in rows if row.question and row.state not in ENDED],
    )


def waiting_for_board(cohort: Cohort) -> RegistrationQuerySet:
    """What the board has to confirm or decline, first come first; unit and profession joined."""
    rows = Registration.objects.filter(cohort=cohort, state=_S.SUBMITTED)
    return rows.select_related("unit", "profession").order_by("pk")


def registration_to_decide(person, *, slug: str, pk: int) -> Registration | None:
    """One registration that the person may decide about; None for strangers. One query."""
    cohorts = Cohort.objects.reachable_for(person, Permission.CONFIRM_REGISTRATIONS)
    rows = Registration.objects.filter(cohort__in=cohorts, cohort__slug=slug, pk=pk)
    return rows.select_related("cohort__version__programme", "unit", "profession").first()


def _to_confirm_in(person) -> CohortQuerySet:
    cohorts = Cohort.objects.reachable_for(person, Permission.CONFIRM_REGISTRATIONS).active()
    return cohorts.filter(version__way_in__in=WITH_REGISTRATIONS)


def takes_part_already(cohort: Cohort) -> set[str]:
    """The addresses of those who are enrolled. One query."""
    enrolled = Enrolment.objects.active().filter(cohort=cohort)
    return set(enrolled.values_list("person__email", flat=True))
