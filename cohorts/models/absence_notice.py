"""Absence announced beforehand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import AbsenceReason
from cohorts.models.course_day import DayPart
from cohorts.models.enrolment import Enrolment


class AbsenceNotice(models.Model):
    """A participant has said that they will be away in one half day. A suggestion on the roll:
    the trainer decides what is marked. Managers never see the reason."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="notices", verbose_name=_("enrolment")
    )
    part = models.ForeignKey(
        DayPart, on_delete=models.CASCADE, related_name="notices", verbose_name=_("half day")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=AbsenceReason)
    note = models.CharField(_("note to the trainer"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("announced"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("absence notice")
        verbose_name_plural = _("absence notices")
        constraints = [
            models.UniqueConstraint(
                name="absence_is_announced_once_per_half_day",
                fields=["enrolment", "part"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.part_id}: {self.reason}"
