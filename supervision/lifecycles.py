"""The lifecycles of this room; `common.lifecycle` is the only thing that moves a row."""

from django.utils.translation import gettext_lazy as _

from common.lifecycle import Lifecycle, Transition
from organisations.roles import Permission
from supervision.enums import SittingState

SITTING = Lifecycle(
    "sitting",
    (
        Transition(
            SittingState.OPEN,
            "finalise",
            SittingState.FINAL,
            _("Make the results final"),
            Permission.ASSESS_EXAMINATION,
        ),
    ),
)
