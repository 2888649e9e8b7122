"""Processes for tests that race or crash: copies of this one, with a connection of their own."""

import multiprocessing
from collections.abc import Callable

from django.db import connections

fork = multiprocessing.get_context("fork")  # the loaded platform is copied, not loaded again


def forked(work: Callable[..., object], *words: object) -> multiprocessing.Process:
    """Start a process that runs `work(*words)` and opens connections of its own.

    It is killed at the latest when the test run ends.
    """
    connections.close_all()
    started = fork.Process(target=_alone, args=(work, *words), daemon=True)
    started.start()
    return started


def _alone(work: Callable[..., object], *words: object) -> None:
    """Forget the connection that was there at birth, then work.

    Where a browser has been driven, the parent's thread keeps two connections: one for the time
    before Playwright's loop ran, one for the time since. Only the second is closed before the
    fork, but the child, in which no loop runs, would use the first.
    """
    for connection in connections.all(initialized_only=True):
        connection.connection = None
    work(*words)
