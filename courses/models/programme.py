"""What is taught, and the versions of its rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enums import VersionState, WayIn
from organisations.roles import Permission, Scope


class Programme(models.Model):
    """One of the course types of domain.md §1."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=40)
    english_name = models.CharField(
        _("name in English"),
        max_length=80,
        blank=True,
        help_text=_("Stands on certificates in English."),
    )
    for_whom = models.CharField(_("for whom"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name

    organisation_path = ""  # roles in organisations do not reach a programme

    def scopes(self) -> set[tuple[str, int]]:
        return {(Scope.PROGRAMME, self.pk)}


class ProgrammeVersionQuerySet(models.QuerySet):
    def published(self) -> "ProgrammeVersionQuerySet":
        return self.filter(state=VersionState.PUBLISHED)

    def visible_to(self, person) -> "ProgrammeVersionQuerySet":
        """Published ones are public; drafts are for those who keep the programmes."""
        if person.is_authenticated and person.may(Permission.MANAGE_PROGRAMMES):
            return self
        return self.exclude(state=VersionState.DRAFT)


class ProgrammeVersion(models.Model):
    """The rules of a programme. A running cohort keeps the version that it started with."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="versions", verbose_name=_("programme")
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    way_in = models.CharField(_("way in"), max_length=12, choices=WayIn)
    seats = models.PositiveSmallIntegerField(_("seats at most"), default=30)
    pace = models.CharField(_("pace"), max_length=120, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    allows_make_up = models.BooleanField(
        _("a missed day can be made up in another cohort"), default=False
    )
    allows_written_make_up = models.BooleanField(
        _("a missed day can be made up by a written task"), default=False
    )
    make_ups_at_most = models.PositiveSmallIntegerField(
        _("days that can be made up"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    examiners = models.PositiveSmallIntegerField(
        _("examiners of each examination"),
        default=1,
        help_text=_("1 or 2. Two mark each on their own, and settle a difference together."),
    )
    issues_certificate = models.BooleanField(_("leads to a certificate"), default=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = ProgrammeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme version")
        verbose_name_plural = _("programme versions")
        constraints = [
            models.UniqueConstraint(
                name="programme_version_number_is_unique", fields=["programme", "number"]
            ),
            models.CheckConstraint(
                name="programme_version_is_published_at_a_moment",
                condition=Q(state=VersionState.DRAFT, published_at__isnull=True)
                | (~Q(state=VersionState.DRAFT) & Q(published_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="programme_version_has_one_or_two_examiners",
                condition=Q(examiners__in=(1, 2)),
                violation_error_message=_("One or two examiners."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"
