"""Getting hold of a registration before something is decided about it."""

from django.utils.translation import gettext as _

from cohorts.models import Registration
from cohorts.selectors.registrations.line import first_start
from cohorts.services.seats import lock_cohort
from common.clock import now
from common.errors import RuleViolation


def lock_registration(pk: int, cohort_id: int) -> Registration:
    """The registration with its cohort, both locked until the caller's transaction ends, and all
    that is told about it joined. Two queries."""
    lock_cohort(cohort_id)
    return (
        Registration.objects.select_for_update(of=("self",))
        .select_related("cohort__version__programme", "cohort__area")
        .select_related("unit", "profession", "person", "registered_by")
        .get(pk=pk)
    )


def require_not_begun(registration: Registration) -> None:
    """Refuse what makes no sense once the first day has begun. One query."""
    starts_at = first_start(registration.cohort)
    if starts_at and starts_at <= now():
        raise RuleViolation(
            "begun",
            _("The course has begun."),
            _("Tell the trainer or the joint board if somebody can't come."),
        )
