"""What is read in a programme."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.book_numbers import doi_address, tidy_doi, tidy_isbn
from courses.models.plan import DayPlan
from courses.models.programme import ProgrammeVersion

FIRST_YEAR, LAST_YEAR = 1500, 2100


class LiteratureItem(models.Model):
    """One work on the list of a version: read for a day, or for the whole course."""

    version = models.ForeignKey(
        ProgrammeVersion,
        on_delete=models.CASCADE,
        related_name="literature",
        verbose_name=_("version"),
    )
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=200)
    authors = models.CharField(
        _("authors"), max_length=200, help_text=_("People, or the body that has published it.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    publisher = models.CharField(_("publisher or journal"), max_length=160, blank=True)
    isbn = models.CharField(
        "ISBN", max_length=20, blank=True, help_text=_("10 or 13 digits; the last is checked.")
    )
    doi = models.CharField(
        "DOI", max_length=120, blank=True, help_text=_("For articles, for example 10.1000/182.")
    )
    link = models.URLField(
        _("link"), blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    pages = models.CharField(
        _("chapter or pages"), max_length=80, blank=True, help_text=_("Empty: all of it.")
    )
    is_required = models.BooleanField(_("required"), default=True)
    day = models.ForeignKey(
        DayPlan,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="literature",
        verbose_name=_("read for day"),
        help_text=_("Empty: for the whole course."),
    )

    class Meta:
        verbose_name = _("literature item")
        verbose_name_plural = _("literature items")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title

    def clean(self):
        """Keep the numbers without hyphens and addresses. Raises `ValidationError`."""
        errors = {}
        for name, tidy in (("isbn", tidy_isbn), ("doi", tidy_doi)):
            if given := getattr(self, name):
                try:
                    setattr(self, name, tidy(given))
                except ValueError as fault:
                    errors[name] = ValidationError(_advice(str(fault)), code=str(fault))
        if errors:
            raise ValidationError(errors)

    @property
    def address(self) -> str:
        """Where it can be read: the link, or where the DOI leads."""
        return self.link or (doi_address(self.doi) if self.doi else "")


def _advice(fault: str) -> str:
    return {
        "length": gettext("Write the 10 or 13 digits that stand beside the bar code."),
        "check_digit": gettext(
            "The last digit does not fit the others. Compare with the book, digit by digit."
        ),
        "form": gettext("Write it as 10.1000/182, or paste its address at doi.org."),
    }[fault]
