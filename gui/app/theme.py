"""Colours and icons: light and dark, as the system is or as the person prefers, changed while running.

Widgets take their colours from the application's palette, so that a change reaches all of them; what a
palette has no role for (what is good, bad, doubtful) is in `Tones`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from model.columns import Sign

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
_ICON_SIZES = (16, 20)
_EDGED = {
    "QCheckBox": 127,
    "QRadioButton": 127,
    "QListWidget": 127,  # the boxes of its items, as of the next
    "ProposalTable": 127,
    "QLineEdit": 140,
    "QPlainTextEdit": 130,
    "QComboBox": 140,
    "QAbstractSpinBox": 140,
    "QPushButton": 140,
    "QToolButton": 140,
}
"""By how many percent Fusion darkens the colour of the window for the edges of each."""


class Scheme(StrEnum):
    """Which colours the person prefers."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tones(Struct, frozen=True):
    """Colours of one scheme. Text on `surface` and `canvas` reaches a contrast of 4.5 with each of them."""

    canvas: str  # behind the panes
    surface: str  # panes, cells, fields
    tint: str  # cells that are computed, heads
    border: str
    text: str
    muted: str
    faint: str  # what is switched off
    box: str  # the edge of what is ticked, typed into or pressed
    accent: str
    on_accent: str
    good: str
    bad: str
    doubtful: str


LIGHT = Tones(
    canvas="#f3f5f8",
    surface="#ffffff",
    tint="#f4f7fb",
    border="#d8dee8",
    text="#1b2330",
    muted="#596579",
    faint="#9aa4b2",
    box="#818b9a",
    accent="#2b66cc",
    on_accent="#ffffff",
    good="#167037",
    bad="#b3261e",
    doubtful="#8f4c00",
)
DARK = Tones(
    canvas="#181b20",
    surface="#21252c",
    tint="#272c35",
    border="#3b424e",
    text="#e7eaf0",
    muted="#a6b0bf",
    faint="#6b7482",
    box="#7d8796",
    accent="#78a9f7",
    on_accent="#10141b",
    good="#70d08d",
    bad="#ff9d95",
    doubtful="#f2b55c",
)


def palette_of(tones: Tones) -> QPalette:
    """Return a palette with every role and group given, so that no style mixes in colours of its own."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tones.canvas,
        roles.WindowText: tones.text,
        roles.Base: tones.surface,
        roles.AlternateBase: tones.tint,
        roles.Text: tones.text,
        roles.PlaceholderText: tones.muted,
        roles.Button: tones.surface,
        roles.ButtonText: tones.text,
        roles.BrightText: tones.bad,
        roles.ToolTipBase: tones.surface,
        roles.ToolTipText: tones.text,
        roles.Highlight: tones.accent,
        roles.HighlightedText: tones.on_accent,
        roles.Accent: tones.accent,
        roles.Link: tones.accent,
        roles.LinkVisited: tones.accent,
        roles.Light: tones.surface,
        roles.Midlight: tones.tint,
        roles.Mid: tones.border,
        roles.Dark: tones.faint,
        roles.Shadow: tones.border,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.faint))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(tones.border))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.HighlightedText, QColor(tones.text))
    return palette


def _edged(tones: Tones, darker: int) -> QPalette:
    """Return the palette of a control whose edge is in the colour of boxes once the style has darkened it."""
    palette = palette_of(tones)
    window = QPalette.ColorRole.Window
    palette.setColor(window, QColor(tones.box).lighter(darker))
    palette.setColor(QPalette.ColorGroup.Disabled, window, QColor(tones.border).lighter(darker))
    return palette


def tones_of(palette: QPalette) -> Tones:
    """Return the tones that go with a palette: dark ones where its text is lighter than its surface."""
    text = palette.color(QPalette.ColorRole.Text).lightness()
    return DARK if text > palette.color(QPalette.ColorRole.Base).lightness() else LIGHT


class Theme(QObject):
    """Keeps the application's palette as the system is, or as the person prefers.

    Where the system asks for high contrast its own palette stays.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._icons: dict[tuple[str, str], QIcon] = {}
        # both are kept: PySide 6.10 takes the second for deleted as soon as a wrapper of the first is
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_color_scheme_changed)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What the person prefers."""
        return self._scheme

    @property
    def dark(self) -> bool:
        """Whether the colours are dark ones now."""
        if self._scheme is Scheme.SYSTEM:
            return self._hints.colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

    @property
    def tones(self) -> Tones:
        """The colours of now."""
        return tones_of(self._app.palette())

    def set_scheme(self, scheme: Scheme) -> None:
        """Use the colours that the person prefers from now on."""
        if scheme is not self._scheme:
            self._scheme = scheme
            self._apply()

    def _on_color_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _apply(self) -> None:
        if self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._app.setPalette(QPalette())
            self._paint_edges(lambda _darker: QPalette())
        else:
            tones = DARK if self.dark else LIGHT
            self._app.setPalette(palette_of(tones))
            self._paint_edges(partial(_edged, tones))
        self.changed.emit()

    def _paint_edges(self, colours: Callable[[int], QPalette]) -> None:
        for kind, darker in _EDGED.items():
            self._app.setPalette(colours(darker), kind)  # type: ignore[arg-type] # stubs: bytes, which it refuses

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Return the icon `name` drawn in `colour`, by default that of text, crisp on every screen."""
        tones = self.tones
        key = (name, colour or tones.text)
        if key not in self._icons:
            self._icons[key] = _line_icon(name, key[1], tones.faint)
        return self._icons[key]


