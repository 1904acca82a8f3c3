"""Leaving the team: who leaves is shut out, and what he leaves behind is counted."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam import custody, opening
from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.insight.open_work import open_work
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import change_member
from expertiseteam.vault.identity import Identity
from tests.access.test_sealing import give_role
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from tests.screens.harness import shoot
from tests.ui.team.conftest import Open
from tests.ui.team.people import choose, line, section
from tests.ui.team.stage import Stage
from ui.look.theme import Theme
from ui.team.leave_panel import LeavePanel


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


def test_a_stolen_laptop_is_shut_out_and_the_member_stays(open_stage: Open, team: Team, theme: Theme) -> None:
    team.close()
    stage = open_stage("femke")
    stage.go("members", "people")
    choose(stage, "Femke Aarts")
    assert not section(stage).card.lost_button.isVisible(), "for that there is the sheet"
    choose(stage, "Iris Kuyper")
    shoot(theme, stage.window, "lid-met-laptop")
    section(stage).card.lost_button.setFocus()
    stage.key("Space")
    panel = section(stage).panel
    assert isinstance(panel, LeavePanel)
    assert "Iris blijft in het team" in spoken(stage.window)
    shoot(theme, stage.window, "laptop-gestolen")
    panel.button.setFocus()
    stage.key("Space")
    assert stage.members.bar.text.startswith("De laptop van Iris Kuyper komt het dossier niet meer in. Nodig Iris opnieuw uit")
    shoot(theme, stage.window, "laptop-buitengesloten")
    with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
        open_dossier(team.path, team.ids["iris"], PASSPHRASE.format("iris"), policy=team.policy, clock=team.clock)
    choose(stage, "Iris Kuyper")
    assert section(stage).card.invite_button.isVisible() and not section(stage).card.lost_button.isVisible()
    assert stage.told == []
