"""Icons, pips, states and bars."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_pip_that_stands_alone_carries_its_word():
    assert drawn('{% pip "done" "Närvarande" %}') == '<i class="pip p-done">Närvarande</i>'


def test_a_word_is_escaped_in_every_mark():
    for source in ('{% pip "done" word %}', '{% status "done" word %}', '{% pips "day" word %}'):
        assert "<b>" not in drawn(source, word="<b>")


def test_a_row_of_pips_is_read_as_one_picture():
    row = drawn('{% pips "day*8 exam" "8 dagar och 1 examination" "on" %}')
    assert 'role="img" aria-label="8 dagar och 1 examination"' in row
    assert row.count("p-day") == 8
    assert row.count("p-exam") == 1
    assert 'class="pips pips--on"' in row


def test_the_seat_meter_draws_every_seat_once():
    meter = drawn('{% seats 30 19 "nominerade" day=16 offer=3 %}')
    counts = [meter.count(f"p-{shape}") for shape in ("day", "offer", "planned")]
    assert counts == [16, 3, 11]


def test_more_people_than_seats_are_all_drawn():
    assert drawn('{% seats 30 38 "nominerade" day=38 %}').count("<i ") == 38


def test_a_state_is_shape_and_word():
    assert "#i-check" in drawn('{% status "done" "Komplett" %}')
    assert "Komplett" in drawn('{% status "done" "Komplett" %}')
    assert "#i-clock" in drawn('{% status "" "Väntar" %}')


def test_a_bar_says_its_numbers_and_stands_empty_without_a_whole():
    assert 'aria-label="4 av 8 krav" ' in drawn('{% bar 4 8 "4 av 8 krav" %}')
    assert 'width="50"' in drawn('{% bar 4 8 "4 av 8 krav" %}')
    assert 'width="0"' in drawn('{% bar 0 0 "Inga krav" %}')


@pytest.mark.parametrize(
    ("used", "known_in", "known"),
    [
        (r'\{% icon "(\w+)"|icon="(\w+)"', "icons.svg", r'id="i-(\w+)"'),
        (r'\{% pip "(\w+)"', "css/components/pips.css", r"\.p-(\w+)"),
    ],
)
def test_templates_name_only_drawings_that_exist(settings, used, known_in, known):
    existing = re.findall(known, Path(finders.find(known_in)).read_text())
    named = {
        found.group(found.lastindex)
        for page in (settings.BASE_DIR / "templates").rglob("*.html")
        for found in re.finditer(used, page.read_text())
    }
    assert named <= set(existing)
