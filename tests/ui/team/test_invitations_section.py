"""Inviting by a code, from the computer of one to the computer of the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_member
from expertiseteam.vault.invitations import accept
from expertiseteam.vault.keyfile import key_file_of
from tests.dossier import Team
from tests.screens.accessibility import spoken
from tests.ui.team.conftest import Open
from tests.ui.team.people import NEW, choose, line, section
from ui.entrances import Accepting
from ui.team.invitations_section import InvitationsSection
from ui.team.invite_panel import InvitePanel


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
