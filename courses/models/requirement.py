"""What it takes to pass (the table in domain.md §1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import RequirementKind
from courses.models.programme import ProgrammeVersion


class Requirement(models.Model):
    """One thing to fulfil. `threshold` counts days, sessions or pieces; empty means all."""

    version = models.ForeignKey(
        ProgrammeVersion,
        on_delete=models.CASCADE,
        related_name="requirements",
        verbose_name=_("version"),
    )
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=30, choices=RequirementKind)
    threshold = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Empty: all.")
    )

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="requirement_kind_is_unique", fields=["version", "kind"])
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
