"""The text layer of a PDF, read by PDFium; what nobody sees is left out, what was recognised is told."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any

from model.imports.articles.pdf_layout import Glyph, Page, laid_out, text_of
from model.imports.articles.written import MOST_LETTERS, spaced
from model.imports.child_side import OddFile

_PAGES = 1500
_INVISIBLE = 3  # the mode in which text is placed over a picture that it was recognised in
_CLIPPED = 7
_WHITE = 245  # of 255, of each colour
_CONTRAST = 40  # of 255: what is seen differs so much from its ground
_SCALE = 1.0  # pixels a point, of the picture that is looked at
_TURNED = 0.02  # radians
_TOLD = 20  # hidden passages
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}


class PrintedText:
    """Reads a document: its `text` and `title`, what was `left_out`, what has to be `noticed`."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2 as pdfium  # noqa: PLC0415 - after the limits are set
        import pypdfium2.raw as pdfium_c  # noqa: PLC0415 - as above

        self._c: Any = pdfium_c
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            password = (
                self._c.FPDF_GetLastError() == self._c.FPDF_ERR_PASSWORD or "password" in str(error).lower()
            )
            if password:
                raise OddFile("password") from error
            raise OddFile("broken", reason="it is no PDF that can be opened") from error
        if len(document) > _PAGES:
            raise OddFile("pages", limit=_PAGES)
        self.left_out: list[str] = []
        self._letters = 0
        self._recognised: list[int] = []
        self._pictures: list[int] = []
        self._unmapped: list[int] = []
        pages = [self._page(document[number], number + 1) for number in range(len(document))]
        self.text = text_of(pages)
        if self._pictures and not self.text.strip():
            raise OddFile("pictures")
        self.title = spaced(document.get_metadata_value("Title"))[:500]
        kinds = {"recognised": self._recognised, "pictures": self._pictures, "unmapped": self._unmapped}
        self.noticed = [
            [code, {"pages": _pages(found), "count": len(found)}] for code, found in kinds.items() if found
        ]

    def _page(self, page: Any, number: int) -> Page:
        reading = _PageReading(self._c, page)
        glyphs: list[Glyph] = []
        turned: dict[int, list[str]] = {}
        hidden: dict[int, list[str]] = {}
        for glyph, drawn in reading.glyphs():
            self._letters += 1
            if self._letters > MOST_LETTERS:
                raise OddFile("said")
            if not drawn.seen or not reading.holds(glyph):
                hidden.setdefault(drawn.key, []).append(glyph.text)
            elif drawn.turned:
                turned.setdefault(drawn.key, []).append(glyph.text)
            else:
                glyphs.append(glyph)
        passage = spaced("".join("".join(letters) for letters in hidden.values()))
        if passage and len(self.left_out) < _TOLD:
            self.left_out.append(passage[:200])
        if reading.recognised:
            self._recognised.append(number)
        if reading.unmapped:
            self._unmapped.append(number)
        if not glyphs and reading.pictures:
            self._pictures.append(number)
        beside = tuple(spaced("".join(letters)) for letters in turned.values())
        return laid_out(glyphs, reading.height, beside)


class _Drawn:
    """How a piece of text is drawn."""

    def __init__(self, key: int, *, seen: bool, turned: bool) -> None:
        self.key, self.seen, self.turned = key, seen, turned


class _PageReading:
    def __init__(self, pdfium_c: Any, page: Any) -> None:
        self._c, self._page = pdfium_c, page
        self._text = page.get_textpage()
        self._left, self._bottom, self._right, self._top = page.get_cropbox()
        self.height = self._top - self._bottom
        self.recognised = self.unmapped = False
        self._drawn: dict[int, _Drawn] = {}
        self._picture: Any = None
        self.pictures: bool = any(
            self._c.FPDFPageObj_GetType(self._c.FPDFPage_GetObject(page, at)) == self._c.FPDF_PAGEOBJ_IMAGE
            for at in range(min(1000, self._c.FPDFPage_CountObjects(page)))
        )

    def holds(self, glyph: Glyph) -> bool:
        """Whether a letter stands on the page, as far as it is shown."""
        across = self._left <= (glyph.left + glyph.right) / 2 <= self._right
        down = self._bottom <= (glyph.bottom + glyph.top) / 2 <= self._top
        return bool(across and down)

    def glyphs(self) -> Iterator[tuple[Glyph, _Drawn]]:
        """Yield the letters in the order in which they are drawn, each with how it is."""
        c, text = self._c, self._text
        box, x, y = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for at in range(c.FPDFText_CountChars(text)):
            made = c.FPDFText_GetTextObject(text, at)
            if not made:  # a space or a line break of the library's own
                continue
            code = c.FPDFText_GetUnicode(text, at)
            letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
            if letter in "\r\n":
                continue
            if letter == "\x02":  # what the library makes of a hyphen at the end of a line
                letter = "-"
            if not letter.isalpha() and (
                0xE000 <= code <= 0xF8FF or c.FPDFText_HasUnicodeMapError(text, at) == 1
            ):
                letter, self.unmapped = "\ufffd", True
            c.FPDFText_GetLooseCharBox(text, at, box)
            c.FPDFText_GetCharOrigin(text, at, x, y)
            left, right = sorted((box.left, box.right))
            bottom, top = sorted((box.bottom, box.top))
            glyph = Glyph(
                _LIGATURES.get(letter, letter), left, bottom, right, max(top, bottom + 0.1), y.value
            )
            yield glyph, self._drawn_as(made, at, glyph)

    def _drawn_as(self, made: Any, at: int, glyph: Glyph) -> _Drawn:
        key = ctypes.addressof(made.contents)
        known = self._drawn.get(key)
        if known is None:
            angle = float(self._c.FPDFText_GetCharAngle(self._text, at))
            turned = _TURNED < angle < 2 * math.pi - _TURNED
            known = self._drawn[key] = _Drawn(key, seen=self._is_seen(made, at, glyph), turned=turned)
        return known

    def _is_seen(self, made: Any, at: int, glyph: Glyph) -> bool:
        """Whether a piece of text is seen: not one without colour, unless it was recognised in a picture."""
        mode = self._c.FPDFTextObj_GetTextRenderMode(made)
        if mode in (_INVISIBLE, _CLIPPED):
            self.recognised |= self.pictures
            return self.pictures
        colours = [ctypes.c_uint() for _ in range(4)]
        if mode != 0 or not self._c.FPDFText_GetFillColor(self._text, at, *colours):
            return True
        red, green, blue, alpha = (colour.value for colour in colours)
        if alpha < 20:
            return False
        return bool(min(red, green, blue) < _WHITE) or self._stands_out(glyph)

    def _stands_out(self, glyph: Glyph) -> bool:
        """Whether something is seen where a white letter stands: the page is drawn, and looked at."""
        if self._picture is None:
            self._picture = self._page.render(scale=_SCALE, grayscale=True).to_numpy()
        height = self._picture.shape[0]
        rows = slice(
            max(0, int(height - (glyph.top - self._bottom) * _SCALE) - 1),
            int(height - (glyph.bottom - self._bottom) * _SCALE) + 1,
        )
        columns = slice(
            max(0, int((glyph.left - self._left) * _SCALE) - 1), int((glyph.right - self._left) * _SCALE) + 2
        )
        seen = self._picture[rows, columns]
        return bool(seen.size) and int(seen.max()) - int(seen.min()) >= _CONTRAST


def _pages(numbers: Sequence[int]) -> str:
    """Return pages as a sentence names them: `1–4, 7`."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = spans[-1][0], number
        else:
            spans.append((number, number))
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans[:20])
