"""Lets Python load modules as it always does.

PySide6 6.12.0 puts itself before every import to offer `from __feature__ import snake_case`, and reads the whole source of each module that
is loaded after it to see whether that says "PySide6". We use no such feature. Measured for the thousand modules behind the unlock window: a
tenth of the time to load them, and 40 MB that stay.
`tests/ui/look/test_plain_imports.py` shows it; remove this module when PySide6 does this only where it is asked for.
"""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Take PySide6's reading of sources out of the way of imports. What else it does at an import (names loaded at first use) stays."""
    before = getattr(builtins, "__orig_import__", None)
    if before is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = before
