"""The folder with copies of a dossier: which there are, which may go, and the second place. Files only: making one is `storage/backup.py`.

    weidevoort.dossier, weidevoort.sleutels
    weidevoort-kopieen/
      kopieen.json                              the second place, the last drill, the last thing that went wrong
      2026-11-22 14.05.10 wijziging/            one whole copy; it got this name only when it was proven whole
        weidevoort.dossier, weidevoort.sleutels, kopie.json
      2026-11-22 14.07.33 beschadigd/           a dossier that could not be read when a copy took its place, as it was

A copy is an ordinary dossier with its key file: it opens here as always, elsewhere with the recovery sheet.
`kopie.json` says when, why and how many rows; what counts is always looked up in the copy itself.
"""

from __future__ import annotations

import contextlib
import enum
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from expertiseteam.basics.clock import from_wall, local
from expertiseteam.vault.files import take_place
from expertiseteam.vault.keyfile import key_file_of

FOLDER, ABOUT, NOTES, HALF, ASIDE = "-kopieen", "kopie.json", "kopieen.json", ".half-", "beschadigd"
MOMENT = "%Y-%m-%d %H.%M.%S"  # how the name of a copy begins: Dutch time
NEWEST = 4  # the newest copies always stay
HOURS, DAYS, WEEKS = 24, 14, 8  # and the last one of each hour, day and week, so long back
OF_A_REASON = 3  # and the newest that were made for anything else than the clock, as long; after that what was destroyed is gone
LARGEST = 1_000_000  # bytes of a note


GiveUp = Callable[[], bool]


def never() -> bool:
    """Nobody gives up."""
    return False


class Reason(enum.StrEnum):
    """Why a copy was made."""

    CHANGE = "na wijzigingen"
    HAND = "met de hand gemaakt"
    IMPORT = "voor het overnemen van een lijst"
    BULK = "voor een grote wijziging"
    MIGRATION = "voor een nieuwe indeling"
    RESTORE = "voor het terugzetten van een kopie"
    KEYS = "voor een nieuwe sleutel"


_SHORT = {
    Reason.CHANGE: "wijziging",
    Reason.HAND: "met de hand",
    Reason.IMPORT: "voor lijst",
    Reason.BULK: "voor grote wijziging",
    Reason.MIGRATION: "voor nieuwe indeling",
    Reason.RESTORE: "voor terugzetten",
    Reason.KEYS: "voor nieuwe sleutel",
}


@dataclass(frozen=True)
class Copy:
    """One proven copy. `rows`: how many rows each table held; `size` in bytes."""

    folder: Path
    file: str
    at: datetime
    reason: Reason
    schema: int
    rows: Mapping[str, int]
    size: int
    made: float = 0.0  # seconds, by the disk's own clock

    @property
    def dossier(self) -> Path:
        """The dossier in this copy."""
        return self.folder / self.file


@dataclass(frozen=True)
class Notes:
    """What is remembered about the copies of one dossier on this computer. `failed`: the sentence of the last copy that was not made."""

    second: str = ""
    drilled: datetime | None = None
    second_at: datetime | None = None  # when the second place was last brought up to date
    failed: str = ""


def copies_folder(dossier: Path) -> Path:
    """Where the copies of a dossier stand: beside it."""
    return dossier.with_name(dossier.stem + FOLDER)


def copies(folder: Path) -> list[Copy]:
    """All copies in a folder, newest first. What is half, foreign or damaged is no copy."""
    found = []
    for place in _folders(folder):
        copy = None if place.name.startswith(HALF) else read_copy(place)
        if copy is not None:
            found.append(copy)
    return sorted(found, key=lambda copy: (copy.at, copy.folder.name), reverse=True)


def read_copy(place: Path) -> Copy | None:
    """The copy in this folder, or None when there is none."""
    said = _read_json(place / ABOUT)
    try:
        file = Path(str(said["file"])).name
        copy = Copy(
            place,
            file,
            datetime.fromisoformat(str(said["at"])),
            Reason[str(said["reason"])],
            int(str(said["schema"])),
            {str(name): int(count) for name, count in said["rows"].items()},  # type: ignore[attr-defined]
            (place / file).stat().st_size,
            (place / ABOUT).stat().st_mtime,
        )
    except (KeyError, ValueError, TypeError, AttributeError, OSError):
        return None
    return copy if copy.at.tzinfo is not None and copy.size else None


def copy_at(file: Path) -> Copy | None:
    """The copy that this dossier file is part of; None for a dossier that people work in."""
    copy = read_copy(file.parent)
    return copy if copy is not None and copy.file == file.name else None


