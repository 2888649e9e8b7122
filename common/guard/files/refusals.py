"""Why a file is not taken, each with a way out. Nothing of a file stands in them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from common.errors import RuleViolation


def empty() -> RuleViolation:
    """Nothing in it."""
    return RuleViolation(
        "file_empty",
        _("The file is empty."),
        _("Check that what you wrote is saved, and choose the file again."),
    )


def too_large(megabytes: int) -> RuleViolation:
    """More bytes than are taken."""
    return RuleViolation(
        "file_too_large",
        _("The file is larger than %(limit)s MB.") % {"limit": megabytes},
        _("Make the pictures smaller or remove them, save the file and choose it again."),
    )


def wrong_kind() -> RuleViolation:
    """By its content; the name proves nothing."""
    return RuleViolation(
        "file_kind",
        _("The file is no document that can be handed in here, whatever its name says."),
        _("Save it as Word (.docx), OpenDocument (.odt), PDF or plain text, and choose that file."),
    )


def old_format() -> RuleViolation:
    """.doc"""
    return RuleViolation(
        "file_old_format",
        _("The file is in an older Word format."),
        _("Open it in Word, save it as a Word document (.docx) and choose that file."),
    )


def locked() -> RuleViolation:
    """Behind a password."""
    return RuleViolation(
        "file_locked",
        _("The file is protected by a password."),
        _("Remove the password, save the file and choose it again."),
    )


def macros() -> RuleViolation:
    """Programs inside."""
    return RuleViolation(
        "file_macros",
        _("The document contains macros."),
        _("Save it as a Word document (.docx) without macros and choose that file."),
    )


def holds_files() -> RuleViolation:
    """Other files inside, which the guard does not look into."""
    return RuleViolation(
        "file_holds_files",
        _("There are other files inside the document, such as a table from Excel."),
        _("Remove them, or put them in as text or pictures, and choose the file again."),
    )


def unreadable() -> RuleViolation:
    """It broke, or took too much time or memory, while it was read."""
    return RuleViolation(
        "file_unreadable",
        _("The file can't be read: it is damaged, or holds far more than a document."),
        _("Copy the text into a new document, save it and choose that file."),
    )


def no_text(pages: Sequence[int]) -> RuleViolation:
    """Scanned, or written with signs that have no meaning outside the file."""
    if pages:
        message = _("There is no text that can be read on page %(pages)s of the file.") % {
            "pages": ", ".join(map(str, pages))
        }
    else:
        message = _("There is no text in the file.")
    return RuleViolation(
        "file_no_text",
        message,
        _(
            "Perhaps it is scanned: a picture of a text can't be checked. Choose the document that "
            "it was made from, or write the text in the form instead."
        ),
    )
