"""Where somebody works or belongs, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import today
from organisations.enums import AffiliationKind
from organisations.models.organisation import Organisation
from organisations.models.profession import Profession
from organisations.roles import Permission


class AffiliationQuerySet(models.QuerySet):
    def current(self, on=None) -> "AffiliationQuerySet":
        """Those that hold on a day (today)."""
        day = on or today()
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def visible_to(self, person) -> "AffiliationQuerySet":
        """Own; and those in units where the person may see the staff."""
        if person.may(Permission.ADMINISTER):
            return self
        units = Organisation.objects.reachable_for(person, Permission.SEE_STAFF)
        return self.filter(Q(person=person) | Q(unit__in=units))

    def of_staff_seen_by(self, person) -> "AffiliationQuerySet":
        """People in the units where `person` may see the staff, also those who have left."""
        units = Organisation.objects.reachable_for(person, Permission.SEE_STAFF)
        return self.filter(unit__in=units)


class Affiliation(models.Model):
    """People need not be employed: commissioned, member of a user organisation, elected.

    Somebody who moves within the organisation gets a new one, `moved_from` the earlier."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="affiliations",
        verbose_name=_("person"),
    )
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=AffiliationKind, default=AffiliationKind.EMPLOYED
    )
    profession = models.ForeignKey(
        Profession, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("profession")
    )
    has_higher_education = models.BooleanField(_("higher education"), null=True, blank=True)
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    moved_from = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="moved_to",
        verbose_name=_("moved from"),
    )

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                name="affiliation_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.unit}"
