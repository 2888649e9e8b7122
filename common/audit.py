"""Writing the audit log. Services call `record` in their transaction; nothing else writes it."""

from collections.abc import Iterable, Mapping

from django.db import models

from common.models import AuditEvent


def _event(*, by, action: str, on: models.Model, before, after, reason: str, system: str):
    return AuditEvent(
        actor=by,
        system=system,
        action=action,
        subject_type=on._meta.label,
        subject_id=str(on.pk),
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
    )


def record(
    *,
    by,
    action: str,
    on: models.Model,
    before: Mapping | None = None,
    after: Mapping | None = None,
    reason: str = "",
    system: str = "",
) -> AuditEvent:
    """Write one entry: person `by` did `action` (glossary verb, "nomination.withdraw") on a row.

    Without a person (`by=None`) `system` names the automatic rule or the link used, else the
    database refuses. One query.
    """
    event = _event(
        by=by, action=action, on=on, before=before, after=after, reason=reason, system=system
    )
    event.save()
    return event


def record_many(*, by, action: str, changes: Iterable[tuple], reason: str = "", system: str = ""):
    """Write one entry per `(row, before, after)` in a single query; see `record`."""
    return AuditEvent.objects.bulk_create(
        _event(
            by=by, action=action, on=row, before=before, after=after, reason=reason, system=system
        )
        for row, before, after in changes
    )
