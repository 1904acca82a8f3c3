"""The secretary's program as something that can be killed: `python -m tests.faults.secretary`.

Loads everything once and then makes a new process for each line on standard input, so that fifty starts cost little. A line is JSON:
{"run": 7, "how": "honest", "overleg": {...}}. Answers, one a line: `pid N`, then what that process did (`draft TEXT`, `line TEXT`), each
only when it is on disk, and `ended` when it is gone.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine, event

from expertiseteam.access.drafts import keep_draft
from expertiseteam.access.work import Work, act
from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.records import DoorAnswers, Place
from expertiseteam.meetings.conduct import LINE_FORM, agree, decide, move_at_door, note
from expertiseteam.meetings.tables import AgendaItem, Decision
from expertiseteam.opening import open_dossier
from tests.dossier import PASSPHRASE, StandingClock, cheap_policy
from tests.faults.forking import fork
from tests.faults.overleg import BEFORE, TAKEN_DOWN, Overleg


def main() -> None:
    """Make one process after another until standard input ends."""
    did_it_once = False
    for line in sys.stdin:
        asked = json.loads(line)
        if not did_it_once:
            _do_it_once(Overleg(**asked["overleg"]))
            did_it_once = True
        child = fork()
        if not child:
            _take_minutes(Overleg(**asked["overleg"]), asked["run"], asked["how"])
        tell(f"pid {child}")
        os.waitpid(child, 0)
        tell("ended")


def _do_it_once(overleg: Overleg) -> None:
    """In a copy that is thrown away: what a process inherits, it need not put into SQL again. Nothing is open after it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copytree(Path(overleg.path).parent, Path(folder) / "once")) / Path(overleg.path).name
        wil = _opened(replace(overleg, path=str(path)), StandingClock(2026, 11, 17, 13, 31))
        for kind in TAKEN:
            wil.do(keep_draft, LINE_FORM, overleg.meeting, {"text": kind})
            _take_down(wil, overleg, kind, kind, random.Random(0))
        wil.close()


def tell(words: str) -> None:
    """Say it in one piece: two processes write to the same pipe."""
    os.write(1, f"{words}\n".encode())


def _take_minutes(overleg: Overleg, run: int, how: str) -> NoReturn:
    """Take down lines until somebody kills this process."""
    clock = StandingClock(2026, 11, 17, 13, 31)
    clock.now += timedelta(minutes=run)  # later than what the process before wrote
    wil = _opened(overleg, clock)
    r = random.Random(run)
    WAYS[how](wil, overleg, f"regel {run}", r)
    os._exit(3)  # nobody killed it


def _opened(overleg: Overleg, clock: StandingClock) -> Workspace:
    path = Path(overleg.path)
    return open_dossier(path, overleg.wil, PASSPHRASE.format("wil"), policy=cheap_policy(path.parent, clock), clock=clock)


def _honest(wil: Workspace, overleg: Overleg, name: str, r: random.Random) -> None:
    for n in range(10_000):
        text = f"{name}-{n}"
        wil.do(keep_draft, LINE_FORM, overleg.meeting, {"text": text})
        tell(f"{BEFORE} {text}")
        _one_line(wil, overleg, text, r)
        tell(f"{TAKEN_DOWN} {text}")


def _one_line(wil: Workspace, overleg: Overleg, text: str, r: random.Random) -> None:
    _take_down(wil, overleg, r.choice(TAKEN), text, r)


def _take_down(wil: Workspace, overleg: Overleg, kind: str, text: str, r: random.Random) -> None:
    match kind:
        case "note":
            wil.do(note, overleg.item, text)
        case "decide":
            wil.do(decide, overleg.item, text)
        case "agree":
            wil.do(agree, overleg.item, text, owner_id=r.choice((overleg.wil, None)), due=date(2026, 11, 20))
        case "move_at_door":
            answers = DoorAnswers("nodig", "tot de regeling er is", "nee", text)
            wil.do(move_at_door, overleg.item, r.choice(overleg.organisations), r.choice(list(Place)), condition=text, answers=answers)


TAKEN = ("note", "decide", "agree", "move_at_door")


# Programs that are wrong, to see that the judge notices -----------------------------------------------------------------------------


def _too_early(wil: Workspace, overleg: Overleg, name: str, r: random.Random) -> None:
    """Says that the line is on disk just before it is."""

    def about_to_commit(_connection: Any) -> None:
        tell(f"{TAKEN_DOWN} {name}-0")
        signal.pause()

    event.listen(Engine, "commit", about_to_commit)
    wil.do(note, overleg.item, f"{name}-0")


def _in_two_pieces(wil: Workspace, overleg: Overleg, name: str, r: random.Random) -> None:
    """Writes the decision in one transaction and its line in the next."""

    @act("half besluit")
    def half(work: Work) -> None:
        item = work.get(AgendaItem, overleg.item)
        number = work.next_number(Decision, year=2026)
        values = {"year": 2026, "number": number, "code": f"2026-{number:03d}", "text": f"{name}-0", "on": date(2026, 11, 17)}
        work.add(Decision(meeting_id=item.meeting_id, case_id=item.case_id, circle_id=item.circle_id, **values))

    wil.do(half)
    tell(f"{BEFORE} {name}-0")
    signal.pause()


def _keeps_no_draft(wil: Workspace, overleg: Overleg, name: str, r: random.Random) -> None:
    """Says that it kept what was typed, and did not."""
    tell(f"{BEFORE} {name}-0")
    signal.pause()


def _keeps_the_draft(wil: Workspace, overleg: Overleg, name: str, r: random.Random) -> None:
    """Takes a line down and leaves it standing as a draft as well, so that it would be taken down twice."""
    wil.do(note, overleg.item, f"{name}-0")
    wil.do(keep_draft, LINE_FORM, overleg.meeting, {"text": f"{name}-0"})
    tell(f"{TAKEN_DOWN} {name}-0")
    signal.pause()


WAYS: dict[str, Callable[[Workspace, Overleg, str, random.Random], None]] = {
    "honest": _honest,
    "too early": _too_early,
    "in two pieces": _in_two_pieces,
    "keeps no draft": _keeps_no_draft,
    "keeps the draft": _keeps_the_draft,
}

if __name__ == "__main__":
    main()
