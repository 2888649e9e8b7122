"""Keeping worksheets: drafts, publishing, retiring, the versions that groups use."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort
from common import audit
from common.clock import now
from common.errors import RuleViolation
from content.lifecycles import WORKSHEET_VERSION
from content.models import Worksheet, WorksheetChoice, WorksheetVersion
from content.selectors.worksheets import pages_using, sheets_of_group
from courses.enums import VersionState
from courses.models import Programme
from organisations.services.records import delete_record, save_record

COPIED = ("instruction", "time_needed", "support", "parts")


@transaction.atomic
def save_worksheet(
    *, by, worksheet: Worksheet, programmes: Iterable[Programme], system: str = ""
) -> Worksheet:
    """Create or change the worksheet itself; a new one gets its first draft. A change of the
    programmes is in the log by their codes."""
    is_new = worksheet.pk is None
    save_record(by=by, row=worksheet, system=system)
    before = [] if is_new else sorted(worksheet.programmes.values_list("code", flat=True))
    worksheet.programmes.set(programmes)
    after = sorted(worksheet.programmes.values_list("code", flat=True))
    if before != after:
        audit.record(
            by=by,
            action="worksheet.programmes",
            on=worksheet,
            before={"programmes": before},
            after={"programmes": after},
            system=system,
        )
    if is_new:
        _begin_draft(worksheet, 1)
    return worksheet


@transaction.atomic
def delete_worksheet(*, by, worksheet: Worksheet) -> None:
    """Delete a worksheet that nobody has used.

    Raises `RuleViolation("used_by_pages")`, naming the pages that lead to it, and
    `("was_published")`: groups may have begun with it, and keep it.
    """
    if pages := pages_using(worksheet):
        raise RuleViolation(
            "used_by_pages",
            _("“%(worksheet)s” can't be deleted: it is used in %(pages)s.")
            % {"worksheet": worksheet, "pages": ", ".join(f"“{page.title}”" for page in pages)},
            _("Take it out there first."),
        )
    if worksheet.versions.exclude(state=VersionState.DRAFT).exists():
        raise RuleViolation(
            "was_published",
            _("“%(worksheet)s” can't be deleted: it has been published, and groups may use it.")
            % {"worksheet": worksheet},
            _("Retire its versions instead: new groups no longer meet it."),
        )
    delete_record(by=by, row=worksheet)


@transaction.atomic
def draft_next_version(*, by, worksheet: Worksheet) -> WorksheetVersion:
    """A draft with the contents of the newest version; the draft there is, if there is one."""
    worksheet = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    last = worksheet.versions.order_by("-number").first()
    if last and last.state == VersionState.DRAFT:
        return last
    draft = _begin_draft(worksheet, last.number + 1 if last else 1, like=last)
    audit.record(by=by, action="worksheet_version.draft", on=draft, after={"number": draft.number})
    return draft


def _begin_draft(worksheet: Worksheet, number: int, like=None) -> WorksheetVersion:
    contents = {name: getattr(like, name) for name in COPIED} if like else {}
    return worksheet.versions.create(number=number, **contents)


@transaction.atomic
def save_draft(*, by, version: WorksheetVersion, system: str = "") -> WorksheetVersion:
    """Save what a draft says. Raises `RuleViolation("published")`."""
    stored = WorksheetVersion.objects.select_for_update().get(pk=version.pk)
    if stored.state != VersionState.DRAFT:
        raise RuleViolation(
            "published",
            _("This version is published, and groups may use it."),
            _("Make the next version, and change that."),
        )
    version.save(update_fields=COPIED)
    audit.record(
        by=by,
        action="worksheet_version.change",
        on=version,
        after={"number": version.number, "fields": len(version.parts)},
        system=system,
    )
    return version


@transaction.atomic
def publish_worksheet(*, by, version: WorksheetVersion, system: str = "") -> WorksheetVersion:
    """Publish a draft; groups that begin from now on use it.

    Raises `RuleViolation("no_fields")` if there is nothing to fill in, `("not_now")`.
    """
    version = WorksheetVersion.objects.select_for_update().get(pk=version.pk)
    version.published_at = now()
    save = ("published_at",)
    return WORKSHEET_VERSION.move(version, "publish", by=by, system=system, save=save)


@transaction.atomic
def retire_worksheet(*, by, version: WorksheetVersion) -> WorksheetVersion:
    """No new groups begin with it; those that have keep it. Raises `RuleViolation("not_now")`."""
    version = WorksheetVersion.objects.select_for_update().get(pk=version.pk)
    version.retired_at = now()
    return WORKSHEET_VERSION.move(version, "retire", by=by, save=("retired_at",))


@transaction.atomic
def choose_versions(*, by, cohort: Cohort, numbers: Mapping[int, int | None]) -> int:
    """Let a cohort use these versions: number by worksheet's key, None for the newest when it
    began. Gives how many changed. Raises `RuleViolation("no_such_version")`."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    changed = 0
    for sheet in sheets_of_group(cohort):
        if sheet.worksheet.pk not in numbers:
            continue
        wanted = numbers[sheet.worksheet.pk]
        if wanted == (sheet.in_use.number if sheet.is_chosen else None):
            continue
        _choose(cohort, sheet, wanted)
        changed += 1
        audit.record(
            by=by,
            action="cohort.choose_worksheet",
            on=cohort,
            before={"version": sheet.in_use.number if sheet.is_chosen else None},
            after={"worksheet": sheet.worksheet.slug, "version": wanted},
        )
    return changed


def _choose(cohort: Cohort, sheet, wanted: int | None) -> None:
    own = {"cohort": cohort, "worksheet": sheet.worksheet}
    if wanted is None:
        WorksheetChoice.objects.filter(**own).delete()
        return
    version = next((one for one in sheet.choices if one.number == wanted), None)
    if version is None:
        raise RuleViolation(
            "no_such_version",
            _("“%(worksheet)s” has no version %(number)s that the group can use.")
            % {"worksheet": sheet.worksheet, "number": wanted},
            _("Choose one of those in the list."),
        )
    WorksheetChoice.objects.update_or_create(**own, defaults={"version": version})
