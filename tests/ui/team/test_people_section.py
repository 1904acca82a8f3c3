"""Members of the team, by keys alone: add, change, and what others see of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.team.members import add_member, change_member, members
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import who_can_unlock
from tests.dossier import Team
from tests.drafts import my_drafts
from tests.screens.accessibility import spoken
from tests.ui.team.conftest import Open
from tests.ui.team.people import choose, line, section
from ui.team.member_panel import MemberPanel


def test_the_team_stands_there_with_one_beside_it(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    assert [row.title.split()[0] for row in section(stage).list.rows] == ["Femke", "Hugo", "Iris", "Karim", "Łucja", "Noor", "Sem", "Wil"]
    assert section(stage).card.name.text() == "Femke Aarts"
    stage.key("End")
    assert section(stage).card.name.text() == "Wil Stam"


def test_a_member_is_added_by_keys_alone(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N")
    stage.type("Bram Vos")
    stage.key("Tab", "4", "Tab", "4", "Tab")  # role: handhavingsjurist; discipline: recht
    stage.type("handhavingsjurist")
    stage.key("Tab", "Tab")
    stage.type("06 12345678")
    stage.key("Ctrl+Return")
    bram = line(team, "Bram Vos")
    assert (bram.role, bram.discipline, bram.function, bram.phone) == (Role.LAWYER, Discipline.LAW, "handhavingsjurist", "06 12345678")
    assert stage.members.bar.text == "Bram Vos staat in het team. Geef nu toegang, of doe dat later."
    assert section(stage).card.name.text() == "Bram Vos"  # chosen, so that the next step is at hand
    assert section(stage).list.hasFocus()
    assert stage.opened.workspace.ask(my_drafts) == []


def test_what_is_missing_is_said_at_the_field(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N", "Ctrl+Return")
    panel = section(stage).member_panel
    assert (panel.name_field.fault, panel.discipline_field.fault) == ("Vul een naam in.", "Kies vanuit welk vak dit lid kijkt.")
    assert panel.name.hasFocus()
    assert len(team.femke.ask(members)) == 8


def test_a_name_that_exists_is_refused_and_what_was_typed_stays(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N")
    stage.type("Noor Elzinga")
    stage.key("Tab", "Tab", "1", "Ctrl+Return")
    panel = section(stage).member_panel
    assert panel.bar.text.startswith("Er is al een lid dat Noor Elzinga heet.")
    assert panel.name.text() == "Noor Elzinga"


def test_a_half_typed_member_comes_back(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N")
    stage.type("Bram V")
    stage.go("log")  # elsewhere
    assert stage.opened.workspace.ask(my_draft, "member", "").fields["name"] == "Bram V"  # type: ignore[union-attr]
    stage.close()
    again = open_stage("femke")
    again.go("members", "people")
    again.key("N")
    assert section(again).member_panel.name.text() == "Bram V"


def test_a_name_is_corrected_and_everyone_sees_it(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Sem de Graaf")
    stage.key("W")
    panel = section(stage).member_panel
    assert panel.name.text() == "Sem de Graaf"
    panel.name.setFocus()
    stage.key("Ctrl+A")
    stage.type("  noor   ELZINGA ")
    stage.key("Ctrl+Return")
    assert "Er is al een lid dat noor ELZINGA heet." in panel.bar.text
    stage.key("Ctrl+A")
    stage.type("Sem de Graaf-Kuipers")
    stage.key("Ctrl+Return")
    assert line(team, "Sem de Graaf-Kuipers").function == "boa"
    assert stage.status == "De gegevens van Sem de Graaf-Kuipers zijn bewaard."
    assert "Sem de Graaf-Kuipers" in [card.name for card in who_can_unlock(key_file_of(team.path), team.policy)]
    assert [m.name for m in team.noor.ask(members)].count("Sem de Graaf-Kuipers") == 1


def test_a_member_is_changed_and_the_name_stays(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Sem de Graaf")
    stage.key("Return")
    panel = section(stage).member_panel
    panel.function.setFocus()
    stage.key("Ctrl+A")
    stage.type("boa buitengebied")
    stage.key("Ctrl+Return")
    assert line(team, "Sem de Graaf").function == "boa buitengebied"
    assert "boa buitengebied" in section(stage).list.rows[6].foot


def test_two_changes_of_one_field_are_shown_to_choose_from(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Sem de Graaf")
    stage.key("W")
    panel = section(stage).member_panel
    panel.phone.setFocus()
    stage.type("0611111111")
    sem = line(team, "Sem de Graaf")
    team.femke.do(
        change_member, sem, role=sem.role, discipline=sem.discipline, function="boa buitengebied", phone="0622222222"
    )  # on another computer
    stage.key("Ctrl+Return")
    assert panel.both.isVisible()
    assert line(team, "Sem de Graaf").phone == "0622222222"
    panel.both.button.setFocus()
    stage.key("Space")  # my text stays
    assert (line(team, "Sem de Graaf").phone, line(team, "Sem de Graaf").function) == ("0611111111", "boa buitengebied")


def test_nobody_changes_his_own_role_or_lets_himself_leave(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Femke Aarts")
    assert not section(stage).card.leave_button.isVisible()
    assert not section(stage).can_let_in()
    stage.key("W")
    panel = section(stage).member_panel
    assert not panel.role.isEnabled()
    assert "andere aandachtsfunctionaris" in panel.may.text()


def test_others_read_and_are_offered_nothing(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("members", "people")
    stage.key("N", "W", "O", "U", "Return")
    assert section(stage).panel is None
    assert not section(stage).card.change_button.isVisible()
    assert not section(stage).add_button.isVisible()
    enabled = {command.id for command in stage.members.commands() if command.enabled()}
    assert not enabled & {"members.add", "members.change", "members.let-in", "members.invite"}


def test_a_colleagues_change_does_not_close_the_form(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N")
    stage.type("Bram")
    stage.opened.workspace.do(add_member, name="Anders Iemand", role=Role.MEMBER, discipline=Discipline.CARE)
    stage.settle()
    assert isinstance(section(stage).panel, MemberPanel)
    assert section(stage).member_panel.name.text() == "Bram"
    assert len(section(stage).list.rows) == 9
    assert QApplication.focusWidget() is section(stage).member_panel.name


def test_a_draft_that_a_colleague_overtook_shows_both_texts_with_name_and_time(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Sem de Graaf")
    stage.key("W")
    section(stage).member_panel.phone.setFocus()
    stage.type("0611111111")
    stage.go("log")  # elsewhere
    stage.close()
    sem = line(team, "Sem de Graaf")
    team.femke.do(change_member, sem, role=sem.role, discipline=sem.discipline, function="boa buitengebied", phone="0622222222")
    again = open_stage("femke")
    again.go("members", "people")
    choose(again, "Sem de Graaf")
    again.key("W")
    again.settle()
    panel = section(again).member_panel
    assert panel.both.isVisible()
    said = spoken(panel.both)
    assert "Intussen ook gewijzigd door Femke Aarts" in said and "0611111111" in said and "0622222222" in said
    assert panel.function.text() == "boa buitengebied", "what was not touched follows the record"
    again.shoot("lid-oud-concept")
    panel.both.button.click()
    again.settle()
    assert (line(team, "Sem de Graaf").phone, line(team, "Sem de Graaf").function) == ("0611111111", "boa buitengebied")


def test_a_key_file_that_cannot_be_read_is_told_and_the_team_is_shown(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    key_file_of(team.path).write_bytes(b"{}")
    stage.go("members", "people")
    assert "geen sleutelbestand van dit programma" in stage.members.bar.text
    assert len(section(stage).list.rows) == 8
    assert stage.told == []
