"""How the team's settings stand on the screen: in which group, with which words about the default and where it comes from. No window.

All of it derives from the one declared list, `expertiseteam/basics/settings.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertiseteam.basics.setting import Value, Where
from expertiseteam.basics.settings import BY_KEY, of
from expertiseteam.team.settings import TeamSettings

_KEYS = ("team", "terms", "answers", "door", "tracks", "signpost", "duos", "sheets", "plain", "learning", "meeting", "lists")


@dataclass(frozen=True)
class Group:
    """Settings that are saved together. `key` names their draft."""

    key: str
    heading: str
    names: Sequence[str]


GROUPS = tuple(
    Group(key, heading, tuple(setting.key for setting in of(Where.TEAM) if setting.group == heading))
    for key, heading in zip(_KEYS, dict.fromkeys(setting.group for setting in of(Where.TEAM)), strict=True)
)


def note(name: str) -> str:
    """Return the quiet words below a setting: its default and where that comes from."""
    setting = BY_KEY[name]
    if name in ("municipality", "team_name"):
        return setting.source  # the default is an invented name
    return f"Standaard: {as_text(setting.default)}. {setting.source}"


def as_text(value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return "geen" if not value else "1 regel" if len(value) == 1 else f"{len(value)} regels"
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
    return BY_KEY[name].title
