"""The days of a cohort, each of one or two half days."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cohorts.enums import DayMode, DayState, Half
from cohorts.models.cohort import Cohort
from courses.models import DayPlan


class CourseDayQuerySet(models.QuerySet):
    def in_order(self) -> "CourseDayQuerySet":
        """By date, with plan and half days at hand. Two queries."""
        return (
            self.select_related("plan").prefetch_related("parts").order_by("date", "plan__number")
        )

    def with_called_off(self) -> "CourseDayQuerySet":
        """Says which half is called off, "" where both are given: `called_off`."""
        halves = DayPart.every.filter(day=OuterRef("pk"), called_off_at__isnull=False)
        return self.annotate(called_off=Coalesce(Subquery(halves.values("half")[:1]), Value("")))

    def visible_to(self, person) -> "CourseDayQuerySet":
        return self.filter(cohort__in=Cohort.objects.visible_to(person))


class CourseDay(models.Model):
    """A planned day with its date. `uid` and `sequence` make a moved day update the entry in
    people's calendars instead of adding one (domain.md §7.6)."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="days", verbose_name=_("cohort")
    )
    plan = models.ForeignKey(
        DayPlan, on_delete=models.PROTECT, related_name="+", verbose_name=_("planned day")
    )
    date = models.DateField(_("date"))
    mode = models.CharField(_("form"), max_length=10, choices=DayMode, default=DayMode.ON_SITE)
    venue = models.CharField(_("place"), max_length=120, blank=True)
    meeting_url = models.URLField(_("link to the meeting"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=DayState, default=DayState.PLANNED)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    attendance_closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CourseDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("course day")
        verbose_name_plural = _("course days")
        constraints = [
            models.UniqueConstraint(
                name="course_day_is_given_once_in_a_cohort", fields=["cohort", "plan"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.date}"

    @property
    def place(self) -> str:
        """The day's own place, else the cohort's. Wants `cohort` joined."""
        return self.venue or self.cohort.venue

    @property
    def starts_at(self) -> dt.datetime:
        """When the first half begins. Wants `parts` prefetched."""
        return self.parts.all()[0].starts_at

    @property
    def ends_at(self) -> dt.datetime:
        """When the last half ends. Wants `parts` prefetched."""
        return list(self.parts.all())[-1].ends_at


class GivenParts(models.Manager):
    """The half days that are given: what `day.parts` holds, and nearly every question means."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(called_off_at__isnull=True)


class DayPart(models.Model):
    """A half day: what attendance and statistics count. One that is called off while the other is
    given keeps its marks as history, and counts nowhere (docs/adr/0038)."""

    day = models.ForeignKey(
        CourseDay, on_delete=models.CASCADE, related_name="parts", verbose_name=_("course day")
    )
    half = models.CharField(_("half"), max_length=2, choices=Half)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)

    objects = GivenParts()
    every = models.Manager()

    class Meta:
        verbose_name = _("half day")
        verbose_name_plural = _("half days")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(name="day_part_half_is_unique", fields=["day", "half"]),
            models.CheckConstraint(
                name="day_part_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.get_half_display()}"
