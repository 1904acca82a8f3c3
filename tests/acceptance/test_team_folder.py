"""Two people on two laptops, with nothing between them but a folder, through the real windows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam import founding
from expertiseteam.access.who import Discipline, Role
from expertiseteam.cases.opening import change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.custody import invite
from expertiseteam.safety.folder_trial import FolderReport
from expertiseteam.sharing import sharer as sharer_module
from expertiseteam.sharing.sharer import Sharer
from expertiseteam.team.members import add_member, members
from expertiseteam.visits.rounds import plan_rounds, record_round
from tests.acceptance.play import NEW, Play
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from tests.screens.harness import shoot
from tests.sharing.laptops import Office
from ui.shell.code import CodeWindow
from ui.shell.desk import Place
from ui.shell.unlock import UnlockWindow
from ui.team.folder_section import FolderSection
from ui.team.members_screen import MembersScreen
from ui.visits.rounds import RoundsScreen
from ui.welcome import WelcomeWindow
from ui.widgets.buttons import Button

pytestmark = pytest.mark.timeout(600)


class Desk(Play):
    """A member's laptop with the program open on it."""

    def __init__(self, office: Office, name: str) -> None:
        laptop = office.laptops[name]
        laptop.close()
        self.name = name
        super().__init__(replace(office.team, path=laptop.path, policy=laptop.policy, _open={}), laptop.path.parent)
        self.as_member(name)

    def share(self) -> None:
        """What happens by itself within seconds, now."""
        watch = self.program.folder
        assert watch is not None and watch.sharer is not None
        watch.sharer.share_now()
        self.settle()

    def writes(self, what: str) -> str:
        workspace = self.program.main.desk.workspace
        place = "Beukenlaan 7, Turfven"
        return workspace.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)

    @property
    def codes(self) -> list[str]:
        return sorted(one.code for one in self.program.main.desk.workspace.ask(concerns))

    @property
    def foot(self) -> str:
        self.settle()
        return self.program.main.foot.facts.text()

    def loses_power(self) -> None:
        """Nothing is shared any more, nothing closed in order."""
        watch = self.program.folder
        assert watch is not None
        watch.close()
        self.crash()
        self.starts()
        self.as_member(self.name)


