"""A person's place in a cohort, with what was true about them then."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.enums import ENROLMENT_ENDED, EnrolmentState, InterruptionCause
from cohorts.models.cohort import Cohort
from cohorts.models.nomination import Nomination
from cohorts.models.registration import Registration
from cohorts.models.seat import Seat
from organisations.enums import Principal
from organisations.models import Organisation, Profession
from organisations.roles import Permission


class EnrolmentQuerySet(models.QuerySet):
    def active(self) -> "EnrolmentQuerySet":
        return self.filter(state=EnrolmentState.ENROLLED)

    def of_staff_seen_by(self, person) -> "EnrolmentQuerySet":
        """People enrolled from the units where `person` may see the staff."""
        units = Organisation.objects.reachable_for(person, Permission.SEE_STAFF)
        return self.filter(unit__in=units)

    def visible_to(self, person) -> "EnrolmentQuerySet":
        """One's own, and those of the cohorts one works with. Managers have a view of their own
        (`of_staff_seen_by`): status only, no marks."""
        cohorts = Cohort.objects.reachable_for(person, Permission.SEE_COHORT)
        return self.filter(Q(person=person) | Q(cohort__in=cohorts))


class Enrolment(models.Model):
    """A kursplats. Employer, unit, profession and principal stay as they were (domain.md §7.3):
    names are copied, keys kept for counting.

    Somebody who comes back after a pause, or changes cohort, gets a new enrolment that
    `continues` the earlier one: what was done there counts, by the number of day and homework.
    """

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("cohort")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="enrolments",
        verbose_name=_("person"),
    )
    seat = models.OneToOneField(
        Seat, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("seat")
    )
    nomination = models.OneToOneField(
        Nomination,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolment",
        verbose_name=_("nomination"),
    )
    registration = models.OneToOneField(
        Registration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolment",
        verbose_name=_("registration"),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=EnrolmentState, default=EnrolmentState.ENROLLED
    )
    continues = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("resumes or takes over"),
    )
    enrolled_at = models.DateTimeField(_("enrolled"))
    left_on = models.DateField(_("left"), null=True, blank=True)
    left_cause = models.CharField(_("cause"), max_length=10, choices=InterruptionCause, blank=True)
    left_reason = models.TextField(_("reason"), blank=True)
    unit = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    unit_name = models.CharField(_("unit then"), max_length=120, blank=True)
    employer_name = models.CharField(_("employer then"), max_length=120, blank=True)
    profession = models.ForeignKey(
        Profession,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("profession"),
    )
    profession_name = models.CharField(_("profession then"), max_length=80, blank=True)
    principal = models.CharField(_("principal then"), max_length=20, choices=Principal)
    has_higher_education = models.BooleanField(_("higher education then"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                name="person_is_enrolled_once_in_a_cohort",
                fields=["cohort", "person"],
                condition=Q(state=EnrolmentState.ENROLLED),
            ),
            models.CheckConstraint(
                name="enrolment_that_ended_has_a_date_and_no_seat",
                condition=Q(state=EnrolmentState.ENROLLED, left_on__isnull=True)
                | Q(state__in=ENROLMENT_ENDED, left_on__isnull=False, seat__isnull=True),
            ),
            models.CheckConstraint(
                name="enrolment_that_is_paused_says_why",
                condition=~Q(state=EnrolmentState.INTERRUPTED) | ~Q(left_cause=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.cohort_id}"

    organisation_path = ""  # managers see staff through their own view, never one's records

    def scopes(self) -> set:
        """Roles that reach the cohort reach its enrolments. Wants `cohort__version` joined."""
        return self.cohort.scopes()
