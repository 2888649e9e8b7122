"""Every lifecycle of every room: all pairs of state and verb, allowed or refused by the table."""

import importlib
from enum import Enum

import pytest
from django.utils.functional import Promise

from common import audit
from common.errors import RuleViolation
from common.lifecycle import Lifecycle
from organisations.roles import Permission
from tests.architecture.source import modules, named


def lifecycles() -> list[Lifecycle]:
    names = (named(path)[:-3].replace("/", ".") for path in modules("*/lifecycles.py"))
    return [
        table
        for name in names
        for table in vars(importlib.import_module(name)).values()
        if isinstance(table, Lifecycle)
    ]


TABLES = lifecycles()


def pairs():
    for table in TABLES:
        verbs = sorted({step.verb for step in table.transitions})
        for state in type(table.transitions[0].source):
            for verb in verbs:
                yield pytest.param(table, state, verb, id=f"{table.name}-{state}-{verb}")


class Row:
    """Stands for a row: knows its state and what was saved."""

    def __init__(self, table: Lifecycle, state: str):
        self.saved = []
        setattr(self, table.state_field, state)

    def save(self, update_fields):
        self.saved.append(update_fields)


@pytest.mark.parametrize(("table", "state", "verb"), list(pairs()))
def test_a_row_moves_along_the_table_or_stays_where_it_is(table, state, verb, monkeypatch):
    written = []
    monkeypatch.setattr(audit, "record", lambda **entry: written.append(entry))
    row = Row(table, state)
    step = next((s for s in table.transitions if (s.source, s.verb) == (state, verb)), None)
    if step is None:
        assert not table.can(state, verb)
        with pytest.raises(RuleViolation) as refusal:
            table.move(row, verb, by=None, system="test")
        assert refusal.value.code == "not_now"
        assert (getattr(row, table.state_field), row.saved, written) == (state, [], [])
        return
    if step.guard:  # guards ask the database; each is tested in its own room
        monkeypatch.setitem(table._index, (state, verb), without_guard(step))
    table.move(row, verb, by=None, system="test")
    assert getattr(row, table.state_field) == step.target
    assert row.saved == [[table.state_field]]
    assert [entry["action"] for entry in written] == [f"{table.name}.{verb}"]


def without_guard(step):
    return type(step)(step.source, step.verb, step.target, step.label, step.permission)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_written_in_our_own_words(table):
    for step in table.transitions:
        assert isinstance(step.source, Enum), step.source
        assert type(step.source) is type(step.target)
        lazy = isinstance(step.label, Promise) or step.label == ""  # nobody presses a button
        assert lazy, f"{table.name}.{step.verb}: the label is frozen in one language"
        assert step.permission is None or isinstance(step.permission, Permission)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_state_is_cut_off_from_the_others(table):
    reached = {state for step in table.transitions for state in (step.source, step.target)}
    assert set(type(table.transitions[0].source)) == reached


def test_names_of_lifecycles_are_unique():
    names = [table.name for table in TABLES]
    assert len(names) == len(set(names))
