"""Who can have a certificate, and what a code stands for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.models import Certificate, Cohort, Enrolment
from cohorts.models.certificate import CODE_LENGTH
from cohorts.selectors.attending import participants_of
from cohorts.selectors.completion import Completion, completion_of


@dataclass(frozen=True)
class CertificateRow:
    """One person: what is left, and the certificate that stands, if any."""

    enrolment: Enrolment
    completion: Completion
    certificate: Certificate | None

    @property
    def is_ready(self) -> bool:
        """Everything is fulfilled, and no certificate is issued yet."""
        return self.completion.is_complete and self.certificate is None


def certificates_of(cohort: Cohort) -> Sequence[CertificateRow]:
    """Everybody in the cohort by name, with what is left. Fixed number of queries (eight)."""
    people = list(participants_of(cohort))
    completions = completion_of(people)
    standing = {
        row.enrolment_id: row
        for row in Certificate.objects.standing()
        .filter(enrolment__in=people)
        .defer("pdf", "content")
    }
    return [CertificateRow(row, completions[row.pk], standing.get(row.pk)) for row in people]


def normalise_code(typed: str) -> str:
    """A code as it is stored, from what somebody typed: hyphens, blanks and case do not matter."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: CODE_LENGTH + 1]


def certificate_with(code: str) -> Certificate | None:
    """The certificate that a code stands for, revoked ones too, so that old papers answer."""
    return Certificate.objects.defer("pdf").filter(code=normalise_code(code)).first()


def content_of(certificate: Certificate) -> dict:
    """What the certificate says, with its dates as dates."""
    dates = ("first_day", "last_day", "issued_on")
    content = certificate.content
    return content | {key: dt.date.fromisoformat(content[key]) for key in dates if content[key]}


def certificates_seen_by(person):
    """The certificates that `person` may open as documents."""
    return Certificate.objects.visible_to(person)
