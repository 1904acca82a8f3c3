"""The recovery sheet and what is sealed: practised, renewed, sealed again; worked as an aandachtsfunctionaris would."""

from __future__ import annotations

from typing import Any

import pytest

from expertiseteam import custody
from expertiseteam.access.sealing import left_behind
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier, recover, unlock_dossier
from expertiseteam.team.deputation import deputise
from expertiseteam.team.members import add_member, change_member
from expertiseteam.team.sheet import last_drill
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import fingerprint, unlock_with_recovery
from tests.access.test_sealing import GREET, line, told_by
from tests.dossier import PASSPHRASE, Team
from tests.drafts import my_drafts
from tests.screens.accessibility import spoken
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.shell.pdf_view import PdfPage
from ui.team.sheet_section import SheetSection

NEW = "molen zilver klaver stoep egel"


def sheet(stage: Stage) -> SheetSection:
    stage.go("members", "sheet")
    found = stage.members.section
    assert isinstance(found, SheetSection)
    return found


def test_the_sheet_is_practised_and_a_wrong_group_is_named(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    section = sheet(stage)
    assert "Nog nooit" in spoken(section)
    assert section.drill_button.hasFocus()
    stage.key("Space")
    groups = list(team.recovery.groups())
    right, groups[3] = groups[3], "ZZZZZ"
    for group in groups:
        stage.type(group.lower())
    stage.key("Ctrl+Return")
    panel = section.typed_panel
    assert panel.bar.text.startswith("Groep 4 klopt niet.")
    assert panel.sheet.groups[3].hasFocus()
    assert stage.workspace.ask(last_drill) is None
    stage.type(right)
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "Het herstelblad klopt: het opent de sleutels en het dossier. Leg het terug in de kluis."
    assert "2 november 2026 (vandaag)" in spoken(section)
    assert not panel.sheet.text().strip()
    assert stage.workspace.ask(my_drafts) == []
    assert stage.did[0] == "herstelblad beproefd"


def test_a_sheet_that_is_not_whole_is_not_tried(open_stage: Open) -> None:
    stage = open_stage("femke")
    section = sheet(stage)
    stage.key("Space")
    stage.type("DC1P9")
    stage.key("Ctrl+Return")
    assert section.typed_panel.bar.text == "Nog niet alle groepen zijn ingevuld. Elke groep heeft 5 tekens."
    stage.key("Escape")
    assert section.panel is None
    assert not section.typed_panel.sheet.text().strip()


def test_a_new_sheet_is_made_shown_and_proven_before_the_form_closes(open_stage: Open, team: Team) -> None:
    concern, old = told_by(team), " ".join(team.recovery.groups())
    before = fingerprint(key_file_of(team.path))
    team.close()
    stage = open_stage("femke")
    section = sheet(stage)
    section.renew_button.setFocus()
    stage.key("Space", "Ctrl+Return")
    panel = section.new_panel
    assert panel.is_held and "Het nieuwe blad is gemaakt" in spoken(section)
    stage.key("Escape")
    assert section.panel is panel and "Het oude blad werkt niet meer." in panel.bar.text
    panel.show_button.setFocus()
    stage.key("Space")
    [paper] = stage.window.findChildren(PdfPage)
    assert "Herstelblad" in paper.text()
    stage.key("Escape")
    assert section.panel is panel
    panel.proof.setFocus()
    stage.type("00000")
    stage.key("Ctrl+Return")
    assert "Dit is niet groep" in panel.proof_field.fault
    key = panel._key
    assert key is not None
    new = " ".join(key.groups())
    panel.proof.clear()
    stage.type(key.groups()[panel._asked - 1].lower())
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "Het nieuwe herstelblad klopt. Leg het in de kluis en vernietig het oude."
    assert section.panel is None and panel._key is None
    assert fingerprint(key_file_of(team.path)) != before
    with pytest.raises(Refused, match="vervangen door een nieuwer"):
        unlock_with_recovery(key_file_of(team.path), old)
    assert stage.workspace.do(reveal_reporter, concern, "controle") == GREET  # the same window works on
    stage.close()
    again, _ = recover(team.path, team.ids["femke"], new, NEW, policy=team.policy, clock=team.clock)
    assert again.do(reveal_reporter, concern, "controle") == GREET
    again.close()


def test_what_was_left_behind_is_counted_and_sealed_again(open_stage: Open, team: Team) -> None:
    """A second aandachtsfunctionaris, whose keys do not open the text, gives somebody the role."""
    concern = told_by(team)
    stage = open_stage("femke")
    section = sheet(stage)
    assert "Alle verzegelde teksten zijn te openen" in spoken(section)
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    bram = femke.do(add_member, name="Bram Vos", role=Role.OFFICER, discipline=Discipline.CARE)
    custody.let_in(team.path, femke, identity, bram, NEW, policy=team.policy)
    lost = open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock)
    lost._keys = that_open_nothing(lost._keys)
    noor = line(team, "noor")
    lost.do(change_member, noor, role=Role.OFFICER, discipline=noor.discipline, function=noor.function)
    lost.close()
    femke.close()
    assert stage.workspace.ask(left_behind, stage.workspace.recovery) == 1
    stage.go("log")
    section = sheet(stage)
    assert "1 verzegelde tekst past nog op de sleutels van eerder" in spoken(section)
    section.reseal_button.setFocus()
    stage.key("Space")
    assert stage.members.bar.text == "1 melder is opnieuw verzegeld."
    assert "Alle verzegelde teksten zijn te openen" in spoken(section)
    assert team.noor.do(reveal_reporter, concern, "controle") == GREET


def that_open_nothing(keys: Any) -> Any:
    """Return keys that open nothing, as of somebody to whom a text was not sealed."""

    class Shut:
        def open(self, sealed: bytes) -> bytes:
            raise Refused("Deze tekst is niet voor u verzegeld.")

        def __getattr__(self, name: str) -> Any:
            return getattr(keys, name)

    return Shut()


def test_the_sheet_seals_again_what_no_keys_open(open_stage: Open, team: Team) -> None:
    told_by(team)
    stage = open_stage("femke")
    stage.opened.workspace._keys = that_open_nothing(stage.opened.workspace._keys)
    noor = line(team, "noor")
    stage.opened.workspace.do(change_member, noor, role=Role.OFFICER, discipline=noor.discipline, function=noor.function)
    section = sheet(stage)
    section.reseal_button.setFocus()
    stage.key("Space")
    assert stage.members.bar.text.startswith("1 verzegelde tekst past niet op uw sleutels. Neem het herstelblad")
    section.reseal_sheet_button.setFocus()
    stage.key("Space")
    for group in team.recovery.groups():
        stage.type(group)
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "1 melder is opnieuw verzegeld."
    assert stage.workspace.ask(left_behind, stage.workspace.recovery) == 0


def test_who_stands_in_practises_but_makes_no_new_sheet(open_stage: Open, team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    stage = open_stage("noor")
    section = sheet(stage)
    assert section.drill_button.isVisible() and not section.renew_button.isVisible()
