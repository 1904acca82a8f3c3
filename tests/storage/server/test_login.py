"""One login role per member, whose password nobody knows; what the server's administrator is given; a server that is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expertiseteam.basics.clock import system_clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier, recover, sql_for_server, unlock_dossier, workspace_for
from expertiseteam.storage.server import connecting, tables
from expertiseteam.storage.server.address import read_address
from expertiseteam.storage.server.connecting import connect
from expertiseteam.storage.server.login import Login, login_role
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import renew_member, unlock
from tests.dossier import PASSPHRASE, Team
from tests.places import postgres

NEW = "komkommer zebra vlieger soep"


def test_every_member_comes_in_under_a_role_of_his_own(team: Team) -> None:
    team.noor.me()
    team.sem.me()
    database = read_address(team.path).database
    seen = {name for (name,) in postgres.server().run(f"SELECT usename FROM pg_stat_activity WHERE datname = '{database}'")}
    assert seen == {login_role(team.ids[who]) for who in ("femke", "noor", "sem")}


def test_one_member_cannot_come_in_as_another(team: Team) -> None:
    noor = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    with pytest.raises(Refused, match="laat u niet binnen"):
        connect(read_address(team.path), Login(team.ids["femke"], noor.server_password()))


def test_a_member_whom_the_administrator_never_let_in_is_told_what_to_do(team: Team) -> None:
    with pytest.raises(Refused, match="server-login"):
        connect(read_address(team.path), Login("f" * 32, "geheim"))


def test_a_member_of_another_dossier_on_the_same_server_stays_out(team: Team) -> None:
    database = read_address(team.path).database
    postgres.server().run(f'REVOKE CONNECT ON DATABASE {database} FROM "{login_role(team.ids["noor"])}"')
    with pytest.raises(Refused, match="u mag er niet in"):
        _ = team.noor


def test_new_keys_are_a_new_password_that_the_administrator_lets_in(team: Team) -> None:
    workspace, admin = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    workspace.close()
    old = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    renew_member(key_file_of(team.path), admin, member_id=team.ids["noor"], passphrase=NEW, policy=team.policy)
    with pytest.raises(Refused, match="nieuwe sleutel"):
        open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock)
    identity = unlock(key_file_of(team.path), team.ids["noor"], NEW, team.policy)
    postgres.server().script(sql_for_server(team.path, identity).replace(f'"{read_address(team.path).database}"', '"weidevoort"'))
    workspace_for(team.path, identity, team.clock).close()
    with pytest.raises(Refused, match="laat u niet binnen"):
        workspace_for(team.path, old, team.clock)
    postgres.server().script(sql_for_server(team.path, old))  # the other tests know him by his old keys


def test_the_recovery_sheet_works_in_two_times_with_the_administrator_in_between(team: Team) -> None:
    reporter = ReporterText("Greet Hilkens", "06-55512345")
    concern = team.noor.do(
        record_concern, what="Lampen", place="", certainty=Certainty.SEEN, channel=Channel.PHONE, source=Source.VOLUNTEER, reporter=reporter
    )
    old = unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy)
    team.femke.close()
    sheet = " ".join(team.recovery.groups())
    with pytest.raises(Refused, match="nieuwe sleutel"):
        recover(team.path, team.ids["femke"], sheet, NEW, policy=team.policy, clock=team.clock)
    new = unlock(key_file_of(team.path), team.ids["femke"], NEW, team.policy)
    postgres.server().script(sql_for_server(team.path, new).replace(f'"{team.database}"', '"weidevoort"'))
    femke, _ = recover(team.path, team.ids["femke"], sheet, NEW, policy=team.policy, clock=team.clock)
    assert femke.do(reveal_reporter, concern, "controle na herstel") == reporter
    femke.close()
    postgres.server().script(sql_for_server(team.path, old).replace(f'"{team.database}"', '"weidevoort"'))


def test_what_the_administrator_gets_holds_no_password(team: Team) -> None:
    noor = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    first = sql_for_server(team.path, noor, first=True)
    assert noor.server_password() not in first
    assert "SCRAM-SHA-256$" in first and "GRANT" in first
    assert 'REVOKE "weidevoort_owner"' in first, "a member who is no aandachtsfunctionaris does not change the layout"


def test_a_server_that_is_not_there_is_told_so(team: Team) -> None:
    team.path.write_text(team.path.read_text().replace(f"poort = {postgres.server().port}", "poort = 1"))
    with pytest.raises(Refused, match="antwoordt niet"):
        _ = team.noor


def test_a_name_that_nobody_knows_is_told_so(team: Team) -> None:
    team.path.write_text(team.path.read_text().replace('database = "', 'database = "x'))
    with pytest.raises(Refused, match="staat niet op deze server"):
        _ = team.noor


def test_a_database_that_cannot_hold_every_letter_is_refused(team: Team) -> None:
    there, role = postgres.server(), login_role(team.ids["noor"])
    there.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'", f'GRANT CONNECT ON DATABASE latin TO "{role}"')
    text = team.path.read_text().replace(f'"{read_address(team.path).database}"', '"latin"')
    (team.path.with_name("latin.expertiseteam-server")).write_text(text)
    noor = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    with pytest.raises(Refused, match="niet alle letters"):
        connect(read_address(team.path.with_name("latin.expertiseteam-server")), Login(noor.member_id, noor.server_password()))
    there.run("DROP DATABASE latin")


@pytest.mark.parametrize("odd", ["", "x y", 'x"; DROP ROLE y', "é-"])
def test_only_a_member_id_becomes_the_name_of_a_role(odd: str) -> None:
    with pytest.raises(ValueError, match="member id"):
        login_role(odd)


@pytest.mark.parametrize(("minutes", "words"), [(61, "61 minuten voor op"), (-61, "61 minuten achter bij")])
def test_a_clock_that_is_an_hour_off_is_named_at_connect(team: Team, monkeypatch: pytest.MonkeyPatch, minutes: int, words: str) -> None:
    monkeypatch.setattr(tables, "system_clock", lambda: system_clock() + timedelta(minutes=minutes))
    with pytest.raises(Refused, match=f"De klok van deze computer loopt {words} die van de server"):
        _ = team.noor
    monkeypatch.setattr(tables, "system_clock", lambda: system_clock() + timedelta(minutes=minutes / 3))
    assert team.noor.me().name == "Noor Elzinga"


def test_a_server_that_is_too_old_is_named_at_connect(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "OLDEST", 990000)
    with pytest.raises(Refused, match="en dat is te oud. Er is niets gewijzigd. Vraag de beheerder om PostgreSQL 99"):
        _ = team.noor


def test_a_right_that_is_missing_is_named_at_connect(team: Team) -> None:
    role, writer = login_role(team.ids["noor"]), read_address(team.path).write_role
    postgres.server().run(f'REVOKE "{writer}" FROM "{role}"')
    try:
        with pytest.raises(Refused, match="De server staat dit niet toe. Er is niets gewijzigd"):
            _ = team.noor.me()
    finally:
        postgres.server().run(f'GRANT "{writer}" TO "{role}"')
