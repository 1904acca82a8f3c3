"""How the minutes of an agenda fit the time there is: the heaviest keep theirs, the lightest get less, and who then stays out is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """What each point gets, in minutes; `beyond`: those for which there is no time even so, in their order on the agenda."""

    minutes: Mapping[str, int]
    beyond: tuple[str, ...]


def fit(wanted: Sequence[tuple[str, int]], room: int, least: int) -> Fit:
    """Fit points into `room` minutes: each an id and the minutes it wants, the heaviest first; none gets less than `least` of them.

    Nothing changes where all of them fit. Else the last gives first, down to `least`. What is still too much stays out from the end.
    """
    minutes = dict(wanted)
    over = sum(minutes.values()) - room
    for key, asked in reversed(wanted):
        given = min(max(0, over), max(0, asked - least))
        minutes[key], over = asked - given, over - given
    beyond: list[str] = []
    for key, _ in reversed(wanted):
        if over <= 0:
            break
        beyond.insert(0, key)
        over -= minutes[key]
    return Fit(minutes, tuple(beyond))
