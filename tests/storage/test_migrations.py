"""Migrations make exactly the tables that the program describes; half of one is none; an older program keeps its hands off."""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import expertiseteam.opening  # noqa: F401  (knows every table)
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage import backup, heads, migrate, search, store
from expertiseteam.storage.file import SCHEMA, connect, create_file, integrity_problems
from expertiseteam.storage.rows import Row
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault.copies import Reason
from tests.dossier import Team
from tests.storage.released import released

KEY = os.urandom(32)


def _tidy(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip().rstrip(";").replace("( ", "(").replace(" )", ")")


def _described() -> set[str]:
    dialect = sqlite.dialect()  # type: ignore[no-untyped-call]
    found = {_tidy(statement) for statement in search.SCHEMA}
    for table in [*Row.metadata.sorted_tables, heads.HEAD]:
        found.add(_tidy(str(CreateTable(table).compile(dialect=dialect))))
        found |= {_tidy(str(CreateIndex(index).compile(dialect=dialect))) for index in table.indexes}
    return found


def test_migrations_make_the_tables_that_the_program_describes(tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    create_file(path, KEY)
    migrate.bring_up_to_date(path, KEY, 0)
    with closing(connect(path, KEY)) as c:
        made = {
            _tidy(row[0])
            for row in c.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search_text_%' AND name <> 'alembic_version'"
            )
        }
        assert c.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert made == _described()


def test_every_table_is_strict_and_without_cascade_or_autoincrement() -> None:
    for sql in _described():
        if sql.startswith("CREATE TABLE"):
            assert sql.endswith("STRICT"), sql
        assert "CASCADE" not in sql and "AUTOINCREMENT" not in sql, sql


def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = released(tmp_path, SCHEMA - 1)
    before = everything(path, key)

    def half(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (a TEXT) STRICT")
        raise RuntimeError("power gone")

    monkeypatch.setattr(migrate, "_prove", half)
    with pytest.raises(RuntimeError, match="power gone"):
        migrate.bring_up_to_date(path, key, SCHEMA - 1)
    assert everything(path, key) == before
    assert integrity_problems(path, key) == []


def everything(path: Path, key: bytes) -> dict[str, list[Any]]:
    """Every row of every table, and the description of the tables."""
    with closing(connect(path, key)) as c:
        made = c.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _ in made if kind == "table" and name != "search_text"]
        return {"": made, **{name: c.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}}


def test_a_copy_is_made_before_a_migration(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    key = _key(team)
    copy = backup.copy_before_migration(team.path, key, 1)
    assert copy.reason is Reason.MIGRATION
    assert integrity_problems(copy.dossier, key) == []
    with closing(connect(copy.dossier, key)) as c:
        assert ("Nieuwdorp",) in c.execute("SELECT name FROM village").fetchall()


def test_an_older_program_does_not_write_a_newer_dossier(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SCHEMA", SCHEMA - 1)
    with pytest.raises(Refused, match="nieuwere versie"):
        team.femke.do(add_village, name="Nieuwdorp")
    monkeypatch.undo()
    assert "Nieuwdorp" not in [v.name for v in team.femke.ask(villages)]


def _key(team: Team) -> bytes:
    from expertiseteam.vault.keyfile import key_file_of
    from expertiseteam.vault.keys import unlock
    from tests.dossier import PASSPHRASE

    return unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy).dossier_key
