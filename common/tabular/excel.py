"""Excel workbooks: looked at from outside first, then read by a process with limits."""

from pathlib import Path

from django.utils.translation import gettext as _

from common.apart import Damaged, Locked, answer_of, opened, part
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
CONTENT_TYPES = "[Content_Types].xml"


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
        archive = opened(content, most_bytes=MAX_UNPACKED)
        kinds = part(archive, CONTENT_TYPES)
    except Locked:
        raise _behind_password() from None
    except Damaged:
        raise unreadable() from None
    names = {name.lower() for name in archive.namelist()}
    if b"macroEnabled" in kinds or any("vbaproject" in name for name in names):
        raise RuleViolation(
            "file_macros",
            _("The workbook contains macros."),
            _("Save it as an Excel workbook (.xlsx) without macros and choose that file."),
        )
    if "xl/workbook.xml" not in names:
        raise wrong_kind()


def _read_apart(content: bytes) -> list[dict]:
    sheets = answer_of(READER, content, MAX_ROWS + 1, MAX_COLUMNS, MAX_TEXT)
    if sheets is None:
        raise unreadable()
    return sheets


def _behind_password() -> RuleViolation:
    return RuleViolation(
        "file_locked",
        _("The workbook is protected by a password."),
        _("Remove the password in Excel, save the workbook and choose it again."),
    )
