"""An employer's own nominations: for lists, single pages, the grid, and the nominee's link."""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hmac import compare_digest

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from cohorts.enums import (
    NOMINATION_DECIDED,
    NOMINATION_ENDED,
    DayState,
    GivenBy,
    NominationState,
    RoundState,
)
from cohorts.models import Cohort, CourseDay, CriterionAnswer, Decision, Nomination
from cohorts.models.cohort import CohortQuerySet
from cohorts.models.nomination import NominationQuerySet
from cohorts.selectors.attestation import Answer
from common.links import read_token
from courses.enums import WayIn
from messaging.models import Message
from organisations.models import Organisation
from organisations.models.organisation import OrganisationQuerySet
from organisations.roles import Permission, Scope

LINK = "nomination"  # the purpose of the nominee's signed link
LINK_CLOSED = ""  # the nonce after the recipient has said: this isn't me

UNCONFIRMED = (NominationState.DRAFT, NominationState.AWAITING, *NOMINATION_ENDED)

YOURS = "yours"
GROUPS = {
    "waiting": Q(state=NominationState.AWAITING),
    "complete": Q(state=NominationState.COMPLETE),
    "decided": Q(state__in=NOMINATION_DECIDED),
    "ended": Q(state__in=NOMINATION_ENDED),
}
BY_RANK = F("rank").asc(nulls_last=True)
SORTED = {
    "": ("-cohort__closes_on", "cohort", BY_RANK, "name"),
    "rank": (BY_RANK, "name"),
    "-rank": (F("rank").desc(nulls_last=True), "name"),
    "name": ("name",),
    "-name": ("-name",),
    "unit": ("unit__name", "name"),
    "-unit": ("-unit__name", "name"),
    "course": ("cohort__closes_on", "cohort", BY_RANK),
    "-course": ("-cohort__closes_on", "-cohort", BY_RANK),
}


# ── where somebody may nominate ─────────────────────────────────────────────────────────────


def cohorts_to_nominate_to(person) -> CohortQuerySet:
    """Cohorts by nomination that the person's organisations may send people to, from the moment
    they are planned; programme and area joined."""
    paths = [
        grant.path
        for grant in person.grants_with(Permission.NOMINATE)
        if grant.scope == Scope.ORGANISATION
    ]
    offered = Cohort.objects.offered_to(paths) if paths else Cohort.objects.none()
    return offered.filter(version__way_in=WayIn.NOMINATION).with_programme()


def cohort_to_nominate_to(person, slug: str) -> Cohort | None:
    """One of them by its address; None for strangers. One query."""
    return cohorts_to_nominate_to(person).filter(slug=slug).first()


def units_to_nominate_from(person, cohort: Cohort) -> OrganisationQuerySet:
    """Units where the person nominates and whose employer is invited to the cohort, as a tree."""
    units = Organisation.objects.reachable_for(person, Permission.NOMINATE).order_by("path")
    if cohort.area_id is None:
        return units
    invited = Organisation.objects.filter(areas=cohort.area_id).values_list("path", flat=True)
    return units.under(invited)


