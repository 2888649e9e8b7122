"""What a start leaves behind for the next one, in `var/`. Loads no Django: it must be quick."""

import hashlib
import os
from pathlib import Path

from lms.startup.bootstrap import ROOT

NOT_OURS = {"var", "tests", "docs", "benchmarks"}
KINDS = {".py", ".po", ".lock", ".html", ".txt", ".css", ".js", ".svg", ".csv", ".json", ".typ"}


def trace(*names: str) -> Path:
    """A path in the folder where the platform keeps what it makes (`VAR_DIR`)."""
    return Path(os.environ.get("VAR_DIR", ROOT / "var")).joinpath(*names)


def fingerprint() -> str:
    """Changes when a file of the source does, or what the start was asked for."""
    digest = hashlib.sha256(f"{ROOT} {os.environ.get('DEMO')}".encode())
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(
            name for name in folders if name[0] not in "._" and name not in NOT_OURS
        )
        for name in sorted(files):
            if Path(name).suffix in KINDS:
                state = Path(folder, name).stat()
                digest.update(f"{folder}/{name} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def is_prepared() -> bool:
    """Whether the last start left everything in place for this very source.

    Only the embedded database is known well enough; one on a server is looked at every time.
    """
    note = trace("prepared")
    if "DATABASE_URL" in os.environ or not trace("ract.sqlite3").exists():
        return False
    return note.exists() and note.read_text() == fingerprint()
