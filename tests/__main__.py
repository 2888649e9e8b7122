"""`make test`: form first, then all tests; says what it leaves out.

Import contracts, pending migrations, Swedish and the other laws of the house are tests too
(`tests/architecture`).
With `TEST_EVERYTHING=1` nothing may be left out: the whole suite runs on SQLite and again on
PostgreSQL, messages go over a broker with a server, and a skipped test fails the run.
"""

import os
import subprocess
import sys

from tests.browser import chromium
from tests.environment import ROOT

PYTHON = sys.executable
CHECKS = (
    ("Lint", ("-m", "ruff", "check", "--quiet")),
    ("Format", ("-m", "ruff", "format", "--check", "--quiet")),
)
COULD_BE_GIVEN = {
    "TEST_DATABASE_URL": "PostgreSQL, for example postgres://postgres@127.0.0.1:5432/",
    "TEST_BROKER_URL": "RabbitMQ, for example amqp://guest:guest@127.0.0.1:5672//",
}


def main() -> int:
    """Returns the exit code. The summary of the last pytest run is the last line."""
    well = [check(name, command) for name, command in CHECKS]
    if os.environ.get("TEST_EVERYTHING"):
        well += [
            suite("on SQLite", "-m", "not postgres", TEST_DATABASE_URL=""),
            suite("on PostgreSQL"),
        ]
    else:
        say_what_is_left_out()
        engine = "PostgreSQL" if os.environ.get("TEST_DATABASE_URL") else "SQLite"
        well.append(suite(f"on {engine}"))
    return 0 if all(well) else 1


def check(name: str, command: tuple[str, ...]) -> bool:
    """Run one check; its words are shown only when it fails."""
    done = subprocess.run(
        [PYTHON, *command], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    print(f"{name}: {'as it should be' if not done.returncode else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return not done.returncode


def suite(where: str, *options: str, **variables: str) -> bool:
    """Run all tests, on as many cores as there are, each process taking the next when it is free.

    Dealt out in portions, the slow ones, which come first, would all be one process's.
    """
    print(f"\nTests {where}", flush=True)
    one_by_one = ("-n", "auto", "--dist", "load", "--maxschedchunk", "1")
    command = [PYTHON, "-m", "pytest", "--quiet", *one_by_one, *options]
    return not subprocess.run(command, cwd=ROOT, env=os.environ | variables).returncode


def say_what_is_left_out() -> None:
    """So that nobody takes a quick run for a full one."""
    if not chromium():
        print("Left out: browser journeys. There is no Chromium here (or set CHROMIUM=path).")
    for variable, what in COULD_BE_GIVEN.items():
        if not os.environ.get(variable):
            print(f"Left out: {what.replace(', for', f' (set {variable}, for')}).")


if __name__ == "__main__":
    sys.exit(main())
