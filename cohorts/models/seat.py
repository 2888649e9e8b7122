"""Seats: numbered, and never more than the cohort has (domain.md §7.5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import OfferState
from cohorts.models.cohort import Cohort
from cohorts.models.nomination import Nomination
from cohorts.models.registration import Registration


class Seat(models.Model):
    """A taken seat. A drafted acceptance takes one; offer and enrolment inherit it; a decline or
    a withdrawal deletes it. Who comes back or changes cohort holds it by the earlier enrolment.
    The database's second wall behind the row lock on the cohort: the number is unique in the
    cohort, and a trigger refuses a number above the cohort's seats."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="taken_seats", verbose_name=_("cohort")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    nomination = models.OneToOneField(
        Nomination,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name=_("nomination"),
    )
    registration = models.OneToOneField(
        Registration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seat",
        verbose_name=_("registration"),
    )
    resumed = models.OneToOneField(
        "cohorts.Enrolment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next_seat",
        verbose_name=_("enrolment that is resumed"),
    )

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                name="seat_number_is_taken_once_in_a_cohort", fields=["cohort", "number"]
            ),
            models.CheckConstraint(name="seat_number_starts_at_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="seat_has_one_holder",
                condition=Q(
                    nomination__isnull=False, registration__isnull=True, resumed__isnull=True
                )
                | Q(nomination__isnull=True, registration__isnull=False, resumed__isnull=True)
                | Q(nomination__isnull=True, registration__isnull=True, resumed__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}: {self.number}"


class SeatOfferQuerySet(models.QuerySet):
    def overdue(self, moment) -> "SeatOfferQuerySet":
        """Offers that were not answered in time."""
        return self.filter(state=OfferState.OPEN, answer_by__lte=moment)


class SeatOffer(models.Model):
    """A seat offered to the next in line, to be answered in time; the seat is held meanwhile."""

    seat = models.OneToOneField(
        Seat,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="offer",
        verbose_name=_("seat"),
    )
    registration = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("registration"),
    )
    state = models.CharField(_("state"), max_length=10, choices=OfferState, default=OfferState.OPEN)
    offered_at = models.DateTimeField(_("offered"))
    answer_by = models.DateTimeField(_("answer by"))

    objects = SeatOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offered seat")
        verbose_name_plural = _("offered seats")

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.state}"
