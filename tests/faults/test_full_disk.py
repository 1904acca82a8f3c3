"""A disk that fills up: what was not kept is said in a sentence, nothing is half, and work goes on when there is room again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concern_view
from tests.dossier import Team
from tests.faults.surroundings import LONG, connections, faults, on_own_disk, own_disks, write_down, written

FULL = "De schijf is vol. Er is niets bewaard. Maak ruimte vrij en probeer het opnieuw; wat u typte staat er nog."
needs_own_disk = pytest.mark.skipif(not own_disks(), reason="this computer lets nobody mount a small disk of his own")


def grow_no_further(made: list[Any]) -> None:
    """Let the file of these connections take no further page, as on a full disk."""
    for connection in made:
        connection.set_authorizer(None)  # one that was last used for reading would not let us
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def room_again(made: list[Any]) -> None:
    for connection in made:
        connection.execute("PRAGMA max_page_count = 1000000").fetchall()


def test_an_act_for_which_there_is_no_room_is_refused_whole(team: Team) -> None:
    with connections() as made:
        kept = {write_down(team.noor, "het eerste signaal")}
        team.noor.do(keep_draft, "concern", "", {"what": "half"})
        grow_no_further(made)
        with pytest.raises(Refused, match=FULL):
            for n in range(1000):
                kept.add(write_down(team.noor, f"{n} {LONG}"))
        with pytest.raises(Refused, match=FULL):
            team.noor.do(keep_draft, "concern", "", {"what": LONG * 3})
        assert written(team.noor) == kept, "lists are read as before"
        draft = team.noor.ask(my_draft, "concern")
        assert draft is not None and draft.fields == {"what": "half"}, "the draft of before is still there"
        room_again(made)
        kept.add(write_down(team.noor, f"er is weer ruimte {LONG}"))
    assert written(team.noor) == kept
    team.close()
    assert faults(team) == []


def test_who_looks_while_the_log_cannot_be_written_sees_nothing(team: Team) -> None:
    """A view is logged first. Without room for its line nobody looks."""
    with connections() as made:
        concern = write_down(team.noor, "het eerste signaal")
        grow_no_further(made)
        with pytest.raises(Refused, match=FULL):
            for _ in range(1000):
                team.noor.ask(concern_view, concern)
        room_again(made)
        assert team.noor.ask(concern_view, concern).what == "het eerste signaal"


@needs_own_disk
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    seen = json.loads(on_own_disk("tests.faults.small_disk", "FULL", str(tmp_path)))
    assert seen["act"] == seen["draft"] == seen["view"] == FULL
    assert "de schijf is vol" in seen["new dossier"]
    assert seen["left of the new dossier"] == []
    assert seen["list while full"] is True
    assert seen["draft afterwards"] == "er is weer ruimte"
    assert seen["all that was kept is there, and nothing else"] is True
    assert seen["faults"] == []


@needs_own_disk
def test_a_disk_on_which_nothing_may_be_written(tmp_path: Path) -> None:
    seen = json.loads(on_own_disk("tests.faults.small_disk", "READ_ONLY", str(tmp_path)))
    assert seen["open"] == "Het dossier is niet te openen. Kijk of de map nog bereikbaar is en of u er mag schrijven."
    assert "op deze schijf kan alleen worden gelezen" in seen["new dossier"]
    assert seen["all that was kept is there, and nothing else"] is True
    assert seen["faults"] == []
