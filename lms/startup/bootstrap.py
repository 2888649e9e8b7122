"""The first step of `make run` and `make test`: an environment with what the lock file names.

Runs before anything is installed and must be readable for old Pythons (3.6), so that it can say
that they are too old: standard library only, no new syntax.
"""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
INSTALLER = ROOT / "requirements" / "installer.lock"
NEEDED = (3, 11)
NAMES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python")
ROOM_NEEDED = 600 * 1024 * 1024
LOCKS = {"run": "runtime", "test": "dev", "bench": "dev"}
NEXT = {
    "run": ["-m", "lms.startup"],
    "test": ["-m", "tests"],
    "bench": ["-m", "benchmarks"],
}
READ_ONLY = "This folder can't be written to: {root}. Clone the project to a folder of your own."
DISK_FULL = "The disk is full. Make room (about 600 MB are needed) and start again."
NO_NETWORK = """\
The packages could not be fetched. The first start needs the network: check the connection (or the
package index that pip is set up for) and start again."""
WRONG_HASH = """\
A package is not the one that requirements/*.lock names and was refused. Start again; if it happens
twice, don't trust the package index that pip is set up for."""
# What pip says when something outside of us is wrong, and what a person can do about it.
OBSTACLES = (
    (("no space left",), DISK_FULL),
    (("permission denied", "read-only file system"), READ_ONLY),
    (("do not match the hashes",), WRONG_HASH),
    (("connection", "name resolution", "timed out", "no matching distribution"), NO_NETWORK),
)


class Obstacle(Exception):
    """Something only a person can change; says in one sentence what to do."""


def fitting_python():
    """The path of a Python that is new enough."""
    if sys.version_info >= NEEDED:
        return sys.executable
    for name in NAMES:
        found = shutil.which(name)
        if found and is_fitting(found):
            return found
    raise Obstacle(
        f"Python {sys.version_info[0]}.{sys.version_info[1]} is too old: install Python 3.11 or "
        "newer, and start again."
    )


def is_fitting(python, module="sys"):
    """Whether another Python is new enough, and has the module."""
    ask = f"import sys, {module}; sys.exit(sys.version_info < {NEEDED})"
    return subprocess.run([python, "-c", ask], stderr=DEVNULL).returncode == 0


def check_folder():
    """Refuse a folder that can't be written to, or a disk without room."""
    if not os.access(str(ROOT), os.W_OK):
        raise Obstacle(READ_ONLY.format(root=ROOT))
    if not VENV.exists() and shutil.disk_usage(str(ROOT)).free < ROOM_NEEDED:
        raise Obstacle(DISK_FULL)


def check_port():
    """Refuse a port that is no number or that somebody else listens on."""
    port = os.environ.get("PORT", "8000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise Obstacle(f"PORT must be a number from 1 to 65535, not {port!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            raise Obstacle(
                f"Port {port} is kept for the system. Choose another: make run PORT=8000."
            )
        except OSError:
            other = int(port) % 65535 + 1
            raise Obstacle(
                f"Port {port} is taken by another program. Choose another: make run PORT={other}."
            )


def make_environment(lock):
    """Create .venv and install exactly what the lock file names; a stamp spares the next time."""
    python = VENV / "bin" / "python"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"{lock.stem}.installed"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    if not (python.exists() and is_fitting(str(python))):
        create_venv(fitting_python())
    print(f"Fetching what {lock.relative_to(ROOT)} names …", flush=True)
    install(str(python), lock)
    stamp.write_text(wanted)
    return str(python)


def create_venv(python):
    """Create .venv anew; without a pip of its own (most of the time) where ours does its work."""
    if not is_fitting(python, "venv, ensurepip"):
        raise Obstacle(
            "This Python lacks the modules venv and ensurepip: install them (on Debian and "
            "Ubuntu: apt-get install python3-venv), and start again."
        )
    print("Making an environment in .venv …", flush=True)
    lean = ["--without-pip"] if succeeds(lent_pip(python, to=python) + ["--version"]) else []
    run([python, "-m", "venv", "--clear", str(VENV)] + lean)


def lent_pip(python, to):
    """The pip of one Python, working for another; needs pip 22.3 or newer."""
    return [python, "-m", "pip", "--python", str(to)]


def install(python, lock):
    """Install the lock's packages: with uv, in seconds; where uv doesn't work, with pip."""
    own = is_fitting(python, "pip")
    pip = [python, "-m", "pip"] if own else lent_pip(fitting_python(), to=python)
    pip += ["--quiet", "--disable-pip-version-check", "--no-input"]
    uv = [str(VENV / "bin" / "uv"), "--quiet", "--system-certs", "pip"]
    exactly = ["install", "--require-hashes", "--requirement"]
    fetch_uv = [*pip, *exactly, str(INSTALLER), "--retries", "1", "--only-binary", ":all:"]
    with_uv = [*uv, *exactly, str(lock), "--python", python]
    if not (succeeds(fetch_uv) and succeeds(with_uv, environment=index_of_pip(pip))):
        run([*pip, *exactly, str(lock), "--no-compile"])


def index_of_pip(pip):
    """An environment that tells uv of the package index that pip is set up for, if there is one."""
    asked = subprocess.run([*pip, "config", "get", "global.index-url"], stdout=PIPE, stderr=DEVNULL)
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.decode().strip()
    return dict(os.environ, UV_DEFAULT_INDEX=index) if index else None


def succeeds(command, environment=None):
    """Whether a program that we can do without does its work."""
    return not subprocess.run(command, stdout=DEVNULL, stderr=DEVNULL, env=environment).returncode


def run(command):
    """Run a program; its complaint becomes a sentence that helps, or is shown as it is."""
    done = subprocess.run(command, stdout=PIPE, stderr=STDOUT)
    if done.returncode:
        said = done.stdout.decode(errors="replace")
        for signs, sentence in OBSTACLES:
            if any(sign in said.lower() for sign in signs):
                raise Obstacle(sentence.format(root=ROOT))
        sys.stderr.write(said)
        raise Obstacle("Installing failed; the reason stands above.")


def main(command):
    """Prepare the environment, then become the program that `command` asks for."""
    try:
        if command == "run":
            check_port()
        check_folder()
        python = make_environment(ROOT / "requirements" / f"{LOCKS[command]}.lock")
    except Obstacle as obstacle:
        sys.exit(str(obstacle))
    except PermissionError:
        sys.exit(READ_ONLY.format(root=ROOT))
    except KeyboardInterrupt:
        sys.exit(130)
    os.chdir(str(ROOT))
    # Byte code in .venv is what makes the second start quick.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(python, [python, *NEXT[command]])


if __name__ == "__main__":
    main(sys.argv[1])
