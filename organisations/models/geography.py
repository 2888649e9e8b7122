"""Counties and municipalities by their official codes (SCB)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class County(models.Model):
    """One of the 21 counties, with the name of its health-care region."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=40)
    region_name = models.CharField(_("name of the region"), max_length=60)

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One of the 290 municipalities."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=60)
    county = models.ForeignKey(County, on_delete=models.PROTECT, verbose_name=_("county"))

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name
