"""Keeps None, True and False alive on Python 3.11.

PySide6 6.12.0 gives back None for "no object" without taking a reference, and each signal that is emitted drops one of True. From
Python 3.12 on these objects are immortal (PEP 683) and nothing happens; on 3.11 their count runs down and the interpreter stops with
"Fatal Python error: none_dealloc" or "bool_dealloc", after a few hundred signals already. So we give them so many references that
nothing can use them up.
`tests/ui/look/test_singletons.py` shows the fault; remove this module when the oldest Python we allow is 3.12.
"""

from __future__ import annotations

import sys

PLENTY = 1 << 40  # references; at a million a second this lasts twelve days


def keep_singletons() -> None:
    """Give None, True and False plenty of references. Does nothing on Python 3.12 and later."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    import ctypes

    for one in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(one))  # the reference count is the first field of every object
        if count.value < PLENTY // 2:
            count.value += PLENTY
