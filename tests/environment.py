"""The surroundings of a test run, laid out before the settings are read.

Every process (each xdist worker too) gets a `VAR_DIR` of its own, and with it its own database,
mail folder and media. Programs that a test starts inherit all of it through `os.environ`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
OWNER = os.getpid()


def lay_out() -> None:
    """Set the variables that `lms.settings` reads. Call once, before Django reads them."""
    if settings.configured:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests must name it themselves.")
    var = tempfile.mkdtemp(prefix="ract-test-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "VAR_DIR": var,
        "SECRET_KEY": "only for tests, and long enough to be taken for a real one",
        "CACHE_URL": "locmemcache://",
        "BROKER_URL": "memory://",
        "DEBUG": "1",  # plain static files; the test runner itself switches debug pages off
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser's driver keeps an event loop running
    }
    os.environ["DATABASE_URL"] = database_url(os.environ.get("TEST_DATABASE_URL", ""))
    for foreign in ("SITE_URL", "MAIL_URL", "HTTPS_ONLY", "SHOW_OUTBOX", "ALLOWED_HOSTS"):
        os.environ.pop(foreign, None)
    atexit.register(clear_up, var)


def database_url(server: str) -> str:
    """A database of this process alone, on the PostgreSQL `server` or as a file in `VAR_DIR`."""
    if not server:
        return f"sqlite:///{os.environ['VAR_DIR']}/test.sqlite3"
    return urlsplit(server)._replace(path=f"/ract_test_{OWNER}").geturl()


def clear_up(var: str) -> None:
    """Remove what `lay_out` made; a forked child leaves it to its parent."""
    if os.getpid() == OWNER:
        shutil.rmtree(var, ignore_errors=True)


def load_settings() -> None:
    """Load the settings, without their costly safeguards: slow hashes, waiting for the disk.

    Afterwards nothing names them any longer: a worker of xdist, which inherits our variables,
    would load them before it has laid out an environment of its own.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    else:
        database.setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
    del os.environ["DJANGO_SETTINGS_MODULE"]
