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
    started = fork.Process(target=work, args=words, daemon=True)
    started.start()
    return started
