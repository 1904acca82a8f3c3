"""Letting somebody in at this computer, with a first passphrase or a new one."""

from __future__ import annotations

from expertiseteam.access.who import Discipline, Role
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_member
from tests.dossier import PASSPHRASE, Team
from tests.drafts import my_drafts
from tests.ui.team.conftest import Open
from tests.ui.team.people import NEW, choose, section
from ui.team.let_in_panel import LetInPanel


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
