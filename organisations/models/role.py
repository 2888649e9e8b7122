"""Roles given to people. The rooms above have tables of their own for their scopes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import today
from organisations.models.organisation import Organisation
from organisations.roles import Permission, RoleCode, Scope, choices_for


class RoleQuerySet(models.QuerySet):
    def current(self, on=None) -> "RoleQuerySet":
        """Those that hold on a day (today)."""
        day = on or today()
        return self.filter(Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def visible_to(self, person) -> "RoleQuerySet":
        """Own roles; all for those who administer."""
        if person.may(Permission.ADMINISTER):
            return self
        return self.filter(person=person)


class RoleAssignment(models.Model):
    """A role with its dates, who gave it, and on whose behalf (a deputy)."""

    scope_field: str  # the field that names what the role is for, called as the scope

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=RoleCode)
    starts_on = models.DateField(_("from"), default=today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("given by"),
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy for"),
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"

    @property
    def scope(self) -> Scope:
        """What kind of thing the role is for."""
        found = getattr(self, f"{self.scope_field}_id")
        return Scope.EVERYTHING if found is None else Scope(self.scope_field)

    @property
    def scope_label(self) -> str:
        """What the role is for, in words. Wants the scope's row joined."""
        return str(getattr(self, self.scope_field) or _("Everything"))


class OrganisationRole(RoleAssignment):
    """A role in an organisation and the units below it, or, without one, everywhere."""

    scope_field = "organisation"

    role = models.CharField(
        _("role"),
        max_length=20,
        choices=choices_for(Scope.EVERYTHING) + choices_for(Scope.ORGANISATION),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("organisation"),
        help_text=_("Reaches the units below. Empty for administrators and the national office."),
    )

    class Meta:
        verbose_name = _("role in an organisation")
        verbose_name_plural = _("roles in organisations")
        constraints = [
            models.CheckConstraint(
                name="organisation_role_without_organisation_is_national",
                condition=Q(
                    organisation__isnull=True,
                    role__in=[RoleCode.ADMINISTRATOR, RoleCode.NATIONAL_OFFICE],
                )
                | Q(organisation__isnull=False, role__in=[RoleCode.NOMINATOR, RoleCode.MANAGER]),
                violation_error_message=_(
                    "Choose an organisation for nominating managers and managers, and none for "
                    "administrators and the national office."
                ),
            )
        ]
