"""The weekly round through a village, as it leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, time

from expertiseteam.concerns.records import Certainty


class RoundState(enum.StrEnum):
    WALKED = "gelopen"
    SKIPPED = "niet gelopen"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round that was, or that did not go on. `is_double`: written down more than once, on two laptops at the same time."""

    id: str
    version: int
    series_id: str
    area: str
    on: date
    state: RoundState
    present: tuple[str, ...]  # names of members
    guests: str
    learned: str
    because: str
    signals: int
    by: str
    is_double: bool


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The round of this week in one area, prepared with who walked along last time. `walked` tells of it when it was written down."""

    series_id: str
    version: int
    area: str
    spot: str
    on: date
    starts: time
    present_ids: tuple[str, ...]
    guests: str
    learned: str  # last time
    walked: RoundLine | None


@dataclass(frozen=True, slots=True)
class SeenOnRound:
    """One thing that somebody saw or heard on a round."""

    what: str
    place: str
    certainty: Certainty | str = Certainty.GUT  # or a code of the team's own
