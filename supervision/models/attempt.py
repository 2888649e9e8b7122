"""One person's attempt at the examination, what each examiner found, and later amendments."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Enrolment
from organisations.roles import Permission
from supervision.enums import ATTEMPTS, ExaminationOutcome, SittingState
from supervision.models.sitting import Sitting


class AttemptQuerySet(models.QuerySet):
    def final(self) -> "AttemptQuerySet":
        """Those whose results count: the list they stand on is final."""
        return self.filter(sitting__state=SittingState.FINAL)

    def visible_to(self, person) -> "AttemptQuerySet":
        """One's own when they are final, and those of the cohorts where one examines."""
        cohorts = Cohort.objects.reachable_for(person, Permission.ASSESS_EXAMINATION)
        own = Q(enrolment__person=person, sitting__state=SittingState.FINAL)
        return self.filter(own | Q(sitting__day__cohort__in=cohorts))


class Attempt(models.Model):
    """Somebody on the list of a sitting. Without an outcome: booked, or not agreed on yet.

    `number` says which attempt it is, one to three; a sitting that was missed uses none up, so
    the next has the same number. `previous` ties it to the one before, also where that was made
    in an earlier cohort.
    """

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("enrolment")
    )
    sitting = models.ForeignKey(
        Sitting, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("sitting")
    )
    number = models.PositiveSmallIntegerField(_("attempt"), default=1)
    previous = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next",
        verbose_name=_("attempt before"),
    )
    outcome = models.CharField(_("result"), max_length=10, choices=ExaminationOutcome, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("difference settled by"),
    )
    settled_reason = models.TextField(_("how the difference was settled"), blank=True)
    note = models.TextField(_("note to the participant"), blank=True)
    internal_note = models.TextField(_("note among examiners"), blank=True)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt at the examination")
        verbose_name_plural = _("attempts at the examination")
        constraints = [
            models.UniqueConstraint(
                name="person_stands_once_on_the_list_of_a_sitting", fields=["enrolment", "sitting"]
            ),
            models.UniqueConstraint(
                name="examination_attempt_is_used_up_once",
                fields=["enrolment", "number"],
                condition=Q(outcome__in=("passed", "failed")),
            ),
            models.UniqueConstraint(
                name="examination_is_passed_once",
                fields=["enrolment"],
                condition=Q(outcome=ExaminationOutcome.PASSED),
            ),
            models.CheckConstraint(
                name="examination_attempt_is_one_to_three", condition=Q(number__range=(1, ATTEMPTS))
            ),
            models.CheckConstraint(
                name="examination_outcome_has_its_moment",
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="settled_difference_says_who_and_why",
                condition=Q(settled_by__isnull=True, settled_reason="")
                | (Q(settled_by__isnull=False) & ~Q(settled_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.number}: {self.outcome}"


class Assessment(models.Model):
    """What one examiner found. Where the version asks for two, nobody sees the other's before
    the own one is in."""

    attempt = models.ForeignKey(
        Attempt, on_delete=models.CASCADE, related_name="assessments", verbose_name=_("attempt")
    )
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("examiner"),
    )
    outcome = models.CharField(_("result"), max_length=10, choices=ExaminationOutcome)
    marked_at = models.DateTimeField(_("marked"))

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                name="examiner_assesses_an_attempt_once", fields=["attempt", "examiner"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.examiner_id}: {self.outcome}"


class Amendment(models.Model):
    """A result changed after it was final: who, when, before, after and why. Only added to."""

    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="amendments", verbose_name=_("attempt")
    )
    before = models.CharField(_("before"), max_length=10, choices=ExaminationOutcome)
    after = models.CharField(_("after"), max_length=10, choices=ExaminationOutcome)
    reason = models.TextField(_("reason"))
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("amended by"),
    )
    amended_at = models.DateTimeField(_("amended"))

    class Meta:
        verbose_name = _("amended result")
        verbose_name_plural = _("amended results")
        ordering = ["-amended_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="amendment_has_a_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.before} → {self.after}"
