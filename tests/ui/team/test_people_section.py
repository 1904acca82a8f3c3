"""Members of the team, by keys alone: add, change, let in, leave, come back."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam import custody, opening
from expertiseteam.access.drafts import my_draft
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.insight.open_work import open_work
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_member, change_member, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.invitations import accept
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import who_can_unlock
from tests.access.test_sealing import give_role
from tests.dossier import PASSPHRASE, Team
from tests.drafts import my_drafts
from tests.screens.accessibility import spoken
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.entrances import Accepting
from ui.team.invitations_section import InvitationsSection
from ui.team.invite_panel import InvitePanel
from ui.team.leave_panel import LeavePanel
from ui.team.let_in_panel import LetInPanel
from ui.team.member_panel import MemberPanel
from ui.team.people_section import PeopleSection

NEW = "molen zilver klaver stoep egel"


def section(stage: Stage) -> PeopleSection:
    found = stage.members.section
    assert isinstance(found, PeopleSection)
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


def test_a_member_is_let_in_and_can_unlock(open_stage: Open, team: Team) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Bram Vos")
    assert section(stage).card.chip.text() == "geen toegang"
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
    assert stage.members.bar.text == "Bram kan nu zelf ontgrendelen op deze computer."
    assert section(stage).card.chip.text() == ""
    assert section(stage).panel is None
    open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock).close()
    assert NEW not in repr(stage.opened.workspace.ask(my_drafts))


def test_esc_forgets_a_half_typed_passphrase(open_stage: Open, team: Team) -> None:
    team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("members", "people")
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
    stage.go("members", "people")
    choose(stage, "Noor Elzinga")
    stage.key("W", "1", "Ctrl+Return")
    assert stage.members.bar.text == "1 melder is opnieuw verzegeld."
    assert stage.told == []
    found = team.noor.do(reveal_reporter, signal, "Terugbellen")
    assert found is not None and found.name == "Greet Hilkens"


def leave(stage: Stage, name: str) -> LeavePanel:
    """Ask to end the access of a member."""
    choose(stage, name)
    section(stage).card.leave_button.setFocus()
    stage.key("Space")
    panel = section(stage).panel
    assert isinstance(panel, LeavePanel)
    return panel


def test_who_leaves_is_shut_out_and_the_dossier_has_a_new_key(open_stage: Open, team: Team) -> None:
    team.iris.do(
        record_concern, what="Post puilt uit", place="Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE, source=Source.VOLUNTEER
    )
    before = team.iris._keys.dossier_key  # type: ignore[attr-defined]
    team.close()  # colleagues went home: their windows are shut
    stage = open_stage("femke")
    stage.go("members", "people")
    panel = leave(stage, "Iris Kuyper")
    said = spoken(stage.window)
    assert "leest die met de eigen wachtzin nog" in said
    panel.button.setFocus()
    stage.key("Space")
    assert stage.members.bar.text == ("De toegang van Iris Kuyper is beëindigd. Het dossier heeft een nieuwe sleutel, die Iris niet heeft.")
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        open_dossier(team.path, team.ids["iris"], PASSPHRASE.format("iris"), policy=team.policy, clock=team.clock)
    assert stage.opened.identity.dossier_key != before
    assert "Iris Kuyper" not in [row.title for row in section(stage).list.rows]
    assert section(stage).gone.text() == "Toon ook wie vertrokken is (1)"
    assert stage.opened.workspace.me().name == "Femke Aarts"  # the same window works on
    assert stage.told == []


def test_after_one_left_another_can_leave_in_the_same_window(open_stage: Open, team: Team) -> None:
    team.close()
    stage = open_stage("femke")
    stage.go("members", "people")
    for name in ("Iris Kuyper", "Hugo Brandt"):
        panel = leave(stage, name)
        panel.submit()
        stage.settle()
        assert stage.members.bar.text.startswith(f"De toegang van {name} is beëindigd. Het dossier heeft een nieuwe sleutel")


def test_what_stands_in_the_name_of_who_leaves_is_counted(open_stage: Open, team: Team) -> None:
    team.iris.do(
        record_concern, what="Post puilt uit", place="Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE,
        source=Source.VOLUNTEER, reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )  # fmt: skip
    assert team.femke.ask(open_work, team.ids["iris"]).feedback == 1
    stage = open_stage("femke")
    stage.go("members", "people")
    leave(stage, "Iris Kuyper")
    assert "Op naam van Iris staat nog: 1 terugkoppeling. Dat blijft staan tot u het aan een ander geeft." in spoken(stage.window)
    stage.key("Escape")
    leave(stage, "Hugo Brandt")
    assert "Er staat geen open werk op naam van Hugo." in spoken(stage.window)


def test_the_last_aandachtsfunctionaris_is_not_let_go_and_the_form_says_why(open_stage: Open, team: Team) -> None:
    """Noor stands in, and would let Femke go: nobody would be left who opens what is sealed."""
    give_role(team, "noor", Role.OFFICER)
    stage = open_stage("femke")
    here = stage.opened
    custody.follow(here.path, here.workspace, here.identity, team.ids["noor"], policy=here.policy)
    femke = line(team, "Femke Aarts")
    stage.close()
    other = open_stage("noor")
    other.go("members", "people")
    panel = leave(other, "Femke Aarts")
    team.noor.do(change_member, femke, role=Role.OFFICER, discipline=femke.discipline, function="elders")  # on another computer
    noor = line(team, "Noor Elzinga")
    team.femke.do(change_member, noor, role=Role.MEMBER, discipline=noor.discipline, function=noor.function)
    panel.submit()
    other.settle()
    assert "Dit kan een teamlid niet doen" in panel.bar.text
    assert line(team, "Femke Aarts").is_active


def test_who_left_comes_back_into_the_team_and_is_offered_access(open_stage: Open, team: Team) -> None:
    iris = line(team, "Iris Kuyper")
    team.femke.do(change_member, iris, role=iris.role, discipline=iris.discipline, function=iris.function, is_active=False)
    team.close()
    stage = open_stage("femke")
    custody.settle(team.path, stage.opened.workspace, stage.opened.identity, policy=team.policy)
    stage.go("members", "people")
    section(stage).gone.setFocus()
    stage.key("Space")
    section(stage).list.setFocus()
    choose(stage, "Iris Kuyper")
    assert section(stage).card.chip.text() == "vertrokken"
    assert not section(stage).can_let_in()
    section(stage).card.leave_button.setFocus()
    stage.key("Space")
    assert stage.members.bar.text.startswith("Iris is terug in het team. Geef nu toegang")
    assert section(stage).member is not None and section(stage).can_invite()


def test_from_inviting_on_one_computer_to_working_on_another(open_stage: Open, team: Team, tmp_path: Path) -> None:
    """Femke invites; Bram types the code on his own laptop; Femke's screen lets him in; he sees the dossier."""
    team.lucja.do(
        record_concern, what="Post puilt uit", place="Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE, source=Source.VOLUNTEER
    )
    stage = open_stage("femke")
    stage.go("members", "people")
    stage.key("N")
    stage.type("Bram Vos")
    stage.key("Tab", "3", "Tab", "4", "Ctrl+Return")
    assert stage.members.bar.text == "Bram Vos staat in het team. Geef nu toegang, of doe dat later."
    stage.key("U", "Ctrl+Return")
    panel = section(stage).panel
    assert isinstance(panel, InvitePanel)
    groups = panel.code.groups
    assert len(groups) == 4 and all(group in spoken(stage.window) for group in groups)
    assert "tot maandag 9 november" in spoken(stage.window)
    stage.key("Escape")
    assert panel.code.groups == ()
    assert section(stage).card.chip.text() == "uitgenodigd"
    stage.go("members", "invitations")
    invitations = stage.members.section
    assert isinstance(invitations, InvitationsSection)
    assert [(row.title, row.chip) for row in invitations.list.rows] == [("Bram Vos", "nog niet gebruikt")]

    laptop = replace(team.policy, state_folder=tmp_path / "laptop van Bram")
    bram = line(team, "Bram Vos").id
    accepting = Accepting(team.path, team.clock, laptop)
    assert [holder.name for holder in accepting.members] == ["Bram Vos"]
    assert "zodra een aandachtsfunctionaris" in accepting.recover(bram, " ".join(groups), NEW)

    stage.go("members", "people")
    assert stage.members.bar.text == "Bram Vos heeft de code gebruikt en kan nu ontgrendelen."
    opened = open_dossier(team.path, bram, NEW, policy=laptop, clock=team.clock)
    assert [concern.what for concern in opened.ask(concerns)] == ["Post puilt uit"]
    opened.close()
    assert "lid uitgenodigd" in stage.did
    assert stage.told == []


