"""Publishing the rules of a programme, and making the next version from the last."""

from collections.abc import Mapping

from django.db import models, transaction
from django.utils.translation import gettext as _

from common import audit
from common.clock import now
from common.errors import RuleViolation
from courses.enums import VersionState, WayIn
from courses.lifecycles import PROGRAMME_VERSION
from courses.models import Programme, ProgrammeVersion
from courses.selectors.contents import PARTS, Contents, contents_of
from organisations.services.records import delete_record, save_record

RULES = (
    "way_in",
    "seats",
    "pace",
    "summary",
    "allows_make_up",
    "allows_written_make_up",
    "make_ups_at_most",
    "examiners",
    "issues_certificate",
)


@transaction.atomic
def publish_version(*, by, version: ProgrammeVersion, system: str = "") -> ProgrammeVersion:
    """Publish a draft; from then on it never changes (domain.md §7.3).

    Raises `RuleViolation("not_now")` if it is no draft, `("no_days")` without a day plan,
    `("out_of_reach")` if a requirement asks for more than the plan contains.
    """
    version = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
    version.published_at = now()
    return PROGRAMME_VERSION.move(version, "publish", by=by, system=system, save=("published_at",))


@transaction.atomic
def retire_version(*, by, version: ProgrammeVersion, reason: str = "") -> ProgrammeVersion:
    """No new cohorts from this version; running ones keep it. Raises `("not_now")`."""
    version = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
    return PROGRAMME_VERSION.move(version, "retire", by=by, reason=reason)


@transaction.atomic
def draft_next_version(*, by, programme: Programme) -> ProgrammeVersion:
    """A draft with the contents of the programme's newest version, and the next number."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    last = programme.versions.order_by("-number").first()
    rules = {name: getattr(last, name) for name in RULES} if last else {"way_in": WayIn.OPEN}
    draft = programme.versions.create(number=last.number + 1 if last else 1, **rules)
    if last:
        write_contents({draft.pk: contents_of([last.pk])[last.pk]})
    audit.record(
        by=by,
        action="programme_version.draft",
        on=draft,
        after={"programme": programme.code, "number": draft.number},
    )
    return draft


@transaction.atomic
def save_part(*, by, row: models.Model) -> models.Model:
    """Create or change a day, assignment, criterion, requirement or term of a draft.

    Raises `RuleViolation("published")`: published rules never change.
    """
    _require_draft(row.version_id)
    return save_record(by=by, row=row)


@transaction.atomic
def delete_part(*, by, row: models.Model) -> None:
    """Take a part out of a draft. Raises `RuleViolation("published")`."""
    _require_draft(row.version_id)
    delete_record(by=by, row=row)


@transaction.atomic
def change_version(*, by, version: ProgrammeVersion) -> ProgrammeVersion:
    """Save the rules that were set on a draft. Raises `RuleViolation("published")`."""
    _require_draft(version.pk)
    return save_record(by=by, row=version, fields=RULES)


def _require_draft(version_id: int) -> None:
    version = ProgrammeVersion.objects.select_for_update().get(pk=version_id)
    if version.state != VersionState.DRAFT:
        raise RuleViolation(
            "published",
            _("This version is published, and published rules never change."),
            _("Make the next version, and change that."),
        )


def write_contents(contents: Mapping[int, Contents]) -> None:
    """Give new versions (by key) their contents. One insert per part, however many versions."""
    made: dict[tuple, object] = {}
    for part in PARTS:
        rows = [
            part.model(version_id=version_id, **_resolve(part, version_id, values, made))
            for version_id, parts in contents.items()
            for values in parts[part.name]
        ]
        for row in part.model.objects.bulk_create(rows):
            made[part.name, row.version_id, getattr(row, part.fields[0])] = row


def fill_in(version: ProgrammeVersion, parts: Contents) -> None:
    """Give a version parts that it has nothing of yet; what they refer to is there. One query for
    each part that they refer to, and one insert for each."""
    for part in (part for part in PARTS if part.name in parts):
        made = {
            (other.name, version.pk, getattr(row, other.fields[0])): row
            for other in PARTS
            if other.name in part.refers.values()
            for row in other.model.objects.filter(version=version)
        }
        part.model.objects.bulk_create(
            part.model(version=version, **_resolve(part, version.pk, values, made))
            for values in parts[part.name]
        )


def _resolve(part, version_id: int, values: Mapping, made: Mapping) -> dict:
    """`values` with numbers replaced by the rows that they refer to."""
    found = {
        name: made[other, version_id, values[name]]
        for name, other in part.refers.items()
        if values.get(name) is not None
    }
    return {**values, **found}
