"""Professions as the programme counts them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profession(models.Model):
    """What somebody works as. `is_base_staff` marks *baspersonal*, a national measure (S1)."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    is_base_staff = models.BooleanField(_("base staff"), default=False)

    class Meta:
        verbose_name = _("profession")
        verbose_name_plural = _("professions")

    def __str__(self) -> str:
        return self.name
