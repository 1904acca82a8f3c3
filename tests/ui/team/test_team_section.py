"""Members of the team, by keys alone: add, change, let in, leave, come back."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_member, change_member, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import who_can_unlock
from tests.dossier import PASSPHRASE, Team
from tests.drafts import my_drafts
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.team.let_in_panel import LetInPanel
from ui.team.member_panel import MemberPanel
from ui.team.team_section import TeamSection

NEW = "molen zilver klaver stoep egel"


def section(stage: Stage) -> TeamSection:
    found = stage.settings.section
    assert isinstance(found, TeamSection)
    return found


def line(team: Team, name: str) -> MemberLine:
    return next(m for m in team.femke.ask(members, active_only=False) if m.name == name)


def choose(stage: Stage, name: str) -> None:
    """Walk down the list to a member."""
    rows = section(stage).list.rows
    stage.key("Home", *["Down"] * next(n for n, row in enumerate(rows) if row.title == name))
    assert section(stage).card.name.text() == name


def test_the_team_stands_there_with_one_beside_it(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    assert [row.title.split()[0] for row in section(stage).list.rows] == ["Femke", "Hugo", "Iris", "Karim", "Łucja", "Noor", "Sem", "Wil"]
    assert section(stage).card.name.text() == "Femke Aarts"
    stage.key("End")
    assert section(stage).card.name.text() == "Wil Stam"


def test_a_member_is_added_by_keys_alone(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    stage.key("N")
    stage.type("Bram Vos")
    stage.key("Tab", "4", "Tab", "4", "Tab")  # role: handhavingsjurist; discipline: recht
    stage.type("handhavingsjurist")
    stage.key("Tab", "Tab")
    stage.type("06 12345678")
    stage.key("Ctrl+Return")
    bram = line(team, "Bram Vos")
    assert (bram.role, bram.discipline, bram.function, bram.phone) == (Role.LAWYER, Discipline.LAW, "handhavingsjurist", "06 12345678")
    assert stage.status == "Bram Vos staat in het team."
    assert section(stage).card.name.text() == "Bram Vos"  # chosen, so that the next step is at hand
    assert section(stage).list.hasFocus()
    assert stage.opened.workspace.ask(my_drafts) == []


def test_what_is_missing_is_said_at_the_field(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    stage.key("N", "Ctrl+Return")
    panel = section(stage).member_panel
    assert (panel.name_field.fault, panel.discipline_field.fault) == ("Vul een naam in.", "Kies vanuit welk vak dit lid kijkt.")
    assert panel.name.hasFocus()
    assert len(team.femke.ask(members)) == 8


def test_a_name_that_exists_is_refused_and_what_was_typed_stays(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    stage.key("N")
    stage.type("Noor Elzinga")
    stage.key("Tab", "Tab", "1", "Ctrl+Return")
    panel = section(stage).member_panel
    assert panel.bar.text.startswith("Er is al een lid dat Noor Elzinga heet.")
    assert panel.name.text() == "Noor Elzinga"


def test_a_half_typed_member_comes_back(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    stage.key("N")
    stage.type("Bram V")
    stage.go("log")  # elsewhere
    assert stage.opened.workspace.ask(my_draft, "member", "").fields["name"] == "Bram V"  # type: ignore[union-attr]
    stage.close()
    again = open_stage("femke")
    again.go("settings", "team")
    again.key("N")
    assert section(again).member_panel.name.text() == "Bram V"


def test_a_name_is_corrected_and_everyone_sees_it(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
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
    stage.go("settings", "team")
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
    stage.go("settings", "team")
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
    stage.go("settings", "team")
    choose(stage, "Femke Aarts")
    assert not section(stage).card.leave_button.isVisible()
    assert not section(stage).can_let_in()
    stage.key("W")
    panel = section(stage).member_panel
    assert not panel.role.isEnabled()
    assert "andere aandachtsfunctionaris" in panel.may.text()


def test_a_member_is_let_in_and_can_unlock(open_stage: Open, team: Team) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("settings", "team")
    choose(stage, "Bram Vos")
    assert section(stage).card.chip.text() == "nog geen sleutel"
    stage.key("O")
    panel = section(stage).panel
    assert isinstance(panel, LetInPanel) and panel.passphrase is not None
    stage.type("Weidevoort Bram")
    stage.key("Return")
    stage.type("Weidevoort Bram")
    stage.key("Return")
    assert "namen van uw team" in panel.passphrase.fault
    for field in (panel.passphrase.first, panel.passphrase.second):
        field.clear()
    panel.passphrase.setFocus()
    stage.type(NEW)
    stage.key("Return")
    stage.type(NEW)
    stage.key("Return")
    assert stage.settings.bar.text == "Bram kan nu zelf ontgrendelen op deze computer."
    assert section(stage).card.chip.text() == ""
    assert section(stage).panel is None
    open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock).close()
    assert NEW not in repr(stage.opened.workspace.ask(my_drafts))


def test_esc_forgets_a_half_typed_passphrase(open_stage: Open, team: Team) -> None:
    team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("settings", "team")
    choose(stage, "Bram Vos")
    stage.key("O")
    stage.type("molen zilver")
    stage.key("Escape")
    assert section(stage).panel is None
    assert section(stage).let_in_panel.passphrase is None
    stage.key("O")
    fresh = section(stage).let_in_panel.passphrase
    assert fresh is not None and fresh.text() == ""
    assert stage.opened.workspace.ask(my_drafts) == []


def test_who_becomes_officer_opens_what_was_sealed_before(open_stage: Open, team: Team) -> None:
    signal = team.lucja.do(
        record_concern, what="Gordijnen dicht.", place="Beukenlaan 7, Turfven", certainty=Certainty.GUT, channel=Channel.PHONE,
        source=Source.VOLUNTEER, reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )  # fmt: skip
    stage = open_stage("femke")
    stage.go("settings", "team")
    choose(stage, "Noor Elzinga")
    stage.key("W", "1", "Ctrl+Return")
    assert stage.settings.bar.text == "1 melder is opnieuw verzegeld."
    assert stage.told == []
    found = team.noor.do(reveal_reporter, signal, "Terugbellen")
    assert found is not None and found.name == "Greet Hilkens"


def test_somebody_leaves_and_it_can_be_undone(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    choose(stage, "Iris Kuyper")
    section(stage).card.leave_button.setFocus()
    stage.key("Space")
    assert not line(team, "Iris Kuyper").is_active
    assert stage.status.startswith("Iris is vertrokken en komt het dossier niet meer in.")
    assert "Iris Kuyper" not in [row.title for row in section(stage).list.rows]
    assert section(stage).gone.text() == "Toon ook wie vertrokken is (1)"
    stage.key("Ctrl+Z")
    assert line(team, "Iris Kuyper").is_active
    assert section(stage).card.name.text() == "Iris Kuyper"


def test_who_left_comes_back_into_the_team(open_stage: Open, team: Team) -> None:
    iris = line(team, "Iris Kuyper")
    team.femke.do(change_member, iris, role=iris.role, discipline=iris.discipline, function=iris.function, is_active=False)
    stage = open_stage("femke")
    stage.go("settings", "team")
    section(stage).gone.setFocus()
    stage.key("Space")
    section(stage).list.setFocus()
    choose(stage, "Iris Kuyper")
    assert section(stage).card.chip.text() == "vertrokken"
    assert not section(stage).can_let_in()
    section(stage).card.leave_button.setFocus()
    stage.key("Space")
    assert line(team, "Iris Kuyper").is_active


def test_others_read_and_are_offered_nothing(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "team")
    stage.key("N", "W", "O", "Return")
    assert section(stage).panel is None
    assert not section(stage).card.change_button.isVisible()
    assert not section(stage).add_button.isVisible()
    enabled = {command.id for command in stage.settings.commands() if command.enabled()}
    assert not enabled & {"settings.add", "settings.change", "settings.let-in"}


def test_a_colleagues_change_does_not_close_the_form(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    stage.key("N")
    stage.type("Bram")
    stage.opened.workspace.do(add_member, name="Anders Iemand", role=Role.MEMBER, discipline=Discipline.CARE)
    stage.settle()
    assert isinstance(section(stage).panel, MemberPanel)
    assert section(stage).member_panel.name.text() == "Bram"
    assert len(section(stage).list.rows) == 9
    assert QApplication.focusWidget() is section(stage).member_panel.name


def test_a_new_passphrase_for_who_forgot(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "team")
    choose(stage, "Noor Elzinga")
    assert section(stage).card.let_in_button.text() == "Nieuwe wachtzin voor Noor"
    stage.key("O")
    assert PASSPHRASE.format("noor") != NEW
    stage.type(NEW)
    stage.key("Return")
    stage.type(NEW)
    stage.key("Ctrl+Return")
    open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock).close()
