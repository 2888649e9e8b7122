"""What must hold before a nomination is written or sent; each raises `RuleViolation`."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from areas.models import Area
from cohorts.enums import CohortState
from cohorts.models import Cohort, Nomination
from cohorts.selectors.attestation import gaps_in
from cohorts.selectors.nominations import nominations_by
from common.clock import today
from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers
from common.presentation.dates import date_words
from organisations.models import Organisation


def require_open(cohort: Cohort) -> None:
    """Refuse what comes before the first or after the last day to nominate, or to no course."""
    if cohort.state == CohortState.CANCELLED:
        raise RuleViolation("cancelled", _("The course has been cancelled."))
    if today() < cohort.opens_on:
        raise RuleViolation(
            "not_open_yet",
            _("You can nominate from %(day)s.") % {"day": date_words(cohort.opens_on)},
        )
    if today() > cohort.closes_on:
        raise RuleViolation(
            "closed",
            _("The last day to nominate was %(day)s.") % {"day": date_words(cohort.closes_on)},
            _("Ask the joint board if you still want to nominate somebody."),
        )


def require_invited(cohort: Cohort, unit: Organisation) -> None:
    """Refuse a unit whose employer does not belong to the cohort's area. One query."""
    if cohort.area_id is None:
        return
    if not Area.objects.with_member([unit.path]).filter(pk=cohort.area_id).exists():
        raise RuleViolation(
            "not_invited",
            _("The course is not for this organisation."),
            _("Choose a unit of a municipality or region in the course's area."),
            field="unit",
        )


def require_complete(criteria, answers) -> None:
    """Refuse to send while something is left to attest; names the first thing."""
    if gaps := gaps_in(criteria, answers):
        raise RuleViolation("not_complete", gaps[0].message, field=gaps[0].field)


def refuse_identity_numbers(texts: Iterable[tuple[str, object, str]]) -> None:
    """Refuse (field, label, text) when a text holds a personal identity number."""
    for field, label, text in texts:
        assert_no_identity_numbers([(label, text)], what=_("The text"), field=field)


def nominated_already(nomination: Nomination, *, by=None) -> RuleViolation:
    """What to raise when the employer has nominated that address to the cohort. `by` is told the
    day if the nomination stands in their own list; otherwise another unit's is its own business
    (by=None is the nominee). One query, besides the person's roles."""
    standing = (
        Nomination.objects.standing()
        .filter(cohort=nomination.cohort, employer=nomination.employer, email=nomination.email)
        .exclude(pk=nomination.pk)
        .first()
    )
    if by and not nominations_by(by).filter(pk=standing.pk if standing else None).exists():
        return RuleViolation("nominated_already", *nominated_elsewhere(), field="email")
    day = date_words(standing.created_at, "date") if standing else date_words(today(), "date")
    return RuleViolation(
        "nominated_already",
        _("Your organisation nominated this address on %(day)s.") % {"day": day},
        _("You find the nomination in your list."),
        field="email",
    )


def nominated_elsewhere() -> tuple[str, str]:
    """The words, and what to do, when a unit that one doesn't nominate for was first."""
    return (
        _("The person is already nominated to the course."),
        _("Ask the joint board if you wonder about it."),
    )
