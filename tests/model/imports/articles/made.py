"""Documents made for tests, part by part: a PDF of placed pieces of text, a DOCX of given XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""


def put(text: str, x: float, y: float, size: float = 11, extra: str = "", turn: str = "1 0 0 1") -> str:
    """Return the operators that show a text at a place, in points from the lower left."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT /F1 {size} Tf {extra} {turn} {x} {y} Tm ({escaped}) Tj ET Q\n"


def pdf(*pages: str, catalogue: str = "", trailer: str = "", resources: str = "") -> bytes:
    """Return a PDF of A4 pages with these operators, in Helvetica (WinAnsi)."""
    first = 4
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{first + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, operators in enumerate(pages):
        at = first + 2 * number
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {at + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {resources} >> >>"
        )
        objects.append(f"<< /Length {len(operators.encode('cp1252'))} >>\nstream\n{operators}\nendstream")
    return assembled([one.encode("cp1252") for one in objects], trailer)


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Return a file of numbered objects, the first of them the catalogue."""
    whole = bytearray(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = len(whole)
    whole += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    whole += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    whole += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(whole)


def run(text: str, properties: str = "") -> str:
    """Return a run of a paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, **parts: str) -> bytes:
    """Return a DOCX with this body; `parts` are further parts by name, `__` for a slash and `_` for a dot."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": document} | {_name(name): text for name, text in parts.items()})


def _name(name: str) -> str:
    return name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels")


def packed(parts: dict[str, str]) -> bytes:
    """Return an archive with the parts that every DOCX has, and these."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS} | parts).items():
            archive.writestr(name, text)
    return held.getvalue()
