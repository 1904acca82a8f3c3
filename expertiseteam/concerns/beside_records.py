"""What people wrote beside the text of a signal, as it leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class BesideKind(enum.StrEnum):
    """What stands beside the text of a signal, in somebody's own words."""

    SEEN = "waarneming"
    OUTCOME = "uitkomst"
    EARLIER = "eerdere uitkomst"
    AGAIN = "waarom het opnieuw werd opgepakt"
    ANSWER = "antwoord aan wie het vertelde"
    STEP = "stap bij gevaar"
    CALL = "waarom een bezoek samen"
    ROUND = "waarom een checkronde"


@dataclass(frozen=True, slots=True)
class BesideText:
    """One such text. `version`: of its row."""

    id: str
    version: int
    kind: BesideKind
    text: str
