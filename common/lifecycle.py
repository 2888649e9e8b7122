"""Lifecycles as tables: from, verb, to, permission, label. `move` is the only thing that moves.

A room declares its tables in `lifecycles.py`; the diagram in the docs and the test over all
pairs are made from the same table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _

from common import audit
from common.errors import RuleViolation


@dataclass(frozen=True)
class Transition:
    """One allowed move. `guard(row)` may raise `RuleViolation`; `label` is the button's text."""

    source: str
    verb: str
    target: str
    label: object
    permission: str | None = None
    guard: Callable[[models.Model], None] | None = None


@dataclass(frozen=True)
class Lifecycle:
    """The whole table of one model's state field."""

    name: str
    transitions: tuple[Transition, ...]
    state_field: str = "state"
    _index: Mapping = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        index = {(step.source, step.verb): step for step in self.transitions}
        if len(index) != len(self.transitions):
            message = f"{self.name}: the same verb twice from one state"
            raise ValueError(message)
        object.__setattr__(self, "_index", index)

    def step(self, state: str, verb: str) -> Transition:
        """The transition for `verb` from `state`; `RuleViolation("not_now")` if there is none."""
        try:
            return self._index[state, verb]
        except KeyError:
            raise RuleViolation(
                "not_now",
                _("This can't be done now: something has changed since the page was opened."),
                _("Load the page again and look at the current state."),
            ) from None

    def can(self, state: str, verb: str) -> bool:
        """Whether `verb` leads anywhere from `state`."""
        return (state, verb) in self._index

    def move(
        self,
        row: models.Model,
        verb: str,
        *,
        by,
        reason: str = "",
        system: str = "",
        save: tuple[str, ...] = (),
        **facts,
    ) -> models.Model:
        """Move `row` along `verb`, save it and write the audit entry. Two queries.

        The caller holds the transaction, has asked the policy, and has loaded the row for
        update. `save` names further fields that were set on the row; `facts` go into the
        entry's `after`. Raises `RuleViolation` when the table or the guard says no.
        """
        before = getattr(row, self.state_field)
        step = self.step(before, verb)
        if step.guard:
            step.guard(row)
        setattr(row, self.state_field, step.target)
        row.save(update_fields=[self.state_field, *save])
        audit.record(
            by=by,
            system=system,
            action=f"{self.name}.{verb}",
            on=row,
            before={self.state_field: before},
            after={self.state_field: step.target, **facts},
            reason=reason,
        )
        return row
