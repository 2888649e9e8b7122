"""Certificates: issued to those who fulfil everything, frozen, and checkable by anyone."""

import io

import pikepdf
import pytest

from cohorts.models import Certificate
from cohorts.models.certificate import CODE_ALPHABET, CODE_LENGTH
from cohorts.services.certificates import revoke_certificate
from common.clock import today
from common.errors import RuleViolation
from messaging.models import Message
from messaging.services.relay import drain
from organisations.models import Person
from supervision.enums import ExaminationOutcome
from supervision.models import Attempt
from supervision.services.settling import amend
from tests.cohorts.certificates.story import fulfil, issue
from tests.factories.cohorts import make_enrolment
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def test_only_those_who_fulfil_everything_get_one(cast, cohort, enrolment):
    other = make_enrolment(cohort)
    issued = issue(cast, cohort, enrolment, other)
    assert [row.enrolment for row in issued.certificates] == [enrolment]
    assert [completion.enrolment for completion in issued.not_complete] == [other]


def test_nobody_gets_two_and_the_message_goes_once(cast, cohort, enrolment):
    issue(cast, cohort, enrolment)
    assert issue(cast, cohort, enrolment).certificates == ()
    assert Message.objects.filter(event="certificate_issued").count() == 1


def test_numbers_follow_each_other_and_codes_cannot_be_mixed_up(cast, cohort, enrolment):
    second = make_enrolment(cohort)
    fulfil(second, cast)
    certificates = issue(cast, cohort, enrolment, second).certificates
    year = today().year
    assert [row.serial for row in certificates] == [f"{year}-000001", f"{year}-000002"]
    for row in certificates:
        assert len(row.code) == CODE_LENGTH
        assert set(row.code) <= set(CODE_ALPHABET)


def test_what_it_says_stays_when_the_person_changes_name(cast, cohort, enrolment, client):
    [certificate] = issue(cast, cohort, enrolment).certificates
    Person.objects.filter(pk=cast.participant.pk).update(name="Alva Lind")
    page = client.get(f"/intyg/{certificate.code}/").content.decode()
    assert "Alva Ask" in page
    assert "Alva Lind" not in page


def test_the_document_is_a_tagged_pdf_in_swedish(cast, cohort, enrolment):
    [certificate] = issue(cast, cohort, enrolment).certificates
    with pikepdf.open(io.BytesIO(certificate.pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "sv"
        assert certificate.serial in str(pdf.docinfo["/Title"])
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: "-".join(code[i : i + 5] for i in range(0, 25, 5)),
        lambda code: f" {code[:5]} {code[5:]} ",
    ],
)
def test_anyone_checks_a_code_however_it_is_typed(cast, cohort, enrolment, client, write):
    [certificate] = issue(cast, cohort, enrolment).certificates
    page = client.get("/intyg/", {"code": write(certificate.code)}, follow=True)
    text = page.content.decode()
    assert "Intyget är äkta och gäller" in text
    assert cast.participant.email not in text


@pytest.mark.parametrize("code", ["", "A", "2" * 25, "../../etc", "Å" * 25])
def test_unknown_and_malformed_codes_are_answered_alike(client, code):
    response = client.get("/intyg/", {"code": code or " "}, follow=True)
    text = response.content.decode()
    assert ("Det finns inget intyg med den koden" in text) or ("Skriv koden som står" in text)
    assert response.status_code == (404 if code else 200)


def test_a_revoked_certificate_says_so_and_a_new_one_can_be_issued(cast, cohort, enrolment, client):
    [certificate] = issue(cast, cohort, enrolment).certificates
    with pytest.raises(RuleViolation):
        revoke_certificate(by=cast.examiner, certificate=certificate, reason=" ")
    revoke_certificate(by=cast.examiner, certificate=certificate, reason="Fel namn")
    page = client.get(f"/intyg/{certificate.code}/").content.decode()
    assert "Intyget gäller inte längre" in page
    assert "Fel namn" not in page
    assert len(issue(cast, cohort, enrolment).certificates) == 1
    assert Certificate.objects.count() == 2


def test_a_result_under_a_certificate_cannot_be_taken_back(cast, cohort, enrolment):
    issue(cast, cohort, enrolment)
    attempt = Attempt.objects.select_related("sitting__day__cohort").get()
    with refused("certificate_stands"):
        amend(
            by=cast.examiner,
            attempt=attempt,
            outcome=ExaminationOutcome.FAILED,
            reason="Fel person",
        )


def test_the_document_is_for_its_owner_and_the_issuers(cast, cohort, enrolment, client):
    [certificate] = issue(cast, cohort, enrolment).certificates
    url = f"/intyg/{certificate.code}/dokument.pdf"
    assert client.get(url).status_code == 302
    for who, status in [
        (cast.participant, 200),
        (cast.examiner, 200),
        (cast.board, 200),
        (cast.nominator, 404),
        (cast.stranger, 404),
    ]:
        client.force_login(who)
        assert client.get(url).status_code == status, who


def test_the_examiner_issues_to_all_who_are_ready_on_the_page(cast, cohort, enrolment, client):
    make_enrolment(cohort)
    client.force_login(cast.examiner)
    url = f"/kurser/{cohort.slug}/intyg/"
    page = client.get(url).content.decode()
    assert "Utfärda ett intyg" in page
    assert "En får inte intyg än" in page
    assert "Kursdagar: 0 av 8 dagar, minst 7 krävs" in page
    page = client.post(url, {"language": "sv"}, follow=True).content.decode()
    assert "Ett intyg är utfärdat." in page
    certificate = Certificate.objects.get()
    page = client.post(
        f"/intyg/{certificate.code}/aterkalla/", {"reason": "Fel"}, follow=True
    ).content.decode()
    assert "Intyget är återkallat." in page


def test_the_number_of_queries_does_not_grow_with_the_group(cast, cohort, client, queries):
    client.force_login(cast.examiner)
    make_enrolment(cohort)
    url = f"/kurser/{cohort.slug}/intyg/"
    one = queries(url)
    for _ in range(29):
        make_enrolment(cohort)
    assert queries(url) == one <= 15


def test_the_mail_leads_to_the_certificate_and_its_code_is_for_the_recipient(
    cast, cohort, enrolment, client, mailoutbox
):
    [certificate] = issue(cast, cohort, enrolment).certificates
    drain()
    [mail] = [mail for mail in mailoutbox if mail.to[0].endswith(f"<{cast.participant.email}>")]
    assert f"/intyg/{certificate.code}/" in mail.body
    message = Message.objects.get(event="certificate_issued")
    client.force_login(cast.office)
    assert certificate.code not in client.get(f"/meddelanden/{message.pk}/").content.decode()
    assert certificate.code not in str(message.context)
