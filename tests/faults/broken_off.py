"""Copies, restores and salvage killed at every file operation: `python -m tests.faults.broken_off WHAT FOLDER FIRST STEP`.

Each process does the same work from the same start and kills itself at its so manieth operation; the parent then looks at what is left.
Prints as JSON how many kills there were and every complaint.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from expertiseteam.opening import prepare_copy, unlock_dossier, workspace_for
from expertiseteam.storage.file import integrity_problems
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies, putting_back
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.identity import Identity
from tests.dossier import PASSPHRASE, StandingClock, cheap_policy, make_team

WATCHED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir", "shutil.copyfile"})
OLD, NEW = frozenset({"Van toen"}), frozenset({"Van toen", "Van later"})


@dataclass(frozen=True)
class Ground:
    """The dossier from which every process starts, with one copy that is older than it."""

    path: Path
    identity: Identity
    clock: StandingClock

    def names(self) -> frozenset[str]:
        """What the dossier holds now, opened as after a crash."""
        workspace = workspace_for(self.path, self.identity, self.clock)
        try:
            return frozenset(village.name for village in workspace.ask(villages)) & NEW
        finally:
            workspace.close()

    def newest(self) -> copies.Copy:
        return copies.copies(copies.copies_folder(self.path))[0]


def ground(folder: Path) -> Ground:
    """Make it. Nothing stays open: processes are made from this one."""
    clock = StandingClock(2026, 11, 2, 9, 0)
    team = make_team(folder, clock)
    team.femke.do(add_village, name="Van toen")
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    team.close()
    policy = cheap_policy(folder, clock)
    workspace, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=policy, clock=clock)
    workspace.close()
    return Ground(team.path, identity, clock)


def make_a_copy(place: Ground) -> None:
    workspace = workspace_for(place.path, place.identity, place.clock)
    workspace.copy(Reason.HAND)
    workspace.close()


def to_a_second_place(place: Ground) -> None:
    copies.put_in(place.newest(), place.path.parent / "stick")


def put_back(place: Ground) -> None:
    prepare_copy(place.path, place.newest(), place.identity, place.clock).put_back(place.clock)


def _after_a_copy(place: Ground, done: bool) -> list[str]:
    found = [] if place.names() == NEW else ["the dossier changed"]
    return found + _copies_are_whole(place, copies.copies_folder(place.path), 2 if done else 1)


def _after_the_second_place(place: Ground, done: bool) -> list[str]:
    return _copies_are_whole(place, copies.copies_folder(place.path), 1) + _copies_are_whole(
        place, place.path.parent / "stick", 1 if done else 0
    )


def _after_putting_back(place: Ground, done: bool) -> list[str]:
    decided = (copies.copies_folder(place.path) / putting_back.DECIDED).exists()
    names = place.names()
    found = [] if names in (OLD, NEW) else [f"neither old nor new: {sorted(names)}"]
    if (done or decided) and names != OLD:
        found.append("decided, and yet the dossier of before")
    if names == OLD and len(copies.copies(copies.copies_folder(place.path))) < 2:
        found.append("put back, and what stood there is gone")
    if (copies.copies_folder(place.path) / putting_back.DECIDED).exists():
        found.append("opening did not finish it")
    return found + _copies_are_whole(place, copies.copies_folder(place.path), 1)


def _copies_are_whole(place: Ground, folder: Path, least: int) -> list[str]:
    found = []
    listed = copies.copies(folder)
    if len(listed) < least:
        found.append(f"{len(listed)} copies in {folder.name}")
    for copy in listed:
        found += integrity_problems(copy.dossier, place.identity.dossier_key)
    half = copies.begin(folder)  # the next copy sweeps what this one left
    half.rmdir()
    found += [f"left behind: {path.name}" for path in folder.iterdir() if path.name.startswith(copies.HALF)]
    return found


WORK: dict[str, tuple[Callable[[Ground], None], Callable[[Ground, bool], list[str]]]] = {
    "copy": (make_a_copy, _after_a_copy),
    "second": (to_a_second_place, _after_the_second_place),
    "restore": (put_back, _after_putting_back),
}


def _die_at(place: Ground, number: int, run: Callable[[Ground], None]) -> NoReturn:
    """Do the work and die at the operation with this number, or end well when there are not so many."""
    seen, within = 0, str(place.path.parent)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in WATCHED and any(within in str(argument) for argument in arguments):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run(place)
    os._exit(0)


def main(what: str, folder: Path, first: int, step: int) -> None:
    """Kill at every `step`-th operation from `first` on, until the work ends before it is killed."""
    run, judge = WORK[what]
    kills, complaints, number = 0, [], first
    while True:
        start = folder / str(number)
        place = ground(start)
        child = os.fork()
        if not child:
            _die_at(place, number, run)
        _, status = os.waitpid(child, 0)
        done = os.waitstatus_to_exitcode(status) == 0
        kills += not done
        complaints += [f"{what} killed at {number}: {said}" for said in judge(place, done)]
        if done or os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            break
        number += step
    print(json.dumps({"kills": kills, "operations": number, "ended": done, "complaints": complaints}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
