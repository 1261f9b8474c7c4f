"""Controls that stand in a line where there is room for it, and else behind one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget


class Folding(QWidget):
    """A line of controls; folded, a button that lays the same line over what stands below it."""

    def __init__(self, name: str, controls: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """`name` says to who hovers or cannot see what stands behind the button."""
        super().__init__(parent)
        self.line = QWidget(self)
        inner = QHBoxLayout(self.line)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for control in controls:
            inner.addWidget(control)
        self.more = QToolButton(self)
        self.more.setText("⋯")
        self.more.setAccessibleName(name)
        self.more.setToolTip(name)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.clicked.connect(self._unfold)
        self.more.hide()
        self._over = QFrame(self, Qt.WindowType.Popup)
        self._over.setFrameShape(QFrame.Shape.StyledPanel)
        self._over.setAccessibleName(name)
        for button in self.line.findChildren(QToolButton):
            button.released.connect(self._over.hide)  # what it opens is not to stand below this
        self._behind = QHBoxLayout(self._over)
        self._behind.setContentsMargins(8, 8, 8, 8)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.line)
        self._outer.addWidget(self.more)

    @property
    def folded(self) -> bool:
        """Whether the line stands behind the button."""
        return not self.more.isHidden()

    def fold(self, folded: bool) -> None:
        """Put the line behind the button, or into its place again."""
        if folded == self.folded:
            return
        self._over.hide()
        (self._behind if folded else self._outer).addWidget(self.line)
        self.line.show()
        self.more.setVisible(folded)

    def _unfold(self) -> None:
        over, corner = self._over, self.more.mapToGlobal(QPoint(self.more.width(), self.more.height()))
        over.adjustSize()
        left = max(self.screen().availableGeometry().left(), corner.x() - over.width())
        over.move(left, corner.y())
        over.show()
        self.line.focusNextChild()
