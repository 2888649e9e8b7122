"""Homework as the trainer marks it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.enums import HomeworkState
from cohorts.models.enrolment import Enrolment
from courses.models import AssignmentPlan


class Submission(models.Model):
    """One person's piece of homework; no row means not marked yet."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="submissions", verbose_name=_("enrolment")
    )
    assignment = models.ForeignKey(
        AssignmentPlan,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("assignment"),
    )
    state = models.CharField(_("result"), max_length=10, choices=HomeworkState)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("marked by"),
    )
    marked_at = models.DateTimeField(_("marked"))

    class Meta:
        verbose_name = _("homework")
        verbose_name_plural = _("homework")
        constraints = [
            models.UniqueConstraint(
                name="homework_is_marked_once_per_assignment", fields=["enrolment", "assignment"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.assignment_id}: {self.state}"
