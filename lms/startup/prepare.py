"""What must be in place before the first page: folders, words, database, data, static files.

`python -m lms.startup.prepare` does whatever is missing. Each step looks first whether there is
anything to do; a fingerprint of the source lets the next start skip even the looking.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from lms.startup.bootstrap import DISK_FULL, READ_ONLY, ROOT, Obstacle
from lms.startup.database import migrate
from lms.startup.traces import fingerprint, trace

FOLDERS = ("queue", "queue-control", "mail", "media", "cache")


def tell(line: str) -> None:
    print(line, flush=True)


def prepare() -> None:
    """Do what is missing, in order; two long steps run beside the others."""
    for name in FOLDERS:
        trace(name).mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as beside:
        compile_bytecode(beside)
        compile_words()
        django.setup()
        collect_static_files(beside)
        migrate(tell)
        call_command("load_reference_data", verbosity=0)
        if os.environ.get("DEMO", "0") != "0":  # `make run` asks for it, a server doesn't
            play_demo_once()
        invite_first_administrator()
        connection.close()
    trace("prepared").write_text(fingerprint())


@contextlib.contextmanager
def running_beside(*command: str, note: Path, text: str):
    """Run a program beside what is done inside; when both ended well, write `text` to `note`."""
    process = subprocess.Popen(command)
    try:
        yield
        if process.wait():
            raise Obstacle("A step of the start failed; the reason stands above.")
        note.write_text(text)
    finally:
        process.kill()
        process.wait()


def compile_bytecode(beside: contextlib.ExitStack) -> None:
    """Let Python's byte code be made, once per environment that we installed."""
    installed, compiled = (
        Path(sys.prefix) / f"runtime.{state}" for state in ("installed", "compiled")
    )
    if not installed.exists() or (compiled.exists() and is_newer(compiled, installed)):
        return
    library = str(Path(sys.prefix) / "lib")
    compiling = ("nice", sys.executable, "-m", "compileall", "-q", "-q", library)
    beside.enter_context(running_beside(*compiling, note=compiled, text=""))


def is_newer(one: Path, other: Path) -> bool:
    return one.stat().st_mtime >= other.stat().st_mtime


def compile_words() -> None:
    """Swedish, before Django reads it."""
    from lms import catalogue  # noqa: PLC0415 – settings must be named first

    if catalogue.compile_all():
        tell("Compiled the Swedish catalogue.")


def collect_static_files(beside: contextlib.ExitStack) -> None:
    """Collect when what was collected is not that of the source."""
    digest = hashlib.sha256((ROOT / "requirements" / "runtime.lock").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
    note = trace("static.collected")
    if note.exists() and note.read_text() == digest.hexdigest():
        return
    tell("Collecting static files …")
    collecting = ("collectstatic", "--no-input", "--clear", "--verbosity", "0")
    program = (sys.executable, str(ROOT / "manage.py"), *collecting)
    beside.enter_context(running_beside(*program, note=note, text=digest.hexdigest()))


def play_demo_once() -> None:
    """Play the demo story in an empty database, and note whom one can log in as."""
    from lms.demo.cast import LOGINS  # noqa: PLC0415 – needs django.setup()
    from organisations.models import Person  # noqa: PLC0415

    if Person.objects.exists():
        return
    tell("Playing the demo story …")
    begun = time.monotonic()
    call_command("play_demo", verbosity=0)
    trace("logins.json").write_text(json.dumps([[str(word) for word in row] for row in LOGINS]))
    tell(f"The demo story took {time.monotonic() - begun:.0f} seconds.")


def invite_first_administrator() -> None:
    """While nobody administers, keep a one-time code that makes the first visitor the one."""
    from organisations.selectors.administrators import has_administrator  # noqa: PLC0415

    code = trace("first-administrator-code")
    if has_administrator():
        code.unlink(missing_ok=True)
    elif not code.exists():
        code.touch(mode=0o600)
        code.write_text(secrets.token_hex(5))


def main() -> None:
    """Prepare; what only a person can change becomes one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    try:
        prepare()
    except Obstacle as obstacle:
        sys.exit(str(obstacle))
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, OperationalError) as error:
        if sentence := in_words(error):
            sys.exit(sentence)
        raise


def in_words(error: OSError | OperationalError) -> str | None:
    """One sentence for what is wrong outside of us, else None."""
    said = str(error).lower()
    if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in said:
        return DISK_FULL
    if isinstance(error, PermissionError) or "readonly" in said or "unable to open" in said:
        return READ_ONLY.format(root=settings.VAR_DIR)
    if isinstance(error, OperationalError) and connection.vendor == "postgresql":
        return f"The database that DATABASE_URL names does not answer: {error}"
    return None


if __name__ == "__main__":
    main()
