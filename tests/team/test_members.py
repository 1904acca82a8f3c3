"""Who is in the team, what each may do, and with whom and where they work."""

from __future__ import annotations

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.reading import cases
from expertiseteam.opening import let_sign_in, open_dossier, unlock_dossier
from expertiseteam.team.members import add_member, add_organisation, add_village, change_member, members, organisations, villages
from expertiseteam.team.records import MemberLine
from tests.dossier import PASSPHRASE, Team


def line(team: Team, first_name: str) -> MemberLine:
    return next(m for m in team.femke.ask(members, active_only=False) if m.id == team.ids[first_name])


def change(team: Team, shown: MemberLine, **new: object) -> None:
    """Send the whole form, as the screen does, with these fields changed."""
    form: dict[str, object] = {
        name: getattr(shown, name) for name in ("role", "discipline", "function", "organisation_id", "phone", "is_active")
    }
    team.femke.do(change_member, shown, **(form | new))  # type: ignore[arg-type]


def test_the_team_stands_by_name(team: Team) -> None:
    assert [m.first_name for m in team.noor.ask(members)] == ["Femke", "Hugo", "Iris", "Karim", "Łucja", "Noor", "Sem", "Wil"]
    assert line(team, "lucja").first_name == "Łucja"
    assert all(m.can_sign_in for m in team.noor.ask(members))


def test_a_new_member_is_there_but_cannot_sign_in_yet(team: Team) -> None:
    new = team.femke.do(
        add_member, name="  Bram   Vos ", role=Role.LAWYER, discipline=Discipline.LAW, function="handhavingsjurist", phone="0612345678"
    )
    bram = next(m for m in team.femke.ask(members) if m.id == new)
    assert (bram.name, bram.role, bram.phone) == ("Bram Vos", Role.LAWYER, "0612345678")
    assert not bram.can_sign_in


@pytest.mark.parametrize(("name", "words"), [("", "een naam nodig"), ("  ", "een naam nodig"), ("noor  ELZINGA", "Er is al een lid")])
def test_a_member_needs_a_name_of_his_own(team: Team, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        team.femke.do(add_member, name=name, role=Role.MEMBER, discipline=Discipline.CARE)
    assert len(team.femke.ask(members)) == 8


def test_the_name_of_somebody_who_left_may_come_back(team: Team) -> None:
    change(team, line(team, "iris"), is_active=False)
    team.femke.do(add_member, name="Iris Kuyper", role=Role.MEMBER, discipline=Discipline.CARE)
    assert [m.name for m in team.femke.ask(members)].count("Iris Kuyper") == 1


@pytest.mark.parametrize("who", ["wil", "noor"])
def test_only_the_officer_changes_the_team(team: Team, who: str) -> None:
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        getattr(team, who).do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.CARE)
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        getattr(team, who).do(change_member, line(team, "sem"), role=Role.OFFICER, discipline=Discipline.CARE, function="")


def test_a_member_is_changed(team: Team) -> None:
    change(team, line(team, "sem"), role=Role.SECRETARY, function=" boa  ", organisation_id=team.organisations["Wijkagent"], phone=" 06 1 ")
    sem = line(team, "sem")
    assert (sem.role, sem.function, sem.organisation_id, sem.phone) == (Role.SECRETARY, "boa", team.organisations["Wijkagent"], "06 1")


def test_who_left_is_only_shown_when_asked_and_gets_nowhere(team: Team) -> None:
    noor = team.noor
    assert noor.ask(cases) == []
    change(team, line(team, "noor"), is_active=False)
    assert "Noor Elzinga" not in [m.name for m in team.femke.ask(members)]
    assert "Noor Elzinga" in [m.name for m in team.femke.ask(members, active_only=False)]
    with pytest.raises(Refused, match="geen lid meer"):
        noor.ask(cases)


@pytest.mark.parametrize("new", [{"role": Role.MEMBER}, {"is_active": False}])
def test_the_last_officer_stays(team: Team, new: dict[str, object]) -> None:
    with pytest.raises(Refused, match="enige aandachtsfunctionaris"):
        change(team, line(team, "femke"), **new)


