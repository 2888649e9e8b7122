"""What was issued stays: the rule set, the file, old codes; an altered file is found out."""

import hashlib
import io
import re

import pdfua
import pikepdf
import pytest
from django.db import IntegrityError, transaction

from cohorts.enums import HomeworkState, Mark
from cohorts.models import Attendance, Certificate
from cohorts.services.attendance import Marking, mark_attendance
from cohorts.services.certificates import correct_certificate, revoke_certificate
from cohorts.services.homework import mark_homework
from common.invariants import broken_invariants
from common.models import AuditEvent
from courses.models import AssignmentPlan, Requirement
from messaging.models import Message
from organisations.models import Person
from tests.cohorts.certificates.story import fulfil, issue
from tests.factories.cohorts import make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(cast, cohort, enrolment):
    [certificate] = issue(cast, cohort, enrolment).certificates
    return certificate


def reloaded(certificate):
    return Certificate.objects.select_related(
        "enrolment__person", "enrolment__cohort__version__programme", "enrolment__cohort__area"
    ).get(pk=certificate.pk)


def text_of(document: bytes) -> str:
    """The words of a PDF, by its own tables of characters."""
    words = []
    with pikepdf.open(io.BytesIO(document)) as pdf:
        fonts = {}
        for name, font in pdf.pages[0].Resources.Font.items():
            table = font.ToUnicode.read_bytes().decode("latin-1")
            pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
            fonts[name] = {
                bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs
            }
        current: dict = {}
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "Tf":
                    current = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    for piece in pieces:
                        if isinstance(piece, pikepdf.String):
                            raw = bytes(piece)
                            codes = [raw[i : i + 2] for i in range(0, len(raw), 2)]
                            words.append("".join(current.get(code, "") for code in codes))
    return "".join(words)


def test_the_rule_set_is_frozen_with_needed_done_planned_and_days(cast, cohort, enrolment):
    other = make_enrolment(cohort)
    fulfil(other, cast, absent=[3])
    [certificate] = [
        row for row in issue(cast, cohort, other).certificates if row.enrolment == other
    ]
    days, *_rest = certificate.content["requirements"]
    assert (days["needed"], days["done"], days["planned"]) == (7, 7, 8)
    assert days["words"]["sv"] == {
        "title": "Kursdagar",
        "value": "7 av 8 dagar",
        "needed": "minst 7 krävs",
    }
    assert days["words"]["en"]["value"] == "7 of 8 days"
    shares = [day["share"] for day in certificate.content["day_by_day"]]
    assert shares == [1, 1, 0, 1, 1, 1, 1, 1, 1]
    assert certificate.content["version"] == cohort.version.number


def test_what_happens_later_changes_nothing_that_was_issued(cohort, enrolment, certificate, client):
    before = (dict(certificate.content), certificate.fingerprint)
    Requirement.objects.filter(version=cohort.version).delete()
    Attendance.objects.filter(enrolment=enrolment).delete()
    Person.objects.filter(pk=enrolment.person_id).update(name="Alva Lind")
    now = reloaded(certificate)
    assert (now.content, now.fingerprint) == before
    page = client.get(f"/intyg/{certificate.code}/").content.decode()
    assert "8 av 8 dagar, minst 7 krävs" in page
    assert "Alva Ask" in page


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(content={}),
        lambda rows: rows.update(pdf=b"%PDF-"),
        lambda rows: rows.update(serial="2026-999999"),
        lambda rows: rows.delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete_a_certificate(certificate, write):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        write(Certificate.objects.filter(pk=certificate.pk))


def test_a_revoked_certificate_is_never_made_valid_again(cast, certificate):
    revoke_certificate(by=cast.examiner, certificate=certificate, reason="Fel person")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(revoked_at=None, revoked_reason="")
    with refused("not_now"):
        revoke_certificate(by=cast.examiner, certificate=certificate, reason="Igen")


def test_an_altered_paper_is_found_out_by_the_page(certificate, client):
    """Somebody writes another name into the file: the page still says whose it is."""
    altered = certificate.pdf.replace(certificate.pdf[2000:2010], b"0123456789")
    assert hashlib.sha256(altered).hexdigest() != certificate.fingerprint
    words = text_of(certificate.pdf)
    page = client.get(f"/intyg/{certificate.code}/").content.decode()
    content = certificate.content
    for stated in (
        content["name"],
        content["programme"],
        content["serial"],
        "8 av 8 dagar, minst 7 krävs",
        "har genomfört",
        certificate.spaced_code,
    ):
        assert stated in page, "the page says everything that the paper says"
        assert stated.replace(" ", "") in words.replace(" ", "").replace("\xa0", "")
    assert "Gäller" in page
    assert certificate.fingerprint in page
    forged = words.replace("Alva Ask", "Berit Bo")
    assert "Berit Bo" in forged
    assert "Berit Bo" not in page


