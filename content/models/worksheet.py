"""Worksheets: written once, filled in by hand or on screen, never stored filled in."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cohorts.models import Cohort
from content.blocks.worksheet import FIELD_BLOCKS, HEADING, HELP
from content.enums import ModuleAccess
from courses.enums import MethodPhase, VersionState
from courses.models import Programme


class Worksheet(models.Model):
    """A worksheet under its lasting name; what it asks stands in its versions."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    purpose = models.CharField(
        _("what it is for"), max_length=200, help_text=_("One sentence, shown in lists.")
    )
    phase = models.CharField(_("phase"), max_length=12, choices=MethodPhase)
    access = models.CharField(
        _("open to"), max_length=12, choices=ModuleAccess, default=ModuleAccess.PARTICIPANTS
    )
    programmes = models.ManyToManyField(
        Programme,
        related_name="worksheets",
        verbose_name=_("programmes that use it"),
        help_text=_("Their trainers keep it, and choose a version for each group."),
    )

    class Meta:
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorksheetVersion(models.Model):
    """One edition of a worksheet. Once published it never changes: a group that has begun with it
    keeps it."""

    worksheet = models.ForeignKey(
        Worksheet, on_delete=models.CASCADE, related_name="versions", verbose_name=_("worksheet")
    )
    number = models.PositiveSmallIntegerField(
        _("version"), default=1, validators=[MinValueValidator(1)]
    )
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    instruction = models.CharField(
        _("instruction"), max_length=300, help_text=_("Said to the person who fills it in.")
    )
    time_needed = models.CharField(_("time it takes"), max_length=60, blank=True)
    support = models.TextField(
        _("support for the conversation"),
        blank=True,
        help_text=_("One piece of advice on each line. It is printed on a sheet of its own."),
    )
    parts = StreamField(FIELD_BLOCKS, verbose_name=_("fields"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("worksheet version")
        verbose_name_plural = _("worksheet versions")
        ordering = ["worksheet__name", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="worksheet_version_number_is_unique", fields=["worksheet", "number"]
            ),
            models.CheckConstraint(
                name="worksheet_version_is_published_and_retired_at_a_moment",
                condition=Q(
                    state=VersionState.DRAFT, published_at__isnull=True, retired_at__isnull=True
                )
                | Q(
                    state=VersionState.PUBLISHED,
                    published_at__isnull=False,
                    retired_at__isnull=True,
                )
                | Q(
                    state=VersionState.RETIRED,
                    published_at__isnull=False,
                    retired_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worksheet}, {self.number}"

    @property
    def has_fields(self) -> bool:
        return any(part.block_type not in (HEADING, HELP) for part in self.parts)


class WorksheetChoice(models.Model):
    """The version that a cohort uses instead of the newest when it began."""

    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, related_name="+", verbose_name=_("cohort")
    )
    worksheet = models.ForeignKey(
        Worksheet, on_delete=models.CASCADE, related_name="choices", verbose_name=_("worksheet")
    )
    version = models.ForeignKey(
        WorksheetVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version")
    )

    class Meta:
        verbose_name = _("choice of worksheet version")
        verbose_name_plural = _("choices of worksheet versions")
        constraints = [
            models.UniqueConstraint(
                name="cohort_uses_one_version_of_a_worksheet", fields=["cohort", "worksheet"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.version}"
