"""The guide beside the window: the pages of docs/, in the language of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from gui.app.guard import guarded
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, arrange

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {
    **dict.fromkeys(("ReadReport", "ReportPane"), "reading.md"),
    **dict.fromkeys(("ImportAssistant", "RefreshImports", "ScenarioDialog", "Sensitivity"), "recipes.md"),
    **dict.fromkeys(("CheckClaim", "ClaimsPanel"), "certainty.md"),
    **dict.fromkeys(("ChartPanel", "ChartSettingsDialog", "ExportPlot", "CompareSeries"), "charts.md"),
    "Connections": "events.md",
    "HelpWindow": "notation.md",
}
"""Which page is about what F1 is pressed in, by its class; the list of them where none is."""
_UNKNOWN = QTextDocument.ResourceType.UnknownResource
_EDGE = 14  # beside the text
_MARGIN = 40 + 2 * _EDGE  # beside a picture: those of the page and text, and the bar


class GuideWindow(QDialog):
    """The pages to read, with a way back and to their list; it stays open beside the window."""

    def __init__(self, language: str, parent: QWidget | None = None, about: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = GuidePage(language, self)
        if about:
            self.page.setSource(QUrl(about))
        self.page.setAccessibleName(self.tr("Guide"))
        buttons = Buttons(self)
        back = buttons.add(self.tr("&Back"), self.page.backward)
        forward = buttons.add(self.tr("&Forward"), self.page.forward)
        buttons.add(self.tr("Co&ntents"), self.page.home)
        for button, can in ((back, self.page.backwardAvailable), (forward, self.page.forwardAvailable)):
            button.setEnabled(False)
            can.connect(button.setEnabled)
        arrange(self, self.page, buttons, stretched=self.page)
        size_first(self, 820, 680)


def about(widget: QWidget | None) -> str:
    """Return the page on what a widget is in; "" where it is the list of all."""
    while widget is not None:
        if page := PAGES.get(type(widget).__name__):
            return page
        widget = widget.parentWidget()
    return ""


@guarded
class GuidePage(QTextBrowser):
    """Shows pages of docs/ and nothing else; pictures are as wide as the page at most."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(False)
        translated = DOCS / language
        home = translated if translated.is_dir() else DOCS
        self.setSource(QUrl.fromLocalFile(str(home / "index.md")))
        self.setFocus()

    def doSetSource(self, name: QUrl | str, kind: QTextDocument.ResourceType = _UNKNOWN) -> None:
        """Go to a page of the guide; links that lead out of it are left to the reader of the site."""
        target = self.source().resolved(QUrl(name))
        page = Path(target.toLocalFile()).resolve() if target.isLocalFile() else None
        if page is not None and page.is_relative_to(DOCS) and page.suffix == ".md":
            super().doSetSource(target, QTextDocument.ResourceType.MarkdownResource)
            self.document().setDocumentMargin(_EDGE)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a page or picture of the guide, a picture no wider than there is room."""
        found = Path(self.source().resolved(QUrl(name)).toLocalFile()).resolve()
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        if not found.is_relative_to(DOCS):
            return None
        picture, room = QImage(str(found)), self.viewport().width() - _MARGIN
        if picture.width() <= room:
            return picture
        size = QSize(room, room * picture.height() // picture.width())
        return picture.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
