"""Numbers inside sentences: kept as numbers until it is known how they are to be written.

A finding is made before anybody knows who reads it. Its sentence holds `Amount`s, which become text when the
sentence does: in the reader's notation, and in the unit in which a statement was made.
"""

from __future__ import annotations

from collections.abc import Callable

from model.text.figures import Figure, Quantity, write_figure
from model.text.formats import Formats, Numeral
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import SELF_EVIDENT, AreaUnit, Unit, convert, in_area_unit, kind, label, with_unit
from model.text.words import untranslated


class Amount(Numeral, frozen=True, kw_only=True):
    """A published figure or a computed value with its unit, to stand in a sentence.

    It is converted only where `converted`: a computed value to the unit in which a reader has areas.
    """

    amount: Figure | Outcome
    unit: Unit
    more: int = 0
    converted: bool = False

    def text(self, translate: Callable[[str], str] = untranslated) -> str:
        return self.written(Formats(translate=translate))

    def written(self, formats: Formats) -> str:
        if self.converted and isinstance(self.amount, Value):
            unit = in_area_unit(self.unit, formats.area_unit)
            low, best, high = (
                convert(x, self.unit, unit) for x in (self.amount.low, self.amount.best, self.amount.high)
            )
            return amount_text(formats, replace(self.amount, low=low, best=best, high=high), unit, self.more)
        return amount_text(formats, self.amount, self.unit, self.more)


def amount(of: Figure | Outcome, unit: Unit, more: int = 0, *, converted: bool = False) -> Amount:
    """Return what stands in a sentence for a figure or value in `unit`; `more`: decimals of a value."""
    return Amount("{amount}", amount=of, unit=unit, more=more, converted=converted)


def amount_text(formats: Formats, of: Figure | Outcome, unit: Unit, more: int = 0) -> str:
    """Return a figure as published, or a computed value rounded, in `unit`: `≈53 per km²`.

    For a value that is absent it is the reason. `more`: decimals of a value beyond the usual ones.
    """
    if isinstance(of, Absent):
        return formats.words(of.reason)
    if isinstance(of, Figure):
        own = replace(of, unit=unit)
        text = write_figure(own, Quantity.stated(unit), formats.notation, unit, formats.translate)
    else:
        area = AreaUnit.KM2 if kind(unit) == unit else AreaUnit.MI2
        text = replace(formats, area_unit=area).outcome(of, unit, more)
    if unit in SELF_EVIDENT:
        return text
    if unit == "times":
        return f"{text}{formats.words(label(unit))}"  # 1.16×, as everywhere
    return formats.words(with_unit(text, unit, formats.notation))
