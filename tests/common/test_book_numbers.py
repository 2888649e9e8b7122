"""ISBN and DOI: what is right is kept in one form, what can't be right is refused."""

import pytest

from common.book_numbers import doi_address, tidy_doi, tidy_isbn


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("978-92-4-002570-7", "9789240025707"),
        ("978 92 4 004933 8", "9789240049338"),
        ("978\u201392\u20134\u2013002570\u20137", "9789240025707"),
        ("0-306-40615-2", "0306406152"),
        ("080442957x", "080442957X"),
        ("9791090636071", "9791090636071"),
    ],
)
def test_an_isbn_is_kept_without_hyphens(written, kept):
    assert tidy_isbn(written) == kept


@pytest.mark.parametrize("digit", range(13))
def test_one_wrong_digit_is_found_wherever_it_stands(digit):
    right = "9789240025707"
    wrong = right[:digit] + str((int(right[digit]) + 1) % 10) + right[digit + 1 :]
    with pytest.raises(ValueError, match="check_digit|length"):
        tidy_isbn(wrong)


def test_two_digits_that_changed_places_are_found_in_ten_digits():
    with pytest.raises(ValueError, match="check_digit"):
        tidy_isbn("0306046152")


@pytest.mark.parametrize(
    "written",
    ["", "978", "97892400257070", "X306406152", "9999240025705", "1234567890123", "²"],
)
def test_what_has_another_length_or_beginning_is_no_isbn(written):
    with pytest.raises(ValueError, match="length"):
        tidy_isbn(written)


@pytest.mark.parametrize(
    "written",
    [
        "10.1037/h0095655",
        "doi:10.1037/h0095655",
        "DOI: 10.1037/h0095655",
        "https://doi.org/10.1037/h0095655",
        "http://dx.doi.org/10.1037/h0095655",
        " doi.org/10.1037/h0095655 ",
    ],
)
def test_a_doi_is_kept_without_what_stands_before_it(written):
    assert tidy_doi(written) == "10.1037/h0095655"
    assert doi_address(tidy_doi(written)) == "https://doi.org/10.1037/h0095655"


@pytest.mark.parametrize(
    "written",
    ["", "10.1037", "11.1037/h0", "10.12/x", "10.1037/", "10.1037/a b", '10.1037/"><script>'],
)
def test_what_is_written_otherwise_is_no_doi(written):
    with pytest.raises(ValueError, match="form"):
        tidy_doi(written)
