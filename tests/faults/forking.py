"""A process made of this one, which does not inherit a lock that nobody will let go of."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

_TASKS = Path("/proc/self/task")
_AT_MOST = 1.0  # seconds


def fork() -> int:
    """As `os.fork`, when every thread that has ended here is really gone.

    After `join` such a thread still tidies up for a moment, and holds a lock of OpenSSL while it does. A process that is made just then
    inherits that lock taken, and waits for it without end.
    """
    until = time.monotonic() + _AT_MOST
    while _TASKS.is_dir() and len(list(_TASKS.iterdir())) > threading.active_count() and time.monotonic() < until:
        os.sched_yield()
    return os.fork()
