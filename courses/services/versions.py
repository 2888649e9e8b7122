"""Publishing the rules of a programme, and making the next version from the last."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from common import audit
from common.clock import now
from courses.lifecycles import PROGRAMME_VERSION
from courses.models import Programme, ProgrammeVersion
from courses.selectors.contents import PARTS, Contents, contents_of

RULES = ("way_in", "seats", "pace", "summary", "allows_make_up", "issues_certificate")


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
    newest = programme.versions.aggregate(number=Max("number"))["number"] or 0
    rules = {name: getattr(last, name) for name in RULES} if last else {}
    draft = programme.versions.create(number=newest + 1, **rules)
    if last:
        write_contents({draft.pk: contents_of([last.pk])[last.pk]})
    audit.record(
        by=by,
        action="programme_version.draft",
        on=draft,
        after={"programme": programme.code, "number": draft.number},
    )
    return draft


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


def _resolve(part, version_id: int, values: Mapping, made: Mapping) -> dict:
    """`values` with numbers replaced by the rows that they refer to."""
    found = {
        name: made[other, version_id, values[name]]
        for name, other in part.refers.items()
        if values.get(name) is not None
    }
    return {**values, **found}
