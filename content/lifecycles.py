"""Draft → published → retired: a published version never changes, groups keep theirs."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation
from common.lifecycle import Lifecycle, Transition
from courses.enums import VersionState


def can_be_filled_in(version) -> None:
    """Guard: there is at least one field."""
    if not version.has_fields:
        raise RuleViolation(
            "no_fields",
            gettext("The worksheet has nothing to fill in yet."),
            gettext("Add a field before you publish it."),
            field="parts",
        )


WORKSHEET_VERSION = Lifecycle(
    "worksheet_version",
    (
        Transition(
            VersionState.DRAFT,
            "publish",
            VersionState.PUBLISHED,
            _("Publish"),
            guard=can_be_filled_in,
        ),
        Transition(VersionState.PUBLISHED, "retire", VersionState.RETIRED, _("Retire")),
    ),
)
