"""One sheet of texts, and how much of it is read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.errors import RuleViolation

MEGABYTE = 1024 * 1024
MAX_FILE = 1 * MEGABYTE
MAX_UNPACKED = 20 * MEGABYTE  # an .xlsx file is a zip archive
MAX_ROWS = 5_000  # below the headings
MAX_COLUMNS = 50
MAX_TEXT = 2_000_000  # characters: one long text may be pointed at from many cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts of a sheet from row 1 and column A on, blank rows and all."""

    rows: list[list[str]]
    name: str = ""
    hidden: bool = False


def refuse_if_larger(*, height: int, width: int) -> None:
    """Refuse a sheet with more rows or columns than are read at a time."""
    if height > MAX_ROWS + 1:
        raise RuleViolation(
            "file_too_many_rows",
            _("The list goes on beyond row %(row)s. At most %(limit)s rows are read at a time.")
            % {"row": MAX_ROWS + 1, "limit": MAX_ROWS},
            _("Delete the rows below the list, or divide it into several files."),
        )
    if width > MAX_COLUMNS:
        raise RuleViolation(
            "file_too_many_columns",
            _("The list has more than %(limit)s columns.") % {"limit": MAX_COLUMNS},
            _("Delete the columns to the right of the list."),
        )


def empty() -> RuleViolation:
    """What to raise when there is nothing in a file."""
    return RuleViolation(
        "file_empty",
        _("The file is empty."),
        _("Check that the list is saved, and choose the file again."),
    )


def wrong_kind() -> RuleViolation:
    """What to raise when a file is something else than a list."""
    return RuleViolation(
        "file_kind",
        _("The file is neither an Excel workbook (.xlsx) nor a CSV file."),
        _("Save the list in one of these formats and choose that file."),
    )


def unreadable() -> RuleViolation:
    """What to raise when a file breaks while it is read."""
    return RuleViolation(
        "file_unreadable",
        _("The file can't be read: it is damaged, or holds far more than a list."),
        _("Copy the list into a new workbook, save it and choose that file."),
    )