def test_a_correction_replaces_the_old_one_whose_code_goes_on_answering(
    cast, cohort, enrolment, certificate, client
):
    Person.objects.filter(pk=enrolment.person_id).update(name="Alva Aske")
    with refused("reason_needed"):
        correct_certificate(by=cast.examiner, certificate=reloaded(certificate), reason=" ")
    made = correct_certificate(
        by=cast.examiner, certificate=reloaded(certificate), reason="Namnet var fel"
    )
    assert (made.replaces, made.content["name"]) == (certificate, "Alva Aske")
    assert made.serial != certificate.serial
    old = client.get(f"/intyg/{certificate.code}/").content.decode()
    assert "Intyget gäller inte längre" in old
    assert "Det ersattes av ett nytt intyg" in old
    assert "Namnet var fel" not in old
    assert made.code not in old
    assert "Intyget är äkta och gäller" in client.get(f"/intyg/{made.code}/").content.decode()
    issued = AuditEvent.objects.filter(action="certificate.issue").order_by("pk").last()
    assert issued.before == {"replaces": certificate.serial}
    assert Message.objects.filter(event="certificate_issued").count() == 2


def test_a_certificate_that_would_not_be_issued_today_is_not_corrected(cast, certificate):
    Attendance.objects.filter(enrolment=certificate.enrolment_id).delete()
    with refused("not_complete"):
        correct_certificate(by=cast.examiner, certificate=reloaded(certificate), reason="Namnet")
    assert reloaded(certificate).revoked_at is None


def test_the_english_paper_is_english_and_its_page_is_read_in_both(cast, cohort, enrolment, client):
    [certificate] = issue(cast, cohort, enrolment, language="en").certificates
    words = text_of(certificate.pdf)
    assert "8of8days,atleast7needed" in words.replace(" ", "")
    assert "Kursdagar" not in words
    swedish = client.get(f"/intyg/{certificate.code}/").content.decode()
    english = client.get(f"/intyg/{certificate.code}/?sprak=en").content.decode()
    assert "8 av 8 dagar" in swedish
    assert "8 of 8 days, at least 7 needed" in english
    assert 'lang="en"' in english
    assert "The certificate is genuine and holds" in english


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_paper_passes_the_check_of_accessible_pdf(cast, cohort, enrolment, tmp_path, language):
    """Typst refuses what breaks PDF/UA-1 and PDF/A-2a by itself; a second program looks too."""
    [certificate] = issue(cast, cohort, enrolment, language=language).certificates
    file = tmp_path / "intyg.pdf"
    file.write_bytes(certificate.pdf)
    assert not pdfua.validate(file).findings
    with pikepdf.open(io.BytesIO(certificate.pdf)) as pdf:
        assert str(pdf.Root.Lang) == language
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"


def test_what_was_slipped_past_the_walls_is_found(cast, certificate):
    assert not [line for line in broken_invariants() if "fingerprint" in line]
    Certificate.objects.create(
        enrolment=make_enrolment(certificate.enrolment.cohort),
        serial="2026-999999",
        content=certificate.content,
        pdf=b"%PDF-",
        issued_at=certificate.issued_at,
        issued_by=cast.examiner,
    )
    assert [line for line in broken_invariants() if "fingerprint" in line]


@pytest.mark.parametrize("what", ["a mark of attendance", "approved homework"])
def test_what_a_certificate_rests_on_is_not_taken_back_under_it(cast, cohort, certificate, what):
    enrolment = certificate.enrolment
    with refused("certificate_stands"):
        if what == "approved homework":
            mark_homework(
                by=cast.trainer,
                cohort=cohort,
                assignment=AssignmentPlan.objects.filter(version=cohort.version)[0],
                results={enrolment.pk: HomeworkState.RETURNED},
                reason="Fel person",
            )
        else:
            day = cohort.days.get(plan__number=1)
            mark = Attendance.objects.filter(enrolment=enrolment, part__day=day)[0]
            mark_attendance(
                by=cast.trainer,
                day=day,
                markings=[Marking(enrolment.pk, mark.part_id, Mark.ABSENT, mark.revision)],
                reason="Fel person",
            )
