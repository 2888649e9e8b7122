"""What came of an evaluation, printed: everything that is shown, and nothing that is not."""

import pytest

from tests.cohorts.evaluating.story import CLOSED, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client, cast, group, form, evening):
    """The page of the first day when six have written something and it has closed."""
    for number, enrolment in enumerate(group[1], start=1):
        send(enrolment, form, text=f"Kommentar nummer {number}.")
    evening.move_to(CLOSED)
    client.force_login(cast.trainer)
    return client.get(f"/utvarderingar/{group[0].slug}/dag/1/").content.decode()


def test_comments_that_are_folded_on_screen_are_all_on_paper(paper):
    report = paper.partition('class="print-report"')[2]
    unfolded = report.partition("<details")[0]
    assert all(f"Kommentar nummer {number}." in unfolded for number in range(1, 7))


def test_the_paper_says_whose_it_is_and_that_it_is_anonymous(paper, group):
    assert f'<p class="only-print">{group[0].name}</p>' in paper
    assert "Anonyma svar, som visas när utvärderingen har stängt" in paper


def test_nothing_is_printed_before_it_is_shown(client, cast, group, form):
    client.force_login(cast.trainer)
    page = client.get(f"/utvarderingar/{group[0].slug}/dag/1/").content.decode()
    assert "data-print" not in page
