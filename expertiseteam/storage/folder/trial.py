"""The folder test: whether a folder keeps the promises that a team folder rests on, tried by two programs at the same time.

What it can show from one computer: a folder that is not fit is refused before a team starts on it. It says how long things took as well.
"""

from __future__ import annotations

import enum
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, cast

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files, Outcome, entry_name
from expertiseteam.vault.disk_kind import synchronised_by

RACES, TIMED, SEEN = 60, 30, 8
LARGE = 8 << 20  # bytes
SLOW, SLOW_TO_SEE, NEVER_SEEN = 0.5, 2.0, 30.0  # seconds
_MODULE = "expertiseteam.storage.folder.trial"


class Verdict(enum.StrEnum):
    """How a part of the test ended."""

    GOOD = "goed"
    SLOW = "traag"
    BAD = "niet geschikt"


@dataclass(frozen=True)
class Tried:
    """One part of the test: what was tried, how it ended, and what was seen."""

    what: str
    verdict: Verdict
    seen: str


class Other(Protocol):
    """The other program in the test: does one thing at a time, at the same moment as this one."""

    def begin(self, name: str) -> None:
        """Start creating a name."""
        ...

    def result(self) -> tuple[Outcome, str]:
        """What came of it, and the SHA-256 of the bytes that it tried to put there."""
        ...


def try_folder(place: Path, other: Callable[[Path], Iterator[Other]] | None = None) -> list[Tried]:
    """Try a folder; what is made for it is taken away again. Stops after the first part that makes the folder unfit.

    Refused when it is no folder. Takes some seconds, or as long as the folder hangs.
    """
    if not place.is_dir():
        raise Refused(f"“{place.name}” is geen map, of is niet bereikbaar. Er is niets gedaan. Kies een map op het netwerk.")
    room = place / f"proef-{os.urandom(4).hex()}"
    found: list[Tried] = []
    try:
        for tried in _all(place, room, contextmanager(other or _program)):
            found.append(tried)
            if tried.verdict is Verdict.BAD:
                break
    except OSError as error:
        found.append(Tried("De map werkt", Verdict.BAD, f"het ging mis: {error.strerror or type(error).__name__}"))
    finally:
        shutil.rmtree(room, ignore_errors=True)
    if room.exists():
        found.append(Tried("Weghalen", Verdict.BAD, f"de proef kon “{room.name}” niet weghalen; oude wijzigingen moeten weg kunnen"))
    return found


def _all(place: Path, room: Path, other: Callable[[Path], AbstractContextManager[Other]]) -> Iterator[Tried]:
    yield _not_synchronised(place)
    room.mkdir()
    files = Files(room)
    files.prepare()
    yield _written_and_read(files)
    yield _never_replaced(files)
    with other(room) as another:
        yield _raced(files, another)
        yield _seen(files, another)
    yield _timed(files)
    yield _listed(files)
    yield _large(files)


def _not_synchronised(place: Path) -> Tried:
    what = "Geen map die een programma synchroniseert"
    if named := synchronised_by(place):
        return Tried(what, Verdict.BAD, f"“{named}” hoort bij zo'n programma; daarin raakt werk kwijt")
    return Tried(what, Verdict.GOOD, "geen teken van zo'n programma gezien")


def _written_and_read(files: Files) -> Tried:
    raw = os.urandom(100_000)
    outcome = files.publish(raw, entry_name(1))
    if outcome is not Outcome.CREATED:
        return Tried("Schrijven en teruglezen", Verdict.BAD, "een nieuwe naam maken lukt hier niet; de map heeft geen harde koppelingen")
    if files.read(entry_name(1), len(raw)) != raw:
        return Tried("Schrijven en teruglezen", Verdict.BAD, "er kwam iets anders terug dan er geschreven was")
    return Tried("Schrijven en teruglezen", Verdict.GOOD, "wat er stond was wat er geschreven was")


def _never_replaced(files: Files) -> Tried:
    what = "Een naam wordt nooit vervangen"
    before = files.read(entry_name(1), LARGE)
    outcome = files.publish(os.urandom(1000), entry_name(1))
    if outcome is not Outcome.TAKEN or files.read(entry_name(1), LARGE) != before:
        return Tried(what, Verdict.BAD, "een bestand werd door een ander vervangen")
    return Tried(what, Verdict.GOOD, "de tweede werd geweigerd, de eerste bleef staan")


