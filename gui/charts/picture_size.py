"""The fields in which the size of a picture is chosen: a usual one, or pixels, centimetres and resolution."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from gui.charts.images import LARGEST_SIDE

_SCREEN_DPI = 96.0
_CM = 2.54


class Preset(Struct, frozen=True):
    """A usual size: pixels, the resolution for print (for the screen 96), and how large its texts are.

    What is looked at from afar, or on a phone, has larger ones: `text` in percent.
    """

    key: str
    width: int
    height: int
    dpi: float = _SCREEN_DPI
    text: float = 100.0


PRESETS = (
    Preset("web", 1200, 675),
    Preset("slide", 1920, 1080, text=200.0),
    Preset("print", 1890, 1063, 300.0),  # 16 cm × 9 cm
    Preset("square", 1080, 1080, text=180.0),
)


class PictureSize(QWidget):
    """The fields of a picture's size. `changed` follows every change of `pixels`, `dpi` or `scale`.

    `preset_chosen(Preset)`: one of the usual sizes was chosen, for which texts of another size may be right.
    """

    changed = Signal()
    preset_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preset = QComboBox()
        self._preset.setAccessibleName(self.tr("Usual sizes"))
        names = {
            "web": self.tr("Web, 1200 × 675"),
            "slide": self.tr("Slide, 1920 × 1080"),
            "print": self.tr("Print, 16 cm wide at 300 DPI"),
            "square": self.tr("Square, 1080 × 1080"),
        }
        self._preset.addItems([names[preset.key] for preset in PRESETS] + [self.tr("Own size")])
        self._unit = QComboBox()
        self._unit.addItems([self.tr("pixels"), self.tr("centimetres")])
        self._unit.setAccessibleName(self.tr("Unit of the size"))
        self._width, self._height = (_length(name) for name in (self.tr("Width"), self.tr("Height")))
        self._dpi = QSpinBox()
        self._dpi.setRange(36, 1200)
        self._dpi.setSuffix(self.tr(" DPI"))
        self._dpi.setAccessibleName(self.tr("Resolution, dots per inch"))
        self.fields: tuple[QWidget, ...] = (self._preset, self._unit, self._width, self._height, self._dpi)
        for field in self.fields:
            field.setParent(self)
        self.choose(PRESETS[0])
        self._preset.currentIndexChanged.connect(self._on_preset_changed)
        self._unit.currentIndexChanged.connect(self._on_unit_changed)
        self._width.valueChanged.connect(self._on_typed)
        self._height.valueChanged.connect(self._on_typed)
        self._dpi.valueChanged.connect(self._on_dpi_changed)

    def add_rows(self, form: QFormLayout) -> None:
        """Put the fields into `form`, in line with its other rows."""
        form.addRow(self.tr("Si&ze:"), self._preset)
        form.addRow(self.tr("U&nit:"), self._unit)
        form.addRow(self.tr("&Width:"), self._width)
        form.addRow(self.tr("&Height:"), self._height)
        form.addRow(self.tr("Resolut&ion:"), self._dpi)

    @property
    def dpi(self) -> float:
        """The resolution that the picture says it has."""
        return float(self._dpi.value())

    @property
    def pixels(self) -> QSize:
        """The size of the picture in pixels: what is typed is what is made."""
        return QSize(self._to_pixels(self._width.value()), self._to_pixels(self._height.value()))

    @property
    def scale(self) -> float:
        """Pixels of the picture to one of the screen, so that a finer picture looks the same, sharper."""
        return self.dpi / _SCREEN_DPI

    def choose(self, preset: Preset) -> None:
        """Fill in one of the usual sizes; that for print in centimetres."""
        in_cm = preset.dpi != _SCREEN_DPI
        self._fill(preset.dpi, in_cm=in_cm, size=QSize(preset.width, preset.height))
        with QSignalBlocker(self._preset):
            self._preset.setCurrentIndex(PRESETS.index(preset))
        self.preset_chosen.emit(preset)
        self.changed.emit()

    @property
    def _in_cm(self) -> bool:
        return self._unit.currentIndex() == 1

    def _to_pixels(self, length: float) -> int:
        return round(length / _CM * self.dpi) if self._in_cm else round(length)

    def _fill(self, dpi: float, *, in_cm: bool, size: QSize) -> None:
        with (
            QSignalBlocker(self._unit),
            QSignalBlocker(self._dpi),
            QSignalBlocker(self._width),
            QSignalBlocker(self._height),
        ):
            self._unit.setCurrentIndex(1 if in_cm else 0)
            self._dpi.setValue(round(dpi))
            for box, pixels in ((self._width, size.width()), (self._height, size.height())):
                box.setDecimals(2 if in_cm else 0)
                box.setRange(0.5 if in_cm else 16, LARGEST_SIDE)
                box.setValue(pixels / dpi * _CM if in_cm else pixels)

    def _on_preset_changed(self, index: int) -> None:
        if index < len(PRESETS):
            self.choose(PRESETS[index])

    def _on_unit_changed(self, index: int) -> None:
        was_cm = index == 0
        lengths = (self._width.value(), self._height.value())
        width, height = (round(x / _CM * self.dpi) if was_cm else round(x) for x in lengths)
        self._fill(self.dpi, in_cm=not was_cm, size=QSize(width, height))
        self.changed.emit()

    def _on_dpi_changed(self, _value: int) -> None:
        self._on_typed()

    def _on_typed(self, _value: float = 0.0) -> None:
        with QSignalBlocker(self._preset):
            self._preset.setCurrentIndex(len(PRESETS))
        self.changed.emit()


def _length(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setAccessibleName(name)
    return box
