"""Setting up an area: its name, and who belongs to it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.models import Area
from common import audit
from common.errors import RuleViolation
from organisations.models import Organisation, Person
from organisations.services.records import delete_record, save_record


@transaction.atomic
def save_area(*, by: Person, area: Area, members: Iterable[Organisation], reason: str = "") -> Area:
    """Create an area or change it; an empty address is made from the name.

    Raises `RuleViolation("known_area")` for a name or address that another area has.
    """
    area.slug = area.slug or slugify(area.name)
    same = Area.objects.exclude(pk=area.pk)
    if same.filter(name=area.name).exists() or same.filter(slug=area.slug).exists():
        raise RuleViolation(
            "known_area",
            _("There is an area with this name or address already."),
            _("Choose another name."),
            field="name",
        )
    area = save_record(by=by, row=area, reason=reason)
    before = set(area.members.values_list("pk", flat=True))
    area.members.set(members)
    after = {member.pk for member in members}
    if before != after:
        audit.record(
            by=by,
            action="area.set_members",
            on=area,
            before={"members": sorted(before)},
            after={"members": sorted(after)},
            reason=reason,
        )
    return area


@transaction.atomic
def delete_area(*, by: Person, area: Area, reason: str = "") -> None:
    """Delete an area without cohorts, together with its board. Raises `RuleViolation("in_use")`."""
    delete_record(by=by, row=area, reason=reason)
