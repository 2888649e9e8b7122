"""The tree of employers and units."""

from django.db import transaction
from django.utils.translation import gettext as _
from treebeard.exceptions import InvalidMoveToDescendant

from common import audit
from common.errors import RuleViolation
from organisations.enums import OrganisationKind
from organisations.models import County, Municipality, Organisation, Person
from organisations.services.records import delete_record, save_record

COLUMNS = ("name", "kind", "principal", "county_id", "municipality_id")


@transaction.atomic
def create_organisation(
    *,
    by: Person | None,
    name: str,
    kind: str,
    parent: Organisation | None = None,
    principal: str = "",
    county: County | None = None,
    municipality: Municipality | None = None,
    reason: str = "",
    system: str = "",
) -> Organisation:
    """Create an employer, or with `parent` a unit below it, last among its sisters.

    Raises `RuleViolation("unit_alone")`.
    """
    _require_place(kind, parent, principal)
    row = Organisation(
        name=name.strip(),
        kind=kind,
        principal=principal,
        county=county,
        municipality=municipality,
    )
    if parent is None:
        row = Organisation.add_root(instance=row)
    else:
        row = Organisation.objects.get(pk=parent.pk).add_child(instance=row)
    audit.record(
        by=by,
        action="organisation.create",
        on=row,
        after={"name": row.name, "kind": kind, "parent": parent.pk if parent else None},
        reason=reason,
        system=system,
    )
    return row


@transaction.atomic
def change_organisation(
    *, by: Person, organisation: Organisation, parent: Organisation | None, reason: str = ""
) -> Organisation:
    """Save what was set on the row, and move it (with its units) below `parent`, None: to the top.

    Roles reach what lies below an organisation, so a move changes who sees the units; the log
    says from where to where. Raises `RuleViolation`: "below_itself", "unit_alone".
    """
    _require_place(organisation.kind, parent, organisation.principal)
    save_record(by=by, row=organisation, fields=COLUMNS, reason=reason)
    row = Organisation.objects.get(pk=organisation.pk)
    before = row.get_parent()
    if before == parent:
        return row
    try:
        if parent is None:
            row.move(Organisation.get_last_root_node(), "last-sibling")
        else:
            row.move(Organisation.objects.get(pk=parent.pk), "last-child")
    except InvalidMoveToDescendant:
        raise RuleViolation(
            "below_itself",
            _("An organisation can't lie below itself or one of its own units."),
            _("Choose another place."),
            field="parent",
        )
    row = Organisation.objects.get(pk=row.pk)
    audit.record(
        by=by,
        action="organisation.move",
        on=row,
        before={"parent": before.pk if before else None},
        after={"parent": parent.pk if parent else None},
        reason=reason,
    )
    return row


@transaction.atomic
def delete_organisation(*, by: Person, organisation: Organisation, reason: str = "") -> None:
    """Delete an organisation without units that nothing refers to.

    Raises `RuleViolation`: "has_units", or "in_use", which says by what.
    """
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.get_children_count():
        raise RuleViolation(
            "has_units",
            _("“%(organisation)s” has units.") % {"organisation": row},
            _("Move or delete them first."),
        )
    delete_record(by=by, row=row, reason=reason)


def _require_place(kind: str, parent: Organisation | None, principal: str) -> None:
    """A unit with nothing above it and no principal of its own would be nobody's."""
    if kind == OrganisationKind.UNIT and parent is None and not principal:
        raise RuleViolation(
            "unit_alone",
            _("A department or unit belongs to an organisation."),
            _("Choose the one above it, or say who is its principal."),
            field="parent",
        )
