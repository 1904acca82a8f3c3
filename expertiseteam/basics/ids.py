"""Row identities, made by the program and never by the database."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """Return 32 hexadecimal characters that no other row has."""
    return uuid.uuid4().hex
