"""Making up a missed half day: in another cohort, or by a written task."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import MAKE_UP_STANDING, MakeUpState, MakeUpWay
from cohorts.models.course_day import DayPart
from cohorts.models.enrolment import Enrolment


class MakeUpQuerySet(models.QuerySet):
    def standing(self) -> "MakeUpQuerySet":
        """Neither cancelled nor refused."""
        return self.filter(state__in=MAKE_UP_STANDING)

    def visible_to(self, person) -> "MakeUpQuerySet":
        """One's own, and those of people in the cohorts one works with."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(person))


class MakeUp(models.Model):
    """One missed half day (`part`) and how it is made up. In another cohort it is done when the
    guest's mark there (`Attendance` of the same enrolment, on `host_part`) counts: computed, never
    stored. A written task is done when a trainer has approved it."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="make_ups", verbose_name=_("enrolment")
    )
    part = models.ForeignKey(
        DayPart, on_delete=models.PROTECT, related_name="+", verbose_name=_("missed half day")
    )
    way = models.CharField(_("way"), max_length=10, choices=MakeUpWay)
    host_part = models.ForeignKey(
        DayPart,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guests",
        verbose_name=_("half day in another cohort"),
    )
    task = models.TextField(_("task"), blank=True)
    due_on = models.DateField(_("to be handed in by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MakeUpState, default=MakeUpState.PLANNED
    )
    reason = models.TextField(_("reason"), blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("planned by"),
    )
    planned_at = models.DateTimeField(_("planned"))

    objects = MakeUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("make-up")
        verbose_name_plural = _("make-ups")
        constraints = [
            models.UniqueConstraint(
                name="missed_half_day_is_made_up_once",
                fields=["enrolment", "part"],
                condition=Q(state__in=MAKE_UP_STANDING),
            ),
            models.UniqueConstraint(
                name="half_day_as_a_guest_makes_up_one_missed",
                fields=["enrolment", "host_part"],
                condition=Q(state__in=MAKE_UP_STANDING),
            ),
            models.CheckConstraint(
                name="make_up_is_a_guest_day_or_a_task",
                condition=Q(
                    way=MakeUpWay.OTHER_COHORT, host_part__isnull=False, task="", due_on=None
                )
                | (
                    Q(way=MakeUpWay.WRITTEN_TASK, host_part__isnull=True)
                    & (Q(state=MakeUpState.ASKED) | (~Q(task="") & Q(due_on__isnull=False)))
                )
                | Q(
                    way=MakeUpWay.WRITTEN_TASK, host_part__isnull=True, state=MakeUpState.CANCELLED
                ),
            ),
            models.CheckConstraint(
                name="make_up_that_came_to_nothing_says_why",
                condition=Q(state__in=MAKE_UP_STANDING) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="only_a_written_task_is_approved",
                condition=~Q(state__in=[MakeUpState.APPROVED, MakeUpState.NOT_APPROVED])
                | Q(way=MakeUpWay.WRITTEN_TASK),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.part_id}: {self.state}"

    organisation_path = ""  # managers see staff through their own view, never one's records

    def scopes(self) -> set:
        """Roles that reach the cohort reach its make-ups. Wants the enrolment's cohort joined."""
        return self.enrolment.scopes()