@pytest.fixture
def office(team: Team, tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    made = Office(team, tmp_path)
    made.begun()
    made.colleague("noor").share()
    yield made
    made.close()


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing share by itself: who is first is what the test says. The test of beginning and joining has the real threads."""
    monkeypatch.setattr(Sharer, "start", lambda _: None)


@pytest.fixture
def two(office: Office, by_hand: None) -> Iterator[tuple[Desk, Desk]]:
    femke, noor = Desk(office, "femke"), Desk(office, "noor")
    yield femke, noor
    assert femke.told == [] and noor.told == []
    femke.close()
    noor.close()


def test_a_fortnight_of_two_people_on_two_laptops(office: Office, two: tuple[Desk, Desk]) -> None:
    femke, noor = two
    for desk in two:
        desk.share()
        assert "Gedeeld met het team" in desk.foot
    # Each sees the other's work on the screen that stands open.
    noor.program.main.go(Place("concerns"))
    noor.settle()
    femke.writes("Post puilt uit de bus")
    femke.share()
    noor.share()
    assert "Post puilt uit" in spoken(noor.program.main)
    assert "Alles bewaard" not in noor.status
    # A week without the network.
    away = office.folder.rename(office.root / "weg")
    noor.writes("Deur staat al dagen open")
    femke.writes("Ruzie op straat")
    for desk in two:
        desk.share()
        assert "Hier bewaard: 1 wijziging wacht op het team sinds vandaag" in desk.foot
        assert desk.codes == ["26-001", "26-002 voorlopig"]
        waits = folder_section(desk).waiting
        assert waits.isVisible() and waits.text() == "Nog niet bij het team:\nvandaag 9.00 uur: signaal opgeschreven (26-002 voorlopig)"
        shoot(desk.program._theme, desk.program.main, "teammap-wacht", settle=desk.settle)
        rounds = desk.program.main.desk.workspace
        series = rounds.do(plan_rounds, area="Turfven", weekday=2, starts=time(13))
        rounds.do(record_round, series, date(2026, 10, 28), present=[office.team.ids[desk.name]], learned=f"Van {desk.name}.")
    office.team.clock.now += timedelta(days=7)
    # The power fails on a laptop between saving and sharing.
    noor.loses_power()
    assert noor.codes == ["26-001", "26-002 voorlopig"]
    yesterday = shutil.copytree(away, office.root / "gisteren")
    away.rename(office.folder)
    for desk in (femke, noor, femke):
        desk.share()
    assert femke.codes == noor.codes == ["26-001", "26-002", "26-003"]
    assert "Gedeeld met het team" in femke.foot and "Gedeeld met het team" in noor.foot
    assert not folder_section(noor).waiting.isVisible()
    # The round of that week was written down on both: it is made one.
    noor.program.main.go(Place("rounds"))
    noor.settle()
    assert "staat er dubbel: van Femke Aarts en van Noor Elzinga" in noor.screen.bar.text
    shoot(noor.program._theme, noor.program.main, "rondje-dubbel", settle=noor.settle)
    next(button for button in noor.screen.bar.findChildren(Button) if button.text() == "Voeg samen").click()
    noor.settle()
    assert noor.status == "Het rondje staat er nu één keer. Er was geen signaal dubbel."
    assert isinstance(noor.screen, RoundsScreen)
    assert [row.words() for row in noor.screen.past.rows] == ["Turfven, wo 28 oktober, geen signalen, Van femke.\nVan noor., Femke, Noor"]
    # The folder of yesterday is put back: who knows more gives it back what it lost, and work goes on.
    shutil.rmtree(office.folder)
    yesterday.rename(office.folder)
    noor.writes("Gordijnen dicht")
    for desk in (noor, femke):
        desk.share()
    assert femke.codes == noor.codes == ["26-001", "26-002", "26-003", "26-004"]

    # Two who change the same are asked.
    on, hers = (desk.program.main.desk.workspace for desk in two)
    case = on.do(open_case, (), label="Kerkpad · echtpaar", lead_id=office.team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    femke.share()
    noor.share()
    away = office.folder.rename(office.root / "weg")
    on.do(change_case, on.ask(case_view, case), {"goal": "Vertrouwen winnen"})
    hers.do(change_case, hers.ask(case_view, case), {"goal": "Huis opruimen"})
    away.rename(office.folder)
    femke.share()
    noor.share()
    assert hers.ask(case_view, case).goal == "Vertrouwen winnen"
    assert "Kies tussen twee teksten" in noor.foot
    section = folder_section(noor)
    said = spoken(noor.program.main)
    assert "Intussen ook gewijzigd door Femke Aarts" in said and "Doel van de casus: van u" in said
    assert "Huis opruimen" in said and "Vertrouwen winnen" in said
    section.clashes.both.button.click()
    noor.settle()
    assert not section.clashes.isVisible() and noor.status == "Uw keuze is bewaard."
    for desk in (noor, femke):
        desk.share()
        assert desk.program.main.desk.workspace.ask(case_view, case).goal == "Huis opruimen"


def folder_section(play: Play) -> FolderSection:
    play.program.main.go(Place("members", "folder"))
    play.settle()
    assert isinstance(play.screen, MembersScreen)
    section = play.screen.section
    assert isinstance(section, FolderSection)
    return section


def test_begun_and_joined_through_the_windows(team: Team, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Femke puts the dossier in a folder and invites Bram, who has nothing but the folder and a code. Then each sees the other's work.

    Between two looks lies an hour here: what comes in is heard from the folder itself.
    """
    monkeypatch.setattr(sharer_module, "POLL", 3600.0)
    monkeypatch.setattr(founding, "report_on", lambda *_: FolderReport(True, ""))  # tests/ui/terminal tries a folder for real
    team.close()
    team._open.clear()
    place = tmp_path / "netwerk"
    place.mkdir()
    plays = []
    for name in ("femke", "bram"):
        own = tmp_path / name
        own.mkdir()
        policy = replace(team.policy, travels=False, own_folder=own / "sleutels", state_folder=own / "toestand")
        path = team.path if name == "femke" else own / "team.dossier"
        plays.append(Play(replace(team, path=path, policy=policy, ids=dict(team.ids), _open={}), own))
    femke, bram = plays
    femke.as_member("femke")
    section = folder_section(femke)
    assert "alleen op deze computer" in spoken(femke.program.main)
    section.begin(place)
    femke.settle()
    assert "Het dossier staat in de teammap." in femke.screen.bar.text
    assert femke.program.folder is not None and femke.program.folder.sharer is not None
    femke.program.folder.sharer.share_now()
    femke.settle()
    assert "Gedeeld met het team" in femke.program.main.foot.facts.text()
    opened = section._opened
    new = opened.workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.CARE, function="bemoeizorg")
    member = next(m for m in opened.workspace.ask(members) if m.id == new)
    code = invite(opened.path, opened.workspace, opened.identity, member, policy=opened.policy).groups

    assert isinstance(bram.program.window, WelcomeWindow)
    bram.program.join(place, bram.team.path)
    bram.settle()
    window = bram.program.window
    assert isinstance(window, CodeWindow)
    window.sheet.groups[0].setFocus()
    for field, group in zip(window.groups, code, strict=True):
        field.setText(group)
    window.passphrase.first.set_text(PASSPHRASE.format("bram"))
    window.passphrase.second.set_text(PASSPHRASE.format("bram"))
    window.recover()
    bram.settle()
    assert isinstance(bram.program.window, UnlockWindow)
    assert "Uw aanvraag ligt in de teammap." in spoken(bram.program.window)

    for _ in range(2):
        femke.program.folder.sharer.share_now()
        femke.settle()
    assert femke.status == "Bram Vos heeft de code gebruikt en kan nu ontgrendelen."
    bram.team.ids["bram"] = new
    bram.program.window.again_button.click()
    bram.settle()
    assert bram.program.window.passphrase.isVisible()
    bram.as_member("bram")
    assert bram.program.main.desk.me.name == "Bram Vos"
    for play in plays:
        play.program.main.go(Place("concerns"))
        qtbot.waitUntil(lambda play=play: "Gedeeld met het team" in play.program.main.foot.facts.text(), timeout=60_000)
    for what, by, to in (("Post puilt uit", femke, bram), ("Deur staat open", bram, femke)):
        place = "Beukenlaan 7, Turfven"
        by.program.main.desk.workspace.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)
        qtbot.waitUntil(lambda what=what, to=to: what in spoken(to.program.main), timeout=60_000)
    assert femke.told == bram.told == []
    for play in plays:
        play.close()


def test_an_old_folder_that_somebody_went_on_from_is_refused_and_work_goes_on(office: Office, by_hand: None) -> None:
    femke = Desk(office, "femke")
    femke.share()
    yesterday = shutil.copytree(office.folder, office.root / "gisteren")
    femke.writes("Vandaag gedeeld")
    femke.share()
    shutil.rmtree(office.folder)
    yesterday.rename(office.folder)
    noor = Desk(office, "noor")
    noor.writes("Op de oude map verder")
    noor.share()
    femke.writes("Nog meer werk")
    femke.share()
    assert "Hier bewaard: 1 wijziging wacht" in femke.foot
    watch = femke.program.folder
    assert watch is not None and watch.state is not None
    assert "gesplitst of uit een oude kopie" in watch.state.stopped
    assert len(femke.codes) == 2
    assert femke.told == [] and noor.told == []
    femke.close()
    noor.close()
