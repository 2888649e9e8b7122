"""What a page's table says, cell by cell, as it is read out."""

from html.parser import HTMLParser

CELLS = {"th", "td"}


class _Tables(HTMLParser):
    """Texts of all cells; what is hidden from readers, and what only explains (`.sub`), is left
    out. End tags of cells and rows may be missing, as the grid leaves them out."""

    def __init__(self):
        super().__init__()
        self.tables, self._skipped, self._cell = [], [], None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if self._skipped or given.get("aria-hidden") == "true" or given.get("class") == "sub":
            if tag not in {"use", "input", "br"}:
                self._skipped.append(tag)
            return
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
            self._cell = None
        elif tag in CELLS:
            self.tables[-1][-1].append("")
            self._cell = True
        if tag == "caption":
            self._cell = None

    def handle_endtag(self, tag):
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
        elif tag in CELLS | {"table"}:
            self._cell = None

    def handle_data(self, data):
        if self._cell and not self._skipped and self.tables and self.tables[-1]:
            self.tables[-1][-1][-1] += data


def tables_in(page: str) -> list[list[list[str]]]:
    """The tables of a page: rows of cells."""
    reader = _Tables()
    reader.feed(page)
    return [[[" ".join(cell.split()) for cell in row] for row in table] for table in reader.tables]
