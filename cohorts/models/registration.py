"""The other ways in: anyone registers, or the employer registers staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cohorts.enums import REGISTRATION_OPEN, RegistrationState
from cohorts.models.cohort import Cohort
from cohorts.models.nomination import draw_nonce
from cohorts.models.reach import ByUnitOrCohort
from organisations.models import Organisation, Profession
from organisations.roles import Permission


class RegistrationQuerySet(ByUnitOrCohort, models.QuerySet):
    def visible_to(self, person) -> "RegistrationQuerySet":
        """One's own; those one's organisation made; those of the board's and trainers' cohorts."""
        made = self.reachable_for(person, Permission.REGISTER_STAFF)
        received = self.filter(
            cohort__in=Cohort.objects.reachable_for(person, Permission.SEE_COHORT)
        )
        return self.filter(
            Q(pk__in=made.values("pk")) | Q(pk__in=received.values("pk")) | Q(person=person)
        )

    def waiting_in_order(self) -> "RegistrationQuerySet":
        """The waiting list, first come first: keys are drawn while the cohort is locked."""
        return self.filter(state=RegistrationState.WAITING).order_by("pk")


class Registration(models.Model):
    """Somebody registered to a cohort. `registered_by` is empty when they did it themselves."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("cohort")
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    profession = models.ForeignKey(
        Profession,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("profession"),
    )
    question = models.TextField(_("a question you want answered"), blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registered by"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("person"),
    )
    state = models.CharField(_("state"), max_length=10, choices=RegistrationState)
    reason = models.TextField(_("why it was cancelled or not accepted"), blank=True)
    nonce = models.CharField(max_length=24, default=draw_nonce, editable=False)
    created_at = models.DateTimeField(_("registered"), db_default=Now(), editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                name="address_registers_itself_once_in_a_cohort",
                fields=["cohort", "email"],
                condition=Q(state__in=REGISTRATION_OPEN, unit__isnull=True),
            ),
            # Whether another employer has registered the person is the joint board's to know
            # (domain.md §7.2), so two may; enrolling refuses the second.
            models.UniqueConstraint(
                name="address_is_registered_once_from_a_unit",
                fields=["cohort", "email", "unit"],
                condition=Q(state__in=REGISTRATION_OPEN, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.cohort_id}"

    @property
    def organisation_path(self) -> str:
        """Roles in the unit or above it reach the registration. Wants `unit` joined."""
        return self.unit.path if self.unit_id else ""

    def scopes(self) -> set:
        """Roles that reach the cohort reach its registrations. Wants `cohort__version` joined."""
        return self.cohort.scopes()
