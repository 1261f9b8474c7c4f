"""A true preview: the very picture that will be saved, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.app.guard import guarded
from gui.charts.images import ImageRequest
from model.text.records import replace

_MOST = 1_500_000  # pixels; a larger picture is drawn smaller, laid out alike


def previewed(request: ImageRequest) -> ImageRequest:
    """Return the same picture small enough to be drawn at once: everything in it shrinks alike."""
    factor = (_MOST / max(request.width * request.height, 1)) ** 0.5
    if factor >= 1:
        return request
    width, height = max(round(request.width * factor), 1), max(round(request.height * factor), 1)
    return replace(request, width=width, height=height, scale=request.scale * factor)


@guarded
class Preview(QWidget):
    """Shows an image, whole and undistorted; squares stand for what is transparent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setMinimumSize(360, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def show_image(self, image: QImage) -> None:
        """Show `image`."""
        self._image = image
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        shown = self._image.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        left = (self.width() - size.width() / ratio) / 2
        top = (self.height() - size.height() / ratio) / 2
        painter = QPainter(self)
        painter.translate(left, top)
        if self._image.hasAlphaChannel():
            painter.drawTiledPixmap(
                0, 0, round(size.width() / ratio), round(size.height() / ratio), _squares()
            )
        painter.drawImage(0, 0, shown)
        painter.end()


def _squares() -> QPixmap:
    tile = QPixmap(16, 16)
    tile.fill(QColor("#ffffff"))
    painter = QPainter(tile)
    for x, y in ((0, 0), (8, 8)):
        painter.fillRect(x, y, 8, 8, QColor("#d7dbe0"))
    painter.end()
    return tile
