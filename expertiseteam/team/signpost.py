"""The sheet *Waar kan ik terecht?*: one name and one number, for who is worried about somebody (domain.md, rows 5 and 61). No case data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import EVERYONE, TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.team.records import SignpostPaper
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Setting

_KEY = "signpost_handed_out"  # no setting that people choose: it has no title and stands on no form


@dataclass(frozen=True, slots=True)
class HandedOut:
    """When it was last handed out, and to which group."""

    on: date
    to: str


@query(by=EVERYONE)
def signpost(read: Reader, day: date) -> SignpostPaper:
    """The sheet as the team's settings make it."""
    chosen = team_settings(read)
    return SignpostPaper(chosen.municipality, chosen.team_name, day, chosen.signpost_name, chosen.signpost_phone, chosen.signpost_lines)


@act("blad ‘Waar kan ik terecht’ uitgereikt", by=TEAM)
def note_handed_out(work: Work, to: str) -> None:
    """It was handed out today, to a group of people. Refused without saying to whom."""
    if not to.strip():
        raise Refused("Schrijf aan wie u het blad gaf, bijvoorbeeld ‘de collega’s van milieu’. Er is niets vastgelegd.")
    value = json.dumps({"on": work.today.isoformat(), "to": to.strip()}, ensure_ascii=False)
    found = work.value(select(Setting.id).where(Setting.key == _KEY))
    if found:
        work.edit(Setting, work.get(Setting, found), value=value)
    else:
        work.add(Setting(key=_KEY, value=value))


@query(by=EVERYONE)
def last_handed_out(read: Reader) -> HandedOut | None:
    """When it was last handed out; None when it never was."""
    value = read.value(select(Setting.value).where(Setting.key == _KEY))
    if value is None:
        return None
    stored = json.loads(value)
    return HandedOut(date.fromisoformat(stored["on"]), stored["to"])
