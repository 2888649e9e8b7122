"""Texts of what is written in Wagtail, as the guard reads them."""

import pytest

from common.errors import RuleViolation
from common.guard import assert_identifies_nobody
from common.guard.streams import texts_of_blocks, words_of


def test_rich_text_is_read_as_it_is_shown():
    html = "<p>Fas 2, <b>först</b> 850<i>709</i>.</p><ul><li>ett</li><li>två</li></ul>&amp; slut"

    assert list(filter(None, words_of(html).splitlines())) == [
        "Fas 2, först 850709.",
        "ett",
        "två",
        "& slut",
    ]


def test_what_a_link_leads_to_is_read():
    assert "mailto:anna@sundmark.example" in words_of(
        '<p>Skriv <a href="mailto:anna@sundmark.example">hit</a></p>'
    )


def test_blocks_within_blocks_are_read_and_named_by_number():
    step = {"title": "Ett", "number": 3, "body": "<p>Ring 070-174 06 50</p>"}
    raw = [
        {"type": "text", "value": "<p>Fas 2</p>"},
        {"type": "steps", "value": [{"type": "item", "value": step}]},
    ]

    with pytest.raises(RuleViolation, match="ett telefonnummer \\(block 2\\)"):
        assert_identifies_nobody(texts_of_blocks(raw), what="Sidan")
