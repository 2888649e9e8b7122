"""A participant's objection to a mark."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import ObjectionState
from cohorts.models.attendance import Attendance


class Objection(models.Model):
    """Against one mark of a closed day, answered by a trainer. `revision` is the mark's when the
    objection was made, so that the same mark is tried once."""

    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="objections", verbose_name=_("mark")
    )
    revision = models.PositiveIntegerField()
    grounds = models.CharField(_("what is wrong"), max_length=500)
    state = models.CharField(
        _("state"), max_length=10, choices=ObjectionState, default=ObjectionState.OPEN
    )
    made_at = models.DateTimeField(_("made"))
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(
                name="mark_has_one_open_objection",
                fields=["attendance"],
                condition=Q(state=ObjectionState.OPEN),
            ),
            models.CheckConstraint(
                name="answered_objection_says_who_when_and_why",
                condition=~Q(state__in=[ObjectionState.ACCEPTED, ObjectionState.REJECTED])
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id}: {self.state}"
