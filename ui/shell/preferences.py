"""How the window looks on this computer. Never data from the dossier: a path to it, yes; what is in it, no.

Kept as JSON in the user's own configuration folder. A file that cannot be used is put aside, never overwritten in silence.
"""

# Annotations are no text here: of a named tuple each would be compiled while the unlock window is waited for.
import os
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QStandardPaths

from expertiseteam.basics.own_settings import OWN_BY_KEY
from expertiseteam.basics.workplace import Workplace
from ui.look.tokens import SCALES

V = TypeVar("V")

LARGEST_FILE = 64 * 1024  # bytes; ours is under 1 kB
FILE_NAME = "venster.json"


class Look(StrEnum):
    """What the user prefers."""

    SYSTEM = "zoals de computer"
    LIGHT = "licht"
    DARK = "donker"


class Settings(NamedTuple):
    """`scale` in per cent (100, 115, 130); `geometry` x, y, width, height in logical pixels; `idle_minutes` 1 to 120."""

    look: Look = Look.SYSTEM
    scale: int = 100
    geometry: tuple[int, int, int, int] | None = None
    maximised: bool = False
    last_dossier: str | None = None
    idle_minutes: int = OWN_BY_KEY["idle_minutes"].default  # type: ignore[assignment]
    names_hidden: bool = False  # as soon as a dossier opens


def folder() -> Path:
    """Return this user's configuration folder for the program."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)) / "expertiseteam"


class Preferences:
    """Reads once, writes at every change. `notice` is Dutch text when the file or the policy could not be used, else None.

    `settings` are what holds: the user's choices, tightened by what the organisation laid down. Only the choices are written.
    """

    def __init__(self, path: Path | None = None, workplace: Workplace | None = None) -> None:
        self.path = path or folder() / FILE_NAME
        self.workplace = workplace or Workplace()
        self.notice: str | None = None
        self._chosen = self._read()
        if self.workplace.told:
            self.notice = " ".join(part for part in (self.notice, *self.workplace.told) if part)

    @property
    def settings(self) -> Settings:
        of, chosen = self.workplace.of, self._chosen
        return chosen._replace(idle_minutes=of("idle_minutes", chosen.idle_minutes), names_hidden=of("names_hidden", chosen.names_hidden))

    @property
    def needs_second_place(self) -> bool:
        """Whether copies of the dossier must also be kept in a second place."""
        return bool(self.workplace.of("second_place_required", False))

    @property
    def may_save_files(self) -> bool:
        """Whether paper and the log may leave the program as a file."""
        return bool(self.workplace.of("save_files", True))

    def take_notice(self) -> str:
        """Return the notice, once: who unlocks again an hour later need not read it again. "" when there is none."""
        notice, self.notice = self.notice or "", None
        return notice

    def change(self, **changes: object) -> None:
        """Set fields of Settings and write the file. A computer that refuses the writing keeps the old file; nothing is lost but taste."""
        import json

        self._chosen = self._chosen._replace(**changes)  # type: ignore[arg-type]
        kept = {name: value.name if isinstance(value, StrEnum) else value for name, value in self._chosen._asdict().items()}
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept, indent=1), encoding="utf-8")
            os.replace(beside, self.path)
        except OSError:
            self.notice = "De instellingen van het venster konden niet worden bewaard. De volgende keer ziet u de oude instellingen."

    def _read(self) -> Settings:
        try:
            with self.path.open("rb") as file:
                raw = file.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            return Settings()
        except OSError:
            self.notice = "De instellingen van het venster konden niet worden gelezen. U ziet de standaardinstellingen."
            return Settings()
        import json

        try:
            if len(raw) > LARGEST_FILE:
                raise ValueError("too large")
            return _settings(json.loads(raw.decode("utf-8")))
        except (ValueError, TypeError, KeyError, RecursionError):
            self._put_aside()
            return Settings()

    def _put_aside(self) -> None:
        aside = self.path.with_suffix(".kapot")
        try:
            os.replace(self.path, aside)
        except OSError:
            aside = self.path
        self.notice = (
            "De instellingen van het venster waren niet te lezen. U ziet de standaardinstellingen. "
            f"Het oude bestand staat in {aside.name}; uw dossier is niet geraakt."
        )


def _settings(found: object) -> Settings:
    if not isinstance(found, dict):
        raise TypeError("not an object")
    given = {name: value for name, value in found.items() if name in Settings._fields}  # what a newer program added is left alone
    settings = Settings()
    if "look" in given:
        settings = settings._replace(look=Look[_typed(given["look"], str)])
    if "scale" in given:
        settings = settings._replace(scale=_within(given["scale"], SCALES[0], SCALES[-1]))
        if settings.scale not in SCALES:
            raise ValueError("not a scale of ours")
    if "idle_minutes" in given:
        idle = OWN_BY_KEY["idle_minutes"]
        settings = settings._replace(idle_minutes=_within(given["idle_minutes"], idle.least, idle.most))
    if given.get("maximised") is not None:
        settings = settings._replace(maximised=_typed(given["maximised"], bool))
    if given.get("names_hidden") is not None:
        settings = settings._replace(names_hidden=_typed(given["names_hidden"], bool))
    if given.get("last_dossier") is not None:
        settings = settings._replace(last_dossier=_typed(given["last_dossier"], str))
    if given.get("geometry") is not None:
        x, y, width, height = (_within(v, -100_000, 100_000) for v in _typed(given["geometry"], list))
        settings = settings._replace(geometry=(x, y, width, height))
    return settings


def _typed(value: object, kind: type[V]) -> V:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}")
    return value


def _within(value: object, lowest: int, highest: int) -> int:
    number = _typed(value, int)
    if isinstance(value, bool) or not lowest <= number <= highest:
        raise ValueError("out of range")
    return number
