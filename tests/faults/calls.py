"""Faults at every system call of a commit: `python -m tests.faults.calls FOLDER MOST SEED`.

For each of the acts that are used most or that an overleg is made of, a process does it from the same start, while strace (by its own
injector) kills it, or lets a call fail, at one call. Then the dossier is opened and looked at: old or new, whole, and new whenever the
program had said that it was kept.
Prints as JSON the counts and every complaint.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from expertiseteam.access.drafts import keep_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, close_action, open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.cases.records import ActionState, Place
from expertiseteam.concerns.intake import concern_view
from expertiseteam.concerns.triage import observe
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, defer_item, item_still_open, note, open_item, retype_line, start_meeting, take_back, tell
from expertiseteam.meetings.cycle import meeting, meetings, plan_series
from expertiseteam.meetings.not_done import not_done
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.what_comes import Wanted
from expertiseteam.opening import unlock_dossier, workspace_for
from expertiseteam.storage.backup import count
from expertiseteam.storage.file import connect, integrity_problems
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy, make_team
from tests.faults.forking import fork
from tests.faults.overleg import begin
from tests.faults.surroundings import write_down

DAY = date(2026, 11, 17)
WRITES, SYNCS = ("pwrite64", "ftruncate"), ("fsync", "fdatasync")
CALLS = (*WRITES, *SYNCS, "pread64", "openat", "unlink", "fcntl")
ERRORS = {**dict.fromkeys(WRITES, ("ENOSPC", "EIO")), **dict.fromkeys(SYNCS, ("EIO",)), "pread64": ("EIO",)}
KEPT, NOT_KEPT, OUR_BUG = "kept", "refused", "error"
OUTCOMES = (
    "niets bewaard",
    "niets gewijzigd",
    "wordt niet bewaard",
    "nog niet bekend",
    "misschien nog niet bewaard",
)  # each says what became of it
Run = Callable[[Workspace, "Start"], object]


@dataclass(frozen=True)
class Start:
    """The dossier from which every process starts."""

    path: Path
    identity: Identity
    clock: StandingClock
    ids: dict[str, str]
    shown: dict[str, Any]  # records as a form showed them

    def again(self, folder: Path) -> Start:
        """The same dossier in another folder."""
        folder.mkdir(parents=True)
        for file in (self.path, key_file_of(self.path)):
            shutil.copyfile(file, folder / file.name)
        return replace(self, path=folder / self.path.name)


def _open_a_case(w: Workspace, s: Start) -> object:
    return w.do(
        open_case, (), label="Iepenlaan · gezin", lead_id=s.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten.",
        bringing_partner="gemeente",
    )  # fmt: skip


ACTS: dict[str, Run] = {
    "record_concern": lambda w, s: write_down(w, "een signaal"),
    "observe": lambda w, s: w.do(observe, s.shown["concern"], date(2026, 12, 1), "kijken"),
    "open_case": _open_a_case,
    "add_note": lambda w, s: w.do(add_note, s.ids["case"], "een notitie"),
    "agree_action": lambda w, s: w.do(agree_action, s.ids["case"], what="bellen", owner_id=s.ids["noor"], due=DAY),
    "close_action": lambda w, s: w.do(close_action, s.shown["action"], ActionState.DONE),
    "set_place": lambda w, s: w.do(set_place, s.ids["case"], s.ids["organisation"], Place.RESERVE),
    "send_duo": lambda w, s: w.do(
        send_duo, s.ids["case"], care_id=s.ids["noor"], enforcement_id=s.ids["sem"], task="kijken", before=date(2026, 11, 30)
    ),
    "record_visit": lambda w, s: w.do(
        record_visit, s.shown["visit"], on=DAY, is_announced=False, outcome=Outcome.AT_THE_DOOR, care_view="rustig"
    ),
    "note": lambda w, s: w.do(note, s.ids["item"], "gezegd"),
    "decide": lambda w, s: w.do(decide, s.ids["item"], "besloten"),
    "tell": lambda w, s: w.do(tell, s.ids["item"], LineKind.RESIDENT, "van Noor", teller_id=s.ids["noor"]),
    "retype_line": lambda w, s: w.do(retype_line, s.shown["line"], Wanted(LineKind.DECISION, "besloten")),
    "take_back": lambda w, s: w.do(take_back, s.shown["line"].id),
    "defer_item": lambda w, s: w.do(defer_item, s.ids["item"], "weggeroepen"),
    "set_present": lambda w, s: w.do(set_present, s.shown["attendance"], False, "met bericht"),
    "add_erratum": lambda w, s: w.do(add_erratum, s.ids["adopted"], "het was de brandweer"),
    "not_done": lambda w, s: w.do(not_done, s.shown["action"], "ziek", date(2026, 12, 8)),
    "prepare_agenda": lambda w, s: w.do(prepare_agenda, s.ids["following"]),
    "start_meeting": lambda w, s: w.do(start_meeting, s.shown["prepared"]),
    "open_item": lambda w, s: w.do(open_item, s.ids["closing point"]),
    "close_meeting": lambda w, s: w.do(close_meeting, s.shown["running"]),
    "add_late": lambda w, s: w.do(add_late, s.ids["held"], "nagekomen"),
    "adopt_minutes": lambda w, s: w.do(adopt_minutes, s.ids["held"]),
    "keep_draft": lambda w, s: w.do(keep_draft, "concern", "", {"what": "half getypt"}),
}


def start(folder: Path) -> Start:
    """A dossier with a case, a signal, a planned visit and a running overleg, one held before it and one to come. Nothing stays open."""
    clock = StandingClock(2026, 11, 2, 9, 0)
    team = make_team(folder, clock)
    concern = write_down(team.noor, "het eerste signaal")
    adopted, held, prepared = _overleggen_before(team)
    overleg = begin(team)
    femke, identity = unlock_dossier(
        team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=cheap_policy(folder, clock), clock=clock
    )
    case = _open_a_case(femke, Start(team.path, identity, clock, team.ids, {}))
    visit = femke.do(send_duo, case, care_id=team.ids["femke"], enforcement_id=team.ids["sem"], task="kijken", before=date(2026, 11, 20))
    shown = {"concern": femke.ask(concern_view, concern), "visit": femke.ask(visit_view, visit), "action": femke.ask(open_actions)[0]}
    for name, meeting_id in (("prepared", prepared), ("running", overleg.meeting)):
        shown[name] = femke.ask(meeting, meeting_id)
    points_there = femke.ask(agenda, overleg.meeting).items
    own = femke.do(note, overleg.item, "een eigen regel")
    shown["line"] = next(line for line in femke.ask(item_still_open, overleg.item, overleg.meeting).lines if line.id == own)
    shown["attendance"] = femke.ask(attendance, overleg.meeting)[-1]
    following = next(one.id for one in femke.ask(meetings) if one.on == date(2026, 12, 8))
    femke.close()
    ids = {
        **team.ids,
        "concern": concern,
        "case": str(case),
        "visit": visit,
        "item": overleg.item,
        "organisation": overleg.organisations[1],
        "held": held,
        "adopted": adopted,
        "following": following,
        "closing point": points_there[-1].id,
    }
    return Start(team.path, identity, clock, ids, shown)


def _overleggen_before(team: Team) -> tuple[str, str, str]:
    """Two that were held without a single case: minutes that were adopted and a concept; and the next, whose agenda is made."""
    both = team.femke.do(plan_series, first=date(2026, 9, 29), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    for one in both:
        team.femke.do(prepare_agenda, one)
        team.wil.do(start_meeting, team.wil.ask(meeting, one))
        team.wil.do(close_meeting, team.wil.ask(meeting, one))
    adopted, held = both
    team.femke.do(adopt_minutes, adopted)
    prepared = team.femke.ask(meetings)[0].id
    team.femke.do(prepare_agenda, prepared)
    return adopted, held, prepared


def _live(place: Start, run: Run, tell: int) -> NoReturn:
    """Open, wait until the injector is there, do it, say what came of it."""
    workspace = workspace_for(place.path, place.identity, place.clock)
    workspace.me()
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        run(workspace, place)
        said = KEPT
    except Refused as refused:
        said = f"{NOT_KEPT} {refused}"
    except BaseException as error:
        said = f"{OUR_BUG} {type(error).__name__} {error}"
    os.write(tell, said.encode())
    os._exit(0)


def once(place: Start, run: Run, inject: tuple[str, ...], trace: Path) -> str:
    """Do it in a process of its own, with one fault; returns what it said before its end, "" for nothing."""
    ear, mouth = os.pipe()
    child = fork()
    if not child:
        os.close(ear)
        _live(place, run, mouth)
    os.close(mouth)
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", str(trace), "-p", str(child), "-e", f"trace={','.join(CALLS)}", *inject], stderr=subprocess.PIPE
    )
    assert tracer.stderr is not None
    attached = tracer.stderr.readline()
    assert b"attached" in attached, attached
    os.kill(child, signal.SIGCONT)
    os.waitpid(child, 0)
    tracer.communicate()
    with open(ear, "rb") as said:
        return said.read().decode()


def rows(place: Start) -> dict[str, int]:
    """How much stands in each table, opened as after a crash, and how often rows were changed in all."""
    with closing(connect(place.path, place.identity.dossier_key)) as connection:
        found = count(connection)
        versions = [
            connection.execute(f'SELECT coalesce(sum(version), 0) FROM "{table}"').fetchone()[0]
            for table in found
            if any(column[1] == "version" for column in connection.execute(f'PRAGMA table_info("{table}")').fetchall())
        ]
    return {**found, "versions": sum(versions)}


def verdict(place: Start, said: str, old: dict[str, int], new: dict[str, int], what: str) -> list[str]:
    """What is wrong, given what it said."""
    found = [f"{what}: {problem}" for problem in integrity_problems(place.path, place.identity.dossier_key)]
    try:
        now = rows(place)
    except Exception as error:
        return [*found, f"{what}: unreadable {error}"]
    if now not in (old, new):
        found.append(f"{what}: neither old nor new: {[t for t in now if now[t] not in (old.get(t), new.get(t))]}")
    if said == KEPT and now != new:
        found.append(f"{what}: said kept, and is not there")
    if said.startswith(NOT_KEPT) and "niets bewaard" in said and now == new != old:
        found.append(f"{what}: said not kept, and is there: {said}")
    if said.startswith(NOT_KEPT) and not any(words in said for words in OUTCOMES):
        found.append(f"{what}: does not say whether it was kept: {said}")
    if said.startswith(OUR_BUG):
        found.append(f"{what}: {said}")
    return found


def points(calls: Counter[str]) -> list[tuple[str, int, str]]:
    """Every place where a fault can come: call, its number, kind."""
    found = []
    for call, times in sorted(calls.items()):
        for number in range(1, times + 1):
            found.append((call, number, "signal=KILL"))
            found += [(call, number, f"error={error}") for error in ERRORS.get(call, ())]
    return found


def main(folder: Path, most: int, seed: str) -> None:
    """So many faults, spread over all acts; 0 for all there are."""
    origin = start(folder / "start")
    old = rows(origin)
    every: list[tuple[str, tuple[str, int, str]]] = []
    new: dict[str, dict[str, int]] = {}
    trace = folder / "trace"
    for name, run in ACTS.items():  # once here: what a process of its own inherits, it need not put into SQL again
        place = origin.again(folder / f"before {name}")
        workspace = workspace_for(place.path, place.identity, place.clock)
        run(workspace, place)
        workspace.close()
    for name, run in ACTS.items():
        place = origin.again(folder / name)
        said = once(place, run, (), trace)
        assert said == KEPT, f"{name}: {said}"
        new[name] = rows(place)
        assert new[name] != old, name
        seen = Counter(re.findall(r"^\d+\s+(\w+)\(", trace.read_text(errors="replace"), re.MULTILINE))
        every += [(name, point) for point in points(Counter({call: seen[call] for call in CALLS}))]
    chosen = every if not most else random.Random(seed).sample(every, min(most, len(every)))
    outcome: Counter[str] = Counter()
    complaints: list[str] = []
    for number, (name, (call, at, kind)) in enumerate(chosen):
        place = origin.again(folder / f"{number}")
        said = once(place, ACTS[name], ("-e", f"inject={call}:{kind}:when={at}"), trace)
        outcome["kills" if "KILL" in kind else "faults"] += 1
        outcome[f"said {said.split()[0] if said else 'nothing'}"] += 1
        complaints += verdict(place, said, old, new[name], f"{name}, {kind} at {call} {at}")
        shutil.rmtree(place.path.parent)
    report: dict[str, Any] = {"points": len(every), "outcome": outcome, "complaints": complaints}
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
