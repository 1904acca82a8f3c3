"""The disk fails at the moment of keeping (F11, F12): it is looked up whether it is there, and said; nothing is done twice or guessed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from expertiseteam.access.drafts import keep_draft, my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concern_view, concerns
from expertiseteam.storage.faults import IOERR
from expertiseteam.storage.store import Store
from tests.dossier import Team
from tests.faults.surroundings import faults, write_down, written


def fail(*, kept: bool, times: int = 1) -> Callable[[Any, Any], None]:
    """A commit that so many times ends in an error of the disk, after it was done or instead of it."""
    left = times

    def commit(_: Any, connection: Any) -> None:
        nonlocal left
        left -= 1
        if kept or left < 0:
            connection.commit()
        if left < 0:
            return
        error = sqlcipher.OperationalError("disk I/O error")
        error.sqlite_errorcode = IOERR
        raise error

    return commit


def test_what_turns_out_to_be_kept_is_kept_once(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {write_down(team.noor, "het eerste signaal")}
    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=True))
        new = write_down(team.noor, "het tweede signaal")
    assert written(team.noor) == {*before, new}
    write_down(team.noor, "het derde signaal")
    assert team.femke.look_at_log(deep=True) == []
    team.close()
    assert faults(team) == []


def test_what_turns_out_not_to_be_kept_is_said_and_can_be_done_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {write_down(team.noor, "het eerste signaal")}
    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=False))
        with pytest.raises(Refused, match="Het is nagekeken: er is niets bewaard"):
            write_down(team.noor, "het tweede signaal")
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=False))
        with pytest.raises(Refused, match="Het is nagekeken: er is niets bewaard"):
            team.noor.ask(concern_view, next(iter(kept)))  # who looks is written down first
    assert written(team.noor) == kept
    write_down(team.noor, "het tweede signaal")
    assert sorted(c.what for c in team.noor.ask(concerns)) == ["het eerste signaal", "het tweede signaal"]
    assert team.femke.look_at_log(deep=True) == []


def test_what_cannot_be_looked_up_is_called_unknown(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Store) -> None:
        raise Refused("weg")

    write_down(team.noor, "het eerste signaal")
    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=True))
        patched.setattr(Store, "whole", gone)
        with pytest.raises(Refused, match="Het is nog niet bekend of dit bewaard is"):
            write_down(team.noor, "het tweede signaal")
    assert len(written(team.noor)) == 2
    write_down(team.noor, "het derde signaal")
    assert team.femke.look_at_log(deep=True) == []


def test_a_disk_that_fails_at_opening_is_no_member_who_left(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=False, times=100))
        with pytest.raises(Refused, match="De schijf of de map antwoordt niet goed"):
            _ = team.noor
    assert team.noor.me().name == "Noor Elzinga"


def test_of_a_draft_it_is_said_that_it_may_not_be_kept(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.noor.me()
    with monkeypatch.context() as patched:
        patched.setattr(SQLiteDialect_pysqlite, "do_commit", fail(kept=False))
        with pytest.raises(Refused, match="misschien nog niet bewaard; hij wordt zo opnieuw bewaard"):
            team.noor.do(keep_draft, "concern", "", {"what": "half"})
    team.noor.do(keep_draft, "concern", "", {"what": "half"})
    draft = team.noor.ask(my_draft, "concern")
    assert draft is not None and draft.fields == {"what": "half"}
