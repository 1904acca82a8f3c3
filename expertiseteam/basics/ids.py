"""Row identities, made by the program and never by the database."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """Return 32 hexadecimal characters that no other row has."""
    return uuid.uuid4().hex


def id_after(row_id: str, what: str) -> str:
    """Return the id of the one row that follows from another as `what`: two laptops that both make it make the same."""
    return uuid.uuid5(uuid.UUID(row_id), what).hex
