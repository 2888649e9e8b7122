"""What the selection looks at (S0 appendix 1; the table in domain.md §1)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enums import AttestedBy, CriterionKind, CriterionRule, Strength
from courses.models.programme import ProgrammeVersion


class Criterion(models.Model):
    """One criterion of a version: who answers, how firm it is, and how it is asked."""

    version = models.ForeignKey(
        ProgrammeVersion,
        on_delete=models.CASCADE,
        related_name="criteria",
        verbose_name=_("version"),
    )
    code = models.CharField(_("code"), max_length=4)
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=CriterionKind)
    strength = models.CharField(_("strength"), max_length=10, choices=Strength, blank=True)
    title = models.CharField(_("short name"), max_length=80)
    question = models.CharField(_("question"), max_length=240)
    grounds_label = models.CharField(_("question about the grounds"), max_length=120, blank=True)
    hint = models.CharField(_("help text"), max_length=240, blank=True)
    attested_by = models.CharField(_("answered by"), max_length=10, choices=AttestedBy, blank=True)
    asks_grounds = models.BooleanField(_("asks for grounds"), default=False)
    minimum_years = models.PositiveSmallIntegerField(
        _("years of experience"),
        null=True,
        blank=True,
        help_text=_("Asks for a number of years; fewer than this counts as no."),
    )
    rule = models.CharField(_("rule"), max_length=20, choices=CriterionRule, blank=True)
    parameter = models.CharField(_("parameter of the rule"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="criterion_code_is_unique", fields=["version", "code"]),
            models.CheckConstraint(
                name="criterion_says_who_answers_if_attested",
                condition=Q(kind=CriterionKind.ATTESTED) ^ Q(attested_by=""),
                violation_error_message=_("Say who answers what is attested, and only then."),
            ),
            models.CheckConstraint(
                name="criterion_has_a_rule_if_checked",
                condition=Q(kind=CriterionKind.CHECKED) ^ Q(rule=""),
                violation_error_message=_(
                    "Say what the platform looks up if it checks, and only then."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
