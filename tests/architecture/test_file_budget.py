"""A file that grows past its budget wants to become a folder of the same name."""

from tests.architecture.source import modules, named, templates
from tests.environment import ROOT

LINES = {".py": 300, ".html": 200, ".txt": 200, ".typ": 200, ".css": 400, ".js": 200}


def too_long(paths):
    for path in paths:
        lines = len(path.read_text().splitlines())
        if lines > LINES[path.suffix]:
            yield f"{named(path)}: {lines} lines, budget {LINES[path.suffix]}"


def test_no_source_file_exceeds_its_budget():
    static = [path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js")]
    assert list(too_long([*modules(), *templates(), *static])) == []
