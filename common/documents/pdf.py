"""PDF documents that a screen reader can read and an archive can keep.

Typst refuses to make a document that breaks PDF/UA-1 or PDF/A-2a: it must have a title, a
language, a date, and a text for each image.
"""

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import segno
import typst

STANDARDS = ["a-2a", "ua-1"]


def compile_pdf(
    template_path: Path, data: Mapping, *, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a Typst template. The same data give the same bytes. About 3 ms.

    The template reads the data with `json(bytes(sys.inputs.data))`, so that no text of theirs is
    ever markup, and `files` by their names: `image("qr.svg")`. It can read what stands beside
    it, and nothing else. It dates the document from the data, not from the clock:
    `set document(date: …)`. Raises `typst.TypstError`, a fault of the template.
    """
    compiler = typst.Compiler(
        {"main.typ": Path(template_path), **(files or {})},
        root=Path(template_path).parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=0)


@cache
def _fonts() -> typst.Fonts:
    """Those that Typst brings along: the same on every machine. Shared by all threads.

    A compiler is not: two threads in one fail. A new one for each document costs nothing.
    """
    return typst.Fonts(include_system_fonts=False)


def qr_svg(text: str) -> bytes:
    """A QR code as SVG with its quiet frame, as large as its place; readable with 15 % gone."""
    image = io.BytesIO()
    segno.make(text, error="m", micro=False).save(image, kind="svg", xmldecl=False, omitsize=True)
    return image.getvalue()
