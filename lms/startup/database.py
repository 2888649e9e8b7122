"""Bringing the database up to date."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


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
    executor.migrate([leaf for leaf in leaves if leaf[0] not in settings.ROOMS])
    call_command("migrate", verbosity=0)
