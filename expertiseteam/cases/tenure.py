"""How somebody lives: said of what a case is about, and shown in the list of cases."""

from __future__ import annotations

import enum


class Tenure(enum.StrEnum):
    """How somebody lives there; never needed (domain.md, rows 88 and 113; R-05)."""

    CORPORATION = "huur van een corporatie"
    PRIVATE = "huur van een ander"
    OWNED = "eigen huis"
    OTHER = "anders"
