"""The joint board's selection: rounds and decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import Outcome, RoundState
from cohorts.models.cohort import Cohort
from cohorts.models.nomination import Nomination


class SelectionRound(models.Model):
    """A meeting of the board. Decisions are drafts until it is closed; then enrolments, reserve
    list and letters come into being together."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("cohort")
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    present = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("who took part")
    )
    minutes = models.TextField(_("minutes"), blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name = _("selection round")
        verbose_name_plural = _("selection rounds")
        constraints = [
            models.UniqueConstraint(
                name="selection_round_number_is_unique", fields=["cohort", "number"]
            ),
            models.UniqueConstraint(
                name="cohort_has_one_open_selection_round",
                fields=["cohort"],
                condition=Q(state=RoundState.OPEN),
            ),
            models.CheckConstraint(
                name="selection_round_is_closed_by_someone_at_a_moment",
                condition=Q(state=RoundState.OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | Q(state=RoundState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.number}"


class Decision(models.Model):
    """What the board decides about one nomination in a round."""

    round = models.ForeignKey(
        SelectionRound,
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name=_("selection round"),
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("nomination")
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    reserve_rank = models.PositiveSmallIntegerField(_("place on the reserve list"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                name="nomination_is_decided_once_in_a_round", fields=["round", "nomination"]
            ),
            models.UniqueConstraint(
                name="reserve_rank_is_held_once_in_a_round",
                fields=["round", "reserve_rank"],
                condition=Q(reserve_rank__isnull=False),
            ),
            models.CheckConstraint(
                name="reserve_has_a_rank_and_only_reserve",
                condition=Q(outcome=Outcome.RESERVE) ^ Q(reserve_rank__isnull=True),
            ),
            models.CheckConstraint(
                name="rejection_has_a_reason",
                condition=~Q(outcome=Outcome.REJECT) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}: {self.outcome}"
