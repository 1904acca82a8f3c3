"""Who of the team was at a buurtkeet or an open inloop: one line a day for each place, counted and never ranked by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.concerns.records import Channel
from expertiseteam.concerns.tables import Presence
from expertiseteam.storage.reading import Reader
from expertiseteam.team.records import MemberLine

WHERE = (Channel.CABIN, Channel.OPEN_HOUSE)  # who walked along on a round is written down with the round
_BETWEEN = re.compile(r"\s*(?:,|;|\ben\b)\s*")


def named(text: str, members: Sequence[MemberLine]) -> list[str]:
    """Who is meant by "Noor, Sem en Iris": the ids, each once. Refused for a name that nobody has, or that more than one has."""
    found: list[str] = []
    for name in filter(None, _BETWEEN.split(text.strip())):
        said = fold(name)
        fits = [one.id for one in members if fold(one.name).startswith(said)]
        exact = [one.id for one in members if said in (fold(one.name), fold(one.first_name))]
        meant = exact or fits
        if len(meant) != 1:
            why = "Er is meer dan één" if meant else "In het team is niemand die zo heet:"
            raise Refused(f"{why} “{name}”. Er is niets vastgelegd. Schrijf de naam voluit.")
        found += [one for one in meant if one not in found]
    return found


@act("vastgelegd wie er bij een inloop of keet was", by=TEAM)
def note_presence(work: Work, *, channel: Channel | str, spot: str = "", present: Sequence[str], on: date | None = None) -> None:
    """Who was there on a day (today): one line for each place, and what is written later takes its place.

    Refused without anybody, elsewhere than at a buurtkeet or an open inloop (WHERE), and for a day to come.
    """
    day = on or work.today
    if channel not in WHERE:
        raise Refused(
            "Wie er was, legt u hier vast bij een buurtkeet of open inloop; bij een rondje doet u dat bij Rondjes. Er is niets vastgelegd."
        )
    if not present:
        raise Refused("Schrijf wie van het team er was. Er is niets vastgelegd.")
    if day > work.today:
        raise Refused("Die dag moet nog komen. Er is niets vastgelegd. Leg het vast als het geweest is.")
    who = " ".join(sorted(work.get(Member, one).id for one in set(present)))
    found = work.value(select(Presence.id).where(Presence.on == day, Presence.channel == channel, Presence.spot == spot))
    if found:
        work.edit(Presence, work.get(Presence, found), present=who)
    else:
        work.add(Presence(on=day, channel=channel, spot=spot, present=who))


@query()
def present_on(read: Reader, channel: Channel | str, spot: str, on: date) -> list[str]:
    """The ids of who was written down for a place on a day; [] where nobody wrote it down."""
    said = read.value(select(Presence.present).where(Presence.on == on, Presence.channel == channel, Presence.spot == spot))
    return str(said or "").split()
