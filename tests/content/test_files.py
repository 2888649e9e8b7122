"""Uploaded pictures and files are as public as the pages that show them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from content.models import StandardPage
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.organisations import give_role

# Wagtail leaves the temporary file of a resized picture open.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def cohort(cast, version):
    cohort = make_cohort(version, cast.area)
    make_enrolment(cohort, cast.participant, unit=cast.south)
    return cohort


@pytest.fixture
def document(db):
    file = ContentFile(b"%PDF-1.7", name="natverkskarta.pdf")
    return get_document_model().objects.create(title="Nätverkskarta", file=file)


@pytest.fixture
def picture(db):
    return get_image_model().objects.create(title="Karta", file=get_test_image_file())


def file_block(document):
    return ("file", {"document": document, "note": "Till dag 3"})


def statuses(client, address, cast, *names) -> list[int]:
    found = []
    for name in names:
        client.force_login(getattr(cast, name))
        response = client.get(address)
        b"".join(response)  # reads a file to its end, which closes it
        found.append(response.status_code)
    return found


def test_a_file_of_a_module_is_for_those_who_may_read_it(
    client, cast, cohort, site, version, document
):
    make_module(version.days.first(), body=[file_block(document)])
    assert client.get(document.url).url.startswith("/logga-in/?next=/dokument/")
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    who = ("participant", "trainer", "office", "stranger", "nominator")
    assert statuses(client, document.url, cast, *who) == [200, 200, 200, 404, 404]


def test_the_page_offers_the_file(client, cast, cohort, site, version, document):
    module = make_module(version.days.first(), body=[file_block(document)])
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert f'href="{document.url}"' in page
    assert "Till dag 3. PDF" in page


def test_a_file_linked_in_the_text_counts_too(client, cast, cohort, site, version, document):
    text = RichText(f'<p><a linktype="document" id="{document.pk}">Kartan</a></p>')
    make_module(version.days.first(), body=[("text", text)])
    assert statuses(client, document.url, cast, "participant", "stranger") == [200, 404]


def test_a_file_of_a_draft_is_for_writers_only(client, cast, cohort, site, version, document):
    make_module(version.days.first(), body=[file_block(document)], live=False)
    assert statuses(client, document.url, cast, "office", "participant") == [200, 404]


def test_a_file_that_no_page_shows_is_for_writers_only(client, cast, document):
    assert statuses(client, document.url, cast, "office", "participant") == [200, 404]


def test_a_file_of_a_public_page_is_public(client, site, document):
    page = StandardPage.objects.get(slug="hjalp")
    page.body = [file_block(document)]
    page.save_revision().publish()
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response) == b"%PDF-1.7"


def test_a_picture_follows_its_module(client, cast, cohort, site, version, picture):
    block = ("picture", {"image": picture, "shows": "En karta över ett nätverk", "caption": ""})
    module = make_module(version.days.first(), body=[block])
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert 'alt="En karta över ett nätverk"' in page
    address = picture.get_rendition("format-avif|width-480").url
    assert address in page
    assert statuses(client, address, cast, "participant", "stranger") == [200, 404]
    client.logout()
    assert client.get(address).status_code == 404


def test_a_picture_is_kept_by_the_readers_browser_only(client, cast, site, picture):
    client.force_login(cast.office)
    response = client.get(picture.get_rendition("max-10x10").url)
    assert response.headers["Cache-Control"] == "private, max-age=86400"
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response).startswith(b"\x89PNG")


@pytest.mark.parametrize("path", ["/media/images/x.png", "/media/original_images/test.png"])
def test_what_is_no_picture_in_a_size_is_not_given_out(client, cast, picture, path):
    client.force_login(cast.office)
    assert client.get(path).status_code == 404


def test_originals_are_not_given_out(client, cast, picture):
    client.force_login(cast.office)
    assert client.get(picture.file.url).status_code == 404
