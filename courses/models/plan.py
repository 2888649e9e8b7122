"""What a version contains: terms, days and assignments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import DayKind
from courses.models.programme import ProgrammeVersion


class Term(models.Model):
    """A term of a long programme; short ones have none."""

    version = models.ForeignKey(
        ProgrammeVersion, on_delete=models.CASCADE, related_name="terms", verbose_name=_("version")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="term_number_is_unique", fields=["version", "number"])
        ]

    def __str__(self) -> str:
        return self.name


class DayPlan(models.Model):
    """One day of the plan, in order; the cohort gives it a date."""

    version = models.ForeignKey(
        ProgrammeVersion, on_delete=models.CASCADE, related_name="days", verbose_name=_("version")
    )
    term = models.ForeignKey(
        Term,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="days",
        verbose_name=_("term"),
    )
    number = models.PositiveSmallIntegerField(_("day"))
    kind = models.CharField(_("kind"), max_length=12, choices=DayKind, default=DayKind.TEACHING)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what the day is about"), blank=True)
    bring = models.CharField(_("to prepare or bring"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("planned day")
        verbose_name_plural = _("planned days")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="day_number_is_unique", fields=["version", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AssignmentPlan(models.Model):
    """A piece of homework, due on one of the days."""

    version = models.ForeignKey(
        ProgrammeVersion,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("version"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    instruction = models.TextField(_("instruction"), blank=True)
    due_on_day = models.ForeignKey(
        DayPlan,
        on_delete=models.CASCADE,
        related_name="assignments_due",
        verbose_name=_("due on day"),
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="assignment_number_is_unique", fields=["version", "number"]
            )
        ]

    def __str__(self) -> str:
        return self.title
