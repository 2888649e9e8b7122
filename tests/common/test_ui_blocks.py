"""Blocks with text inside, and lists that sort, page and choose by links."""

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from common.templatetags import ui


def drawn(source: str, path: str = "/lista/", **context) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get(path))


def test_what_stands_in_a_block_is_kept_and_what_is_given_to_it_is_escaped():
    shown = drawn('{% notice "warn" heading=words %}<p>Text</p>{% endnotice %}', words="<b>")
    assert "<p>Text</p>" in shown
    assert "&lt;b&gt;" in shown
    assert 'class="notice notice--warn"' in shown


def test_a_variable_inside_a_block_is_still_escaped():
    block = '{% notice "info" %}<p>{{ words }}</p>{% endnotice %}'
    assert "<p>&lt;b&gt;</p>" in drawn(block, words="<b>")


def test_the_page_head_is_the_only_heading_of_the_first_level():
    head = drawn('{% page_head "Rubrik" lead="Ingress" %}{% endpage_head %}')
    assert head.count("<h1>") == 1
    assert '<p class="lead">Ingress</p>' in head


def test_crumbs_end_where_one_is():
    path = drawn('{% crumbs "Kursgrupper" "/kursgrupper/" "Dagar" %}')
    assert '<a href="/kursgrupper/">Kursgrupper</a>' in path
    assert '<li aria-current="page">Dagar</li>' in path


def test_facts_without_a_value_are_left_out():
    facts = drawn('{% facts "Plats" "Lysekil" "Rum" "" "Tak" None "Antal" 0 %}')
    assert "Lysekil" in facts
    assert "<dd>0</dd>" in facts
    assert "Rum" not in facts
    assert "Tak" not in facts


def test_lines_in_a_fact_are_kept_and_escaped():
    assert "<dd>a&lt;b<br>c</dd>" in drawn('{% facts "Text" words %}', words="a<b\nc")


def test_a_scrolling_region_can_be_reached_by_keyboard_and_has_a_name():
    region = drawn('{% scroll "Alla dagar" %}<table></table>{% endscroll %}')
    assert 'role="region" aria-label="Alla dagar" tabindex="0"><table>' in region


def test_a_button_for_an_action_is_a_form_of_its_own():
    form = drawn('{% post_button "Skicka igen" "/skicka/" icon="mail" pk=3 %}')
    assert '<form method="post" action="/skicka/">' in form
    assert 'name="csrfmiddlewaretoken"' in form
    assert 'name="pk" value="3"' in form


@pytest.mark.parametrize(
    ("present", "next_step", "said"),
    [
        ("", "sort=name", None),
        ("?sort=name", "sort=-name", "ascending"),
        ("?sort=-name", "sort=name", "descending"),
        ("?sort=day", "sort=name", None),
    ],
)
def test_a_heading_sorts_and_says_how_the_list_is_sorted(present, next_step, said):
    heading = drawn('{% sort_th "Namn" "name" %}', f"/lista/{present}")
    assert f'href="?{next_step}"' in heading
    assert ("aria-sort" in heading) == bool(said)
    assert said is None or f'aria-sort="{said}"' in heading


def test_sorting_keeps_what_was_chosen_and_begins_at_the_first_page():
    heading = drawn('{% sort_th "Namn" "name" %}', "/lista/?visa=mina&page=3")
    assert 'href="?visa=mina&amp;sort=name"' in heading


def test_the_first_choice_holds_until_another_is_made():
    tabs = '{% tabs "visa" options "Visa" %}'
    options = [("alla", "Alla"), ("mina", "Mina", 3)]
    assert '<a href="/lista/" aria-current="page">Alla</a>' in drawn(tabs, options=options)
    chosen = drawn(tabs, "/lista/?visa=mina&page=2", options=options)
    assert '<a href="?visa=mina" aria-current="page">Mina' in chosen
    assert '<a href="/lista/">Alla</a>' in chosen


def test_a_list_on_one_page_needs_no_paging():
    assert drawn("{% pagination page %}", page=Paginator(range(8), 8).page(1)) == ""


def test_paging_says_what_is_shown_of_how_many():
    page = Paginator(range(23), 8).page(2)
    shown = drawn("{% pagination page %}", "/lista/?visa=mina&page=2", page=page)
    assert "Visar 9–16 av 23" in shown
    assert 'href="?visa=mina&amp;page=1"' in shown
    assert 'href="?visa=mina&amp;page=3"' in shown


def test_every_tag_and_filter_is_told_of_in_the_reference(settings):
    told = (settings.BASE_DIR / "docs/reference/components.md").read_text()
    for name in ui.register.tags:
        assert f"{{% {name}" in told, name
    for name in ui.register.filters:
        assert f"|{name}" in told or f"`{name}`" in told, name
