"""Certificates: content and file frozen at issue, verifiable by anyone who has the code."""

import hashlib
import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from cohorts.models.enrolment import Enrolment
from organisations.roles import Permission

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that can be mixed up
CODE_LENGTH = 25  # 122 bits, written in five groups


def draw_code() -> str:
    """A code that cannot be guessed and can be typed from paper, without its hyphens."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class CertificateQuerySet(models.QuerySet):
    def standing(self) -> "CertificateQuerySet":
        return self.filter(revoked_at__isnull=True)

    def visible_to(self, person) -> "CertificateQuerySet":
        """One's own, and those of the cohorts where one issues them."""
        cohorts = Cohort.objects.reachable_for(person, Permission.ISSUE_CERTIFICATE)
        return self.filter(Q(enrolment__person=person) | Q(enrolment__cohort__in=cohorts))


class Certificate(models.Model):
    """`content` is what the paper says, word for word; `pdf` the paper itself.

    Neither ever changes: a trigger of the database refuses. What was wrong is corrected by a new
    certificate that `replaces` the old one, whose code goes on answering.
    """

    enrolment = models.ForeignKey(
        Enrolment,
        on_delete=models.PROTECT,
        related_name="certificates",
        verbose_name=_("enrolment"),
    )
    serial = models.CharField(_("number"), max_length=20, unique=True)
    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True, default=draw_code)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    pdf = models.BinaryField(_("document"))
    language = models.CharField(_("language"), max_length=5, default="sv")
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("corrects"),
    )
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issued by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_reason = models.TextField(_("reason"), blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                name="enrolment_has_one_standing_certificate",
                fields=["enrolment"],
                condition=Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="revoked_certificate_has_a_reason",
                condition=Q(revoked_at__isnull=True) ^ ~Q(revoked_reason=""),
            ),
            models.CheckConstraint(
                name="certificate_is_in_swedish_or_english", condition=Q(language__in=("sv", "en"))
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def spaced_code(self) -> str:
        """The code in five groups, as it is printed."""
        return "-".join(self.code[i : i + 5] for i in range(0, CODE_LENGTH, 5))

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file as it was issued: a changed file has another."""
        return hashlib.sha256(self.pdf).hexdigest()
