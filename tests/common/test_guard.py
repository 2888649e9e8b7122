"""What the guard finds, what it lets pass, and what it says. No number stands in this file."""

import random

import pytest
import time_machine
from personnummer import personnummer

from common.errors import RuleViolation
from common.guard import Kind, assert_no_identity_numbers, find_identity_numbers
from tests.common import identity_numbers

SEED = 20261121
MANY = 4_300  # a hundred for each way of writing


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-11-21 12:00 +01:00", tick=False):
        yield


@pytest.fixture
def chance() -> random.Random:
    return random.Random(SEED)


def test_the_numbers_drawn_are_right_by_somebody_elses_count(chance):
    drawn = [identity_numbers.drawn(chance, coordination=turn % 4 == 0) for turn in range(500)]

    assert all(personnummer.valid("".join(number)) for number in drawn)


def test_a_number_is_found_in_every_way_of_writing_it_and_where_it_stands(chance):
    missed = [
        way
        for way, text, number in identity_numbers.written(chance, MANY)
        if not any(
            text[found.start : found.end] in number and found.end - found.start >= 10
            for found in find_identity_numbers(text)
        )
    ]

    assert len(missed) <= MANY * 0.001, sorted(set(missed))


def test_what_only_looks_like_a_number_passes(chance):
    alarms = [
        sort
        for sort, text in identity_numbers.harmless(chance, MANY)
        if find_identity_numbers(text)
    ]

    assert len(alarms) <= MANY * 0.005, sorted(set(alarms))


@pytest.mark.parametrize("shape", ["{1}-{2}", "{0}{1}-{2}", "{1}+{2}", "{1}{2}", "{1} {2}"])
def test_interim_numbers_are_found_by_their_letter(chance, shape):
    for _ in range(100):
        text = f"Skrevs in som {shape.format(*identity_numbers.interim(chance))} i går"

        assert [found.kind for found in find_identity_numbers(text)] == [Kind.INTERIM]


def test_a_co_ordination_number_is_told_from_a_personal_number(chance):
    _, date, number = identity_numbers.drawn(chance, coordination=True)
    _, other_date, other_number = identity_numbers.drawn(chance)

    found = find_identity_numbers(f"{date}-{number} och {other_date}-{other_number}")

    assert [one.kind for one in found] == [Kind.COORDINATION, Kind.PERSONAL]


def test_a_co_ordination_number_without_a_known_birthday_is_found():
    nine = "900060" + "123"

    assert find_identity_numbers(f"{nine}{identity_numbers.check_digit(nine)}")


def test_a_test_number_counts(chance):
    _, date, _ = identity_numbers.drawn(chance)
    number = "981" + identity_numbers.check_digit(date + "981")

    assert find_identity_numbers(f"{date}-{number}")


def test_a_wrong_check_digit_an_impossible_day_and_a_day_to_come_are_no_numbers(chance):
    _, date, number = identity_numbers.drawn(chance)
    wrong = str((int(number[-1]) + 1) % 10)
    impossible = "850230" + "123"
    to_come = "270101" + "123"

    assert find_identity_numbers(f"{date}-{number[:3]}{wrong}") == []
    assert find_identity_numbers(impossible + identity_numbers.check_digit(impossible)) == []
    assert find_identity_numbers(f"20{to_come}{identity_numbers.check_digit(to_come)}") == []


def test_several_numbers_are_found_each_for_itself(chance):
    numbers = ["{1}-{2}".format(*identity_numbers.drawn(chance)) for _ in range(30)]
    text = "\n".join(numbers)

    assert [text[found.start : found.end] for found in find_identity_numbers(text)] == numbers


@pytest.mark.parametrize(
    "hostile",
    ["1234567890", "1 ", "11 ", "12-", "8\u200b", "85" + " " * 50, "850709 T", "19 85 07 09 98 "],
)
def test_a_long_hostile_text_is_read_in_one_go(hostile):
    """Would take minutes if the time grew with the square of the length."""
    assert isinstance(find_identity_numbers(hostile * (100_000 // len(hostile))), list)


# ── the refusal ─────────────────────────────────────────────────────────────────────────────


def test_texts_without_numbers_pass():
    assert_no_identity_numbers([("rad 2", "Anna Ek"), ("rad 3", "2026-03-02")], what="Filen")


def test_the_refusal_tells_where_and_never_what(chance):
    _, date, number = identity_numbers.drawn(chance)
    texts = [("rad 2", "Anna Ek"), ("rad 3, kolumn B", f"{date}-{number}")]

    with pytest.raises(RuleViolation) as refused:
        assert_no_identity_numbers(texts, what="Filen")

    assert refused.value.code == "identity_number"
    said = f"{refused.value} {refused.value!r} {vars(refused.value)}"
    assert "rad 3, kolumn B" in said
    assert date not in said
    assert number not in said


def test_the_refusal_counts_the_places(chance):
    number = "{1}-{2}".format(*identity_numbers.drawn(chance))

    with pytest.raises(RuleViolation, match="3 ställen"):
        assert_no_identity_numbers([(f"rad {row}", number) for row in (2, 3, 4)], what="Filen")
