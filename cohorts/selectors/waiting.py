"""What waits for the boards somebody sits on: the counts beside the entries of the menu."""

from django.db.models import Count, QuerySet, Value

from cohorts.enums import NominationState, RegistrationState
from cohorts.models import Cohort, Nomination, Registration
from cohorts.selectors.cohorts import COHORT_REACH, COHORT_SCOPES
from common.prepared import prepared
from courses.enums import WayIn
from organisations.roles import Permission

WITH_REGISTRATIONS = (WayIn.OPEN, WayIn.EMPLOYER)
KINDS = {"selection": Permission.SELECT, "registrations": Permission.CONFIRM_REGISTRATIONS}
SLOTS = {f"{kind}_{scope}": slot for kind in KINDS for scope, slot in COHORT_REACH.items()}


def numbers_waiting_for(person) -> dict[str, int]:
    """How many complete nominations wait for "selection", and how many "registrations" to be
    confirmed, in the cohorts whose board `person` sits on. One query, for the menu of every page;
    none for who sits on no board."""
    if not any(map(person.may, KINDS.values())):
        return dict.fromkeys(KINDS, 0)
    reaches = {kind: person.reach(each, *COHORT_SCOPES) for kind, each in KINDS.items()}
    shape = (reach.is_everywhere for reach in reaches.values())
    values = {
        f"{kind}_{scope}": reach.keys[scope]
        for kind, reach in reaches.items()
        for scope in COHORT_REACH
    }
    return dict.fromkeys(KINDS, 0) | dict(_waiting(*shape, **values))


@prepared(**SLOTS)
def _waiting(selects_everywhere, confirms_everywhere, **slots) -> QuerySet:
    """(kind, how many)"""
    by_nomination = Cohort.objects.active().filter(version__way_in=WayIn.NOMINATION)
    if not selects_everywhere:
        by_nomination = by_nomination.within(**_slots_of("selection", slots))
    registered = Cohort.objects.active().filter(version__way_in__in=WITH_REGISTRATIONS)
    if not confirms_everywhere:
        registered = registered.within(**_slots_of("registrations", slots))
    nominations = Nomination.objects.filter(
        cohort__in=by_nomination, state=NominationState.COMPLETE
    )
    registrations = Registration.objects.filter(
        cohort__in=registered, state=RegistrationState.SUBMITTED
    )
    return _counted("selection", nominations).union(_counted("registrations", registrations))


def _slots_of(kind: str, slots: dict) -> dict:
    return {scope: slots[f"{kind}_{scope}"] for scope in COHORT_REACH}


def _counted(kind: str, rows: QuerySet) -> QuerySet:
    by_kind = rows.order_by().annotate(kind=Value(kind)).values("kind")
    return by_kind.annotate(number=Count("pk")).values_list("kind", "number")
