"""Documents as people hand them in, made by hand to hide something anywhere in them."""

import io
import zipfile

import pikepdf
import typst
from django.core.files.uploadedfile import SimpleUploadedFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:{name}>{value}</dc:{name}></cp:coreProperties>"
)
ODF = (
    '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:dc="d">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def upload(content: bytes, name: str = "arbete.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return file.getvalue()


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(*paragraphs: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document of these paragraphs (XML, or plain text), with further parts."""
    body = "".join(
        one if one.startswith("<w:") else paragraph(run(one)) for one in paragraphs or ["Fas 2."]
    )
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": document} | (parts or {}))


def word_part(text: str) -> str:
    return f'<w:part xmlns:w="{W}">{paragraph(run(text))}</w:part>'


def odt(*paragraphs: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    body = "".join(f"<text:p>{one}</text:p>" for one in paragraphs or ["Fas 2."])
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODF.format(body)}
        | (parts or {})
    )


def pdf(*pages: str, title: str = "Arbete", author: str = "") -> bytes:
    head = f'#set document(title: "{title}", author: "{author}")\n'
    return typst.compile((head + "\n#pagebreak()\n".join(pages or ["Fas 2."])).encode())


def changed_pdf(change, content: bytes | None = None, **saving) -> bytes:
    """The PDF after `change(pdf)`."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content or pdf())) as opened:
        change(opened)
        opened.save(file, **saving)
    return file.getvalue()
