"""Whole numbers that somebody has typed or sent."""

MOST_DIGITS = 9  # more than anybody means; Python refuses to read thousands of them


def is_number(text: str) -> bool:
    """Whether the text is a whole number, not negative, of a length that can be meant."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def number(text: str) -> int | None:
    """The number that the text is, or None."""
    return int(text) if is_number(text) else None
