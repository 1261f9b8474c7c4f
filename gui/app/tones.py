"""The colours of a table, all taken from the palette so that they follow light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from gui.app.theme import tones_of
from model.columns import Sign


def mix(base: QColor, other: QColor, share: float) -> QColor:
    """Return `base` with `share` (0 to 1) of `other` in it."""
    pairs = ((base.red(), other.red()), (base.green(), other.green()), (base.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


@dataclass(frozen=True, slots=True)
class TableTones:
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
        return mix(ground, self.selected, 0.18)

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
        muted=mix(text, base, 0.32),
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
