"""The dossier that benchmarks are measured on is one that the program itself could have made."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from benchmarks import bench, dossier
from benchmarks.bench import opened, statements
from benchmarks.rows import COUNTS, OFFICER, OLD_CASE, OTHER_CASE, TODAY, Size
from benchmarks.window import STATEMENTS
from expertiseteam.cases.reading import case_file
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.soundness import problems
from expertiseteam.insight.timeline import timeline
from expertiseteam.insight.today import today

LITTLE = Size(0.01, active=12)


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("kept")
    with mock.patch.object(bench, "KEPT", folder):
        yield folder


def test_it_keeps_every_rule_of_the_program() -> None:
    with opened(LITTLE) as made:
        assert made.workspace.ask(problems) == []


def test_it_is_as_large_as_the_design_says() -> None:
    assert {kind: Size().of(kind) for kind in COUNTS} == {
        "concerns": 20_000, "cases": 5_000, "people": 12_000, "actions": 50_000, "meetings": 500, "log_lines": 200_000,
    }  # fmt: skip
    with opened(LITTLE) as made:
        driver = made.driver()
        counts = {t: driver.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in ("concern", "case", "person", "action")}
        driver.close()
    assert counts == {"concern": 200, "case": 50, "person": 120, "action": 500}


def test_the_old_case_has_ten_years_of_history() -> None:
    with opened(LITTLE) as made:
        assert made.workspace.ask(case_file, OLD_CASE).case.opened.year == 2016
        events = made.workspace.ask(timeline, OLD_CASE)
    assert len({event.at.year for event in events}) == 11
    assert len(events) > 300


def test_there_is_something_to_do_today() -> None:
    with opened(LITTLE) as made:
        found = made.workspace.ask(today, OFFICER, TODAY)
    assert found.meeting is not None and found.meeting_points == LITTLE.running


def test_it_is_made_once_and_again_when_its_rows_change(tmp_path: Path) -> None:
    first = dossier.kept_dossier(tmp_path, Size(0.001))
    assert dossier.kept_dossier(tmp_path, Size(0.001)) == first
    with mock.patch.object(dossier, "_mark", lambda: "other"):
        second = dossier.kept_dossier(tmp_path, Size(0.001))
    assert second != first and second.exists() and not first.exists()


def test_a_plain_copy_holds_the_same_rows_unencrypted() -> None:
    with opened(LITTLE, plain=True) as made:
        assert made.path.read_bytes().startswith(b"SQLite format 3\x00")
        assert made.workspace.ask(case_file, OLD_CASE).case.id == OLD_CASE


def test_statements_are_counted_as_they_reach_the_database() -> None:
    with opened(LITTLE) as made, statements() as found:
        made.workspace.me()
    assert [sql.split()[0] for sql, _ in found] == ["BEGIN", "SELECT"]


def test_opening_a_case_takes_twelve_statements_at_most() -> None:
    with opened(LITTLE) as made:
        made.workspace.ask(opened_case, OTHER_CASE, TODAY)  # the first line of a session looks once where its chain ends
        with statements() as found:
            made.workspace.ask(opened_case, OLD_CASE, TODAY)
    assert len(found) <= STATEMENTS, [sql for sql, _ in found]
