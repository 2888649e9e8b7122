"""The glossary is the law: one word in the code, one on the screen, and none is missing."""

import importlib
from collections import defaultdict
from itertools import pairwise

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils import translation
from django.utils.text import slugify

from tests.architecture.source import modules, named, rank
from tests.architecture.test_lifecycles import TABLES
from tests.environment import ROOT

GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"
HEADS = ("| English |", "| Code |", "| Verb |")
NOBODY_PRESSES_IT = "–"


def tables() -> dict[str, dict[str, str]]:
    """Per heading of the glossary: the English as it is written, and its Swedish."""
    found, heading = defaultdict(dict), ""
    for line in GLOSSARY.read_text().splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith(HEADS):
            english, swedish, *_ = (cell.strip() for cell in line.split("|")[1:])
            assert english not in found[heading], f"twice: {english}"
            found[heading][english] = swedish
    return found


WORDS = tables()


def our_models() -> list:
    return [model for model in apps.get_models() if model._meta.app_label in rank()]


def our_choices() -> list[type[TextChoices]]:
    names = [named(path)[:-3].replace("/", ".") for path in modules("*/enums.py", "*/roles.py")]
    return [
        found
        for name in names
        for found in vars(importlib.import_module(name)).values()
        if isinstance(found, type) and issubclass(found, TextChoices) and found.__module__ == name
    ]


def folded(word) -> str:
    return str(word).casefold()


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def test_every_model_stands_in_it_with_its_swedish_name():
    wanted = {f"`{model.__name__}`": folded(model._meta.verbose_name) for model in our_models()}
    written = {word: folded(swedish) for word, swedish in WORDS["Nouns"].items() if "`" in word}
    assert written == wanted


def test_every_code_stands_in_it_with_its_swedish_label():
    wanted = {
        f"`{code or 'none'}` ({kind.__name__})": folded(label)
        for kind in our_choices()
        for code, label in kind.choices
    }
    assert {word: folded(swedish) for word, swedish in WORDS["Codes"].items()} == wanted


def test_every_verb_of_a_lifecycle_stands_in_it_with_its_button():
    wanted = {
        f"`{table.name}.{step.verb}`": folded(step.label) or NOBODY_PRESSES_IT
        for table in TABLES
        for step in table.transitions
    }
    assert {word: folded(swedish) for word, swedish in WORDS["Verbs"].items()} == wanted


@pytest.mark.parametrize("heading", ["Nouns", "Codes", "Verbs"])
def test_it_is_in_alphabetical_order(heading):
    keys = [slugify(word) for word in WORDS[heading]]
    assert [pair for pair in pairwise(keys) if pair[0] > pair[1]] == []
