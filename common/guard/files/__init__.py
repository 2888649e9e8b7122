"""Files that people hand in: what they are, and that they tell of nobody."""

from common.guard.files.checking import MAX_FILE, CheckedFile, checked_file
from common.guard.files.kinds import FileKind

__all__ = ["MAX_FILE", "CheckedFile", "FileKind", "checked_file"]
