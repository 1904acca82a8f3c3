"""What is asked at every key, and what every act writes, is planned by SQLite once: planning it anew took longer than running it."""

from __future__ import annotations

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import bindparam, literal_column, select, text

from expertiseteam.access.tables import Member
from expertiseteam.access.who import Who
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.storage import store
from expertiseteam.storage.reading import Reader, select_for
from tests.dossier import Team


def test_what_is_done_again_is_not_planned_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[str | None] = []
    decide = store._Rights._decide

    def seen(self: store._Rights, op: int, what: str | None, column: str | None, schema: str | None, via: str | None) -> int:
        if op == store.READ:
            planned.append(what)
        return decide(self, op, what, column, schema, via)

    monkeypatch.setattr(store._Rights, "_decide", seen)  # SQLite asks it of every column when it plans a statement
    team.noor.do(record_concern, what="Gordijnen dicht", place="Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE)
    assert len(team.noor.ask(find, "gor")) == 1 and "search_entry" in planned
    assert "setting" in planned
    planned.clear()
    for most in (20, 20, 20):
        assert len(team.noor.ask(find, "gordijn", most)) == 1
    assert planned == []

    # An act has more statements than a search, its line in the log among them; all keep their place among the many of a day.
    for number in range(3):
        planned.clear()
        team.noor.do(record_concern, what=f"Post {number}", place="Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE)
    assert {"concern", "log_head", "setting"}.isdisjoint(planned)


def test_what_goes_to_the_driver_ready_made_says_the_same(team: Team) -> None:
    everyone = select_for(Who, Member).order_by(Member.name)
    with team.noor._store.reading((team.noor.me().id,)) as connection:
        read = Reader(connection)
        assert read.ready(everyone) == read.tuples(everyone) and len(read.ready(everyone)) > 1
        assert [name for _, name, *_ in read.ready(everyone.where(Member.name == bindparam("of")), of="Noor Elzinga")] == ["Noor Elzinga"]


@pytest.mark.in_file
def test_what_was_prepared_for_writing_is_never_run_for_reading(team: Team) -> None:
    base, me = select(literal_column("name")).select_from(text("main.member")), (team.noor.me().id,)
    with team.noor._store.writing(me) as connection:
        assert len(Reader(connection).ready(base)) > 1
    with pytest.raises(sqlcipher.DatabaseError, match="prohibited"), team.noor._store.reading(me) as connection:
        Reader(connection).ready(base)
