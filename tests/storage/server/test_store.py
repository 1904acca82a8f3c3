"""Reading, writing, waiting, losing the connection, and a layout that is older or newer than the program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.storage import migrate
from expertiseteam.storage.server import connecting, store, tables
from expertiseteam.storage.server.faults import ServerError
from expertiseteam.storage.server.login import login_role
from expertiseteam.team.members import add_village, villages
from tests.dossier import Team
from tests.places import postgres


def names(team: Team) -> list[str]:
    return [village.name for village in team.femke.ask(villages)]


def end_every_session(team: Team) -> None:
    postgres.server().run(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{team.database}'")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM main.concern",
        "SELECT * FROM main.search_entry",
        "SELECT count(*) FROM main.log_line",
        "DELETE FROM main.village",
        "DELETE FROM village",
        "UPDATE main.place SET schema = 99",
        "CREATE TABLE main.more (a text)",
        "CREATE TABLE more (a text)",
        "CREATE FUNCTION main.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "COPY main.concern TO STDOUT",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_a_reading_session_reads_its_views_and_nothing_else(team: Team, statement: str) -> None:
    with (
        pytest.raises((ServerError, Refused), match="42501|alleen-lezen"),
        team.femke._store.reading((team.ids["femke"],)) as connection,
    ):
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement", ["UPDATE main.place SET schema = 99", "ALTER TABLE main.village ADD more text", "DROP TABLE main.case"]
)
def test_who_writes_changes_rows_and_not_the_layout(team: Team, statement: str) -> None:
    with pytest.raises(ServerError, match="42501"), team.femke._store.writing((team.ids["femke"],)) as connection:
        connection.execute(text(statement))


def test_a_mistake_of_ours_is_told_without_what_stands_in_the_row(team: Team) -> None:
    with pytest.raises(ServerError) as caught, team.femke._store.writing((team.ids["femke"],)) as connection:
        connection.execute(text("INSERT INTO main.village(id, version, name) VALUES ('x', 1, 'Truus Jansen'), ('x', 1, 'Truus Jansen')"))
    assert "village_pkey" in str(caught.value)
    assert "Truus" not in str(caught.value) and caught.value.__cause__ is None


def test_a_server_that_started_anew_is_not_noticed(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    end_every_session(team)
    assert "Nieuwdorp" in names(team)
    end_every_session(team)
    team.femke.do(add_village, name="Verweg")
    assert "Verweg" in names(team)


def test_a_connection_that_breaks_half_way_keeps_nothing_and_says_so(team: Team) -> None:
    @act("half")
    def half(work: Work) -> None:
        add_village(work, name="Half")
        end_every_session(team)

    with pytest.raises(Refused, match="antwoordt niet"):
        team.femke.do(half)
    assert "Half" not in names(team)


def lose(after: bool) -> Callable[[psycopg.Connection[object]], None]:
    """A commit of which the answer never comes: the server had done it, or had not."""
    done = psycopg.Connection.commit

    def commit(connection: psycopg.Connection[object]) -> None:
        if after:
            done(connection)
        connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    return commit


def test_when_the_answer_is_lost_the_server_is_asked_whether_it_was_kept(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.femke.me()
    monkeypatch.setattr(psycopg.Connection, "commit", lose(after=True))
    team.femke.do(add_village, name="Bewaard")
    monkeypatch.undo()
    assert names(team).count("Bewaard") == 1
    monkeypatch.setattr(psycopg.Connection, "commit", lose(after=False))
    with pytest.raises(Refused, match="niet bewaard"):
        team.femke.do(add_village, name="Verloren")
    monkeypatch.undo()
    assert "Verloren" not in names(team)


def test_when_the_server_cannot_be_asked_either_that_is_said(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise Refused("weg")

    monkeypatch.setattr(store, "_PATIENCE", 0)
    monkeypatch.setattr(psycopg.Connection, "commit", lose(after=True))
    with pytest.raises(Refused, match="nog niet bekend of het gelukt is"):
        team.femke.do(add_village, name="Wie weet")


def test_who_waits_too_long_for_his_turn_is_told_that_nothing_was_kept(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connecting._SESSION, "lock_timeout", "50ms")
    with team.femke._store.writing((team.ids["femke"],)):
        with pytest.raises(Refused, match="even bezet"):
            team.noor.do(record_concern, what="Lampen", place="", certainty=Certainty.SEEN, channel=Channel.ROUND)
        assert team.noor.ask(concerns) == [], "reading waits for nobody"


def test_who_falls_asleep_while_writing_keeps_nobody_waiting_for_long(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connecting._SESSION, "idle_in_transaction_session_timeout", "50ms")
    with pytest.raises(Refused, match="te lang stil"), team.femke._store.writing((team.ids["femke"],)) as connection:
        team.noor.do(record_concern, what="Lampen", place="", certainty=Certainty.SEEN, channel=Channel.ROUND)
        connection.execute(text("SELECT 1"))


def test_a_program_that_is_too_old_keeps_its_hands_off(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SCHEMA", 0)
    with pytest.raises(Refused, match="intussen bijgewerkt"):
        team.femke.do(add_village, name="Nieuwdorp")
    monkeypatch.setattr(tables, "SCHEMA", 0)
    with pytest.raises(Refused, match="nieuwere versie"):
        _ = team.noor


@pytest.fixture
def next_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is one version newer: its layout has one column more."""
    new = tables.SCHEMA + 1
    folder = tmp_path / "newer" / "migrations"
    shutil.copytree(Path(migrate.__file__).with_name("migrations"), folder)
    (folder / "versions" / "v9999_more.py").write_text(
        f"from alembic import op\nimport sqlalchemy as sa\nrevision = '{new:04}'\ndown_revision = '{tables.SCHEMA:04}'\n"
        "def upgrade():\n    op.add_column('village', sa.Column('more', sa.String))\n"
    )
    monkeypatch.setattr(migrate, "__file__", str(folder.parent / "migrate.py"))
    for module in (tables, store):
        monkeypatch.setattr(module, "SCHEMA", new)


def test_an_older_layout_is_brought_up_to_date_by_who_may(team: Team, next_layout: None) -> None:
    with pytest.raises(Refused, match="moet worden bijgewerkt"):
        _ = team.noor
    postgres.server().run(f'GRANT weidevoort_owner TO "{login_role(team.ids["wil"])}"')
    assert team.wil.me().name == "Wil Stam"
    postgres.server().run(f'REVOKE weidevoort_owner FROM "{login_role(team.ids["wil"])}"')
    assert team.noor.me().name == "Noor Elzinga", "now it is up to date for everyone"
    seen = postgres.server().run(
        "SELECT (SELECT schema FROM main.place), (SELECT version_num FROM main.alembic_version), count(more) FROM main.village",
        database=team.database,
    )
    assert seen == [(tables.SCHEMA, f"{tables.SCHEMA:04}", 0)]


def test_an_update_that_fails_half_way_changes_nothing(team: Team, next_layout: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: object, **_: object) -> None:
        connection.exec_driver_sql("ALTER TABLE main.village ADD more text")  # type: ignore[attr-defined]
        raise RuntimeError("power gone")

    monkeypatch.setattr(tables, "run_missing", half)
    postgres.server().run(f'GRANT weidevoort_owner TO "{login_role(team.ids["wil"])}"')
    with pytest.raises(RuntimeError, match="power gone"):
        _ = team.wil
    postgres.server().run(f'REVOKE weidevoort_owner FROM "{login_role(team.ids["wil"])}"')
    columns = postgres.server().run("SELECT attname FROM pg_attribute WHERE attname = 'more'", database=team.database)
    assert columns == []
