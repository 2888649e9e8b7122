"""`make run`: prepare what is missing, then start everything and say where it is."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from lms.startup.bootstrap import READ_ONLY
from lms.startup.supervisor import Child, Supervisor
from lms.startup.traces import is_prepared, trace

PORT = int(os.environ.get("PORT", "8000"))
PYTHON = sys.executable
WEB = [
    *(PYTHON, "-m", "gunicorn", "lms.wsgi"),
    *("--bind", f"127.0.0.1:{PORT}", "--preload", "--no-control-socket"),
    *("--worker-class", "gthread", "--threads", "4", "--workers", str(min(os.cpu_count() or 1, 4))),
    *("--graceful-timeout", "5", "--log-level", "warning"),
]
AS_ROOT = "ignore:You're running the worker with superuser privileges"
WORKER = [
    *(PYTHON, "-W", AS_ROOT, "-m", "celery", "--quiet", "--app", "lms", "worker", "--beat"),
    *("--pool", "threads", "--concurrency", "2", "--without-mingle", "--without-gossip"),
    *("--loglevel", "WARNING", "--schedule", str(trace("timetable"))),
]


def main() -> int:
    """Returns the exit code."""
    surroundings()
    try:
        trace().mkdir(parents=True, exist_ok=True)
        lock = trace("running").open("a+")
    except OSError:
        sys.exit(READ_ONLY.format(root=trace()))
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            sys.exit(f"It runs already from this folder: {lock.read().strip()}")
        lock.truncate(0)
        lock.write(address())
        lock.flush()
        if not is_prepared() and (code := prepare()):
            return code
        children = [Child("web server", WEB), Child("worker", WORKER)]
        return Supervisor(children, PORT, when_ready=welcome).run()


def surroundings() -> None:
    """What the children find in their environment, unless somebody chose otherwise."""
    os.environ.setdefault("SITE_URL", address())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    if os.environ.setdefault("DEMO", "1") != "0":
        os.environ.setdefault("SHOW_OUTBOX", "1")


def address() -> str:
    return f"http://localhost:{PORT}"


def prepare() -> int:
    """Run the preparing in a process of its own, which goes when we are told to."""
    process = subprocess.Popen([PYTHON, "-m", "lms.startup.prepare"])
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: process.send_signal(signal.SIGINT))
    return process.wait()


def welcome() -> None:
    """Say where the platform is, and who one can be there."""
    lines = ["", f"  {address()}", ""]
    code = trace("first-administrator-code")
    logins = trace("logins.json")
    if code.exists():
        lines += [
            f"  Nobody administers yet. Open the address and give the code {code.read_text()}",
            "",
        ]
    elif logins.exists():
        rows = json.loads(logins.read_text())
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            lines.append("  " + "   ".join(map(str.ljust, row, widths)).rstrip())
        lines.append("")
    print("\n".join([*lines, "  Ctrl-C ends it."]), flush=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parent.parent.parent)
    sys.exit(main())
