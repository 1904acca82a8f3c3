"""My own keys: what guards them, and to a new laptop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.entrances import Accepting
from ui.team.own_section import OwnSection

NEW = "molen zilver klaver stoep egel"


def own(stage: Stage) -> OwnSection:
    stage.go("members", "own")
    found = stage.members.section
    assert isinstance(found, OwnSection)
    return found


def test_keys_go_to_a_new_laptop_with_a_code(open_stage: Open, team: Team, tmp_path: Path) -> None:
    stage = open_stage("noor")
    section = own(stage)
    section.move_button.setFocus()
    stage.key("Space")
    groups = section.code.groups
    assert len(groups) == 4 and "De code werkt één keer, tot maandag 2 november 2026, 10.00 uur (vandaag)." in spoken(section)
    assert stage.did[0] == "sleutels klaargezet voor een nieuwe laptop"
    laptop = Accepting(team.path, team.clock, replace(team.policy, state_folder=tmp_path / "nieuw"))
    assert [holder.name for holder in laptop.members] == ["Noor Elzinga"]
    assert laptop.recover(team.ids["noor"], " ".join(groups), NEW).startswith("Uw sleutels staan nu op deze computer.")
    section.look_button.setFocus()
    stage.key("Space")
    assert section.code.groups == () and section.forget_button.isVisible()
    open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock).close()
    assert stage.told == []


def test_a_code_that_was_taken_back_moves_nothing(open_stage: Open, team: Team) -> None:
    stage = open_stage("noor")
    section = own(stage)
    section.offer()
    stage.settle()
    groups = section.code.groups
    section.take_back_button.setFocus()
    stage.key("Space")
    assert section.code.groups == () and not section.forget_button.isVisible()
    assert "ingetrokken" in stage.status
    with pytest.raises(Refused, match="geen sleutels klaar"):
        Accepting(team.path, team.clock, team.policy).recover(team.ids["noor"], " ".join(groups), NEW)
    open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock).close()


def test_what_guards_the_keys_is_said(open_stage: Open) -> None:
    section = own(open_stage("noor"))
    assert section.protection.text().startswith("Alleen uw wachtzin beschermt uw sleutels")
