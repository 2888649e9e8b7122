"""The examination: one row per attempt."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Enrolment
from organisations.roles import Permission
from supervision.enums import ExaminationOutcome


class ExaminationResultQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ExaminationResultQuerySet":
        """One's own, and those of the cohorts where one examines."""
        cohorts = Cohort.objects.reachable_for(person, Permission.ASSESS_EXAMINATION)
        return self.filter(Q(enrolment__person=person) | Q(enrolment__cohort__in=cohorts))


class ExaminationResult(models.Model):
    """What an examiner found in one attempt. A correction keeps the row and writes the log."""

    enrolment = models.ForeignKey(
        Enrolment,
        on_delete=models.CASCADE,
        related_name="examination_results",
        verbose_name=_("enrolment"),
    )
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    outcome = models.CharField(_("result"), max_length=10, choices=ExaminationOutcome)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("assessed by"),
    )
    assessed_at = models.DateTimeField(_("assessed"))

    objects = ExaminationResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("examination result")
        verbose_name_plural = _("examination results")
        constraints = [
            models.UniqueConstraint(
                name="examination_attempt_is_assessed_once", fields=["enrolment", "attempt"]
            ),
            models.UniqueConstraint(
                name="examination_is_passed_once",
                fields=["enrolment"],
                condition=Q(outcome=ExaminationOutcome.PASSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.attempt}: {self.outcome}"
