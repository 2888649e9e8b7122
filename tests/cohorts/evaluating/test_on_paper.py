"""What came of an evaluation, printed: everything that is shown, and nothing that is not."""

import pytest

from tests.cohorts.evaluating.story import CLOSED, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(group, form, evening):
    """The page of the first day when six have written something and it has closed."""
    for number, enrolment in enumerate(group[1], start=1):
        send(enrolment, form, text=f"Kommentar nummer {number}.")
    evening.move_to(CLOSED)
    return f"/utvarderingar/{group[0].slug}/dag/1/"


@pytest.fixture
def paper(client, cast, address):
    client.force_login(cast.trainer)
    return client.get(address).content.decode()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_comments_that_are_folded_on_screen_are_all_on_paper(cast, address, visit, script):
    page = visit(address, person=cast.trainer, java_script_enabled=script)
    comments = page.get_by_text("Kommentar nummer")
    assert [comment.is_visible() for comment in comments.all()] == [True] * 5 + [False]
    page.emulate_media(media="print")
    assert [comment.is_visible() for comment in comments.all()] == [True] * 6


def test_the_paper_says_whose_it_is_and_that_it_is_anonymous(paper, group):
    assert f'<p class="only-print">{group[0].name}</p>' in paper
    assert "Anonyma svar, som visas när utvärderingen har stängt" in paper


def test_nothing_is_printed_before_it_is_shown(client, cast, group, form):
    client.force_login(cast.trainer)
    page = client.get(f"/utvarderingar/{group[0].slug}/dag/1/").content.decode()
    assert "data-print" not in page
