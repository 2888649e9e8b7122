"""What the log leaves out."""

import logging
import re
from collections.abc import Iterable


class LinksLeftOut(logging.Filter):
    """Writes addresses without the key in them, where the address itself is the key: whoever
    reads the log shall not be able to answer for somebody, or read their certificate.

    `under` are the beginnings of such addresses.
    """

    def __init__(self, under: Iterable[str]) -> None:
        super().__init__()
        self.keys = re.compile(rf"({'|'.join(map(re.escape, under))})[^/\s]+")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.keys.sub(r"\1…", record.getMessage()), ()
        return True
