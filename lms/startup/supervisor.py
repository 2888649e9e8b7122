"""One process that starts web server, worker and timetable, keeps them alive and ends them.

Each child leads a process group of its own, so that Ctrl-C reaches the supervisor alone and a
group is ended as a whole: nothing is left behind, however the end came.
"""

import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

GRACE = 8.0  # seconds a child has to end by itself
SETTLED = 30.0  # seconds after which a child counts as started well
GIVE_UP_AFTER = 4  # failures in a row before the web server has ever answered
PR_SET_PDEATHSIG = 1


def end_with_the_parent() -> None:
    """Have Linux end this child when the supervisor is killed without a chance to do it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A program that is to run until the end; restarted, later and later, when it fails."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    failures: int = 0
    restart_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, start_new_session=True, preexec_fn=end_with_the_parent
        )
        self.started_at = time.monotonic()

    def look_after(self) -> None:
        """Reap and restart a child that died; one call per beat of the supervisor."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.restart_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self.signal_group(signal.SIGKILL)  # whatever it had started itself
            self.failures = 1 if now - self.started_at > SETTLED else self.failures + 1
            delay = min(2 ** (self.failures - 1), 30)
            self.restart_at, self.process = now + delay, None
            complain(f"The {self.name} ended with code {code}; starting it again in {delay} s.")

    def signal_group(self, sign: signal.Signals) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, sign)

    def ask_to_end(self) -> None:
        """To the leader alone: gunicorn and Celery end their own children in good order."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait_for_end(self, until: float) -> None:
        """Wait, then kill what is left of the group."""
        if not self.process:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, until - time.monotonic()))
        self.signal_group(signal.SIGKILL)
        self.process.wait()


@dataclass
class Supervisor:
    """Runs `children` until a signal says stop; calls `when_ready` once the web server answers."""

    children: Sequence[Child]
    port: int
    when_ready: Callable[[], None]
    stopping: bool = False
    ready: bool = False
    exit_code: int = 0
    begun_at: float = field(default_factory=time.monotonic)

    def run(self) -> int:
        """Returns the exit code: 0 when asked to stop."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self.stop)
        try:
            while not self.stopping:
                for child in self.children:
                    child.look_after()
                if not self.ready:
                    self.look_whether_ready()
                time.sleep(0.5 if self.ready else 0.05)
        finally:
            self.end()
        return self.exit_code

    def stop(self, *_signal) -> None:
        self.stopping = True

    def look_whether_ready(self) -> None:
        """Ask the health page; give up when the web server can't be started at all."""
        if answers(self.port):
            self.ready = True
            self.when_ready()
        elif max(child.failures for child in self.children) >= GIVE_UP_AFTER:
            complain("The platform can't be started; the reason stands above.")
            self.stopping, self.exit_code = True, 1

    def end(self) -> None:
        """End all children in good order, and what does not end within `GRACE` by force."""
        print("\nEnding …", flush=True)
        for child in self.children:
            child.ask_to_end()
        until = time.monotonic() + GRACE
        for child in self.children:
            child.wait_for_end(until)


def answers(port: int) -> bool:
    """Whether the platform says on `port` that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/halsa/", headers={"Host": "localhost"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
