"""Films and their captions: whole or in parts, for those who may read the module."""

import pytest

from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.content_blocks import CAPTIONS, FILM, video_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(cast, version, site, client):
    """A film in a module, its reader logged in."""
    make_enrolment(make_cohort(version, cast.area), cast.participant, unit=cast.south)
    block = video_block()
    make_module(version.days.first(), body=[("video", block)])
    client.force_login(cast.participant)
    return block


def get(client, address, **headers):
    response = client.get(address, headers=headers)
    return response, b"".join(response)


def test_a_film_is_given_whole_and_may_be_asked_for_in_parts(client, film):
    response, content = get(client, film["file"].url)
    assert (response.status_code, content) == (200, FILM)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Type"] == "video/mp4"
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=0-99", 0, 99), ("bytes=1000-", 1000, 10251)]
)
def test_a_part_is_given_with_its_place(client, film, asked, first, last):
    response, content = get(client, film["file"].url, range=asked)
    assert response.status_code == 206
    assert content == FILM[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert response.headers["Content-Length"] == str(len(content))


def test_a_part_after_the_end_is_refused(client, film):
    response, _content = get(client, film["file"].url, range="bytes=99999-")
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(FILM)}"


def test_a_film_that_was_replaced_is_given_whole(client, film):
    address = film["file"].url
    etag = get(client, address)[0].headers["ETag"]
    stale = {"range": "bytes=5-9", "if-range": '"another"'}
    assert get(client, address, **stale)[0].status_code == 200
    assert get(client, address, range="bytes=5-9", **{"if-range": etag})[0].status_code == 206


def test_captions_are_given_as_captions(client, film):
    response, content = get(client, film["captions"].url)
    assert content == CAPTIONS
    assert response.headers["Content-Type"] == "text/vtt"


def test_who_may_not_read_the_module_may_not_see_its_film(client, cast, film):
    client.force_login(cast.stranger)
    for name in ("file", "captions"):
        assert client.get(film[name].url, headers={"range": "bytes=0-9"}).status_code == 404
