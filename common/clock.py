"""The one clock. Everything asks here, so that tests and the demo story can turn it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_turned_to: ContextVar[dt.datetime | None] = ContextVar("turned_to", default=None)


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return _turned_to.get() or timezone.now()


def today() -> dt.date:
    """Today's date where the courses are given (Europe/Stockholm)."""
    return timezone.localdate(now())


@contextmanager
def turned_to(moment: dt.datetime) -> Iterator[None]:
    """Let it be `moment` for what happens inside: the demo story plays the past this way."""
    token = _turned_to.set(moment)
    try:
        yield
    finally:
        _turned_to.reset(token)