def app_icon() -> QIcon:
    """Return the program's own icon."""
    svg = (ICONS / "salient.svg").read_bytes()
    icon, renderer = QIcon(), QSvgRenderer(QByteArray(svg))
    for size in (16, 32, 48, 64, 128, 256):
        icon.addPixmap(_rendered(renderer, size, 1.0))
    return icon


def _line_icon(name: str, colour: str, disabled: str) -> QIcon:
    svg = (ICONS / f"{name}.svg").read_bytes()
    ratios = sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
    icon = QIcon()
    for mode, tone in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", tone.encode())))
        for size in _ICON_SIZES:
            for ratio in ratios:
                icon.addPixmap(_rendered(renderer, size, ratio), mode)
    return icon


def _rendered(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def mix(base: QColor, other: QColor, share: float) -> QColor:
    """Return `base` with `share` (0 to 1) of `other` in it."""
    pairs = ((base.red(), other.red()), (base.green(), other.green()), (base.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


class TableTones(Struct, frozen=True):
    """What the cells, heads and signs of a table are painted with."""

    base: QColor
    computed: QColor
    total: QColor
    head: QColor
    line: QColor
    group_line: QColor
    text: QColor
    muted: QColor
    outline: QColor
    selected: QColor
    chip_line: QColor
    good: QColor
    bad: QColor
    doubtful: QColor

    def selected_on(self, ground: QColor) -> QColor:
        """Return the ground of a selected cell; its text keeps the colour and the contrast that it has."""
        return mix(ground, self.selected, 0.13)

    def of_sign(self, sign: Sign) -> QColor:
        """Return the colour of a sign; its shape says the same."""
        if sign in (Sign.CONFLICT, Sign.ERROR):
            return self.bad
        return self.doubtful if sign is Sign.WARNING else self.muted


def table_tones(palette: QPalette) -> TableTones:
    """Return the colours that go with a palette."""
    roles = QPalette.ColorRole
    base, text, accent = palette.color(roles.Base), palette.color(roles.Text), palette.color(roles.Highlight)
    named = tones_of(palette)
    return TableTones(
        base=base,
        computed=mix(base, accent, 0.045),
        total=mix(base, accent, 0.1),
        head=mix(base, text, 0.03),
        line=mix(base, text, 0.09),
        group_line=mix(base, text, 0.2),
        text=text,
        muted=mix(text, base, 0.25),
        outline=accent,
        selected=accent,
        chip_line=mix(base, text, 0.24),
        good=QColor(named.good),
        bad=QColor(named.bad),
        doubtful=QColor(named.doubtful),
    )


SIGN_GLYPHS = {
    Sign.TOTAL: "Σ",
    Sign.DETAIL: "↳",
    Sign.CONFLICT: "≠",
    Sign.ERROR: "✕",
    Sign.WARNING: "!",
    Sign.NOTE: "i",
    Sign.ACKNOWLEDGED: "✓",
}
"""The shape of each sign, so that colour alone tells nothing."""

SIGN_ORDER = (Sign.CONFLICT, Sign.ERROR, Sign.WARNING, Sign.TOTAL, Sign.DETAIL, Sign.NOTE, Sign.ACKNOWLEDGED)
"""Which sign stands where there is room for one."""
