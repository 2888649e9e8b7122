"""What is arranged for somebody at the examination, and what examiners write about an attempt."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import CourseDay, Enrolment
from common import audit
from common.guard import assert_identifies_nobody
from supervision.enums import AdjustmentKind
from supervision.models import Adjustment, Attempt
from supervision.selectors.candidates import candidates_of
from supervision.services.marking import materialise, not_on_the_list, refuse_colleagues
from supervision.services.sittings import lock_sitting, require_open


@transaction.atomic
def adjust(*, by, enrolment: Enrolment, kinds: Collection[AdjustmentKind]) -> None:
    """Let exactly these adjustments hold for somebody, at every attempt. What, never why.
    Three queries, and one or two when something changes."""
    Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    held = set(Adjustment.objects.filter(enrolment=enrolment).values_list("kind", flat=True))
    wanted = {AdjustmentKind(kind).value for kind in kinds}
    if held == wanted:
        return
    Adjustment.objects.filter(enrolment=enrolment, kind__in=held - wanted).delete()
    Adjustment.objects.bulk_create(
        Adjustment(enrolment=enrolment, kind=kind) for kind in sorted(wanted - held)
    )
    audit.record(
        by=by,
        action="examination.adjust",
        on=enrolment,
        before={"adjustments": sorted(held)},
        after={"adjustments": sorted(wanted)},
    )


@transaction.atomic
def write_notes(
    *, by, day: CourseDay, enrolment: Enrolment, note: str, internal_note: str
) -> Attempt | None:
    """Save the note that the participant will read when the results are final, and the one among
    examiners. None when there was nothing to save.

    Raises `RuleViolation`: "final", "not_on_the_list", "colleague", "identity_number",
    "contact_details".
    """
    note, internal_note = note.strip(), internal_note.strip()
    assert_identifies_nobody(
        [(_("the note to the participant"), note), (_("the note among examiners"), internal_note)],
        what=_("What you wrote"),
    )
    sitting = lock_sitting(day)
    found = {one.enrolment.pk: one for one in candidates_of(day, sitting)}
    if enrolment.pk not in found:
        raise not_on_the_list()
    candidate = found[enrolment.pk]
    attempt = candidate.attempt
    before = (attempt.note, attempt.internal_note) if attempt else ("", "")
    if before == (note, internal_note):
        return attempt
    require_open(sitting)
    refuse_colleagues(by, [candidate.enrolment])
    attempt = materialise(sitting, [candidate])[enrolment.pk]
    attempt.note, attempt.internal_note = note, internal_note
    attempt.save(update_fields=["note", "internal_note"])
    audit.record(by=by, action="examination.note", on=attempt)
    return attempt
