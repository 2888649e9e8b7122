"""Who can have a certificate, and what a code stands for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Certificate, Cohort, Enrolment
from cohorts.models.certificate import CODE_LENGTH
from cohorts.selectors.attending import participants_of
from cohorts.selectors.certifying import requirement_words, sentence_of
from cohorts.selectors.completion import Completion, completion_of
from courses.enums import DayKind


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

    def left_in(self, language: str) -> list[Mapping[str, str]]:
        """Why there is none yet: what is left, in words."""
        return [requirement_words(item, language) for item in self.completion.left]


@dataclass(frozen=True)
class Batch:
    """Everybody in a cohort, by what issuing now would do."""

    ready: Sequence[CertificateRow]
    not_yet: Sequence[CertificateRow]
    issued: Sequence[CertificateRow]

    @property
    def is_empty(self) -> bool:
        return not (self.ready or self.not_yet or self.issued)


def certificates_of(cohort: Cohort) -> Batch:
    """Everybody in the cohort by name: who gets a certificate now, who does not and why, who has
    one. A fixed number of queries: two, and those of the completion."""
    people = list(participants_of(cohort))
    completions = completion_of(people)
    standing = {
        row.enrolment_id: row
        for row in Certificate.objects.standing()
        .filter(enrolment__in=people)
        .defer("pdf", "content")
    }
    rows = [CertificateRow(row, completions[row.pk], standing.get(row.pk)) for row in people]
    return Batch(
        ready=[row for row in rows if row.is_ready],
        not_yet=[row for row in rows if not row.is_ready and not row.certificate],
        issued=[row for row in rows if row.certificate],
    )


def normalise_code(typed: str) -> str:
    """A code as it is stored, from what somebody typed: hyphens, blanks and case do not matter."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: CODE_LENGTH + 1]


def certificate_with(code: str) -> Certificate | None:
    """The certificate that a code stands for, with what replaces it; revoked ones too, so that
    old papers answer. With its file, whose fingerprint the page shows. One query."""
    return (
        Certificate.objects.select_related("replaced_by")
        .defer("replaced_by__pdf", "replaced_by__content")
        .filter(code=normalise_code(code))
        .first()
    )


def content_of(certificate: Certificate, language: str) -> dict:
    """What the certificate says in one of its languages, with its dates as dates."""
    dates = ("first_day", "last_day", "issued_on")
    content = certificate.content
    found = {key: dt.date.fromisoformat(content[key]) for key in dates if content[key]}
    return {
        **content,
        **found,
        "sentence": sentence_of(content, language),
        "requirements": [line["words"][language] for line in content["requirements"]],
        **_marks(content.get("day_by_day", []), language),
    }


def _marks(days: Sequence[Mapping], language: str) -> dict[str, str]:
    """The days as a row of marks, as on the paper, and the words for it."""
    shapes = {True: "exam", False: "day"}
    done = sum(day["share"] >= 1 for day in days)
    with override(language):
        words = _("%(done)s of %(all)s days done") % {"done": done, "all": len(days)}
    return {
        "marks": " ".join(
            shapes[day["kind"] == DayKind.EXAMINATION] if day["share"] >= 1 else "planned"
            for day in days
        ),
        "marks_words": words,
    }


def certificates_seen_by(person):
    """The certificates that `person` may open as documents."""
    return Certificate.objects.visible_to(person)


def certificates_to_correct(person, cohorts):
    """The standing certificates of `cohorts`, with what a correction wants joined."""
    return (
        Certificate.objects.standing()
        .filter(enrolment__cohort__in=cohorts)
        .select_related(
            "enrolment__person",
            "enrolment__cohort__version__programme",
            "enrolment__cohort__area",
        )
        .defer("pdf")
    )
