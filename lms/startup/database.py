"""Bringing the database up to date."""

import contextlib
import gc
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# Model classes are made and dropped by the thousand while migrating, and every one is a knot for
# the collector; looking this seldom takes a third of the time away for some hundred megabytes.
ALLOCATIONS_BETWEEN_LOOKS = 500_000


def migrate(tell: Callable[[str], object] = lambda line: None) -> None:
    """Apply what is missing; says so when that is anything.

    Other people's migrations go first: on a new database every step of Wagtail's long history
    would otherwise rebuild our models, too, which takes a third of the time.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    if not executor.migration_plan(leaves):
        return
    tell("Bringing the database up to date …")
    with collecting_garbage_seldom():
        executor.migrate([leaf for leaf in leaves if leaf[0] not in settings.ROOMS])
        call_command("migrate", verbosity=0)


@contextlib.contextmanager
def collecting_garbage_seldom() -> Iterator[None]:
    """Let the collector look at young objects seldom, while many are made."""
    usual = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS_BETWEEN_LOOKS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
