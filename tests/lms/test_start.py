"""The whole start, as `make run` does it once the environment is there."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.database import KEPT, key
from tests.environment import ROOT

pytestmark = pytest.mark.slow
CHOSEN_BY_TESTS = ("DATABASE_URL", "CACHE_URL", "BROKER_URL", "SECRET_KEY", "DEBUG")


@pytest.fixture
def var(tmp_path) -> Path:
    """An empty installation, migrated already if these tests have a migrated database."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy(KEPT / f"{key()}.sqlite3", tmp_path / "ract.sqlite3")
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def start(var, port):
    """`start()` starts the platform without a demo; everything is ended after the test."""
    started = []

    def start_one() -> subprocess.Popen:
        given = {"VAR_DIR": str(var), "PORT": str(port), "DEMO": "0"}
        environment = {k: v for k, v in os.environ.items() if k not in CHOSEN_BY_TESTS}
        process = subprocess.Popen(
            [sys.executable, "-m", "lms.startup"],
            cwd=ROOT,
            env=environment | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        if process.poll() is None:
            end(process)
        process.stdout.close()


def until_ready(process: subprocess.Popen) -> str:
    """What was said until everything ran."""
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C ends it." in line:
            return said
    pytest.fail(f"did not start:\n{said}")


def end(process: subprocess.Popen) -> str:
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=30)[0]


def still_running(var: Path) -> list[str]:
    """Processes that were started for this installation."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"VAR_DIR={var}\0" in environ.read_text(errors="replace"):
                found.append((environ.parent / "cmdline").read_text().replace("\0", " "))
    return found


def test_a_start_prepares_serves_and_ends_without_a_trace(start, var, port):
    platform = start()
    said = until_ready(platform)
    code = (var / "first-administrator-code").read_text()
    assert f"http://localhost:{port}" in said
    assert code in said
    with urllib.request.urlopen(f"http://localhost:{port}/") as page:
        assert page.url == f"http://localhost:{port}/forsta-administratoren/"
        styles = [line for line in page.read().decode().splitlines() if "stylesheet" in line]
    address = styles[0].split('href="')[1].split('"')[0]
    with urllib.request.urlopen(f"http://localhost:{port}{address}") as style:
        assert style.status == 200

    second = start()
    refused, _ = second.communicate(timeout=60)
    assert refused == f"It runs already from this folder: http://localhost:{port}\n"

    end(platform)
    assert platform.returncode == 0
    assert still_running(var) == []

    again = start()
    said = until_ready(again)
    assert "Bringing the database up to date" not in said
    assert "Collecting static files" not in said
    assert code in said
