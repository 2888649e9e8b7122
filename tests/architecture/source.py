"""What the tests of the house read: our own files, and which room lies above which."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.environment import ROOT

MARKUP = ("*.html", "*.txt", "*.typ")


@cache
def rank() -> dict[str, int]:
    """Room → height, read from the same contract that import-linter checks."""
    house = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    stack = next(contract for contract in house["contracts"] if contract["id"] == "rooms")
    floors = reversed(stack["layers"])
    return {
        room.strip(): height for height, floor in enumerate(floors) for room in floor.split("|")
    }


def modules(*patterns: str) -> Iterator[Path]:
    """Our Python files, migrations left out; `patterns` as in `Path.match`."""
    for room in rank():
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            if not patterns or any(path.match(pattern) for pattern in patterns):
                yield path


def templates() -> Iterator[Path]:
    """Everything that Django renders."""
    for kind in MARKUP:
        yield from sorted((ROOT / "templates").rglob(kind))


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def named(path: Path) -> str:
    """How a file is called in a complaint."""
    return path.relative_to(ROOT).as_posix()
