"""A sitting: the examination day of a cohort, and whether its results are final."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, CourseDay
from organisations.roles import Permission
from supervision.enums import SittingState


class SittingQuerySet(models.QuerySet):
    def visible_to(self, person) -> "SittingQuerySet":
        """Those of the cohorts where one examines."""
        cohorts = Cohort.objects.reachable_for(person, Permission.ASSESS_EXAMINATION)
        return self.filter(day__cohort__in=cohorts)


class Sitting(models.Model):
    """Made when the first thing about it is written; a day without one is open and empty."""

    day = models.OneToOneField(
        CourseDay, on_delete=models.PROTECT, related_name="sitting", verbose_name=_("course day")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=SittingState, default=SittingState.OPEN
    )
    finalised_at = models.DateTimeField(_("final since"), null=True, blank=True)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made final by"),
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.CheckConstraint(
                name="final_sitting_says_who_and_when",
                condition=Q(
                    state=SittingState.OPEN, finalised_at__isnull=True, finalised_by__isnull=True
                )
                | Q(
                    state=SittingState.FINAL, finalised_at__isnull=False, finalised_by__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.state}"

    @property
    def is_final(self) -> bool:
        return self.state == SittingState.FINAL