def begin(folder: Path) -> Path:
    """Make a folder for half a copy; what a killed program left half goes. OSError when the disk does not take it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(folder)
    half = folder / f"{HALF}{os.getpid()}-{os.urandom(4).hex()}"
    half.mkdir(mode=0o700)
    return half


def sweep(folder: Path) -> None:
    """Take away halves of other processes: each makes one copy at a time, and a program that is killed makes none any more."""
    mine = f"{HALF}{os.getpid()}-"
    for place in _folders(folder):
        if place.name.startswith(HALF) and not place.name.startswith(mine):
            shutil.rmtree(place, ignore_errors=True)


def finish(half: Path, copy: Copy) -> Copy:
    """Give a half copy that was proven whole its name, durable: from here on it is a copy. OSError when the disk does not take it."""
    about = {"file": copy.file, "at": copy.at.isoformat(), "reason": copy.reason.name, "schema": copy.schema, "rows": dict(copy.rows)}
    (half / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
    for file in half.iterdir():
        settle(file)
    settle(half)
    place = _named(half, copy.at, _SHORT[copy.reason])
    return replace(copy, folder=place, made=(place / ABOUT).stat().st_mtime)


def set_aside(half: Path, now: datetime) -> Path:
    """Give a folder with the files of a dossier that could not be read its name. It is no copy, but what is whole in it can be saved."""
    for file in half.iterdir():
        settle(file)
    return _named(half, now, ASIDE)


def set_asides(dossier: Path) -> list[Path]:
    """The dossiers that were set aside, newest first."""
    folders = [place for place in _folders(copies_folder(dossier)) if _aside_at(place) is not None]
    return [place / dossier.name for place in sorted(folders, reverse=True) if (place / dossier.name).is_file()]


def thin(folder: Path, now: datetime) -> None:
    """Take away the copies that may go, and what was set aside longer ago than the oldest of them may be."""
    for old in may_go(copies(folder), now):
        remove(old)
    oldest = now - timedelta(weeks=WEEKS)
    for place in _folders(folder):
        at = _aside_at(place)
        if at is not None and at < oldest:
            _take_away(place)


def settle(place: Path) -> None:
    """Make a file, or the names in a folder, durable. OSError from a file that the disk did not take."""
    try:
        handle = os.open(place, os.O_RDWR if place.is_file() else os.O_RDONLY)
    except PermissionError:
        if place.is_file():
            raise
        return  # Windows opens no folders, and needs no such thing
    try:
        os.fsync(handle)
    except OSError:
        if place.is_file():
            raise
    finally:
        os.close(handle)


def may_go(found: Iterable[Copy], now: datetime) -> list[Copy]:
    """Which copies the rule above does not keep."""
    newest_first = sorted(found, key=lambda copy: copy.at, reverse=True)
    stays = newest_first[:NEWEST]
    for reason in Reason:
        if reason is not Reason.CHANGE:
            recent = [copy for copy in newest_first if copy.reason is reason and now - timedelta(weeks=WEEKS) <= copy.at]
            stays += recent[:OF_A_REASON]
    for written, back in (("%Y-%m-%d %H", timedelta(hours=HOURS)), ("%Y-%m-%d", timedelta(days=DAYS)), ("%G-%V", timedelta(weeks=WEEKS))):
        last: dict[str, Copy] = {}
        for copy in newest_first:
            if now - back <= copy.at:
                last.setdefault(local(copy.at).strftime(written), copy)
        stays += last.values()
    kept = {copy.folder for copy in stays}
    return [copy for copy in newest_first if copy.folder not in kept]


def remove(copy: Copy) -> None:
    """Take a copy away. It is no copy any more from the first moment on, so that a kill half-way leaves nothing that looks whole."""
    _take_away(copy.folder)


def put_in(copy: Copy, folder: Path) -> Copy:
    """Copy a copy to another folder, whole or not at all. OSError when that place does not take it, or does not give back what it took."""
    half = begin(folder)
    try:
        for file in (copy.file, key_file_of(copy.dossier).name):
            source = copy.folder / file
            if source.exists():
                shutil.copyfile(source, half / file)
                if not _same(source, half / file):
                    raise OSError(f"{file} was not taken whole")
        return finish(half, copy)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def read_notes(dossier: Path) -> Notes:
    """What is remembered; damaged notes are as good as none."""
    said = _read_json(copies_folder(dossier) / NOTES)

    def moment(name: str) -> datetime | None:
        try:
            return datetime.fromisoformat(str(said[name]))
        except (KeyError, ValueError):
            return None

    return Notes(str(said.get("second", "")), moment("drilled"), moment("second_at"), str(said.get("failed", "")))


def write_notes(dossier: Path, notes: Notes) -> None:
    """Remember this, whole or not at all. OSError when the disk does not take it."""
    folder = copies_folder(dossier)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = {
        "second": notes.second,
        "drilled": notes.drilled.isoformat() if notes.drilled else "",
        "second_at": notes.second_at.isoformat() if notes.second_at else "",
        "failed": notes.failed,
    }
    half = folder / f"{HALF}{os.getpid()}.json"
    half.write_text(json.dumps(said, indent=1), encoding="utf-8")
    settle(half)
    take_place(half, folder / NOTES)
    settle(folder)


def _named(half: Path, at: datetime, word: str) -> Path:
    name = f"{local(at).strftime(MOMENT)} {word}"
    for number in range(1, 1000):
        place = half.parent / (name if number == 1 else f"{name} {number}")
        if not place.exists():
            break
    half.rename(place)
    settle(half.parent)
    return place


def _aside_at(place: Path) -> datetime | None:
    """When this folder was set aside; None when it is something else."""
    day, _, rest = place.name.partition(" ")
    clock, _, word = rest.partition(" ")
    if word.split(" ")[0] != ASIDE:
        return None
    try:
        return from_wall(datetime.strptime(f"{day} {clock}", MOMENT))
    except ValueError:
        return None


def _take_away(folder: Path) -> None:
    gone = folder.with_name(f"{HALF}{os.getpid()}-weg-{os.urandom(4).hex()}")
    with contextlib.suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            a, b = first.read(1 << 20), second.read(1 << 20)
            if a != b:
                return False
            if not a:
                return True


def _folders(folder: Path) -> list[Path]:
    try:
        return [place for place in folder.iterdir() if place.is_dir()]
    except OSError:
        return []


def _read_json(file: Path) -> dict[str, object]:
    try:
        with file.open("rb") as opened:
            said = json.loads(opened.read(LARGEST))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
