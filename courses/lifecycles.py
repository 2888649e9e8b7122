"""Draft → published → retired: a published version never changes (domain.md §7.3)."""

from django.utils.translation import gettext_lazy as _

from common.lifecycle import Lifecycle, Transition
from courses.enums import VersionState

PROGRAMME_VERSION = Lifecycle(
    "programme_version",
    (
        Transition(VersionState.DRAFT, "publish", VersionState.PUBLISHED, _("Publish")),
        Transition(VersionState.PUBLISHED, "retire", VersionState.RETIRED, _("Retire")),
    ),
)
