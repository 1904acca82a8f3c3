"""The tables on a server are those that the program describes, with every promise that a table in a file makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlalchemy import Boolean, Date, Integer, LargeBinary, Time, UniqueConstraint

import expertiseteam.opening  # noqa: F401  (knows every table)
from expertiseteam.storage.rows import GivenNumber, Moment, Row
from tests.dossier import Team
from tests.places import postgres

TABLES = Row.metadata.sorted_tables
TYPES = {
    Boolean: "boolean",
    Date: "date",
    GivenNumber: "bigint",
    Integer: "bigint",
    LargeBinary: "bytea",
    Moment: "timestamp with time zone",
    Time: "time without time zone",
}


def ask(team: Team, sql: str) -> set[tuple[object, ...]]:
    return set(postgres.server().run(sql, database=team.database))


def test_the_tables_are_those_that_the_program_describes(team: Team) -> None:
    found = ask(
        team,
        "SELECT table_name, column_name, data_type, is_nullable = 'YES', collation_name FROM information_schema.columns "
        "WHERE table_schema = 'main'",
    )
    described = set()
    for table in TABLES:
        for column in table.columns:
            kind = next((said for known, said in TYPES.items() if isinstance(column.type, known)), "text")
            described.add((table.name, column.name, kind, bool(column.nullable), "C" if kind == "text" else None))
    names = {table.name for table in TABLES}
    assert {row for row in found if row[0] in names} == described


def test_keys_and_references_hold_at_the_end_of_each_act(team: Team) -> None:
    found = ask(
        team,
        "SELECT t.relname, c.contype::text, c.condeferrable, c.condeferred, c.confdeltype::text FROM pg_constraint c "
        "JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = c.connamespace "
        "WHERE n.nspname = 'main' AND c.contype IN ('f', 'u')",
    )
    references = {row for row in found if row[1] == "f"}
    assert references and all(row[2:] == (True, True, "a") for row in references), "deferred, and nothing goes along by itself"
    assert {row[0] for row in references} == {table.name for table in TABLES if table.foreign_keys}
    unique = {table.name for table in TABLES if any(isinstance(c, UniqueConstraint) for c in table.constraints)}
    assert unique <= {row[0] for row in found if row[1] == "u"}


def test_every_index_is_there(team: Team) -> None:
    found = {name for (name,) in ask(team, "SELECT indexname FROM pg_indexes WHERE schemaname = 'main'")}
    assert {str(index.name) for table in TABLES for index in table.indexes} <= found


def test_nobody_but_the_roles_of_the_dossier_has_a_right(team: Team) -> None:
    found = ask(
        team,
        "SELECT grantee, table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type) FROM information_schema.table_privileges "
        "WHERE table_schema = 'main' AND grantee <> 'weidevoort_owner' GROUP BY grantee, table_name",
    )
    tables = {name for (name,) in ask(team, "SELECT tablename FROM pg_tables WHERE schemaname = 'main'")} - {"place", "alembic_version"}
    only_read = {("PUBLIC", "place", "SELECT"), ("weidevoort_write", "alembic_version", "SELECT")}
    assert found == {("weidevoort_write", name, "DELETE INSERT SELECT UPDATE") for name in tables} | only_read
    assert {table.name for table in TABLES} < tables


def test_a_dossier_in_a_file_never_loads_the_driver(tmp_path: Path) -> None:
    told = (
        "import sys; from pathlib import Path; from tests.dossier import make_team; "
        f"team = make_team(Path({str(tmp_path)!r})); team.noor.me(); team.close(); "
        "assert not [name for name in sys.modules if name.startswith('psycopg') or name.endswith('server.dialect')]"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=Path(__file__).parents[3], check=False)
    assert run.returncode == 0, run.stderr
