"""The supervisor, with small children: what dies comes back, and nothing outlives the end."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.environment import ROOT

WEB = """
import http.server
class Health(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", {port}), Health).serve_forever()
"""
# Starts a child of its own, as gunicorn does, and leaves both pids behind.
WORKER = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
with open({pids!r}, "a") as pids: pids.write(f"{{os.getpid()}} {{child.pid}}\\n")
time.sleep(60)
"""


def alive(pid: int) -> bool:
    """Whether a process runs; one that waits to be reaped by somebody else doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def wait_until(question, seconds=10.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := question():
            return answer
        time.sleep(0.05)
    pytest.fail(f"waited {seconds} s in vain")


class Platform:
    """A supervisor in a process of its own."""

    def __init__(self, tmp_path, web=WEB, worker=WORKER):
        self.pids = tmp_path / "pids"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        web = web.format(port=self.port)
        worker = worker.format(pids=str(self.pids))
        program = f"""
            import sys
            from lms.startup.supervisor import Child, Supervisor
            web, worker = {web!r}, {worker!r}
            children = [Child("web server", [sys.executable, "-c", web]),
                        Child("worker", [sys.executable, "-c", worker])]
            ready = lambda: print("ready", flush=True)
            sys.exit(Supervisor(children, {self.port}, when_ready=ready).run())
        """
        self.process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def generations(self) -> list[list[int]]:
        """The worker's and its child's pid, for every time it was started."""
        lines = self.pids.read_text().splitlines() if self.pids.exists() else []
        return [[int(pid) for pid in line.split()] for line in lines]

    def end(self, sign=signal.SIGTERM) -> tuple[int, str, str]:
        self.process.send_signal(sign)
        said, complained = self.process.communicate(timeout=20)
        return self.process.returncode, said, complained


@pytest.fixture
def platform(tmp_path):
    started = Platform(tmp_path)
    assert started.process.stdout.readline() == "ready\n"
    wait_until(started.generations)
    yield started
    started.process.kill()
    for pid in sum(started.generations(), []):
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    started.process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_in_good_order(platform, sign):
    code, _, complained = platform.end(sign)
    assert (code, complained) == (0, "")
    assert not any(alive(pid) for pid in platform.generations()[0])


def test_a_child_that_is_killed_comes_back_and_leaves_no_grandchild(platform):
    worker, grandchild = platform.generations()[0]
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(platform.generations()) == 2)
    assert not alive(grandchild)
    _, _, complained = platform.end()
    assert complained == "The worker ended with code -9; starting it again in 1 s.\n"


def test_when_the_supervisor_itself_is_killed_the_children_end(platform):
    worker, _ = platform.generations()[0]
    platform.process.kill()
    wait_until(lambda: not alive(worker))


def test_a_web_server_that_cannot_start_ends_the_start(tmp_path):
    started = Platform(tmp_path, web="raise SystemExit('no such module')")
    said, complained = started.process.communicate(timeout=40)
    assert started.process.returncode == 1
    assert "ready" not in said
    assert "The platform can't be started; the reason stands above." in complained
    assert not any(alive(pid) for pid in sum(started.generations(), []))
