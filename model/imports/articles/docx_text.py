"""The text of a DOCX, made a page by mammoth and read as one; what is hidden is left out and told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from model.imports.articles.html_text import PageText
from model.imports.articles.written import spaced
from model.imports.child_side import OddFile
from model.imports.formats.workbook_limits import parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOLD = 20  # hidden passages
_MOST_ELEMENTS = 400_000  # of a part: mammoth takes a kilobyte for each
_BACK = re.compile(r'<a href="#[\w-]*">\u2191</a>')  # from a note to where it is referred to
_PARTS = ("document.xml", "footnotes.xml", "endnotes.xml")


class WordText:
    """Reads a document: its `text` and `title`, what was `left_out`, and whether it `tracks` changes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        import mammoth  # noqa: PLC0415 - after the limits are set

        self.left_out: list[str] = []
        names = archive.namelist()
        if not any(name.endswith(("document.xml", "document2.xml")) for name in names):
            raise OddFile("kind")
        for name in names:
            if name.endswith((".xml", ".rels")):
                _examine(archive, name)
        self.tracks = False
        given = self._seen(archive)
        made = mammoth.convert_to_html(
            given,
            convert_image=mammoth.images.img_element(lambda _image: {}),
            include_embedded_style_map=False,
        )
        self.text = PageText(_BACK.sub("", made.value)).text
        self.title = _title(archive)

    def _seen(self, archive: zipfile.ZipFile) -> io.BytesIO:
        """Return the archive without its pictures, and without text that nobody sees."""
        hidden_styles = _hidden_styles(archive)
        seen = io.BytesIO()
        with zipfile.ZipFile(seen, "w") as copy:
            for name in archive.namelist():
                if not name.endswith((".xml", ".rels")):
                    continue
                data = archive.read(name)
                if name.rpartition("/")[2].replace("document2", "document") in _PARTS:
                    self.tracks |= re.search(rb"<w:(?:del|moveFrom)[ >]", data) is not None
                    if hidden_styles or re.search(rb"vanish|[Ff]{6}\"", data):
                        data = self._without_hidden(data, hidden_styles)
                copy.writestr(name, data)
        return seen

    def _without_hidden(self, data: bytes, styles: frozenset[str]) -> bytes:
        root = ET.fromstring(data)  # noqa: S314 - a DOCTYPE was refused, in a process of its own
        for parent, run in list(_hidden_runs(root, styles)):
            text = spaced("".join(each.text or "" for each in run.iter(f"{_W}t")))
            if text and len(self.left_out) < _TOLD:
                self.left_out.append(text[:200])
            parent.remove(run)
        return ET.tostring(root)


def _hidden_runs(root: ET.Element, styles: frozenset[str]) -> Iterator[tuple[ET.Element, ET.Element]]:
    """Yield the runs that nobody sees, each with its parent: hidden ones, and white ones on white."""
    waiting: list[tuple[ET.Element, bool, bool]] = [(root, False, False)]
    while waiting:
        parent, shaded, hidden = waiting.pop()
        for child in parent:
            ground = shaded or _shades(child)
            unseen = hidden or (child.tag == f"{_W}p" and _styled(child, "pPr", "pStyle") in styles)
            if child.tag == f"{_W}r":
                if unseen or _vanishes(child) or _styled(child, "rPr", "rStyle") in styles:
                    yield parent, child
                    continue
                if not ground and _value(child.find(f"{_W}rPr/{_W}color")).upper() == "FFFFFF":
                    yield parent, child
                    continue
            waiting.append((child, ground, unseen))


def _shades(element: ET.Element) -> bool:
    """Whether an element has a ground of its own, or a style of tables that may give it one."""
    for path in (f"{_W}tblPr/{_W}tblStyle", f"{_W}rPr/{_W}highlight"):
        if element.find(path) is not None:
            return True
    for path in ("tcPr", "pPr", "rPr", "tblPr"):
        shade = element.find(f"{_W}{path}/{_W}shd")
        if shade is not None and shade.get(f"{_W}fill", "auto").upper() not in ("AUTO", "FFFFFF"):
            return True
    return False


def _vanishes(run: ET.Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and _value(vanish) not in ("0", "false", "off")


def _styled(element: ET.Element, properties: str, style: str) -> str:
    return _value(element.find(f"{_W}{properties}/{_W}{style}"))


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _hidden_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the styles whose text is hidden."""
    name = next((name for name in archive.namelist() if name.endswith("styles.xml")), "")
    data = archive.read(name) if name else b""
    if b"vanish" not in data:
        return frozenset()
    root = ET.fromstring(data)  # noqa: S314 - as above
    return frozenset(style.get(f"{_W}styleId", "") for style in root.iter(f"{_W}style") if _vanishes(style))


def _title(archive: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in archive.namelist():
        return ""
    root = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314 - as above
    title = root.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if title is None else spaced(title.text or "")[:500]


def _examine(archive: zipfile.ZipFile, name: str) -> None:
    """Go through a part: a DOCTYPE is refused, and more elements than some hundred pages have."""
    count = 0

    def start(_name: str, _given: object) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise OddFile("said")

    parsed(archive, name, start)
