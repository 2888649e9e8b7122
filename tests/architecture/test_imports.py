"""Imports run downward only; `pyproject.toml` holds the contracts."""

import subprocess
import sys

from tests.environment import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def test_the_import_contracts_hold():
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
