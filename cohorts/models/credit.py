"""Earlier training that the joint board credits."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.enrolment import Enrolment
from courses.enums import RequirementKind
from courses.models import DayPlan


class CreditQuerySet(models.QuerySet):
    def standing(self) -> "CreditQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Credit(models.Model):
    """A decision that something done earlier counts: a named `day`, so many days or pieces
    (`amount`), or the whole requirement (neither). Never changed; withdrawn with a reason."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="credits", verbose_name=_("enrolment")
    )
    kind = models.CharField(_("requirement"), max_length=30, choices=RequirementKind)
    day = models.ForeignKey(
        DayPlan,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course day"),
    )
    amount = models.PositiveSmallIntegerField(_("how many"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("credited by"),
    )
    granted_at = models.DateTimeField(_("credited"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    objects = CreditQuerySet.as_manager()

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.CheckConstraint(
                name="credit_is_a_day_or_an_amount",
                condition=Q(day__isnull=True) | Q(amount__isnull=True),
            ),
            models.CheckConstraint(name="credit_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="withdrawn_credit_has_a_reason",
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
            ),
            models.UniqueConstraint(
                name="course_day_is_credited_once",
                fields=["enrolment", "day"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind}"
