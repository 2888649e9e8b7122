"""Course evaluations: that somebody answered, and what was answered, kept so that nobody can put
the two together (docs/adr/0035).

Answers to choose from are counted, never kept one by one. Only answers in own words are rows, and
all of a form's are written anew, in another order, whenever one comes. No row tells a moment.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.course_day import CourseDay
from cohorts.models.enrolment import Enrolment
from courses.enums import AskedAbout
from courses.models import EvaluationQuestion
from organisations.roles import Permission


class CourseEvaluationQuerySet(models.QuerySet):
    def open_on(self, day) -> "CourseEvaluationQuerySet":
        """Can be answered on that day."""
        return self.filter(closes_on__gte=day)

    def closed_on(self, day) -> "CourseEvaluationQuerySet":
        """Nobody can answer any more, so that nothing in them changes."""
        return self.filter(closes_on__lt=day)

    def visible_to(self, person) -> "CourseEvaluationQuerySet":
        """Those whose results `person` may see, once they are shown."""
        cohorts = Cohort.objects.reachable_for(person, Permission.SEE_EVALUATIONS)
        return self.filter(cohort__in=cohorts)

    def with_day(self) -> "CourseEvaluationQuerySet":
        """Joined with what a page shows: the day with its plan, cohort and programme."""
        return self.select_related("day__plan", "cohort__version__programme", "cohort__area")

    def in_order(self) -> "CourseEvaluationQuerySet":
        """Day by day, the one about the whole course last."""
        return self.order_by(F("day__plan__number").asc(nulls_last=True), "pk")


class CourseEvaluation(models.Model):
    """One form of one cohort: about a day, or (without a day) about the whole course. The dates
    stay as they were when it opened: a form never opens again once its result is shown."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="evaluations", verbose_name=_("cohort")
    )
    day = models.OneToOneField(
        CourseDay,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="evaluation",
        verbose_name=_("course day"),
    )
    opened_on = models.DateField(_("opened"))
    closes_on = models.DateField(_("last day to answer"))
    reminded_on = models.DateField(_("reminder sent"), null=True, blank=True)

    objects = CourseEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("course evaluation")
        verbose_name_plural = _("course evaluations")
        constraints = [
            models.UniqueConstraint(
                name="course_is_evaluated_once_as_a_whole",
                fields=["cohort"],
                condition=Q(day__isnull=True),
            ),
            models.CheckConstraint(
                name="evaluation_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.day_id or '-'}"

    @property
    def about(self) -> str:
        return AskedAbout.DAY if self.day_id else AskedAbout.COURSE

    def is_open_on(self, day) -> bool:
        return self.opened_on <= day <= self.closes_on


class EvaluationTicket(models.Model):
    """Says that somebody has answered a form, so that it is answered once. Nothing leads from
    here to what was answered."""

    evaluation = models.ForeignKey(
        CourseEvaluation,
        on_delete=models.CASCADE,
        related_name="tickets",
        verbose_name=_("course evaluation"),
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="+", verbose_name=_("enrolment")
    )

    class Meta:
        verbose_name = _("answered course evaluation")
        verbose_name_plural = _("answered course evaluations")
        constraints = [
            models.UniqueConstraint(
                name="evaluation_is_answered_once", fields=["evaluation", "enrolment"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.enrolment_id}"


class EvaluationTally(models.Model):
    """How many have answered a question in one way. All rows of a form come into being when it
    opens, and all are written by every answer: neither order nor age says who added what."""

    evaluation = models.ForeignKey(
        CourseEvaluation,
        on_delete=models.CASCADE,
        related_name="tallies",
        verbose_name=_("course evaluation"),
    )
    question = models.ForeignKey(
        EvaluationQuestion, on_delete=models.PROTECT, related_name="+", verbose_name=_("question")
    )
    value = models.PositiveSmallIntegerField(_("answer"))
    count = models.PositiveIntegerField(_("number of answers"), default=0)

    class Meta:
        verbose_name = _("number of answers")
        verbose_name_plural = _("numbers of answers")
        constraints = [
            models.UniqueConstraint(
                name="evaluation_answers_are_counted_once",
                fields=["evaluation", "question", "value"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.value}"


class EvaluationText(models.Model):
    """An answer in own words. Its key is drawn anew whenever the form's texts are shuffled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(
        CourseEvaluation,
        on_delete=models.CASCADE,
        related_name="texts",
        verbose_name=_("course evaluation"),
    )
    question = models.ForeignKey(
        EvaluationQuestion, on_delete=models.PROTECT, related_name="+", verbose_name=_("question")
    )
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("answer in own words")
        verbose_name_plural = _("answers in own words")

    def __str__(self) -> str:
        return str(self.pk)
