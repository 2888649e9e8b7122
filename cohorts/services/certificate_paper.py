"""The paper: what a certificate holds, and its PDF. Pure but for the texts' language."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Certificate, Cohort
from cohorts.selectors.certifying import frozen_requirements, sentence_of
from cohorts.selectors.completion import Completion
from common.clock import today
from common.documents.pdf import compile_pdf, qr_svg
from courses.enums import DayKind

TEMPLATE = Path(settings.BASE_DIR, "templates", "documents/certificate.typ")


def content_for(
    cohort: Cohort, completion: Completion, *, days: list[dict], serial: str, by
) -> dict:
    """What the certificate says, word for word, with the rule set as it was fulfilled. `cohort`
    has its programme and area joined."""
    enrolment, programme = completion.enrolment, cohort.version.programme
    return {
        "serial": serial,
        "name": enrolment.person.name,
        "programme": programme.name,
        "programme_en": programme.english_name or programme.name,
        "version": cohort.version.number,
        "cohort": cohort.name,
        "area": cohort.area.name if cohort.area else "",
        "days": len(days),
        "first_day": days[0]["date"] if days else "",
        "last_day": days[-1]["date"] if days else "",
        "requirements": frozen_requirements(completion, days),
        "day_by_day": days,
        "issued_on": today().isoformat(),
        "issued_by": by.name,
    }


def paper(content: Mapping, code: str, language: str) -> bytes:
    """The document as a tagged PDF, with the address of the public check as a QR code."""
    with override(language):
        return compile_pdf(TEMPLATE, _texts(content, code, language), files=_qr(code))


def _qr(code: str) -> dict[str, bytes]:
    return {"qr.svg": qr_svg(settings.SITE_URL + reverse("cohorts:certificate", args=[code]))}


def _texts(content: Mapping, code: str, language: str) -> dict:
    first, last = content["first_day"], content["last_day"]
    return {
        "language": language,
        "brand": settings.WAGTAIL_SITE_NAME,
        "kind": _("Certificate"),
        "title": f"{_('Certificate')} {content['serial']}",
        "issuer": content["issued_by"],
        "issued": content["issued_on"],
        "name": content["name"],
        "sentence": sentence_of(content, language),
        "facts": [
            [_("Cohort"), ", ".join(filter(None, [content["cohort"], content["area"]]))],
            [_("Time"), _("{first} to {last}").format(first=_day(first), last=_day(last))],
            *(_fact(line, language) for line in content["requirements"]),
            [_("Number"), content["serial"]],
        ],
        "days": [
            {"full": day["share"] >= 1, "exam": day["kind"] == DayKind.EXAMINATION}
            for day in content["day_by_day"]
        ],
        "signatures": [[content["issued_by"], _("Issued the certificate")]],
        "issued_text": _("Issued {day}").format(day=_day(content["issued_on"])),
        "code": Certificate(code=code).spaced_code,
        "check": _("Scan the picture, or write the code at {address}.").format(
            address=settings.SITE_URL.split("//")[-1] + reverse("cohorts:verify")
        ),
        "qr": _("QR code to the page where the certificate is checked"),
    }


def _fact(line: Mapping, language: str) -> list[str]:
    words = line["words"][language]
    return [words["title"], ", ".join(filter(None, [words["value"], words["needed"]]))]


def _day(iso: str) -> str:
    """An ISO date as it is written on paper."""
    return date_format(dt.date.fromisoformat(iso), "j F Y") if iso else ""
