"""The first step of the start: sentences for what only a person can change."""

import ast
import socket
import subprocess
import sys

import pytest

from lms.startup import bootstrap
from lms.startup.bootstrap import DISK_FULL, NO_NETWORK, READ_ONLY, WRONG_HASH, Obstacle
from tests.environment import ROOT


def test_old_pythons_can_read_it():
    ast.parse((ROOT / "lms/startup/bootstrap.py").read_text(), feature_version=(3, 6))


def test_an_old_python_looks_for_a_newer_one(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap, "is_fitting", lambda python: python == "/opt/python3.12")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/opt/{name}")
    assert bootstrap.fitting_python() == "/opt/python3.12"


def test_an_old_python_alone_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(Obstacle, match=r"Python 3\.9 is too old: install Python 3\.11 or newer"):
        bootstrap.fitting_python()


def test_a_python_without_venv_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(bootstrap, "is_fitting", lambda python, modules: "venv" not in modules)
    with pytest.raises(Obstacle, match="apt-get install python3-venv"):
        bootstrap.create_venv(sys.executable)


def test_a_taken_port_names_another(monkeypatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Obstacle, match=f"Port {port} is taken .* make run PORT={port + 1}"):
            bootstrap.check_port()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_must_be_one(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Obstacle, match="PORT must be a number from 1 to 65535"):
        bootstrap.check_port()


def test_a_full_disk_is_noticed_before_anything_is_fetched(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "none")
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(Obstacle, match="The disk is full"):
        bootstrap.check_folder()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", DISK_FULL),
        ("ERROR: [Errno 13] Permission denied: '/srv/x'", READ_ONLY.format(root=ROOT)),
        ("Temporary failure in name resolution", NO_NETWORK),
        ("Failed to establish a new connection: [Errno 111]", NO_NETWORK),
        ("ERROR: No matching distribution found for wagtail==8.0.1", NO_NETWORK),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", WRONG_HASH),
    ],
)
def test_what_pip_says_becomes_a_sentence(said, sentence):
    with pytest.raises(Obstacle) as obstacle:
        bootstrap.run([sys.executable, "-c", f"print({said!r}); raise SystemExit(1)"])
    assert str(obstacle.value) == sentence


def test_what_nobody_foresaw_is_shown_as_it_is(capsys):
    with pytest.raises(Obstacle, match="the reason stands above"):
        bootstrap.run([sys.executable, "-c", "print('moths'); raise SystemExit(1)"])
    assert "moths" in capsys.readouterr().err


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment that is made and filled by pretending; returns what was done."""
    done = []

    def create_venv(python):
        done.append("venv")
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "python").write_text("")

    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "is_fitting", lambda python: True)
    monkeypatch.setattr(bootstrap, "create_venv", create_venv)
    monkeypatch.setattr(bootstrap, "install", lambda python, lock: done.append(lock.name))
    return done


def test_what_is_installed_is_not_installed_again(environment):
    lock = ROOT / "requirements" / "runtime.lock"
    for _ in range(2):
        bootstrap.make_environment(lock)
    assert environment == ["venv", "runtime.lock"]


def test_a_changed_lock_is_installed_into_the_same_environment(environment, tmp_path):
    lock = ROOT / "requirements" / "runtime.lock"
    bootstrap.make_environment(lock)
    (tmp_path / "runtime.installed").write_text("of an earlier lock")
    bootstrap.make_environment(lock)
    assert environment == ["venv", "runtime.lock", "runtime.lock"]


def test_where_uv_does_not_work_pip_installs(monkeypatch):
    ran = []
    monkeypatch.setattr(bootstrap, "succeeds", lambda command, environment=None: False)
    monkeypatch.setattr(bootstrap, "run", ran.append)
    monkeypatch.setattr(bootstrap, "is_fitting", lambda python, modules: True)
    bootstrap.install("python", ROOT / "requirements" / "runtime.lock")
    assert [(command[2], "--require-hashes" in command) for command in ran] == [("pip", True)]


def test_a_pip_that_works_for_other_pythons_spares_making_another(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "run", ran.append)
    for lends, extra in ((True, ["--without-pip"]), (False, [])):
        monkeypatch.setattr(bootstrap, "succeeds", lambda command, lends=lends: lends)
        bootstrap.create_venv(sys.executable)
        assert ran.pop()[5:] == extra


def test_an_environment_without_pip_borrows_ours(monkeypatch):
    ran = []
    monkeypatch.setattr(bootstrap, "succeeds", lambda command, environment=None: False)
    monkeypatch.setattr(bootstrap, "run", ran.append)
    monkeypatch.setattr(bootstrap, "is_fitting", lambda python, modules: False)
    bootstrap.install("python", ROOT / "requirements" / "runtime.lock")
    assert ran[0][:5] == [sys.executable, "-m", "pip", "--python", "python"]


def test_the_package_index_of_pip_is_told_to_uv(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://paket.region.example/simple")
    told = bootstrap.index_of_pip([sys.executable, "-c", "''"])
    assert told["UV_DEFAULT_INDEX"] == "http://paket.region.example/simple"


def test_make_says_when_there_is_no_python_at_all():
    done = subprocess.run(
        ["make", "run", "PYTHON=python-of-nowhere"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "There is no python-of-nowhere here: install Python 3.11 or newer" in done.stdout
