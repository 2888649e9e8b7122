"""The test database: migrated once, kept under `var/test`, and copied for every process.

Migrating takes longer than all tests of a room. The copy is keyed by what it depends on: our own
migrations and the locked versions of everybody else's.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from lms.startup.database import migrate
from tests.environment import ROOT

KEPT = ROOT / "var" / "test"
KEPT_COPIES = 3


def key() -> str:
    """Names the state that migrating would lead to."""
    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    sources = sorted(ROOT.glob("*/migrations/*.py"))
    for source in [*sources, ROOT / "requirements" / "dev.lock"]:
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let other workers wait until this one has migrated."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteDatabase:
    """A file per process, copied from the kept one."""

    def __init__(self) -> None:
        self.kept = KEPT / f"{key()}.sqlite3"
        self.own = Path(connection.settings_dict["NAME"])
        self.remembered = self.own.with_suffix(".remembered")

    def prepare(self) -> None:
        with one_at_a_time():
            if self.kept.exists():
                self.kept.touch()
                shutil.copy(self.kept, self.own)
                return
            migrate()
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            unfinished = self.kept.with_suffix(".unfinished")
            shutil.copy(self.own, unfinished)
            unfinished.rename(self.kept)
            self._forget_older()

    def restore(self) -> None:
        """Put the migrated state back, also under connections that other threads hold open."""
        self._copy(self.kept, self.own)

    def remember(self) -> None:
        """Keep the present state for `recall`, as long as this process lives."""
        self._copy(self.own, self.remembered)

    def recall(self) -> None:
        """Put the remembered state back."""
        self._copy(self.remembered, self.own)

    def remove(self) -> None:
        connection.close()

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        connection.close()
        with (
            contextlib.closing(sqlite3.connect(source)) as read,
            contextlib.closing(sqlite3.connect(target, timeout=20)) as written,
        ):
            written.execute("PRAGMA synchronous=OFF")  # the copy need not survive a power cut
            read.backup(written)

    def _forget_older(self) -> None:
        copies = sorted(KEPT.glob("*.sqlite3"), key=lambda copy: copy.stat().st_mtime)
        for copy in copies[:-KEPT_COPIES]:
            copy.unlink(missing_ok=True)


class PostgresDatabase:
    """A database per process, made from the kept one as its template."""

    def __init__(self) -> None:
        self.kept = f"ract_kept_{key()}"
        self.own = connection.settings_dict["NAME"]
        self.remembered = f"{self.own}_remembered"

    def prepare(self) -> None:
        with one_at_a_time():
            if not self._server("SELECT 1 FROM pg_database WHERE datname = %s", self.kept):
                self._server(f'CREATE DATABASE "{self.own}"')
                migrate()
                connection.close()
                self._server(f'ALTER DATABASE "{self.own}" RENAME TO "{self.kept}"')
                self._forget_older()
            self._copy(self.kept, self.own)

    def restore(self) -> None:
        with one_at_a_time():  # a template is copied by one at a time
            self._copy(self.kept, self.own)

    def remember(self) -> None:
        self._copy(self.own, self.remembered)

    def recall(self) -> None:
        self._copy(self.remembered, self.own)

    def remove(self) -> None:
        connection.close()
        for database in (self.own, self.remembered):
            self._server(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _forget_older(self) -> None:
        copies = "SELECT datname FROM pg_database WHERE datname LIKE 'ract_kept_%' ORDER BY oid"
        for (copy,) in self._server(copies)[:-KEPT_COPIES]:
            self._server(f'DROP DATABASE IF EXISTS "{copy}"')

    def _copy(self, source: str, target: str) -> None:
        """Make `target` anew. Nobody may be at `source`, least of all ourselves."""
        connection.close()
        self._server(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        self._server(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _server(self, statement: str, *values: str) -> list[tuple]:
        """Run one statement outside any of our databases."""
        import psycopg

        server = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path="/postgres").geturl()
        with psycopg.connect(server, autocommit=True) as session:
            answer = session.execute(statement, values or None)
            return answer.fetchall() if answer.description else []


def database_of_this_process() -> SqliteDatabase | PostgresDatabase:
    """The database of this process, on whichever engine the run is for."""
    return SqliteDatabase() if connection.vendor == "sqlite" else PostgresDatabase()
