"""How the team's settings stand on the screen: in which group, with which words about the default and where it comes from. No window.

The sources are those that `expertiseteam/team/settings.py` names beside each default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertiseteam.team.settings import TITLES, TeamSettings

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Settings that are saved together. `key` names their draft."""

    key: str
    heading: str
    names: Sequence[str]


GROUPS = (
    Group("team", "Het team", ("municipality", "team_name")),
    Group("terms", "Termijnen", ("triage_days", "feedback_days")),
    Group("door", "De voordeur", ("door_limit",)),
    Group("meeting", "Het overleg", ("meeting_start", "meeting_minutes", "meeting_place", "working_agreements", "wall_shows_code_only")),
    Group("lists", "Waaruit u kiest bij een casus", ("legal_bases", "purposes")),
)

SOURCES = {
    "municipality": "Gekozen bij het maken van het dossier. Staat boven elk stuk papier.",
    "team_name": "Gekozen bij het maken van het dossier. Staat boven elk stuk papier.",
    "triage_days": "Een voorstel, geen wet: uw team beslist.",
    "feedback_days": "Een voorstel, geen wet: wie iets vertelt, hoort binnen deze tijd iets terug.",
    "door_limit": "Uit de praktijk van expertiseteams: minder organisaties aan de deur is beter.",
    "meeting_start": "De afspraak van uw team.",
    "meeting_minutes": "De afspraak van uw team. De agenda telt hier de minuten tegen af.",
    "meeting_place": "De afspraak van uw team.",
    "working_agreements": "Uit de praktijk van expertiseteams. Staat op de agenda.",
    "wall_shows_code_only": "In een kleine kern kan ‘Turfven, gezin’ al naar één huis wijzen.",
    "legal_bases": "De wetten waarop teams zich meestal beroepen. Laat een jurist uw lijst nakijken.",
    "purposes": "Een voorstel: waarom u gegevens van een huishouden met elkaar deelt.",
}


def note(name: str) -> str:
    """Return the quiet words below a setting: its default and where that comes from."""
    default = getattr(TeamSettings(), name)
    if name in ("municipality", "team_name"):
        return SOURCES[name]  # the default is an invented name
    return f"Standaard: {as_text(default)}. {SOURCES[name]}"


def as_text(value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return "1 regel" if len(value) == 1 else f"{len(value)} regels"
    return str(value)


def full_text(value: object) -> str:
    """Return a value whole, for the choice between two texts."""
    if isinstance(value, tuple):
        return "\n".join(value)
    return as_text(value) if isinstance(value, bool | int | str) else str(value)


def changed_names(before: TeamSettings, typed: dict[str, Value]) -> list[str]:
    """Return which of the typed values differ from what was shown."""
    return [name for name, value in typed.items() if value != getattr(before, name)]


def title(name: str) -> str:
    """Return the title of a setting."""
    return TITLES[name]