def test_an_invitation_is_withdrawn_and_its_code_opens_nothing(open_stage: Open, team: Team) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Bram Vos")
    stage.key("U", "Ctrl+Return")
    panel = section(stage).invite_panel
    groups = panel.code.groups
    stage.key("Escape")
    section(stage).card.withdraw_button.setFocus()
    stage.key("Space")
    assert stage.status == "De uitnodiging van Bram Vos is ingetrokken. De code werkt niet meer."
    assert section(stage).card.chip.text() == "geen toegang"
    with pytest.raises(Refused, match="al gebruikt of ingetrokken"):
        accept(key_file_of(team.path), bram, " ".join(groups), NEW, team.policy)


def test_the_code_goes_to_the_clipboard_and_off_it_again(open_stage: Open, team: Team) -> None:
    team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Bram Vos")
    stage.key("U", "Ctrl+Return")
    code = section(stage).invite_panel.code
    code.copy_button.click()
    assert QApplication.clipboard().text() == " ".join(code.groups)
    stage.key("Escape")
    assert QApplication.clipboard().text() == ""


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


def test_a_new_passphrase_for_who_forgot(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Noor Elzinga")
    assert section(stage).card.let_in_button.text() == "Nieuwe wachtzin voor Noor"
    stage.key("O")
    assert PASSPHRASE.format("noor") != NEW
    stage.type(NEW)
    stage.key("Return")
    stage.type(NEW)
    stage.key("Ctrl+Return")
    open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock).close()


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


def test_while_the_key_is_made_the_form_tells_what_happens_and_stays(open_stage: Open, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc and another part have to wait; then the outcome is told."""
    team.close()
    stage = open_stage("femke")
    stage.go("members", "people")
    panel = leave(stage, "Iris Kuyper")
    begun, may_end = threading.Event(), threading.Event()
    renew = opening.settled_key

    def slowly(path: Path, identity: Identity) -> bytes:
        begun.set()
        may_end.wait(20)
        return renew(path, identity)

    monkeypatch.setattr(opening, "settled_key", slowly)
    panel.submit()
    assert begun.wait(20)
    QApplication.processEvents()
    assert panel.is_working and not panel.cancel.isEnabled() and not stage.members.nav.isEnabled()
    assert "Het dossier krijgt een nieuwe sleutel." in spoken(panel)
    panel.give_up()
    assert section(stage).panel is panel
    may_end.set()
    stage.settle()
    assert stage.members.bar.text.startswith("De toegang van Iris Kuyper is beëindigd.")
    assert stage.members.nav.isEnabled() and section(stage).panel is None
