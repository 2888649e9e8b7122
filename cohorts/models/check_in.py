"""Checking in oneself, by the code on the wall."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.course_day import DayPart


def new_secret() -> str:
    return secrets.token_hex(16)


class CheckIn(models.Model):
    """Open while `closed_at` is empty. The codes are computed from `secret` and the clock, and
    are stored nowhere; opening again draws a new one."""

    part = models.OneToOneField(
        DayPart, on_delete=models.CASCADE, related_name="check_in", verbose_name=_("half day")
    )
    secret = models.CharField(max_length=32, default=new_secret, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")

    def __str__(self) -> str:
        return f"{self.part_id} {self.opened_at}"
