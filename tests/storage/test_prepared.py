"""What is asked at every key, and what every act writes, is planned by SQLite once: planning it anew took longer than running it."""

from __future__ import annotations

import pytest

from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.storage import store
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
