"""Issuing, correcting and revoking certificates. Content and file are frozen when issued."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cohorts.models import Certificate, Cohort, Enrolment
from cohorts.models.certificate import draw_code
from cohorts.selectors.attendance import attendance_in
from cohorts.selectors.certifying import LANGUAGES, days_of, frozen_days
from cohorts.selectors.completion import Completion, evaluate
from cohorts.selectors.requirements import Evaluation
from cohorts.services.certificate_paper import content_for, paper
from cohorts.services.seats import lock_cohort
from common import audit
from common.clock import now, today
from common.errors import RuleViolation
from messaging.services.ledger import Letter, enqueue_many

ISSUED = "certificate_issued"
SERIES = 7301  # names the lock of the number series among PostgreSQL's advisory locks


@dataclass(frozen=True)
class Issued:
    """What one call did: certificates made now, and the people who have something left."""

    certificates: tuple[Certificate, ...]
    not_complete: tuple[Completion, ...]


@transaction.atomic
def issue_certificates(
    *, by, cohort: Cohort, enrolments: Sequence[Enrolment], language: str = "sv"
) -> Issued:
    """Issue to those of `enrolments` who fulfil everything and have no standing certificate.

    Whether they do is computed here, under the cohort's lock, from the version's requirements;
    what the caller believes does not count, and what is taken back at the same moment is taken
    back before or not at all (`services/standing.py`). Each gets a message. `cohort` has its
    programme and area joined. A fixed number of queries, and some milliseconds for each paper.
    Raises `RuleViolation`: "no_certificate" when the version leads to none, "busy".
    """
    lock_cohort(cohort.pk)
    _require_certificates(cohort)
    rows = list(
        Enrolment.objects.active()
        .filter(cohort=cohort, pk__in=[row.pk for row in enrolments])
        .exclude(certificates__in=Certificate.objects.standing())
        .select_related("cohort", "person")
    )
    made, completions = _make(by=by, cohort=cohort, enrolments=rows, language=language)
    not_complete = tuple(c for c in completions.values() if not c.is_complete)
    return Issued(tuple(made), not_complete)


@transaction.atomic
def correct_certificate(
    *, by, certificate: Certificate, reason: str, language: str = ""
) -> Certificate:
    """Issue a new certificate in place of one with a fault: a name, a day, the language.

    The old one is revoked with the reason; its code answers that it was replaced, and when. What
    the new one says is computed anew, as when issuing. `certificate` has its enrolment's cohort
    with programme and area joined. Raises `RuleViolation`: "not_now" when it does not stand,
    "reason_needed", "not_complete" when not everything is fulfilled (any more), "busy".
    """
    cohort = certificate.enrolment.cohort
    lock_cohort(cohort.pk)
    old = revoke_certificate(by=by, certificate=certificate, reason=reason)
    people = Enrolment.objects.filter(pk=certificate.enrolment_id)
    [made] = _make(
        by=by,
        cohort=cohort,
        enrolments=list(people.select_related("cohort", "person")),
        language=language or old.language,
        replaces=old,
    )[0] or [None]
    if made is None:
        raise RuleViolation(
            "not_complete",
            _("Not everything is fulfilled, so no new certificate can be issued."),
            _("Revoke the certificate, if that is what you mean."),
        )
    return made


@transaction.atomic
def revoke_certificate(*, by, certificate: Certificate, reason: str) -> Certificate:
    """Take a certificate back; its public page answers that it no longer holds.

    Raises `RuleViolation`: "not_now" when it is revoked already, "reason_needed".
    """
    certificate = (
        Certificate.objects.select_for_update(of=("self",)).defer("pdf").get(pk=certificate.pk)
    )
    if certificate.revoked_at:
        raise RuleViolation("not_now", _("The certificate is revoked already."))
    if not reason.strip():
        raise RuleViolation(
            "reason_needed",
            _("A reason is missing."),
            _("Say why, so that it can be understood later."),
            field="reason",
        )
    certificate.revoked_at, certificate.revoked_reason = now(), reason
    certificate.save(update_fields=["revoked_at", "revoked_reason"])
    audit.record(by=by, action="certificate.revoke", on=certificate, reason=reason)
    return certificate


def _require_certificates(cohort: Cohort) -> None:
    if not cohort.version.issues_certificate:
        raise RuleViolation("no_certificate", _("This programme does not lead to a certificate."))


def _make(*, by, cohort: Cohort, enrolments: Sequence[Enrolment], language: str, replaces=None):
    """The certificates of those who are complete, numbered in one series per year, logged and
    told; and the completion of each."""
    if language not in LANGUAGES:
        raise RuleViolation("language", _("Certificates are in Swedish or English."))
    evaluation = Evaluation(list(enrolments))
    completions = evaluate(evaluation)
    ready = [completions[row.pk] for row in enrolments if completions[row.pk].is_complete]
    facts, days = evaluation.fact(attendance_in), days_of(cohort.pk)
    moment = now()
    certificates = []
    for serial, completion in zip(_serials(len(ready)), ready, strict=True):
        code = draw_code()
        own_days = frozen_days(facts, completion.enrolment, days)
        content = content_for(cohort, completion, days=own_days, serial=serial, by=by)
        certificates.append(
            Certificate(
                enrolment=completion.enrolment,
                serial=serial,
                code=code,
                content=content,
                pdf=paper(content, code, language),
                language=language,
                replaces=replaces,
                issued_at=moment,
                issued_by=by,
            )
        )
    made = Certificate.objects.bulk_create(certificates)
    _log_and_tell(by=by, certificates=made)
    return made, completions


def _log_and_tell(*, by, certificates: Sequence[Certificate]) -> None:
    audit.record_many(
        by=by,
        action="certificate.issue",
        changes=[
            (
                row,
                {"replaces": row.replaces.serial} if row.replaces else {},
                {
                    "serial": row.serial,
                    "code": row.code,
                    "fingerprint": hashlib.sha256(row.pdf).hexdigest(),
                },
            )
            for row in certificates
        ],
    )
    enqueue_many(
        by=by,
        event=ISSUED,
        letters=[
            Letter(
                to=row.enrolment.person,
                dedupe_key=f"{ISSUED}:{row.pk}",
                cause=row,
                context={"certificate": row.pk},
            )
            for row in certificates
        ],
    )


def _serials(count: int) -> list[str]:
    """The next numbers of this year's series, which only one transaction at a time continues:
    cohorts are locked one by one. The unique constraint is the wall behind."""
    year = today().year
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SERIES, year])
    last = Certificate.objects.filter(serial__startswith=f"{year}-").aggregate(Max("serial"))
    used = int((last["serial__max"] or f"{year}-000000").split("-")[1])
    return [f"{year}-{used + n:06}" for n in range(1, count + 1)]
