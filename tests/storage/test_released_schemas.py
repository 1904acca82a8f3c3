"""Every released schema still opens: what stood in it is all there, its log is whole, and people work on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.cases.reading import cases
from expertiseteam.cases.subject import household
from expertiseteam.insight.soundness import problems
from expertiseteam.opening import workspace_for
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import SCHEMA, connect, integrity_problems
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.team.members import add_village, villages
from tests.dossier import StandingClock, cheap_policy
from tests.faults.sampling import sample
from tests.storage.released import SCHEMAS, officer_of, released


def test_there_is_a_dossier_of_every_schema_before_this_one() -> None:
    assert set(range(1, SCHEMA)) <= set(SCHEMAS)


# The oldest, the newest and some between every day: each is brought up to date by all migrations after it.
TRIED = sorted({SCHEMAS[0], *sample(SCHEMAS[1:-2], 5, "released"), *SCHEMAS[-2:]})


@pytest.mark.parametrize("schema", TRIED)
def test_no_row_is_lost_or_changed(tmp_path: Path, schema: int) -> None:
    path, key = released(tmp_path, schema)
    with closing(connect(path, key)) as c:
        assert c.execute("PRAGMA user_version").fetchone()[0] == schema
    before = rows(path, key)
    bring_up_to_date(path, key, schema)
    after = rows(path, key)
    for table, found in before.items():
        if table != "log_head":
            assert [{name: row[name] for name in old} for old, row in zip(found, after[table], strict=True)] == found, table
    assert integrity_problems(path, key) == []


def rows(path: Path, key: bytes) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the program, by id: columns that came later are more, not other."""
    with closing(connect(path, key)) as c:
        names = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%    id TEXT%'")]
        found = {}
        for name in sorted(names):
            cursor = c.execute(f'SELECT * FROM "{name}" ORDER BY id')
            found[name] = [dict(zip([column[0] for column in cursor.description], row, strict=True)) for row in cursor.fetchall()]
    return found


@pytest.mark.parametrize("schema", TRIED)
def test_it_opens_is_sound_and_people_work_on(tmp_path: Path, schema: int) -> None:
    path, _ = released(tmp_path, schema)
    clock = StandingClock(2026, 12, 1, 9, 0)
    workspace = workspace_for(path, officer_of(path), clock, policy=cheap_policy(tmp_path, clock))
    with closing(workspace):
        assert [case.code for case in workspace.ask(cases)] == ["26-001"]
        assert "Piet Jansen" in repr([workspace.ask(household, case.id) for case in workspace.ask(cases)])
        workspace.do(add_village, name="Nieuwdorp")
        assert "Nieuwdorp" in [village.name for village in workspace.ask(villages)]
        assert "Łucja Şahin-van ’t Hof" in {entry.who for entry in workspace.ask(whole_log)}
        assert workspace.ask(problems) == []
        assert workspace.check_log() == []


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_lines_from_before_the_chains_are_one_chain_by_time(tmp_path: Path, schema: int) -> None:
    path, key = released(tmp_path, schema)
    with closing(connect(path, key)) as c:
        before = [row[0] for row in c.execute("SELECT id FROM log_line ORDER BY at, id")]
    bring_up_to_date(path, key, schema)
    with closing(connect(path, key)) as c:
        after = c.execute("SELECT id, number, device FROM log_line ORDER BY number").fetchall()
    assert after == [(row, number, "0" * 32) for number, row in enumerate(before, 1)]