def test_an_officer_who_cannot_sign_in_is_no_second_one(team: Team) -> None:
    team.femke.do(add_member, name="Bram Vos", role=Role.OFFICER, discipline=Discipline.CARE)
    with pytest.raises(Refused, match="enige aandachtsfunctionaris"):
        change(team, line(team, "femke"), role=Role.MEMBER)


def test_with_a_second_officer_the_first_may_go(team: Team) -> None:
    change(team, line(team, "noor"), role=Role.OFFICER)
    change(team, line(team, "femke"), is_active=False)
    assert "Femke Aarts" not in [m.name for m in team.noor.ask(members)]


def test_edits_of_different_fields_go_together(team: Team) -> None:
    first = second = line(team, "sem")
    change(team, first, phone="0611111111")
    change(team, second, function="boa buitengebied")
    assert (line(team, "sem").phone, line(team, "sem").function) == ("0611111111", "boa buitengebied")


def test_two_edits_of_one_field_show_both(team: Team) -> None:
    first = second = line(team, "sem")
    change(team, first, phone="0611111111")
    with pytest.raises(Conflict) as caught:
        change(team, second, phone="0622222222")
    assert caught.value.fields == {"phone": ("0622222222", "0611111111")}


@pytest.mark.in_file  # on a server its administrator lets him in first: tests/ui/test_server_commands.py
def test_a_new_member_signs_in_with_his_own_passphrase(team: Team) -> None:
    new = team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    bram = next(m for m in team.femke.ask(members) if m.id == new)
    workspace, femke = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    let_sign_in(team.path, workspace, femke, bram, PASSPHRASE.format("bram"), policy=team.policy)
    workspace.close()
    opened = open_dossier(team.path, new, PASSPHRASE.format("bram"), policy=team.policy, clock=team.clock)
    assert opened.me().name == "Bram Vos"
    assert next(m for m in opened.ask(members) if m.id == new).can_sign_in
    opened.close()


def test_organisations_stand_by_name_and_once(team: Team) -> None:
    team.wil.do(add_organisation, name="  GGD   Weidevoort ", icon="heart-handshake")
    found = {o.name: o.icon for o in team.noor.ask(organisations)}
    assert found["GGD Weidevoort"] == "heart-handshake"
    assert list(found) == sorted(found)
    with pytest.raises(Refused, match="staat er al"):
        team.wil.do(add_organisation, name="ggd weidevoort")
    with pytest.raises(Refused, match="een naam nodig"):
        team.wil.do(add_organisation, name=" ")


def test_villages_stand_by_name_and_once(team: Team) -> None:
    team.wil.do(add_village, name="Eendenwaard")
    assert [v.name for v in team.noor.ask(villages)] == ["Eendenwaard", "Ganzenhoek", "Turfven", "Weidevoort"]
    for name in ("turfven", "  "):
        with pytest.raises(Refused, match="andere naam"):
            team.wil.do(add_village, name=name)


@pytest.mark.parametrize(("act", "words"), [(add_organisation, "GGD"), (add_village, "Eendenwaard")])
def test_only_the_desk_adds_organisations_and_villages(team: Team, act: object, words: str) -> None:
    with pytest.raises(Refused, match="secretaris"):
        team.noor.do(act, name=words)  # type: ignore[arg-type]


def test_a_name_is_corrected_by_the_officer_as_any_edit(team: Team) -> None:
    sem = line(team, "sem")
    change(team, sem, name="  Sem   de Graaf-Kuipers ")
    assert line(team, "sem").name == "Sem de Graaf-Kuipers"
    with pytest.raises(Conflict) as caught:
        change(team, sem, name="Sem Kuipers")
    assert caught.value.fields == {"name": ("Sem Kuipers", "Sem de Graaf-Kuipers")}
    for name, words in (("  ", "een naam nodig"), ("noor  elzinga", "Er is al een lid")):
        with pytest.raises(Refused, match=words):
            change(team, line(team, "sem"), name=name)
    change(team, line(team, "sem"), name="SEM de Graaf-Kuipers")  # his own name, otherwise written, is no other member
    assert line(team, "sem").name == "SEM de Graaf-Kuipers"
    assert team.sem.me().name == "SEM de Graaf-Kuipers"
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        now = line(team, "iris")
        form = {name: getattr(now, name) for name in ("role", "discipline", "function")}
        team.wil.do(change_member, now, **form, name="Iris de Wit")
