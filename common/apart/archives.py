"""Archives (zip: .docx, .odt, .xlsx), looked at from outside before anything is unpacked."""

import io
import zipfile

ENCRYPTED = 0x1  # the flag in a zip entry
MAX_PARTS = 2_000
MAX_RATIO = 200  # of a part that is large when unpacked; text is packed to a tenth or so
LARGE = 1024 * 1024


class Damaged(Exception):
    """It can't be read, or would be far more unpacked than it should."""


class Locked(Exception):
    """It is behind a password."""


def opened(content: bytes, *, most_bytes: int) -> zipfile.ZipFile:
    """The archive, if by its own list of parts it is harmless: few, not locked, at most
    `most_bytes` unpacked, and none packed beyond belief. Raises `Damaged` or `Locked`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise Damaged from None
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Locked
    if (
        len(parts) > MAX_PARTS
        or len({part.filename for part in parts}) < len(parts)
        or sum(part.file_size for part in parts) > most_bytes
        or any(part.file_size > max(LARGE, MAX_RATIO * part.compress_size) for part in parts)
    ):
        raise Damaged
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part unpacked, empty if there is none. Raises `Damaged`."""
    try:
        return archive.read(name) if name in archive.namelist() else b""
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise Damaged from None
