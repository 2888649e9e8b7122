"""Starts a reader in a process of its own and takes its answer."""

import json
import subprocess
import sys
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
TIME = 20  # seconds by the clock; the child's own limit is of work (`child.py`)


def answer_of(reader: Path, content: bytes, *arguments: object) -> object | None:
    """What the program `reader` makes of `content`: it gets it on standard input, with these
    arguments, and answers in JSON on standard output. None if it failed, or would not end.

    The reader imports nothing of ours, to start in hundredths of a second. Nothing is written to
    disk, and what went wrong is told to nobody: it would carry pieces of the content.
    """
    try:
        answer = subprocess.run(  # noqa: S603 - our own programs, with arguments of our own
            [sys.executable, "-P", CHILD, reader, *map(str, arguments)],
            input=content,
            capture_output=True,
            timeout=TIME,
            check=True,
        )
        return json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
