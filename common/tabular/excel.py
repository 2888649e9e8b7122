"""Excel workbooks: looked at from outside first, then read by a process with limits."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from common.errors import RuleViolation
from common.tabular.sheet import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    MAX_UNPACKED,
    Sheet,
    refuse_if_larger,
    unreadable,
    wrong_kind,
)

READER = Path(__file__).with_name("excel_process.py")
TIME = 10  # seconds, for the process as a whole
CONTENT_TYPES = "[Content_Types].xml"
ENCRYPTED = 0x1  # the flag in a zip entry


def sheets_of(content: bytes) -> list[Sheet]:
    """All sheets with something in them, hidden ones too, in the workbook's order."""
    _refuse_by_its_parts(content)
    sheets = []
    for found in _read_apart(content):
        refuse_if_larger(height=found["height"], width=found["width"])
        if found["rows"]:
            sheets.append(Sheet(found["rows"], found["name"], found["hidden"]))
    return sheets


def older_format(content: bytes) -> RuleViolation:
    """Why .xls is refused, or .xlsx behind a password: they look alike from outside."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _behind_password()
    return RuleViolation(
        "file_old_excel",
        _("The file is in an older Excel format."),
        _("Open it in Excel, save it as an Excel workbook (.xlsx) and choose that file."),
    )


def _refuse_by_its_parts(content: bytes) -> None:
    """Look at the archive's own list of parts, without unpacking them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise _behind_password()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise unreadable()
        names = {part.filename.lower() for part in parts}
        kinds = archive.read(CONTENT_TYPES) if CONTENT_TYPES.lower() in names else b""
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, ValueError):
        raise unreadable() from None
    if b"macroEnabled" in kinds or any("vbaproject" in name for name in names):
        raise RuleViolation(
            "file_macros",
            _("The workbook contains macros."),
            _("Save it as an Excel workbook (.xlsx) without macros and choose that file."),
        )
    if "xl/workbook.xml" not in names:
        raise wrong_kind()


def _read_apart(content: bytes) -> list[dict]:
    limits = [str(limit) for limit in (MAX_ROWS + 1, MAX_COLUMNS, MAX_TEXT)]
    try:
        answer = subprocess.run(  # noqa: S603 - our own program, with numbers for arguments
            [sys.executable, "-P", READER, *limits],
            input=content,
            capture_output=True,
            timeout=TIME,
            check=True,
        )
    except subprocess.SubprocessError:
        answer = None
    if answer is None:  # not raised above: that exception carries what was read so far
        raise unreadable()
    return json.loads(answer.stdout)


def _behind_password() -> RuleViolation:
    return RuleViolation(
        "file_locked",
        _("The workbook is protected by a password."),
        _("Remove the password in Excel, save the workbook and choose it again."),
    )