def names_of_units(units: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """Units by what they are called in files: their name, with the name above where several are
    called the same. At most one query."""
    units = list(units)
    times = Counter(unit.name for unit in units)
    above = {unit.path[: -unit.steplen] for unit in units if times[unit.name] > 1}
    parents = dict(Organisation.objects.filter(path__in=above).values_list("path", "name"))
    named: dict[str, list[Organisation]] = defaultdict(list)
    for unit in units:
        parent = parents.get(unit.path[: -unit.steplen], "")
        is_shared = parent and times[unit.name] > 1
        named[f"{unit.name}, {parent}" if is_shared else unit.name].append(unit)
    return named


# ── own nominations ─────────────────────────────────────────────────────────────────────────


def nominations_by(person) -> NominationQuerySet:
    """Those of the units where the person nominates, whoever made them."""
    return Nomination.objects.reachable_for(person, Permission.NOMINATE)


def with_all_for_a_row(nominations: NominationQuerySet) -> NominationQuerySet:
    """Joined with what a row of a list shows; decisions only of closed rounds, as `released`.
    Two queries."""
    first_day = CourseDay.objects.filter(cohort=OuterRef("cohort"), state=DayState.PLANNED)
    released = Decision.objects.filter(round__state=RoundState.CLOSED).order_by("-round__number")
    return (
        nominations.select_related(
            "cohort__version__programme", "cohort__area", "unit", "profession", "confirmation"
        )
        .annotate(first_day=Subquery(first_day.order_by("date").values("date")[:1]))
        .prefetch_related(Prefetch("decisions", queryset=released, to_attr="released"))
    )


def needs_employer(today: dt.date) -> Q:
    """Nominations that wait for their employer: unsent, wrongly addressed, or to be replaced."""
    unsent = Q(state__in=(NominationState.DRAFT, NominationState.DECLINED))
    wrong_address = Q(state=NominationState.AWAITING, confirmation__nonce=LINK_CLOSED)
    return Q(unsent, cohort__closes_on__gte=today) | wrong_address


def listed(
    person,
    today: dt.date,
    *,
    cohort: Cohort | None = None,
    show: str = "",
    words: str = "",
    sort: str = "",
) -> NominationQuerySet:
    """Own nominations for a list: of one cohort or all, one group of `GROUPS` or `YOURS`, found
    by words in name or address, in an order of `SORTED`."""
    group = needs_employer(today) if show == YOURS else GROUPS.get(show, Q())
    found = nominations_by(person).filter(group)
    if cohort:
        found = found.filter(cohort=cohort)
    for word in map(re.escape, words.split()):
        # SQLite's LIKE knows capital letters only from A to Z; a regular expression knows all.
        found = found.filter(Q(name__iregex=word) | Q(email__iregex=word))
    return with_all_for_a_row(found).order_by(*SORTED.get(sort, SORTED[""]), "pk")


def cohorts_with_nominations_by(person) -> CohortQuerySet:
    """The cohorts that occur in the person's list, for its filter."""
    return Cohort.objects.filter(nominations__in=nominations_by(person)).distinct().order_by("name")


def nomination_by(person, *, slug: str, pk: int) -> Nomination | None:
    """One own nomination, joined with all its page shows; None for strangers. Two queries."""
    found = nominations_by(person).filter(cohort__slug=slug, pk=pk)
    return with_all_for_a_row(found).select_related("employer", "nominated_by").first()


def answers_of(
    nominations: Iterable[Nomination], given_by: str = GivenBy.EMPLOYER
) -> dict[int, dict[str, Answer]]:
    """Answers by nomination and the criterion's code. One query."""
    found: dict[int, dict[str, Answer]] = defaultdict(dict)
    rows = CriterionAnswer.objects.filter(nomination__in=nominations, given_by=given_by)
    for row in rows.select_related("criterion"):
        found[row.nomination_id][row.criterion.code] = Answer(row.is_met, row.years, row.grounds)
    return found


def all_answers_of(nomination: Nomination) -> dict[str, dict[str, Answer]]:
    """One nomination's answers by who gave them, then by code, as its employer may see them:
    what the records say only after the nominee has confirmed (domain.md §7.2). One query."""
    found: dict[str, dict[str, Answer]] = {str(giver): {} for giver in GivenBy}
    rows = CriterionAnswer.objects.filter(nomination=nomination).select_related("criterion")
    for row in rows:
        if row.given_by == GivenBy.EMPLOYER or nomination.state not in UNCONFIRMED:
            answer = Answer(row.is_met, row.years, row.grounds)
            found[row.given_by][row.criterion.code] = answer
    return found


def letters_about(nomination: Nomination) -> QuerySet[Message]:
    """The mails that the nominator may know of, newest first: to the nominee. One query."""
    found = Message.objects.filter(
        subject_type=nomination._meta.label, subject_id=str(nomination.pk), recipient=None
    )
    return found.defer("calendar", "context").order_by("-pk")


@dataclass(frozen=True)
class Ranks:
    """The places among the own nominees of a cohort."""

    taken: frozenset[int]

    @property
    def choices(self) -> range:
        """The places that can be chosen: all that are taken and one more."""
        return range(1, max(self.taken, default=0) + 2)

    @property
    def next_free(self) -> int:
        return max(self.taken, default=0) + 1


def ranks_taken(person, cohort: Cohort, *, besides: Nomination | None = None) -> Ranks:
    """The places held by the person's standing nominees. One query."""
    rows = nominations_by(person).standing().filter(cohort=cohort, rank__isnull=False)
    if besides:
        rows = rows.exclude(pk=besides.pk)
    return Ranks(frozenset(rows.values_list("rank", flat=True)))


def drafts_in(person, cohort: Cohort) -> NominationQuerySet:
    """The person's drafts in a cohort, by rank, as the grid shows them."""
    drafts = nominations_by(person).filter(cohort=cohort, state=NominationState.DRAFT)
    return drafts.select_related("unit", "profession").order_by(BY_RANK, "name", "pk")


def nominated_in(cohort: Cohort) -> int:
    """How many nominations stand, of all employers together; drafts don't count.

    Not people: a number that stayed the same when somebody is nominated would tell that another
    employer has nominated them (domain.md §7.2).
    """
    return cohort.nominations.standing().exclude(state=NominationState.DRAFT).count()


# ── by the nominee's link ───────────────────────────────────────────────────────────────────


def nomination_by_link(token: str) -> Nomination | None:
    """The nomination that a link leads to, joined with all its page shows; None if the link is
    not genuine, has been replaced by a newer one, or was closed by its recipient. One query."""
    match read_token(LINK, token):
        case int(pk), str(nonce) if nonce != LINK_CLOSED:
            rows = Nomination.objects.select_related(
                "cohort__version__programme", "cohort__area", "unit", "nominated_by", "confirmation"
            )
            nomination = rows.filter(pk=pk, confirmation__isnull=False).first()
            if nomination and compare_digest(nomination.confirmation.nonce, nonce):
                return nomination
    return None