def _raced(files: Files, other: Other) -> Tried:
    what = "Van twee die hetzelfde willen, wint er één"
    won = 0
    for number in range(2, 2 + RACES):
        name, raw = entry_name(number), os.urandom(2000)
        other.begin(name)
        mine = files.publish(raw, name)
        theirs, their_hash = other.result()
        there = files.read(name, LARGE) or b""
        is_mine, is_theirs = there == raw, hashlib.sha256(there).hexdigest() == their_hash
        if {mine, theirs} != {Outcome.CREATED, Outcome.TAKEN} or (mine is Outcome.CREATED) != is_mine or is_mine == is_theirs:
            return Tried(what, Verdict.BAD, f"bij poging {number - 1} wonnen beide, of geen van beide")
        won += mine is Outcome.CREATED
    return Tried(what, Verdict.GOOD, f"{RACES} keer geprobeerd; {won} keer won dit programma, {RACES - won} keer het andere")


def _seen(files: Files, other: Other) -> Tried:
    what = "Wat een ander schrijft, is snel te zien"
    longest = 0.0
    for number in range(1000, 1000 + SEEN):
        name = entry_name(number)
        files.read(name, LARGE)  # “not there” may be remembered by the computer
        other.begin(name)
        _, their_hash = other.result()
        began = time.monotonic()
        while (there := files.read(name, LARGE)) is None and time.monotonic() - began < NEVER_SEEN:
            time.sleep(0.01)
        if there is None or hashlib.sha256(there).hexdigest() != their_hash:
            return Tried(what, Verdict.BAD, "niet heel te zien" if there else f"na {NEVER_SEEN:.0f} seconden nog niet te zien")
        longest = max(longest, time.monotonic() - began)
    return Tried(what, Verdict.SLOW if longest > SLOW_TO_SEE else Verdict.GOOD, f"het langst duurde het {_seconds(longest)}")


def _timed(files: Files) -> Tried:
    took = []
    for number in range(2000, 2000 + TIMED):
        began = time.monotonic()
        if files.publish(os.urandom(2000), entry_name(number)) is not Outcome.CREATED:
            return Tried("Bewaren", Verdict.BAD, "een nieuwe naam maken lukte niet")
        took.append(time.monotonic() - began)
    took.sort()
    usual, longest = took[TIMED // 2], took[-1]
    verdict = Verdict.SLOW if usual > SLOW else Verdict.GOOD
    return Tried("Bewaren", verdict, f"meestal {_seconds(usual)}, het langst {_seconds(longest)}, tot op de schijf")


def _listed(files: Files) -> Tried:
    wanted = {*range(1, 2 + RACES), *range(1000, 1000 + SEEN), *range(2000, 2000 + TIMED)}
    if files.entries() != wanted:
        return Tried("De lijst van bestanden klopt", Verdict.BAD, "er ontbreken namen, of er staan namen te veel")
    return Tried("De lijst van bestanden klopt", Verdict.GOOD, f"{len(wanted)} bestanden, alle gezien")


def _large(files: Files) -> Tried:
    raw, began = os.urandom(LARGE), time.monotonic()
    if files.publish(raw, "snap/proef") is not Outcome.CREATED or files.read("snap/proef", LARGE) != raw:
        return Tried("Een groot bestand", Verdict.BAD, "het kwam niet heel aan")
    took = time.monotonic() - began
    return Tried("Een groot bestand", Verdict.SLOW if took > LARGE / 1e6 else Verdict.GOOD, f"8 MB schrijven en lezen in {_seconds(took)}")


def _seconds(time_taken: float) -> str:
    return f"{time_taken:.2f} seconden".replace(".", ",")


class _Program:
    def __init__(self, commands: IO[str], answers: IO[str]) -> None:
        self._commands, self._answers = commands, answers

    def begin(self, name: str) -> None:
        self._commands.write(f"{name}\n")
        self._commands.flush()

    def result(self) -> tuple[Outcome, str]:
        said = self._answers.readline().split()
        if len(said) != 2:
            raise OSError("the other program stopped")
        return Outcome[said[0]], said[1]


def _program(room: Path) -> Iterator[Other]:
    running = subprocess.Popen([sys.executable, "-m", _MODULE, str(room)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield _Program(cast("IO[str]", running.stdin), cast("IO[str]", running.stdout))
    finally:
        with suppress(OSError):
            running.communicate()


def _main(room: Path, commands: IO[str], answers: IO[str]) -> None:
    """The other program: creates each name that it is told."""
    files = Files(room)
    for line in commands:
        raw = os.urandom(2000)
        try:
            outcome = files.publish(raw, line.strip())
        except OSError:
            outcome = Outcome.UNKNOWN
        answers.write(f"{outcome.name} {hashlib.sha256(raw).hexdigest()}\n")
        answers.flush()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.stdin, sys.stdout)
