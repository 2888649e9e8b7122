"""Statements composed once and run often.

Django composes a query anew each time it is asked, which costs more than asking it: a join of
three tables takes the database a tenth of a millisecond, and Python one or two to write. A
question that many pages ask in one shape is therefore composed with slots for its values:

    @prepared(person=KEY, day=DAY)
    def _roles_of(person, day):
        return OrganisationRole.objects.current(day).filter(person=person)

    rows = _roles_of(person=7, day=today())

What the function returns is an ordinary queryset, of models or of `values_list`; what the call
returns is a list of its rows, fresh each time. Where the shape varies, it is given by position and
one statement is kept for each: `_cohorts(is_national, areas=[1, 2])`. The function runs once, so
that nothing in it may depend on the day, the language or who asks: what does is a slot.
"""

import copy
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial, update_wrapper
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, CharField, DateField, Lookup, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class Slot(Value):
    """Stands in a queryset for a value that is given at each run."""

    def __init__(self, name: str, output_field):
        super().__init__(None, output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def bound(self, value, connection):
        """The value as the database wants it."""
        return self.output_field.get_db_prep_value(value, connection)


class Slots(Slot):
    """Stands behind `__in` for any number of values."""

    def as_sqlite(self, compiler, connection, **_context):
        return "(SELECT value FROM json_each(%s))", [self]  # a text of JSON

    def as_postgresql(self, compiler, connection, **_context):
        return f"(SELECT unnest(%s::{self.output_field.db_type(connection)}[]) AS value)", [self]

    def bound(self, value, connection):
        values = list(value)
        return values if connection.vendor == "postgresql" else json.dumps(values)


@CharField.register_lookup
class StartsWithOneOf(Lookup):
    """`path__startswith_one_of=paths`, where `paths` are `Slots`."""

    lookup_name = "startswith_one_of"

    def as_sql(self, compiler, connection):
        text, of_text = self.process_lhs(compiler, connection)
        starts, of_starts = self.process_rhs(compiler, connection)
        begins = f"SUBSTR({text}, 1, LENGTH(start.value)) = start.value"
        exists = f"EXISTS (SELECT 1 FROM {starts} AS start WHERE {begins})"  # noqa: S608 – no values
        return exists, (*of_starts, *of_text)


KEY = partial(Slot, output_field=BigIntegerField())
TEXT = partial(Slot, output_field=CharField())
DAY = partial(Slot, output_field=DateField())
KEYS = partial(Slots, output_field=BigIntegerField())
TEXTS = partial(Slots, output_field=CharField())


@dataclass(frozen=True)
class _Statement:
    """One composed queryset. `compiler` knows how its rows are read and holds no connection."""

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    converters: dict

    def rows(self, values: dict[str, Any]) -> list:
        connection = connections[self.queryset.db]
        params = tuple(
            param.bound(values[param.name], connection) if isinstance(param, Slot) else param
            for param in self.params
        )
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        compiler.get_converters = lambda _fields: self.converters
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(queryset)


class Prepared:
    """The question as it is called; see the head of this file."""

    def __init__(self, compose: Callable[..., QuerySet], slots: dict[str, Slot]):
        update_wrapper(self, compose)
        self._compose = compose
        self._slots = slots
        self._statements: dict[tuple[Hashable, ...], _Statement | None] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list:
        """The rows. Raises `TypeError` unless every slot, and nothing else, is given a value."""
        if values.keys() != self._slots.keys():
            message = f"{self.__name__} wants {sorted(self._slots)}, not {sorted(values)}"
            raise TypeError(message)
        if shape not in self._statements:
            self._statements[shape] = self._statement(shape)
        statement = self._statements[shape]
        return statement.rows(values) if statement else []

    def forget(self) -> None:
        """Compose anew at the next call: what the statement is made of has changed."""
        self._statements.clear()

    def _statement(self, shape: tuple) -> _Statement | None:
        """None where no row can be asked for (`none()`, an empty list)."""
        queryset = self._compose(*shape, **self._slots)
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        read = [column for column, *_rest in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(read)
        compiler.connection = None
        return _Statement(queryset, compiler, sql, tuple(params), converters)


def prepared(**kinds: Callable[[str], Slot]) -> Callable[[Callable[..., QuerySet]], Prepared]:
    """Make a function that composes a queryset into one that runs it, with the named slots."""
    slots = {name: kind(name) for name, kind in kinds.items()}
    return lambda compose: Prepared(compose, slots)
