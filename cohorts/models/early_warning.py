"""That somebody has been warned while it could still be mended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.enums import WarningLevel
from cohorts.models.enrolment import Enrolment
from courses.enums import RequirementKind


class EarlyWarning(models.Model):
    """One warning about one requirement; each level is told once."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="warnings", verbose_name=_("enrolment")
    )
    kind = models.CharField(_("requirement"), max_length=30, choices=RequirementKind)
    level = models.CharField(_("level"), max_length=10, choices=WarningLevel)
    warned_at = models.DateTimeField(_("warned"))

    class Meta:
        verbose_name = _("early warning")
        verbose_name_plural = _("early warnings")
        constraints = [
            models.UniqueConstraint(
                name="early_warning_is_given_once_per_level",
                fields=["enrolment", "kind", "level"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind}: {self.level}"
