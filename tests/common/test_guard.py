"""What the guard finds, what it lets pass, and what it says. No number stands in this file."""

import random
import time

import pytest
import time_machine
from personnummer import personnummer

from common.errors import RuleViolation
from common.guard import (
    IDENTITY_NUMBERS,
    Finding,
    Kind,
    assert_identifies_nobody,
    assert_no_identity_numbers,
    find,
)
from common.guard.measuring import measured
from common.guard.measuring import numbers as identity_numbers

SEED = 20261121
RECALL = {
    "Identity numbers with a right check digit": 0.999,
    "Telephone numbers": 0.99,
    "E-mail addresses": 0.99,
    "Street addresses": 0.98,
}
FALSE_ALARMS = 0.005


def find_identity_numbers(text: str) -> list[Finding]:
    return find(text, IDENTITY_NUMBERS)


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


def test_a_number_is_found_where_it_stands_and_all_of_it(chance):
    for _way, text, number in identity_numbers.written(chance, 1_000):
        stands = [text[found.start : found.end] for found in find_identity_numbers(text)]

        assert any(found in number and len(found) >= 10 for found in stands)


def test_enough_is_found_and_few_are_alarmed_in_vain():
    for figure in measured():
        assert figure.texts >= 1_000
        least = RECALL.get(figure.sentence, 1 - FALSE_ALARMS)
        assert figure.share_right >= least, (figure.sentence, figure.wrong)


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
    [
        *("1234567890", "1 ", "11 ", "12-", "8\u200b", "85" + " " * 50, "850709 T"),
        *("19 85 07 09 98 ", "1\n", "ett två ", "tjugoett", "a", "a.", "a@", "a@a.", "@ "),
        *("070", "0 7 0 ", "+46 (0)", "Storgatan ", "Norra ", "A-", "Aa ", "tel "),
    ],
)
def test_a_long_hostile_text_is_read_in_one_go(hostile):
    """Would take minutes if the time grew with the square of the length."""
    started = time.process_time()

    assert isinstance(find(hostile * (100_000 // len(hostile))), list)
    assert time.process_time() - started < 5


# ── where somebody can be reached or lives ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring 070-174 06 50 om det.", Kind.TELEPHONE),
        ("tfn08-465 004 12", Kind.TELEPHONE),
        ("+46 (0)31-390 06 12", Kind.TELEPHONE),
        ("Mejla anna.ek@sundmark.example.", Kind.EMAIL),
        ("anna punkt ek (at) sundmark punkt example", Kind.EMAIL),
        ("Hen bor på Björkvägen 12 B.", Kind.STREET),
        ("STORGATAN 4, 123 45 LILLBY", Kind.STREET),
        ("Ekebo 212, 123 45 Lillby", Kind.STREET),
    ],
)
def test_contact_details_are_told_apart(text, kind):
    assert [found.kind for found in find(text)] == [kind]
    assert find_identity_numbers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 1177 eller 112, eller 0771-22 44 88.",
        "Hela vägen 2 km, på vägen 3 gånger, väg 40.",
        "Vårdplan 2, handlingsplan 3 punkter, plan 4.",
        "I Smedjebacken 20 mars, kommun 2061,Smedjebacken,20.",
        "Utvärderingen 2, arbetsplatsen 3 dagar, uppgången 4.",
        "Möte @ biblioteket kl. 9. Hej!",
        "Den 08/12 2024 och 08-12-2024, kl. 08-16.",
        "fem av sex, sju av åtta, nio av tio, tre eller fyra, två, ett, noll, fem",
    ],
)
def test_what_is_nobodys_passes(text):
    assert find(text) == []


def test_a_number_alone_on_its_line_is_no_row_of_figures(chance):
    _, date, number = identity_numbers.drawn(chance)
    spelled = " ".join(date + number)

    assert find_identity_numbers(f"Fas 2\n\n{spelled}\n\n3 veckor")


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


def test_the_refusal_tells_every_sort_and_the_line(chance):
    number = "{1}-{2}".format(*identity_numbers.drawn(chance))
    text = f"Fas 2\nHen nås på 070-174 06 50.\n{number}\nanna@sundmark.example"

    with pytest.raises(RuleViolation) as refused:
        assert_identifies_nobody([("din text", text)], what="Texten", field="text")

    assert refused.value.code == "identity_number"
    assert refused.value.field == "text"
    assert "ett personnummer (din text, rad 3)" in str(refused.value)
    assert "ett telefonnummer (din text, rad 2)" in str(refused.value)
    assert "en e-postadress (din text, rad 4)" in str(refused.value)
    assert "174" not in f"{refused.value} {vars(refused.value)}"


def test_how_to_reach_somebody_is_refused_only_near_practice():
    texts = [("din text", "Ring 070-174 06 50.")]

    assert_no_identity_numbers(texts, what="Texten")
    with pytest.raises(RuleViolation) as refused:
        assert_identifies_nobody(texts, what="Texten")
    assert refused.value.code == "contact_details"
