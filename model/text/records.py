"""The frozen values of the program, each a `Struct` of msgspec: made, compared and copied in C.

A dataclass writes, compiles and runs the source of six methods where it is declared, and 250 of them took a
seventh of a start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import NODEFAULT, Struct

if TYPE_CHECKING:  # which knows what each field may be; the one of msgspec takes whatever it is given
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["defaults_of", "replace"]


def defaults_of(kind: type[Struct]) -> Mapping[str, Any]:
    """Return the fields of a kind of value, in their order, each with its default or `NODEFAULT`."""
    names, defaults = kind.__struct_fields__, kind.__struct_defaults__
    required = len(names) - len(defaults)
    return dict(zip(names, (*[NODEFAULT] * required, *defaults), strict=True))
