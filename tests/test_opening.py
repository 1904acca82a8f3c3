"""From nothing to an unlocked dossier and back: make, unlock, add members, lose a passphrase, and all that can be wrong with files."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import NewDossier, create_dossier, let_sign_in, open_dossier, recover, unlock_dossier
from expertiseteam.storage import finding
from expertiseteam.team.members import add_member, change_member, members, villages
from expertiseteam.team.settings import team_settings
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy

NEW = NewDossier(
    "Weidevoort", ("Turfven", " Turfven ", "Ganzenhoek", ""), "Femke Aarts", Discipline.CARE, "", "lantaarn fiets kersen wolk tak"
)


def a_signal(team: Team) -> str:
    return team.lucja.do(
        record_concern,
        what="Post puilt uit",
        place="",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )


def test_a_new_dossier_knows_its_team_and_opens_again(tmp_path: Path) -> None:
    clock = StandingClock(2026, 11, 2, 9, 0)
    policy = cheap_policy(tmp_path, clock)
    path = tmp_path / "weidevoort.dossier"
    workspace, _, recovery = create_dossier(path, NEW, policy=policy, clock=clock)
    assert (workspace.me().name, workspace.me().role) == ("Femke Aarts", Role.OFFICER)
    assert workspace.ask(team_settings).team_name == "Expertiseteam Weidevoort"
    assert [v.name for v in workspace.ask(villages)] == ["Ganzenhoek", "Turfven"]
    assert len(recovery.groups()) == 13
    member = workspace.me().id
    workspace.close()
    assert open_dossier(path, member, NEW.passphrase, policy=policy, clock=clock).me().name == "Femke Aarts"


def test_nothing_is_overwritten_and_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = cheap_policy(tmp_path, StandingClock(2026, 11, 2, 9, 0))
    path = tmp_path / "weidevoort.dossier"
    path.write_bytes(b"van een ander")
    with pytest.raises(Refused, match="niet overschreven"):
        create_dossier(path, NEW, policy=policy)
    assert path.read_bytes() == b"van een ander" and not key_file_of(path).exists()
    path.unlink()

    def fails(*_: object) -> None:
        raise RuntimeError("power gone")

    monkeypatch.setattr(finding, "bring_up_to_date", fails)
    with pytest.raises(RuntimeError):
        create_dossier(path, NEW, policy=policy)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == []


def test_a_wrong_passphrase_is_known_before_the_database_is_touched(team: Team) -> None:
    before = team.path.read_bytes()
    with pytest.raises(Refused, match="wachtzin"):
        open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("sem"), policy=team.policy, clock=team.clock)
    assert team.path.read_bytes() == before


def test_every_file_that_is_wrong_says_what_is_wrong(team: Team, tmp_path: Path) -> None:
    team.close()
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()

    def refusal(path: Path) -> str:
        with pytest.raises(Refused) as caught:
            open_dossier(path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
        return str(caught.value)

    sentences = [refusal(tmp_path / "weg.dossier")]
    alone = elsewhere / "alleen.dossier"
    shutil.copy(team.path, alone)
    sentences.append(refusal(alone))  # no key file beside it
    other = elsewhere / "ander.dossier"
    create_dossier(other, NEW, policy=team.policy, clock=team.clock)[0].close()
    shutil.copy(key_file_of(team.path), key_file_of(other))
    sentences.append(refusal(other))  # the right passphrase, another team's database
    broken = elsewhere / "stuk.dossier"
    raw = bytearray(team.path.read_bytes())
    raw[50] ^= 1
    broken.write_bytes(raw)
    shutil.copy(key_file_of(team.path), key_file_of(broken))
    sentences.append(refusal(broken))
    assert "staat niet" in sentences[0] and "sleutel" in sentences[1]
    assert "beschadigd" in sentences[2] and "wachtzin klopt wel" in sentences[3]


def test_a_member_gets_keys_in_person_and_a_guest_does_not(team: Team) -> None:
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    for name, role in (("Mees Hoek", Role.MEMBER), ("Gast van Zee", Role.GUEST)):
        femke.do(add_member, name=name, role=role, discipline=Discipline.ENFORCEMENT)
    by_name = {m.name: m for m in femke.ask(members)}
    let_sign_in(team.path, femke, identity, by_name["Mees Hoek"], "molen paraplu jas vijver", policy=team.policy)
    mees = open_dossier(team.path, by_name["Mees Hoek"].id, "molen paraplu jas vijver", policy=team.policy, clock=team.clock)
    assert mees.me().name == "Mees Hoek"
    with pytest.raises(Refused, match="gast"):
        let_sign_in(team.path, femke, identity, by_name["Gast van Zee"], "molen paraplu jas vijver", policy=team.policy)
    with pytest.raises(Refused):
        let_sign_in(team.path, femke, identity, by_name["Mees Hoek"], "andere woorden als wachtzin", policy=team.policy)


def test_names_of_the_team_are_no_passphrase(team: Team, tmp_path: Path) -> None:
    clock = StandingClock(2026, 11, 2, 9, 0)
    new = replace(NEW, passphrase="turfven ganzenhoek weidevoort")
    with pytest.raises(Refused, match="namen van uw team"):
        create_dossier(tmp_path / "nieuw.dossier", new, policy=cheap_policy(tmp_path, clock), clock=clock)
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    mees = femke.do(add_member, name="Mees Hoek", role=Role.MEMBER, discipline=Discipline.CARE)
    line = next(m for m in femke.ask(members) if m.id == mees)
    for easy in ("turfven ganzenhoek weidevoort", "iris kuyper hugo brandt"):
        with pytest.raises(Refused, match="namen van uw team"):
            let_sign_in(team.path, femke, identity, line, easy, policy=team.policy)
    femke.close()


def test_the_recovery_sheet_opens_the_dossier_and_the_reporters(team: Team) -> None:
    concern = a_signal(team)
    team.femke.close()
    sheet = " ".join(team.recovery.groups())
    femke, _ = recover(team.path, team.ids["femke"], sheet.lower(), "molen paraplu jas vijver", policy=team.policy, clock=team.clock)
    assert femke.do(reveal_reporter, concern, "controle na herstel") == ReporterText("Greet Hilkens", "06-55512345")
    femke.close()
    with pytest.raises(Refused):
        open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    assert open_dossier(team.path, team.ids["femke"], "molen paraplu jas vijver", policy=team.policy, clock=team.clock).me()


def test_a_second_officer_reads_reporters_at_once_and_the_log_says_why(team: Team) -> None:
    concern = a_signal(team)
    noor = next(m for m in team.femke.ask(members) if m.name == "Noor Elzinga")
    with pytest.raises(Refused):
        team.noor.do(reveal_reporter, concern, "waarneming")
    team.femke.do(change_member, noor, role=Role.OFFICER, discipline=Discipline.CARE, function="bemoeizorg")
    assert team.noor.do(reveal_reporter, concern, "waarneming") == ReporterText("Greet Hilkens", "06-55512345")
    assert team.femke.do(reveal_reporter, concern, "controle") == ReporterText("Greet Hilkens", "06-55512345")
