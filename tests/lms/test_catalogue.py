"""Keeping the Swedish catalogue without GNU gettext."""

import gettext
import os

import pytest

from lms import catalogue

VIEW = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
TITLE = _("A page")
def words(n):
    # Translators: the button
    yield pgettext("button", "Open")
    yield ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
"""
PAGE = """{% load i18n %}
<h1>{% translate "A page" %}</h1>
   {% if x %}<p>{% blocktranslate trimmed with n=x %}
      One line
      and {{ n }} more{% endblocktranslate %}</p>{% endif %}
{% translate "Open" context "door" %}{% button _("Save") %}
{% blocktranslate count n=x %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
"""


@pytest.fixture
def source(tmp_path, settings):
    """A small project of its own: one room, one template."""
    settings.BASE_DIR, settings.ROOMS = tmp_path, ["room"]
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "room").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "room" / "views.py").write_text(VIEW)
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def swedish(**words):
    """Write a complete catalogue, with some words given."""
    current = catalogue.brought_up_to_date()
    for message in current:
        if message.id:
            given = words.get("".join(message.id).replace(" ", "_"), "på svenska")
            message.string = (given, given) if isinstance(message.id, tuple) else given
    catalogue.write(current)


def test_sentences_are_gathered_from_code_and_templates(source):
    found = {(message.context, message.id) for message in catalogue.gather() if message.id}
    assert found == {
        (None, "A page"),
        ("button", "Open"),
        ("door", "Open"),
        (None, ("%(n)d day", "%(n)d days")),
        (None, "One line and %(n)s more"),
        (None, "Save"),
        (None, ("%(n)s row", "%(n)s rows")),
    }


def test_a_complete_catalogue_has_no_problems(source):
    swedish()
    assert catalogue.problems() == []


def test_each_gap_is_named_with_its_file(source):
    assert "room/views.py: no Swedish for “A page”" in catalogue.problems()


def test_a_placeholder_that_the_sentence_lacks_is_a_problem(source):
    swedish(Save="Spara %(n)s")
    assert "templates/page.html: unknown placeholder %(n)s in “Save”" in catalogue.problems()


def test_a_sentence_that_is_gone_takes_its_swedish_along(source):
    swedish()
    (source / "templates" / "page.html").write_text("")
    assert catalogue.problems() == ["the catalogue is not the one `make messages` would write"]
    catalogue.write(catalogue.brought_up_to_date())
    assert "Save" not in catalogue.own_catalogue().read_text()
    assert 'msgstr "på svenska"' in catalogue.own_catalogue().read_text()


def test_the_catalogue_holds_neither_dates_nor_line_numbers(source):
    swedish()
    before = catalogue.own_catalogue().read_text()
    (source / "room" / "views.py").write_text("\n\n\n" + VIEW)
    catalogue.write(catalogue.brought_up_to_date())
    assert catalogue.own_catalogue().read_text() == before
    assert "Date" not in before


def test_what_is_compiled_can_be_read_and_is_compiled_once(source):
    swedish(Save="Spara")
    path = catalogue.own_catalogue()
    assert catalogue.compile_all() == [path]
    assert catalogue.compile_all() == []
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Save") == "Spara"
    os.utime(path, (path.stat().st_mtime + 5,) * 2)
    assert catalogue.compile_all() == [path]
