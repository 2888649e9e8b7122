"""Processes for tests that race or crash: copies of this one, with a connection of their own."""

import multiprocessing
import threading
from collections.abc import Callable

from django.db import connections

fork = multiprocessing.get_context("fork")  # the loaded platform is copied, not loaded again
PATIENCE = 20  # seconds


def forked(work: Callable[..., object], *words: object) -> multiprocessing.Process:
    """Start a process that runs `work(*words)` and opens connections of its own.

    It is killed at the latest when the test run ends.
    """
    connections.close_all()
    _let_the_live_server_end_its_requests()
    started = fork.Process(target=work, args=words, daemon=True)
    started.start()
    return started


def _let_the_live_server_end_its_requests() -> None:
    """A browser that has just been closed may leave a thread of ours with an open connection.

    A fork would copy what SQLite remembers of that connection's locks, but not the locks: when the
    thread ends, it takes the log away that the child still writes to, and what the child commits
    is lost.
    """
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "A browser is still talking to the live server."
