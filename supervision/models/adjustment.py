"""What is arranged for somebody at the examination: what, never why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models import Enrolment
from supervision.enums import AdjustmentKind


class Adjustment(models.Model):
    """One thing from the list. It holds for every attempt; only examiners see it."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="adjustments", verbose_name=_("enrolment")
    )
    kind = models.CharField(_("adjustment"), max_length=12, choices=AdjustmentKind)

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        constraints = [
            models.UniqueConstraint(name="adjustment_is_given_once", fields=["enrolment", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind}"
