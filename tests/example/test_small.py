"""The small example: the same each time, sound, sealed, all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import CaseState
from expertiseteam.cases.safety_records import CodeStep
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.track_records import PathState
from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.joint import joint_calls
from expertiseteam.concerns.records import ConcernState
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.example.clock import PastClock
from expertiseteam.example.making import Example, make_example
from expertiseteam.example.past import Life
from expertiseteam.example.people import FILE_NAME
from expertiseteam.example.stage import open_stage
from expertiseteam.example.story import Step
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.agenda import agenda
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.records import MeetingState
from expertiseteam.storage.file import integrity_problems
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.example.looking import rows, rules, told

SECRETS = ("Greet", "Hilkens", "55512345")


def test_it_is_the_same_each_time(small: Example, state: Path, tmp_path: Path) -> None:
    again = make_example(tmp_path, size="small")
    first, second = told(rows(small, state)), told(rows(again, state))
    assert list(first) == list(second)
    for table in ("log_chain", "log_line", "log_head"):  # hashes and signatures over ids and keys, new each time
        assert len(first.get(table, ())) == len(second.get(table, ()))
        for content in (first, second):
            content[table] = [{name: row[name] for name in ("what", "why", "kind") if name in row} for row in content.get(table, ())]
    for table, found in first.items():
        assert found == second[table], table


def test_about_as_much_as_was_asked(small: Example, state: Path) -> None:
    counted = {table: len(found) for table, found in rows(small, state).items()}
    assert 24 <= counted["concern"] <= 40
    assert counted["case"] == 10
    assert counted["meeting"] == 6  # four held, the story's own and the next
    assert counted["village"] == 3


def test_the_reporter_is_in_no_file_and_in_no_row(small: Example, state: Path) -> None:
    for file in small.path.parent.rglob("*"):
        raw = file.read_bytes() if file.is_file() else b""
        assert [word for word in SECRETS if word.encode() in raw or word.encode("utf-16-le") in raw] == []
    everything = repr(rows(small, state))
    assert [word for word in SECRETS if word in everything] == []
    assert "Beukenlaan 7, Turfven" in everything  # else the look itself would be blind


def test_femke_can_still_open_the_seal(small: Example, tmp_path: Path) -> None:
    stage = open_stage(_copied(small, tmp_path), rules(tmp_path), PastClock(small.stands_at))
    found = stage.do("femke", reveal_reporter, small.ids["concern"], "terugbellen")
    assert found is not None and found.name == "Greet Hilkens" and not found.may_be_named
    stage.close()


def test_it_is_sound(small: Example, tmp_path: Path) -> None:
    path = _copied(small, tmp_path)
    stage = open_stage(path, rules(tmp_path), PastClock(small.stands_at))
    assert stage.ask("femke", problems) == []
    stage.close()
    key = unlock(key_file_of(path), small.members["wil"], "potlood regenjas walnoot trommel haven", rules(tmp_path)).dossier_key
    assert integrity_problems(path, key) == []


def test_the_overleg_is_ready_to_start(small: Example, tmp_path: Path) -> None:
    stage = open_stage(_copied(small, tmp_path), rules(tmp_path), PastClock(small.stands_at))
    states = {line.on.isoformat(): line.state for line in stage.ask("wil", meetings)}
    assert states["2026-10-27"] is MeetingState.HELD
    assert states["2026-11-17"] is MeetingState.PREPARED
    assert states["2026-12-08"] is MeetingState.PLANNED
    made = stage.ask("wil", agenda, small.ids["meeting"])
    first = next(item for item in made.items if item.case_id)
    assert first.case_id == small.ids["case"]
    assert [reason.text for reason in first.reasons][:3] == [
        "ontruiming op 27 november",
        "toezegging van 10 november nog open",
        "nieuw sinds vorig overleg",
    ]
    assert stage.ask("femke", concerns, (ConcernState.NEW,))  # something waits in the box
    assert [call.asked_by for call in stage.ask("femke", joint_calls)] == ["Sem de Graaf"]
    stage.close()


def test_a_newcomer_sees_a_meldcode_an_escalation_and_a_step_of_enforcement(small: Example, state: Path) -> None:
    found = rows(small, state)
    running = {row["id"] for row in found["case"] if row["state"] != CaseState.CLOSED.name}
    steps = {row["step"]: (bool(row["done_on"]), row["owner_id"]) for row in found["code_step"] if row["case_id"] in running}
    assert [step for step, (done, _) in steps.items() if done] == [CodeStep.MAP.name, CodeStep.CONSULT.name]
    assert steps[CodeStep.TALK.name] == (False, small.members["femke"]), "it waits for who looks around first"
    [asked] = [row for row in found["escalation"] if row["case_id"] in running]
    assert asked["question"] and asked["answer"] and [row["after"] for row in found["ave_step"]] == [AvePhase.THREE.name]
    assert [row["after"] for row in found["path_step"] if row["case_id"] in running] == [PathState.EXPLORING.name]
    assert len({found[table][0]["case_id"] for table in ("reporting_code", "escalation", "enforcement_path")}) == 3


def test_it_never_takes_the_place_of_another(small: Example) -> None:
    before = small.path.read_bytes()
    with pytest.raises(Refused, match="staat al in de map"):
        make_example(small.path.parent, size="small")
    assert small.path.read_bytes() == before


def test_it_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError("no more paper")

    monkeypatch.setattr(Life, "run", fails)
    with pytest.raises(OSError, match="no more paper"):
        make_example(tmp_path / "voorbeeld", size="small")
    assert list((tmp_path / "voorbeeld").iterdir()) == []


def test_progress_is_told_by_day(tmp_path: Path) -> None:
    told_days: list[tuple[int, int]] = []
    make_example(tmp_path, size="small", until=Step.PAST, on_progress=lambda lived, days: told_days.append((lived, days)))
    lived = [day for day, _ in told_days]
    assert lived == sorted(lived) and lived[0] == 0 and lived[-1] == told_days[-1][1]
    assert len({days for _, days in told_days}) == 1


def _copied(example: Example, folder: Path) -> Path:
    """A copy that a test may write in."""
    for file in (example.path, key_file_of(example.path)):
        shutil.copy(file, folder)
    return folder / FILE_NAME
