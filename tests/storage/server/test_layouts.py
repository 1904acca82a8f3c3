"""A server with the first layout that any server had becomes, migration by migration, what the program describes; no row is lost.

`fixtures/layout-5.sql` was written by pg_dump from a server of that time and is never made again. A migration that is added later runs here
on a real server without anybody having to think of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.storage.server import tables
from expertiseteam.storage.server.address import read_address
from expertiseteam.storage.server.login import Login, login_role
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team
from tests.places import postgres
from tests.storage.server import test_tables

FIRST = 5
OLD = Path(__file__).with_name("fixtures") / f"layout-{FIRST}.sql"
COUNTS = {"member": 8, "organisation": 6, "concern": 1, "case": 1}


@pytest.fixture
def old(team: Team) -> Team:
    """The database of the team with the tables of then in the place of those of now."""
    team.close()
    here = "SELECT string_agg(format('main.%I', tablename), ', ') FROM pg_tables WHERE schemaname = 'main' AND tablename <> ALL (%s)"
    kept = here.replace("%s", "ARRAY['place', 'alembic_version']")
    ((all_tables,),) = postgres.server().run(kept, database=team.database)
    numbers = f"UPDATE main.place SET schema = {FIRST}; UPDATE main.alembic_version SET version_num = '{FIRST:04}'"
    postgres.server().run("SET ROLE weidevoort_owner", f"DROP TABLE {all_tables}", OLD.read_text(), numbers, database=team.database)
    return team


def test_the_first_layout_becomes_that_of_now(old: Team) -> None:
    femke = unlock(key_file_of(old.path), old.ids["femke"], PASSPHRASE.format("femke"), old.policy)
    address, login = read_address(old.path), Login(femke.member_id, femke.server_password())
    postgres.server().run(f'GRANT weidevoort_owner TO "{login_role(femke.member_id)}"')
    tables.bring_up_to_date(address, login, tables.schema_of(address, login))
    postgres.server().run(f'REVOKE weidevoort_owner FROM "{login_role(femke.member_id)}"')
    assert tables.schema_of(address, login) == tables.SCHEMA
    test_tables.test_the_tables_are_those_that_the_program_describes(old)
    test_tables.test_keys_and_references_hold_at_the_end_of_each_act(old)
    test_tables.test_every_index_is_there(old)
    test_tables.test_nobody_but_the_roles_of_the_dossier_has_a_right(old)
    for table, count in COUNTS.items():
        assert postgres.server().run(f'SELECT count(*) FROM main."{table}"', database=old.database) == [(count,)]
