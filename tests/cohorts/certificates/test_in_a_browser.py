"""The public page in a browser: comparing a file, and how it looks to axe."""

import pytest

from tests.cohorts.certificates.story import issue

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def certificate(cast, cohort, enrolment):
    [certificate] = issue(cast, cohort, enrolment).certificates
    return certificate


def test_the_page_compares_a_file_without_sending_it(certificate, visit, tmp_path):
    page = visit(f"/intyg/{certificate.code}/")
    same, other = tmp_path / "same.pdf", tmp_path / "other.pdf"
    same.write_bytes(certificate.pdf)
    other.write_bytes(certificate.pdf + b" ")
    page.set_input_files("#compare", same)
    page.get_by_text("Det här är filen som utfärdades.").wait_for()
    page.set_input_files("#compare", other)
    page.get_by_text("Det här är en annan fil än den som utfärdades.").wait_for()


@pytest.mark.parametrize("dark", [False, True])
def test_the_public_page_is_clean_to_axe(certificate, visit, violations, dark):
    assert violations(visit(f"/intyg/{certificate.code}/", phone=dark, dark=dark)) == []
