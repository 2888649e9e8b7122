"""What participants are asked afterwards: after each teaching day, and at the end of the course."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.enums import AskedAbout, QuestionKind
from courses.models.programme import ProgrammeVersion

HIGHEST = 5
FEWEST_CHOICES, MOST_CHOICES, LONGEST_CHOICE = 2, 6, 40


def has_choices(text: str) -> None:
    """Two to six short lines. Raises `ValidationError`."""
    lines = lines_of(text)
    if FEWEST_CHOICES <= len(lines) <= MOST_CHOICES and max(map(len, lines)) <= LONGEST_CHOICE:
        return
    raise ValidationError(
        gettext("Write two to six choices, each on its own line and at most 40 characters long."),
        code="choices",
    )


def lines_of(text: str) -> list[str]:
    """The lines that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class EvaluationQuestion(models.Model):
    """One question of the short forms. Answers are kept in `cohorts`, without whose they are."""

    version = models.ForeignKey(
        ProgrammeVersion,
        on_delete=models.CASCADE,
        related_name="evaluation_questions",
        verbose_name=_("version"),
    )
    position = models.PositiveSmallIntegerField(_("order"))
    about = models.CharField(_("asked about"), max_length=10, choices=AskedAbout)
    section = models.CharField(
        _("group"),
        max_length=60,
        blank=True,
        help_text=_("Questions with the same group are shown on one screen."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind)
    question = models.CharField(_("question"), max_length=160)
    short_name = models.CharField(_("short name"), max_length=60)
    hint = models.CharField(_("help text"), max_length=200, blank=True)
    lowest = models.CharField(_("what 1 means"), max_length=30, blank=True)
    highest = models.CharField(_("what 5 means"), max_length=30, blank=True)
    choices = models.TextField(
        _("choices"), blank=True, validators=[has_choices], help_text=_("One on each line.")
    )
    is_required = models.BooleanField(_("must be answered"), default=True)

    class Meta:
        verbose_name = _("evaluation question")
        verbose_name_plural = _("evaluation questions")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_scale_says_what_its_ends_mean",
                condition=(Q(kind=QuestionKind.SCALE) & ~Q(lowest="") & ~Q(highest=""))
                | (~Q(kind=QuestionKind.SCALE) & Q(lowest="") & Q(highest="")),
                violation_error_message=_("Say what 1 and 5 mean on a scale, and only then."),
            ),
            models.CheckConstraint(
                name="evaluation_choice_has_choices",
                condition=Q(kind=QuestionKind.CHOICE) ^ Q(choices=""),
                violation_error_message=_("Write what can be chosen, if one is, and only then."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def options(self) -> list[tuple[int, str]]:
        """What can be answered, as number and words; nothing for an answer in own words."""
        match self.kind:
            case QuestionKind.SCALE:
                return [(value, str(value)) for value in range(1, HIGHEST + 1)]
            case QuestionKind.YES_NO:
                return [(1, gettext("Yes")), (2, gettext("No"))]
            case QuestionKind.CHOICE:
                return list(enumerate(lines_of(self.choices), start=1))
        return []
