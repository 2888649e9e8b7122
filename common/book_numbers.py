"""Numbers that books and articles are known by: ISBN (10 and 13 digits) and DOI."""

import re

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
DOI_BEFORE = re.compile(r"^(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)
BOOKLAND = ("978", "979")


def tidy_isbn(text: str) -> str:
    """The digits of an ISBN, its hyphens and spaces taken out.

    Raises `ValueError("length")` unless there are 10 or 13 of them, `("check_digit")` where the
    last does not fit the others (ISO 2108): a digit is wrong, or two have changed places.
    """
    digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        fits = _sum_of_10(digits) % 11 == 0
    elif re.fullmatch(r"\d{13}", digits) and digits.startswith(BOOKLAND):
        fits = _sum_of_13(digits) % 10 == 0
    else:
        raise ValueError("length")
    if not fits:
        raise ValueError("check_digit")
    return digits


def _sum_of_10(digits: str) -> int:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True))


def _sum_of_13(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def tidy_doi(text: str) -> str:
    """A DOI without what may stand before it ("doi:", the address of the resolver).

    Raises `ValueError("form")`. A DOI has no check digit: only its form can be judged.
    """
    found = DOI_BEFORE.sub("", text.strip())
    if not DOI.fullmatch(found):
        raise ValueError("form")
    return found


def doi_address(doi: str) -> str:
    """Where a DOI leads."""
    return f"https://doi.org/{doi}"
