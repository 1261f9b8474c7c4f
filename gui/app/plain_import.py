"""Takes PySide's wrapper off `import`; imported before everything else of the window, and once is enough.

The wrapper reads and searches the source of every module that is imported after PySide, to learn whether
`from __feature__ import snake_case` concerns it, which nobody writes here: a fifth of a start.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - what puts the wrapper there

builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
