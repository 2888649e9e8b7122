"""Rows that the back office keeps: saved and deleted with their entry in the log."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from common import audit
from common.errors import RuleViolation

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def save_record(
    *, by, row: Row, fields: Iterable[str] = (), reason: str = "", system: str = ""
) -> Row:
    """Create the row, or write what has changed; the log gets what was before and after.

    For rows without rules of their own. `fields` are the columns that may change (all, if none
    are named). Nothing is written when nothing has changed.
    """
    name = row._meta.model_name
    stored = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    after = _values(row)
    if stored is None:
        row.save(force_insert=True)
        audit.record(
            by=by, action=f"{name}.create", on=row, after=_values(row), system=system, reason=reason
        )
        return row
    before = _values(stored)
    changed = [field for field in fields or after if before[field] != after[field]]
    if changed:
        row.save(update_fields=changed)
        audit.record(
            by=by,
            action=f"{name}.change",
            on=row,
            before={field: before[field] for field in changed},
            after={field: after[field] for field in changed},
            reason=reason,
            system=system,
        )
    return row


@transaction.atomic
def delete_record(*, by, row: models.Model, reason: str = "") -> None:
    """Delete a row that nothing refers to. Raises `RuleViolation("in_use")`, naming what does."""
    audit.record(
        by=by, action=f"{row._meta.model_name}.delete", on=row, before=_values(row), reason=reason
    )
    try:
        row.delete()
    except (ProtectedError, RestrictedError) as error:
        rows = getattr(error, "protected_objects", None) or error.restricted_objects
        kinds = sorted({str(found._meta.verbose_name_plural) for found in rows})
        raise RuleViolation(
            "in_use",
            _("“%(row)s” can't be deleted: it is used by %(kinds)s.")
            % {"row": row, "kinds": ", ".join(kinds)},
            _("Remove it there first, or leave it as it is."),
        )


def _values(row: models.Model) -> dict:
    """The row's own columns, as the log keeps them."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
