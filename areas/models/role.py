"""The members of an area's joint board (SKL-team)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models.area import Area
from organisations.models import Organisation, RoleAssignment
from organisations.roles import RoleCode, Scope, choices_for


class AreaRole(RoleAssignment):
    """A seat on the board: officials and users' representatives have the same vote (S0)."""

    scope_field = "area"

    role = models.CharField(
        _("role"), max_length=20, choices=choices_for(Scope.AREA), default=RoleCode.BOARD_MEMBER
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, related_name="roles", verbose_name=_("area")
    )
    represents = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("represents"),
    )

    class Meta:
        verbose_name = _("member of a joint board")
        verbose_name_plural = _("members of joint boards")
