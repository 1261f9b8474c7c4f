"""The toolbar: the dozen things done often, and what the project shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QToolBar, QToolButton, QWidget

from gui.app.guard import guarded
from gui.app.theme import Theme
from gui.session import Session
from gui.window.actions import on_toolbar
from gui.window.menus import Actions
from gui.window.view_menus import ViewMenus

_MOST_SPARED = 5
_GAP = 4  # what the style sheet adds between two items


@guarded
class ToolBar(QToolBar):
    """New Open Save | Undo Redo | + Period + Recruitment | Series Area Rates Baseline | … Export plot."""

    def __init__(
        self, session: Session, actions: Actions, choices: ViewMenus, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flat: list[QToolButton] = []
        self._beside: list[QToolButton] = []
        self._place_of: dict[QToolButton, QAction] = {}
        self._choices = choices
        self.setWindowTitle(self.tr("Toolbar"))
        self.setAccessibleName(self.tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for group, kind in ((1, "flat"), (2, "flat"), (3, "framed")):
            for declared in on_toolbar(group):
                self._button(actions[declared.key], kind)
            self.addSeparator()
        self._choosers: list[tuple[QToolButton, Callable[[], str]]] = [
            (self._chooser("series", choices.series), choices.series_text),
            (self._chooser("area", choices.area), choices.area_text),
            (self._chooser("rate", choices.rate), choices.rate_text),
            (self._chooser("baseline", choices.baseline), choices.baseline_text),
        ]
        stretch = QWidget()
        stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(stretch)
        self._beside.extend(self._framed_beside(actions[declared.key]) for declared in on_toolbar(4))
        (primary,) = on_toolbar(5)
        self._export = actions[primary.key]
        self.export = QToolButton()
        self.export.setText(self._export.iconText())
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.export.setProperty("kind", "primary")
        self.export.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.export.clicked.connect(self._export.trigger)
        self.addWidget(self.export)
        self._export.changed.connect(self._on_export_changed)
        session.changed.connect(self._show_choices)
        session.formats_changed.connect(self._show_choices)
        session.series_changed.connect(self._show_choices)
        theme.changed.connect(self._paint)
        self._on_export_changed()
        self._show_choices()
        self._paint()

    def _button(self, action: QAction, kind: str = "flat") -> None:
        self.addAction(action)
        button = self.widgetForAction(action)
        button.setProperty("kind", kind)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.iconText())
        if kind == "flat" and isinstance(button, QToolButton):
            self._flat.append(button)

    def _framed_beside(self, action: QAction) -> QToolButton:
        """Add a button that can go where there is little room, while its action stays in the menus."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setProperty("kind", "framed")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.iconText())
        self._place_of[button] = self.addWidget(button)
        return button

    def _chooser(self, name: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"choose_{name}")
        button.setProperty("kind", "framed")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(menu.menuAction().toolTip())
        self._place_of[button] = self.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the words beside the icons where they would push a button off the end."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for: what can be spared goes first, the export of a plot never."""
        self._dress(spared=0)
        for spared in range(1, _MOST_SPARED + 1):
            if self._wanted() <= self.width():
                return
            self._dress(spared)

    def _wanted(self) -> int:
        widgets = [self.widgetForAction(action) for action in self.actions() if action.isVisible()]
        gap = self.style().pixelMetric(QStyle.PixelMetric.PM_ToolBarItemSpacing) + _GAP
        return sum(widget.sizeHint().width() + gap for widget in widgets)

    def _dress(self, spared: int) -> None:
        """Spare so many things that menus have: words, a button, names of choosers, all but one of these."""
        styles = Qt.ToolButtonStyle
        for button in self._flat:
            beside = spared < 1
            button.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if beside else styles.ToolButtonIconOnly
            )
        for button in self._beside:
            self._place_of[button].setVisible(spared < 2)
        for number, (button, text) in enumerate(self._choosers):
            short = spared > (3 if number == len(self._choosers) - 1 else 2)
            shown = text().partition(": ")[2] if short else text()
            button.setText(shown.replace("&", "&&"))
            self._place_of[button].setVisible(bool(shown) and (number == 0 or spared < _MOST_SPARED))

    def _show_choices(self, _change: object = None) -> None:
        for button, text in self._choosers:
            button.setAccessibleName(text())
        self._fit()

    def _on_export_changed(self) -> None:
        """Follow the action: this button has an icon of its own, so that it is no button of the action."""
        self.export.setEnabled(self._export.isEnabled())
        self.export.setToolTip(self._export.toolTip())

    def _paint(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(f"""
            QToolBar {{ background: {tones.surface}; border: none; border-bottom: 1px solid {tones.border};
                padding: 2px 8px; spacing: 3px; }}
            QToolBar::separator {{ background: {tones.border}; width: 1px; margin: 5px 5px; }}
            QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px 1px 4px 5px;
                color: {tones.text}; }}
            QToolButton:disabled {{ color: {tones.faint}; }}
            QToolButton[kind="framed"] {{ border-color: {tones.border}; background: {tones.surface}; }}
            QToolButton#choose_series, QToolButton#choose_area, QToolButton#choose_rate,
                QToolButton#choose_baseline {{ padding: 4px 17px 4px 7px; }}
            QToolButton::menu-indicator {{ subcontrol-position: center right; right: 5px; width: 8px; }}
            QToolButton:hover:enabled {{ background: {tones.tint}; border-color: {tones.border}; }}
            QToolButton:pressed, QToolButton:open {{ background: {tones.canvas};
                border-color: {tones.border}; }}
            QToolButton:focus {{ border-color: {tones.accent}; }}
            QToolButton[kind="primary"]:enabled {{ background: {tones.accent}; color: {tones.on_accent};
                border-color: {tones.accent}; }}
            QToolButton[kind="primary"]:hover:enabled {{ border-color: {tones.text}; }}
            QToolButton[kind="primary"]:focus {{ border-color: {tones.text}; }}
        """)
        self.export.setIcon(self._theme.icon("export", tones.on_accent))
