"""Who was there, by half day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.enums import Mark, MarkedHow
from cohorts.models.course_day import DayPart
from cohorts.models.enrolment import Enrolment


class Attendance(models.Model):
    """One person in one half day; no row means not marked. `revision` lets two trainers who mark
    at once see each other's mark instead of overwriting it."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("enrolment")
    )
    part = models.ForeignKey(
        DayPart, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("half day")
    )
    mark = models.CharField(_("mark"), max_length=10, choices=Mark)
    how = models.CharField(
        _("how it was marked"), max_length=10, choices=MarkedHow, default=MarkedHow.TRAINER
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("marked by"),
    )
    marked_at = models.DateTimeField(_("marked"))
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(
                name="attendance_is_marked_once_per_half_day", fields=["enrolment", "part"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.part_id}: {self.mark}"
