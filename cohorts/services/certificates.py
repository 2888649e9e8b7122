"""Issuing and revoking certificates. Content and file are frozen when they are issued."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.enums import DayState
from cohorts.models import Certificate, Cohort, CourseDay, Enrolment
from cohorts.models.certificate import draw_code
from cohorts.selectors.completion import Completion, completion_of
from cohorts.selectors.wording import line_for
from cohorts.services.seats import lock_cohort
from common import audit
from common.clock import now, today
from common.documents.pdf import compile_pdf, qr_svg
from common.errors import RuleViolation
from messaging.services.ledger import Letter, enqueue_many

ISSUED = "certificate_issued"
TEMPLATE = Path(settings.BASE_DIR, "templates", "documents/certificate.typ")


@dataclass(frozen=True)
class Issued:
    """What one call did: certificates made now, and the people who have something left."""

    certificates: tuple[Certificate, ...]
    not_complete: tuple[Completion, ...]


@transaction.atomic
def issue_certificates(*, by, cohort: Cohort, enrolments: Sequence[Enrolment]) -> Issued:
    """Issue to those of `enrolments` who fulfil everything and have no standing certificate.

    Whether they do is computed here, under the cohort's lock, from the version's requirements;
    what the caller believes does not count. Each gets a message. `cohort` has its programme and
    area joined. Raises `RuleViolation("no_certificate")` when the version leads to none.
    """
    lock_cohort(cohort.pk)
    if not cohort.version.issues_certificate:
        raise RuleViolation("no_certificate", _("This programme does not lead to a certificate."))
    rows = list(
        Enrolment.objects.active()
        .filter(cohort=cohort, pk__in=[row.pk for row in enrolments])
        .exclude(certificates__in=Certificate.objects.standing())
        .select_related("cohort", "person")
    )
    completions = completion_of(rows)
    ready = [row for row in rows if completions[row.pk].is_complete]
    certificates = _make(by=by, cohort=cohort, completions=[completions[row.pk] for row in ready])
    audit.record_many(
        by=by,
        action="certificate.issue",
        changes=[(row, {}, {"serial": row.serial, "code": row.code}) for row in certificates],
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
    not_complete = tuple(c for c in completions.values() if not c.is_complete)
    return Issued(tuple(certificates), not_complete)


def _make(*, by, cohort: Cohort, completions: Sequence[Completion]) -> list[Certificate]:
    """The certificates of the complete, numbered in one series per year."""
    days = list(
        CourseDay.objects.filter(cohort=cohort, state=DayState.PLANNED)
        .order_by("date")
        .values_list("date", flat=True)
    )
    moment = now()
    certificates = []
    for serial, completion in zip(_serials(len(completions)), completions, strict=True):
        code = draw_code()
        content = _content(cohort, completion, days=days, serial=serial, by=by)
        certificates.append(
            Certificate(
                enrolment=completion.enrolment,
                serial=serial,
                code=code,
                content=content,
                pdf=_paper(content, code),
                issued_at=moment,
                issued_by=by,
            )
        )
    return Certificate.objects.bulk_create(certificates)


def _serials(count: int) -> list[str]:
    """The next numbers of this year's series. The unique constraint is the wall behind."""
    year = today().year
    last = Certificate.objects.filter(serial__startswith=f"{year}-").aggregate(Max("serial"))
    used = int((last["serial__max"] or f"{year}-000000").split("-")[1])
    return [f"{year}-{used + n:06}" for n in range(1, count + 1)]


def _content(cohort: Cohort, completion: Completion, *, days, serial: str, by) -> dict:
    """What the paper says, word for word."""
    enrolment = completion.enrolment
    return {
        "serial": serial,
        "name": enrolment.person.name,
        "programme": cohort.version.programme.name,
        "version": cohort.version.number,
        "cohort": cohort.name,
        "area": cohort.area.name if cohort.area else "",
        "days": len(days),
        "first_day": days[0].isoformat() if days else "",
        "last_day": days[-1].isoformat() if days else "",
        "requirements": [
            {"title": line.title, "value": line.value}
            for line in (line_for(item) for item in completion.items)
        ],
        "issued_on": today().isoformat(),
        "issued_by": by.name,
    }


def _paper(content: dict, code: str) -> bytes:
    """The document as a tagged PDF, with the address of the public check as a QR code."""
    address = settings.SITE_URL + reverse("cohorts:certificate", args=[code])
    first, last = content["first_day"], content["last_day"]
    texts = {
        "language": get_language() or settings.LANGUAGE_CODE,
        "brand": settings.WAGTAIL_SITE_NAME,
        "kind": _("Certificate"),
        "title": f"{_('Certificate')} {content['serial']}",
        "issuer": content["issued_by"],
        "issued": content["issued_on"],
        "name": content["name"],
        "sentence": _("has completed {programme} and fulfils everything it asks for.").format(
            programme=content["programme"]
        ),
        "facts": [
            [_("Cohort"), ", ".join(filter(None, [content["cohort"], content["area"]]))],
            [_("Time"), _("{first} to {last}").format(first=_day(first), last=_day(last))],
            *([line["title"], line["value"]] for line in content["requirements"]),
            [_("Number"), content["serial"]],
        ],
        "signatures": [[content["issued_by"], _("Issued the certificate")]],
        "issued_text": _("Issued {day}").format(day=_day(content["issued_on"])),
        "code": Certificate(code=code).spaced_code,
        "check": _("Scan the picture, or write the code at {address}.").format(
            address=settings.SITE_URL.split("//")[-1] + reverse("cohorts:verify")
        ),
        "qr": _("QR code to the page where the certificate is checked"),
    }
    return compile_pdf(TEMPLATE, texts, files={"qr.svg": qr_svg(address)})


def _day(iso: str) -> str:
    """An ISO date as it is written on paper."""
    return date_format(dt.date.fromisoformat(iso), "j F Y") if iso else ""


@transaction.atomic
def revoke_certificate(*, by, certificate: Certificate, reason: str) -> Certificate:
    """Take a certificate back; its public page answers that it no longer holds."""
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
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
