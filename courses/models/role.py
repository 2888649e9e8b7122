"""Roles given for a whole programme: trainers, examiners, supervisors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.programme import Programme
from organisations.models import RoleAssignment
from organisations.roles import Scope, choices_for


class ProgrammeRole(RoleAssignment):
    """A role that reaches every cohort of a programme."""

    scope_field = "programme"

    role = models.CharField(_("role"), max_length=20, choices=choices_for(Scope.PROGRAMME))
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="roles", verbose_name=_("programme")
    )

    class Meta:
        verbose_name = _("role in a programme")
        verbose_name_plural = _("roles in programmes")
