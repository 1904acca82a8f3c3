"""Every policy value is a setting, declared once with its default, its Dutch title and the source of the default."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import time
from typing import Any

from sqlalchemy import select

from expertiseteam.access.who import DESK, EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Setting


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """The values as they hold now. Terms are in working days, lengths in minutes."""

    municipality: str = "Weidevoort"
    team_name: str = "Expertiseteam Weidevoort"
    door_limit: int = 2  # more organisations at one door asks four questions (domain.md, rows 77 and 79)
    triage_days: int = 2  # domain.md, section 3: a proposal, no law
    feedback_days: int = 10  # domain.md, section 3: content of the feedback
    meeting_start: str = "13:30"
    meeting_minutes: int = 90
    meeting_place: str = "gemeentehuis"
    working_agreements: tuple[str, ...] = (
        "Minder organisaties aan de deur is beter.",
        "Eén vast gezicht per huishouden.",
        "Wat we beloven, doen we.",
    )
    legal_bases: tuple[str, ...] = (
        "Wmo 2015, onderzoek na melding",
        "Jeugdwet, toeleiding naar hulp",
        "Wet gemeentelijke schuldhulpverlening",
        "Wet publieke gezondheid, bemoeizorg",
        "Gemeentewet en Algemene wet bestuursrecht, toezicht",
        "Toestemming van de bewoner",
    )
    purposes: tuple[str, ...] = ("hulp aanbieden", "ergere problemen voorkomen", "veiligheid in en om het huis", "uithuiszetting voorkomen")
    wall_shows_code_only: bool = False  # village + kind of household can point to one family in a small village

    @property
    def meeting_time(self) -> time:
        """When the overleg starts, on a Dutch wall clock."""
        return time.fromisoformat(self.meeting_start)


TITLES = {
    "municipality": "Gemeente",
    "team_name": "Naam van het team",
    "door_limit": "Hoeveel organisaties aan één voordeur, voordat het programma vragen stelt",
    "triage_days": "Een signaal wegen binnen (werkdagen)",
    "feedback_days": "De melder antwoorden binnen (werkdagen)",
    "meeting_start": "Het overleg begint om (uu:mm)",
    "meeting_minutes": "Het overleg duurt (minuten)",
    "meeting_place": "Plaats van het overleg",
    "working_agreements": "Zo werken wij (één afspraak per regel)",
    "legal_bases": "Grondslagen waaruit u kiest (één per regel)",
    "purposes": "Doelen waaruit u kiest (één per regel)",
    "wall_shows_code_only": "Op het scherm in de zaal alleen het nummer van de casus tonen",
}


@query(by=EVERYONE)
def team_settings(read: Reader) -> TeamSettings:
    """The team's settings, defaults filled in; a value that this program does not know or that is broken falls back to its default."""
    stored = {str(k): str(v) for k, v in read.tuples(select(Setting.key, Setting.value))}
    known = TeamSettings()
    for field in fields(TeamSettings):
        if field.name in stored:
            try:
                known = replace(known, **{field.name: checked(field.name, json.loads(stored[field.name]))})
            except (ValueError, Refused):
                continue
    return known


@act("instelling gewijzigd", by=DESK)
def change_settings(work: Work, new: Mapping[str, Any], shown: TeamSettings | None = None) -> None:
    """Change settings by name. Refused when a value is not usable; nothing changes then.

    `shown` are the values that the form showed: when a colleague changed one of the same names in between, that is a Conflict.
    """
    wanted = {key: checked(key, value) for key, value in new.items()}
    if shown is not None:
        now = team_settings(work)
        both = {key: (mine, getattr(now, key)) for key, mine in wanted.items() if getattr(now, key) not in (getattr(shown, key), mine)}
        if both:
            raise Conflict(both)
    for key, value in wanted.items():
        text = json.dumps(value, ensure_ascii=False)
        found = work.value(select(Setting.id).where(Setting.key == key))
        if found:
            work.edit(Setting, work.get(Setting, found), value=text)
        else:
            work.add(Setting(key=key, value=text))


def checked(key: str, value: Any) -> Any:
    """The value as its setting wants it. Refused, naming the setting, when it cannot be used; KeyError for an unknown name."""
    default = getattr(TeamSettings(), key) if key in TITLES else _unknown(key)
    title = TITLES[key]
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise Refused(f"{title}: kies ja of nee. De instelling is niet gewijzigd.")
        return value
    if isinstance(default, int):
        if not str(value).strip().isdecimal() or not 1 <= int(value) <= 480:
            raise Refused(f"{title}: vul een heel getal in van 1 tot en met 480. De instelling is niet gewijzigd.")
        return int(value)
    if isinstance(default, tuple):
        lines = tuple(line.strip() for line in value if isinstance(line, str) and line.strip()) if isinstance(value, list | tuple) else ()
        if not lines:
            raise Refused(f"{title}: schrijf minstens één regel. De instelling is niet gewijzigd.")
        return lines
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise Refused(f"{title}: dit mag niet leeg zijn. De instelling is niet gewijzigd.")
    return _clock(title, text) if key == "meeting_start" else text


def _clock(title: str, text: str) -> str:
    """A time as people write it ("9.30", "13:30", "13.30 uur") as "13:30"."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?:\s*uur)?", text)
    if found is None:
        raise Refused(f"{title}: schrijf een tijd als 13.30. De instelling is niet gewijzigd.")
    return f"{int(found[1]):02d}:{found[2]}"


def _unknown(key: str) -> Any:
    raise KeyError(key)
