"""Who may see what is decided in SQL: every table, every viewer, every way of asking."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from expertiseteam.access.circles import views
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, add_person, open_case
from expertiseteam.cases.reading import case_file, cases
from expertiseteam.cases.records import Place
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.insight.find import find
from expertiseteam.storage.rows import Keep, Row, SeenBy
from tests.dossier import Team
from tests.faults.sampling import LONG

SECRET = "GEHEIM"


@pytest.fixture
def closed_case(team: Team) -> str:
    """A case of which only Femke and Noor may know, full of a marked word, with a reporter."""
    team.femke.do(
        record_concern,
        what=f"{SECRET} signaal",
        place="Kerkpad 2, Turfven",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("TRUUS"),
    )
    case = team.femke.do(
        open_case,
        team.femke.ask(concerns),
        label=f"{SECRET} label",
        lead_id=team.ids["noor"],
        legal_basis="Wmo 2015",
        purpose="hulp",
        goal=f"{SECRET} doel",
        bringing_partner="gemeente",
        closed=True,
    )
    team.femke.do(add_note, case, f"{SECRET} notitie")
    team.femke.do(add_person, case, name=f"{SECRET} persoon")
    team.femke.do(agree_action, case, what=f"{SECRET} actie", owner_id=team.ids["noor"], due=None)
    team.femke.do(set_place, case, team.organisations["Woonpunt"], Place.FRONT, condition=SECRET)
    return case


def test_a_closed_case_is_seen_by_its_members_only(team: Team, closed_case: str) -> None:
    assert [c.label for c in team.femke.ask(cases)] == [c.label for c in team.noor.ask(cases)] == [f"{SECRET} label"]
    for workspace in (team.sem, team.wil, team.lucja):
        assert workspace.ask(cases) == []
        assert workspace.ask(open_actions) == []
        assert workspace.ask(find, SECRET) == []
        with pytest.raises(Refused, match="er niet"):
            workspace.ask(case_file, closed_case)
        with pytest.raises(Refused):
            workspace.do(set_place, closed_case, team.organisations["Wijkagent"], Place.RESERVE)
    assert team.noor.ask(find, "geheim")


def test_no_statement_leaks_a_row(team: Team, closed_case: str, subtests: pytest.Subtests) -> None:
    """A walk over every table, for one viewer and for the pair (Femke, viewer) as a copy on paper is read."""
    for who in ("sem", "wil", "lucja", "noor"):
        with subtests.test(who):
            _read_everything_as(who, team)


def _read_everything_as(who: str, team: Team) -> None:
    me = team.ids[who]
    hidden = (SECRET, "TRUUS") if who != "noor" else ("TRUUS",)
    for viewers in ((me,), (team.ids["femke"], me), (me, team.ids["femke"])):
        with team.femke._store.reading(viewers) as connection:
            # A pair and a server differ from the first in their views and not in how a statement reaches these: one shape of it every day.
            every_shape = LONG or (viewers == (me,) and connection.dialect.name == "sqlite")
            for table in Row.metadata.sorted_tables:
                shapes = (text(f'SELECT * FROM "{table.name}"'), select(table), select(table.alias("z")), select(select(table).subquery()))
                for statement in shapes if every_shape else shapes[:1]:
                    seen = repr(connection.execute(statement).all())
                    assert not any(word in seen for word in hidden), (table.name, who, viewers)
            if who != "noor":
                assert connection.execute(select(func.count()).select_from(Row.metadata.tables["case"])).scalar() == 0


@pytest.mark.parametrize("schema", ["main"])
def test_a_base_table_cannot_be_read_past_its_view(team: Team, closed_case: str, schema: str) -> None:
    for table in (*(table.name for table in Row.metadata.sorted_tables), "search_entry"):
        with pytest.raises(Exception, match="prohibited|permission denied"), team.femke._store.reading((team.ids["sem"],)) as connection:
            connection.execute(text(f'SELECT * FROM {schema}."{table}"'))


def test_a_reading_connection_cannot_write(team: Team) -> None:
    with pytest.raises(Exception, match="not authorized|alleen-lezen"), team.femke._store.reading((team.ids["femke"],)) as connection:
        connection.execute(text("DELETE FROM main.village"))


@pytest.mark.in_file
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM main.village",
        "UPDATE main.village SET name = 'Elders'",
        "INSERT INTO main.search_text(rowid, said) VALUES (1, 'x')",
        "CREATE TABLE main.more (a TEXT) STRICT",
        "CREATE TEMP TABLE kept AS SELECT * FROM village",
        'DROP VIEW temp."case"',
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA query_only = OFF",
        "PRAGMA user_version",
    ],
)
def test_a_reading_connection_can_only_read(team: Team, statement: str) -> None:
    with team.femke._store.reading((team.ids["femke"],)) as connection, pytest.raises(DatabaseError, match="not authorized"):
        connection.execute(text(statement))


@pytest.mark.in_file
@pytest.mark.parametrize("ends", ["well", "badly"])
def test_what_was_allowed_while_writing_is_not_while_reading_the_next_moment(team: Team, closed_case: str, ends: str) -> None:
    """Reading and writing share connections and the statements that these keep."""
    store, sem = team.femke._store, (team.ids["sem"],)
    past_the_view, removal = text('SELECT label FROM main."case"'), text("DELETE FROM main.village")
    for _ in range(3):
        with suppress(ZeroDivisionError), store.writing(sem) as connection:
            assert connection.execute(past_the_view).all() == [(f"{SECRET} label",)]
            connection.execute(text("UPDATE main.village SET version = version + 1"))
            if ends == "badly":
                raise ZeroDivisionError
        with store.reading(sem) as connection, pytest.raises(DatabaseError, match="prohibited"):
            connection.execute(past_the_view)
        with store.reading(sem) as connection, pytest.raises(DatabaseError, match="not authorized"):
            connection.execute(removal)
    with store.reading(sem) as connection:
        versions = set(connection.execute(text("SELECT version FROM village")).scalars())
    assert versions == ({4} if ends == "well" else {1})
    assert store.checked_out() == 0


def test_every_table_has_a_view_for_every_viewer() -> None:
    assert set(views(("abc",))) == {t.name for t in Row.metadata.sorted_tables} | {"search_entry"}


def test_a_table_without_a_rule_does_not_load() -> None:
    with pytest.raises(TypeError, match="seen_by"):
        type("Forgotten", (Row,), {"__tablename__": "forgotten", "keeps": Keep(), "__module__": __name__})


def test_a_table_without_a_term_does_not_load() -> None:
    with pytest.raises(TypeError, match="keeps"):
        type("Forgotten", (Row,), {"__tablename__": "forgotten", "seen_by": SeenBy.EVERYONE, "__module__": __name__})


def test_an_id_that_is_no_id_never_becomes_sql() -> None:
    with pytest.raises(ValueError, match="not a member id"):
        views(("x' OR '1'='1",))
