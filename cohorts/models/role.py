"""Roles given for one cohort: its trainers, examiners and supervisors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from organisations.models import RoleAssignment
from organisations.roles import Scope, choices_for


class CohortRole(RoleAssignment):
    """A role in one cohort."""

    scope_field = "cohort"

    role = models.CharField(_("role"), max_length=20, choices=choices_for(Scope.COHORT))
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="roles", verbose_name=_("cohort")
    )

    class Meta:
        verbose_name = _("role in a cohort")
        verbose_name_plural = _("roles in cohorts")
