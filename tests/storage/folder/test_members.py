"""Members who work, share, are away, are killed and clash in any order: in the end all hold the same and nothing that was saved is gone."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from expertiseteam.storage.file import connect
from expertiseteam.storage.folder import replay
from tests.storage.folder.history import in_order, wrongs
from tests.storage.folder.lab import KEY, Lab, Laptop, Unruly, with_faults

pytestmark = pytest.mark.timeout(600)
WHO = st.integers(0, 2)
CASE = st.sampled_from(("case0", "case1", "new0", "new1"))
TEXT = st.sampled_from(("kort", "lang", "anders"))


class Members(RuleBasedStateMachine):
    """Three members, one folder."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="expertiseteam-members-"))
        self.made = 0

    @initialize()
    def begin(self) -> None:
        self.lab = Lab(self.root / "lab", ("femke", "noor", "sem"))

    def laptop(self, who: int) -> Laptop:
        return list(self.lab)[who]

    @rule(who=WHO, case=CASE, column=st.sampled_from(("goal", "place")), text=TEXT)
    def edit(self, who: int, case: str, column: str, text: str) -> None:
        self.made += 1
        self.laptop(who).edit(case, **{column: f"{text} {self.made}" if text != "kort" else text})

    @rule(who=WHO, case=CASE)
    def edit_twice_in_one(self, who: int, case: str) -> None:
        self.laptop(who).act(
            ('UPDATE "case" SET goal = place, version = version + 1 WHERE id = ?', case),
            ("UPDATE \"case\" SET place = 'Turfven', version = version + 1 WHERE id = ?", case),
        )

    @rule(who=WHO, case=st.sampled_from(("new0", "new1")), year=st.sampled_from((2026, 2027)))
    def open_case(self, who: int, case: str, year: int) -> None:
        if self.laptop(who).value(case, "version") is None:
            self.laptop(who).open_case(case, year)

    @rule(who=WHO, case=CASE)
    def note(self, who: int, case: str) -> None:
        self.made += 1
        if self.laptop(who).value(case, "version") is not None:
            self.laptop(who).act(("INSERT INTO note VALUES (?, 1, ?, ?)", f"note{self.made}", case, f"post {self.made}"))

    @rule(who=WHO, case=CASE)
    def remove(self, who: int, case: str) -> None:
        self.laptop(who).act(("DELETE FROM note WHERE case_id = ?", case), ('DELETE FROM "case" WHERE id = ?', case))

    @rule(who=WHO)
    def look(self, who: int) -> None:
        self.laptop(who).act()  # a view: only a line of the log

    @rule(who=WHO)
    def share(self, who: int) -> None:
        shared = self.laptop(who).share()
        assert (shared.stopped, shared.waiting) == ("", 0)

    @rule(who=WHO, at=st.integers(1, 16), how=st.sampled_from(("fails before", "fails after", "killed before", "killed after", "away")))
    def share_in_bad_weather(self, who: int, at: int, how: str) -> None:
        with_faults(Unruly(at, how), self.laptop(who).share)
        self.laptop(who).start()

    @invariant()
    def rows_are_whole(self) -> None:
        if hasattr(self, "lab"):
            for laptop in self.lab:
                assert laptop.ask("PRAGMA foreign_key_check") == []

    def teardown(self) -> None:
        try:
            if hasattr(self, "lab"):
                self.lab.settle()
                assert wrongs(self.lab) == []
        finally:
            shutil.rmtree(self.root)


TestMembers = Members.TestCase
TestMembers.settings = settings(
    max_examples=200 if os.environ.get("EXPERTISETEAM_LONG") == "1" else 7,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def clash(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="van femke")
    noor.edit("case0", goal="van noor")
    lab.settle()


def test_the_checker_finds_a_planted_lost_update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = replay._rebased

    @functools.wraps(real)
    def last_one_wins(c: Any, shape: Any, own: Any) -> Any:
        now = replay.stored_row(c, shape, *own.row)
        return real(c, shape, replay.replace(own, was=own.was and {**own.was, **(now or {})}))

    monkeypatch.setattr(replay, "_rebased", last_one_wins)
    lab = Lab(tmp_path)
    clash(lab)
    assert wrongs(lab) == ["lost update: 'van femke' became 'van noor' by somebody who saw 'contact'"]


def test_the_checker_finds_what_was_dropped_or_doubled(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    femke, noor = lab
    clash(lab)
    assert wrongs(lab) == []
    femke.done["0" * 32] = ()
    femke.wrote[next(iter(femke.done))] = {("case", "case0", "goal"): "iets anders"}
    assert wrongs(lab) == [
        f"changed on the way: ('case', 'case0', 'goal') in {next(iter(femke.done))} of femke",
        f"lost: {'0' * 32} of femke",
    ]
    with closing(connect(noor.path, KEY)) as c:
        c.execute("UPDATE folder_state SET recording = 0")
        c.execute("UPDATE \"case\" SET goal = 'buitenom'")
    assert "the laptops hold different rows" in wrongs(lab)
    assert [by for by, _ in in_order(lab)] == ["femke", "noor"]
