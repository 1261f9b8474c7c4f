"""The reader of maps in this process, for all tests of this folder that ask for it."""

from tests.model.imports.maps.made import quick

__all__ = ["quick"]
