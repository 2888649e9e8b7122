"""What more than one folder of tests needs. `docs/how-to/write-a-test.md` tells how to use it."""

from tests import environment

environment.lay_out()
environment.load_settings()

import os  # noqa: E402
from collections.abc import Callable  # noqa: E402

import pytest  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.browser import browser, violations, visit  # noqa: E402, F401
from tests.database import database_of_this_process  # noqa: E402


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Tests read Swedish: before any worker starts, the catalogue is compiled if it is stale."""
    from lms.catalogue import compile_all

    if not hasattr(session.config, "workerinput"):
        compile_all()


MARKED_BY_FIXTURE = {"browser": "browser", "broker_url": "broker", "postgres": "postgres"}


def pytest_collection_modifyitems(items):
    """A test that asks for a browser, broker or PostgreSQL is marked as doing so.

    The slow come first and those with a browser next, so that no process is left with a long one
    when the others are done.
    """
    for item in items:
        for fixture, mark in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)
    items.sort(key=lambda item: [item.get_closest_marker(m) is None for m in ("slow", "browser")])


def pytest_sessionfinish(session):
    """Where nothing may be left out, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped") if reporter else None
    if os.environ.get("TEST_EVERYTHING") and skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("Nothing may be left out of this run, but tests were skipped.")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Replaces pytest-django's: the migrated database is copied instead of made anew.

    A test that commits puts the migrated state back afterwards, so that the rows that
    migrations made (Wagtail's locale, root page and site) are there for the next.
    """
    database = database_of_this_process()
    with django_db_blocker.unblock():
        database.prepare()
    TransactionTestCase._fixture_teardown = lambda case: database.restore()
    yield database
    with django_db_blocker.unblock():
        database.remove()


@pytest.fixture(scope="session")
def needs() -> Callable:
    """`needs("a running X")` skips the test; where nothing may be left out it fails instead."""

    def leave_out(what: str) -> None:
        if os.environ.get("TEST_EVERYTHING"):
            pytest.fail(f"Nothing may be left out of this run, but it needs {what}.")
        pytest.skip(f"needs {what}")

    return leave_out


@pytest.fixture
def postgres(db, needs) -> None:
    """For tests that mean something on PostgreSQL only."""
    if connection.vendor != "postgresql":
        needs("PostgreSQL (its address in TEST_DATABASE_URL)")


@pytest.fixture
def broker_url(needs) -> str:
    """The address of a message broker with a server of its own."""
    if not (address := os.environ.get("TEST_BROKER_URL")):
        needs("a message broker such as RabbitMQ (its address in TEST_BROKER_URL)")
    return address


@pytest.fixture
def queries(client) -> Callable[..., int]:
    """`queries("/min-sida/")` counts the queries of one page, which must answer 200."""

    def count(path: str, **headers) -> int:
        client.get(path, **headers)  # fills what is remembered between requests
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path, **headers)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return len(captured)

    return count


@pytest.fixture
def cast(db):
    """The named cast: see `tests/cast.py`."""
    from tests.cast import make_cast

    return make_cast()
