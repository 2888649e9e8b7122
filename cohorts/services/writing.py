"""Writing to participants: one message to each person, through the ledger."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Enrolment
from cohorts.services.nominations.conditions import refuse_identity_numbers
from common import audit
from common.errors import RuleViolation
from messaging.services.ledger import Letter, enqueue_many

WRITTEN = "course_message"


def require_writable(*, chosen: Sequence[Enrolment], subject: str, text: str) -> None:
    """What must hold before a message is shown once more and before it is sent.

    Raises `RuleViolation`: "nobody" without recipients, "identity_number" for what looks like one
    (domain.md §7.1).
    """
    if not chosen:
        raise RuleViolation("nobody", _("Choose at least one person."), field="to")
    refuse_identity_numbers([("subject", _("Subject"), subject), ("text", _("Message"), text)])


@transaction.atomic
def write_to_participants(
    *, by, cohort: Cohort, chosen: Sequence[Enrolment], subject: str, text: str, key: str
) -> int:
    """Write the same words to each of the chosen, with the sender's name. Returns how many.

    `key` is drawn when the form is opened: sent twice with the same key, it goes once. The log
    keeps who wrote to whom, not the words: the ledger has those. Raises what `require_writable`
    does. Two queries.
    """
    require_writable(chosen=chosen, subject=subject, text=text)
    enqueue_many(
        by=by,
        event=WRITTEN,
        letters=[
            Letter(
                to=enrolment.person,
                dedupe_key=f"{WRITTEN}:{cohort.pk}:{key}:{enrolment.pk}",
                cause=enrolment,
                context={
                    "cohort": cohort.name,
                    "sender": by.name,
                    "subject": subject.strip(),
                    "text": text.strip(),
                },
            )
            for enrolment in chosen
        ],
    )
    audit.record(
        by=by,
        action="cohort.write",
        on=cohort,
        after={"to": [enrolment.pk for enrolment in chosen], "key": key},
    )
    return len(chosen)
