"""The clock jumps, the laptop sleeps, the program was killed, the file lies on an odd path, a sync client leaves files beside it."""

from __future__ import annotations

import os
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concern_view, concerns
from expertiseteam.insight.today import today
from expertiseteam.opening import open_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.safety.keeping import copies_state, keep_copy
from expertiseteam.storage.file import connect
from expertiseteam.team.settings import change_settings
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.disk_kind import to_know
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, Team, make_team
from tests.faults.sampling import LONG, sample
from tests.faults.surroundings import connections, faults, write_down, written


def again(team: Team, first_name: str = "noor") -> Workspace:
    return open_dossier(team.path, team.ids[first_name], PASSPHRASE.format(first_name), policy=team.policy, clock=team.clock)


JUMPS = [(2025, 11, 2, 9, 0), (2038, 1, 20, 4, 0), (2026, 10, 25, 2, 30), (2027, 3, 28, 2, 30)]


@pytest.mark.parametrize("jump", JUMPS if LONG else JUMPS[:2])
def test_a_clock_that_jumps_loses_nothing(team: Team, jump: tuple[int, ...]) -> None:
    """A year back, past 2038, and both nights of summer time (F29)."""
    kept = {write_down(team.noor, "voor de sprong")}
    keep_copy(team.noor, Reason.HAND)
    team.clock.at(*jump)
    kept.add(write_down(team.noor, "na de sprong"))
    team.noor.do(keep_draft, "concern", "", {"what": "half"})
    keep_copy(team.noor, Reason.CHANGE)
    assert written(team.noor) == kept
    assert team.noor.ask(today, team.ids["noor"], team.clock.today) is not None
    assert len(copies_state(team.path).lines) == 2, "a copy of the other time does not go for it"
    seen = [entry.what for entry in team.femke.ask(whole_log)]
    assert seen.count("signaal opgeschreven") == 2
    team.clock.at(2026, 11, 2, 10, 0)
    if jump[0] > 2026:
        assert "De klok van Noor Elzinga liep" in team.femke.clock_apart()
        team.clock.at(*jump)
        team.clock.now -= timedelta(minutes=10)
        assert "10 minuten" in team.femke.clock_apart()
        team.femke.do(change_settings, {"clock_minutes": 15})
        assert team.femke.clock_apart() == "", "from when on it is said is the team's choice"
        team.clock.at(2026, 11, 2, 10, 0)
    else:
        assert team.femke.clock_apart() == ""
    kept.add(write_down(team.noor, "de klok is hersteld"))
    assert written(team.noor) == kept
    team.close()
    assert faults(team) == []


def test_half_past_two_in_the_night_that_has_it_twice_stays_two_moments(team: Team) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    moments = []
    for hour in (0, 1):
        team.clock.now = first.replace(hour=hour)
        moments.append(team.noor.ask(concern_view, write_down(team.noor, f"om half drie {hour}")).received)
    assert (moments[1] - moments[0]).total_seconds() == pytest.approx(3600, abs=1)


def test_nobody_waits_for_a_form_that_sleeps_with_its_laptop(team: Team) -> None:
    """Between opening a form and saving it no transaction is open, however long that is (F16)."""
    concern = write_down(team.noor, "het eerste signaal")
    with connections() as made:
        shown = team.noor.ask(concern_view, concern)
        team.noor.do(keep_draft, "concern", "", {"what": "half"})
        assert all(not connection.in_transaction for connection in made)
    with closing(connect(team.path, team.femke._store._key)) as colleague:
        colleague.execute("PRAGMA busy_timeout = 0")
        colleague.execute("BEGIN EXCLUSIVE")
        colleague.execute("ROLLBACK")
    team.clock.at(2026, 11, 3, 9, 0)
    assert team.noor.ask(concern_view, concern).version == shown.version
    draft = team.noor.ask(my_draft, "concern")
    assert draft is not None and draft.fields == {"what": "half"}


@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
def test_after_a_kill_it_opens_without_a_question(tmp_path: Path) -> None:
    """No lock file is left, nothing waits for one (F26)."""
    team = make_team(tmp_path / "dossier")
    team.close()
    child = os.fork()
    if not child:
        noor = again(team)
        write_down(noor, "net voor de klap")
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    began = time.monotonic()
    noor = again(team)
    assert {c.what for c in noor.ask(concerns)} == {"net voor de klap"}
    assert time.monotonic() - began < 15, "on a busy test machine; no waiting for a lock is as long as SQLite's own"
    noor.close()


FOLDERS = ["é 日本 ş", "met ' en \" en %20", "x" * 120 + "/" + "y" * 120, "?mode=memory&x=#1", "..hidden/../..hidden"]


@pytest.mark.parametrize("folder", sample(FOLDERS, 2, "folders"))
def test_odd_paths_work_for_dossier_copy_and_search(tmp_path: Path, folder: str) -> None:
    """Long, with signs of other scripts and of addresses (F33)."""
    place = tmp_path / folder
    place.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "..hidden").mkdir(exist_ok=True)
    team = make_team(place)
    kept = {write_down(team.noor, "op een vreemde plek")}
    keep_copy(team.noor, Reason.HAND)
    assert written(team.noor) == kept
    assert len(copies_state(team.path).lines) == 1
    team.close()
    assert faults(team) == []


def test_files_that_a_sync_client_leaves_are_never_opened_or_taken_away(team: Team) -> None:
    """A "conflicted copy" beside the dossier and in the folder of copies (F21)."""
    kept = {write_down(team.noor, "het eerste signaal")}
    copy = keep_copy(team.noor, Reason.HAND)
    folder = Path(copies_state(team.path).folder)
    strangers = [
        team.path.with_name("weidevoort (conflicted copy).dossier"),
        folder / "weidevoort (1).dossier",
        folder / copy.key / "weidevoort (1).dossier",
    ]
    for stranger in strangers:
        stranger.write_bytes(b"van een ander")
    keep_copy(team.noor, Reason.HAND)
    assert written(team.noor) == kept
    assert [stranger.read_bytes() for stranger in strangers] == [b"van een ander"] * 3
    assert len(copies_state(team.path).lines) == 2
    other = team.path.with_name("weidevoort-oost.dossier")  # another dossier, with keys of its own
    for file in (other, key_file_of(other)):
        file.write_bytes(b"van een ander team")
    said, is_misplaced = to_know(team.path)
    assert "Naast dit dossier ligt “weidevoort (conflicted copy).dossier”" in said and not is_misplaced
    assert "oost" not in said


def test_a_moment_without_the_disk_is_not_called_damage_and_a_damaged_page_is(team: Team) -> None:
    """What was read wrong is read again from a fresh connection before anyone speaks of damage (F10, F24)."""
    kept = {write_down(team.noor, f"signaal {n} " * 50) for n in range(40)}
    team.close()
    good = team.path.read_bytes()
    bad = bytearray(good)
    for page in range(3, len(good) // 4096):
        bad[page * 4096 + 99] ^= 1
    noor = again(team)
    with team.path.open("r+b") as file:
        file.write(bad)
    with pytest.raises(Refused, match="Een deel van het dossier is niet te lezen"):
        written(noor)
    with team.path.open("r+b") as file:
        file.write(good)
    assert written(noor) == kept, "the next look is from a connection that read nothing wrong"
    noor.close()
