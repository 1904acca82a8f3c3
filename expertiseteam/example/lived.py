"""What everything in the made-up past shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from expertiseteam.example.clock import PastClock
from expertiseteam.example.diary import Diary
from expertiseteam.example.households import Household, Town
from expertiseteam.example.stage import Stage
from expertiseteam.example.telling import Telling
from expertiseteam.example.words import Words

LOOKED_AT = timedelta(days=45)  # how far back the log also tells who looked


@dataclass
class Past:
    """Handed to everything that happens. `end`: the moment at which the story ends; later events stay in the diary.

    `aside`: words with a chance of their own, so that what is drawn from them changes nothing of what `words` tells.
    """

    stage: Stage
    diary: Diary
    clock: PastClock
    words: Words
    aside: Words
    telling: Telling
    town: Town
    end: datetime
    by_case: dict[str, Household] = field(default_factory=dict)
    has_carried_out: bool = False  # one home was lost in these years

    @property
    def is_recent(self) -> bool:
        """Whether now is near enough to the end that looking is also written down."""
        return self.clock.now > self.end - LOOKED_AT
