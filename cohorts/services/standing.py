"""What a certificate rests on is not taken back under it.

Issuing locks the cohort and computes what is fulfilled under that lock. Whoever takes back a
mark, a result, a credit or anything else that counts asks here first, and takes the same lock:
either the change comes first and no certificate is issued, or the certificate comes first and
the change is refused.
"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from cohorts.models import Certificate, Enrolment
from cohorts.services import seats
from common.errors import RuleViolation

STEPS = 4  # as many pauses and changes of cohort as anybody has


def assert_no_certificate_rests_on(enrolments: Collection[int]) -> None:
    """Lock the cohorts of these enrolments (ids), and of those that continue them, until the
    caller's transaction ends; refuse if one of them has a certificate that stands.

    Raises `RuleViolation`: "certificate_stands", or "busy" as `lock_cohort` does. Three queries,
    and one more for each cohort and for each step from a pause or change of cohort.
    """
    resting = set(enrolments)
    newest = set(enrolments)
    for _step in range(STEPS):
        newest = set(Enrolment.objects.filter(continues__in=newest).values_list("pk", flat=True))
        if not newest:
            break
        resting |= newest
    cohorts = Enrolment.objects.filter(pk__in=resting).values_list("cohort", flat=True)
    for cohort in sorted(set(cohorts)):
        seats.lock_cohort(cohort)
    standing = (
        Certificate.objects.standing()
        .filter(enrolment__in=resting)
        .values_list("enrolment__person__name", flat=True)
    )
    if names := list(standing):
        raise RuleViolation(
            "certificate_stands",
            _("A certificate rests on this: %(who)s.") % {"who": ", ".join(names)},
            _("Revoke the certificate first. Nothing has been saved."),
        )
