"""An employer's nomination of one person to a cohort, and what was answered."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cohorts.enums import NOMINATION_ENDED, GivenBy, NominationState
from cohorts.models.cohort import Cohort
from cohorts.models.reach import ByUnitOrCohort
from courses.models import Criterion
from organisations.models import Organisation, Profession
from organisations.roles import Permission


def draw_nonce() -> str:
    """What makes an earlier link stop working when a new one is sent (96 bits)."""
    return secrets.token_urlsafe(12)


class NominationQuerySet(ByUnitOrCohort, models.QuerySet):
    def visible_to(self, person) -> "NominationQuerySet":
        """One's own; those of the own organisation and below; those of the board's cohorts."""
        reachable = self.reachable_for(person, Permission.SEE_NOMINATIONS)
        return self.filter(Q(pk__in=reachable.values("pk")) | Q(person=person))

    def standing(self) -> "NominationQuerySet":
        """Neither withdrawn nor declined by the nominee."""
        return self.exclude(state__in=NOMINATION_ENDED)


class Nomination(models.Model):
    """Carries its own copy of what the nominator wrote (domain.md §7.2): the person's records
    are linked only when the nominee has confirmed."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("cohort")
    )
    employer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("employer")
    )
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("nominated by"),
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    profession = models.ForeignKey(
        Profession, on_delete=models.PROTECT, related_name="+", verbose_name=_("profession")
    )
    rank = models.PositiveSmallIntegerField(_("rank among your nominees"), null=True, blank=True)
    note = models.TextField(_("what you want the joint board to weigh in"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=NominationState, default=NominationState.DRAFT
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("person"),
    )
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                name="nomination_of_an_address_stands_once_per_employer",
                fields=["cohort", "employer", "email"],
                condition=~Q(state__in=NOMINATION_ENDED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.cohort_id}"

    @property
    def organisation_path(self) -> str:
        """Roles in the unit or above it reach the nomination. Wants `unit` joined."""
        return self.unit.path

    def scopes(self) -> set:
        """Roles that reach the cohort reach its nominations. Wants `cohort__version` joined."""
        return self.cohort.scopes()


class CriterionAnswer(models.Model):
    """One answer to one criterion. No row, or an empty answer: still to attest."""

    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="answers", verbose_name=_("nomination")
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    given_by = models.CharField(
        _("answered by"), max_length=10, choices=GivenBy, default=GivenBy.EMPLOYER
    )
    is_met = models.BooleanField(_("is met"), null=True)
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True)

    class Meta:
        verbose_name = _("answer to a criterion")
        verbose_name_plural = _("answers to criteria")
        constraints = [
            models.UniqueConstraint(
                name="criterion_is_answered_once_by_each",
                fields=["nomination", "criterion", "given_by"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.is_met}"


class NomineeConfirmation(models.Model):
    """The question to the nominee, by a link without an account, and the answer."""

    nomination = models.OneToOneField(
        Nomination,
        on_delete=models.CASCADE,
        related_name="confirmation",
        verbose_name=_("nomination"),
    )
    nonce = models.CharField(max_length=24, default=draw_nonce, editable=False)
    answer_by = models.DateField(_("last day to answer"))
    sent_at = models.DateTimeField(_("sent"))
    sent_count = models.PositiveSmallIntegerField(_("times sent"), default=1)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    accepts = models.BooleanField(_("wants to take part"), null=True)
    comment = models.TextField(_("to the joint board"), blank=True)

    class Meta:
        verbose_name = _("nominee's answer")
        verbose_name_plural = _("nominees' answers")
        constraints = [
            models.CheckConstraint(
                name="nominee_answer_has_a_moment",
                condition=Q(answered_at__isnull=True, accepts__isnull=True)
                | Q(answered_at__isnull=False, accepts__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.accepts}"
