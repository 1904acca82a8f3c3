"""The program as people use it: one dossier, one window at a time, worked by keys alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.visits.records import Consent, Outcome
from tests.cases.endings import ended
from tests.dossier import PASSPHRASE, Team
from tests.screens.hands import Hands
from ui.application import Program
from ui.shell.application import make_application
from ui.shell.desk import Place
from ui.shell.preferences import Preferences
from ui.shell.screen import Screen
from ui.shell.unlock import UnlockWindow
from ui.visits.record import VisitForm

NEW = {
    "legal_basis": "Wmo 2015, onderzoek na melding",
    "purpose": "hulp aanbieden",
    "goal": "Weten of er hulp nodig is.",
    "bringing_partner": "gemeente",
}


def lived_before(team: Team) -> None:
    """What the team had done in 2026 before the story: 40 cases, 30 decisions, an overleg on 27 October, a signal in September."""
    team.clock.at(2026, 1, 5, 9, 0)
    held, *_ = team.femke.do(plan_series, first=date(2026, 10, 27), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    for n in range(1, 41):
        case = team.femke.do(
            open_case, (), label=f"Kerkstraat · huishouden {n}", lead_id=team.ids["iris"], place=f"Kerkstraat {n}, Ganzenhoek", **NEW
        )
        if n != 40:
            team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.GOAL_REACHED, ""))
    team.clock.at(2026, 9, 14, 10, 0)
    team.wil.do(
        record_concern,
        what="Post steekt uit de bus.",
        place="Beukenln 7",
        certainty=Certainty.SEEN,
        channel=Channel.ROUND,
        source=Source.UNKNOWN,
    )
    team.clock.at(2026, 10, 27, 13, 30)
    team.femke.do(prepare_agenda, held)
    team.wil.do(start_meeting, team.wil.ask(meeting, held))
    item = next(i.id for i in team.wil.ask(agenda, held).items if i.case_id)
    team.wil.do(open_item, item)
    for n in range(1, 31):
        team.wil.do(decide, item, f"Besluit nummer {n} van dit jaar.")
    team.wil.do(close_meeting, team.wil.ask(meeting, held))
    team.close()


class Play(Hands):
    """The program on the dossier of the team. `as_member` signs in; keys go where the focus is."""

    def __init__(self, team: Team, folder: Path) -> None:
        self.team = team
        self._folder = folder
        self._app = make_application(["expertiseteam"])
        self.starts()

    def starts(self) -> None:
        """Start the program, as on a computer where this dossier was opened before."""
        self.program = Program(self._app, Preferences(self._folder / "venster.json"), clock=self.team.clock, policy=self.team.policy)
        self.told: list[str] = []
        self.program.boundary.told.connect(lambda sentence, tone: self.told.append(sentence))
        self.program.start(self.team.path)

    def as_member(self, first_name: str) -> None:
        """Sign in by keyboard; who is in locks first."""
        if not isinstance(self.program.window, UnlockWindow):
            self.key("Ctrl+L")
        window = self.program.window
        assert isinstance(window, UnlockWindow)
        while not window.is_ready:  # who is here is read in a worker, once the window has been painted
            self.settle()
        for _ in range(3):  # the window of before may still be going away
            window.activateWindow()
            QApplication.processEvents()
        window.who.set_value(self.team.ids[first_name])
        window.passphrase.setFocus()
        self.type(PASSPHRASE.format(first_name))
        self.key("Return")
        self.program.wait_until_idle()
        self.program.main.resize(1280, 720)
        self.program.main.activateWindow()
        self.settle()

    def crash(self) -> None:
        """The power fails: nothing is left, nothing is written any more."""
        window = self.program.main
        window.desk.runner.close()
        window.desk.workspace.close()
        window.hide()
        window.deleteLater()

    @property
    def screen(self) -> Screen:
        screen = self.program.main.screen_now
        assert screen is not None
        return screen

    @property
    def status(self) -> str:
        return self.program.main.foot.text

    def settle(self) -> None:
        """Let everything that was asked for arrive, and what follows from it."""
        for _ in range(3):
            QApplication.processEvents()
            self.program.wait_until_idle()

    def close(self) -> None:
        self.program.quit()


def write_down(play: Play, visit_id: str, outcome: Outcome, seen: str) -> None:
    """Record a visit in its own window, as the one of the duo who is signed in."""
    play.program.main.go(Place("visit", visit_id))
    play.settle()
    form = play.screen
    assert isinstance(form, VisitForm)
    form.fields.outcome.set_value(outcome.name)
    form.fields.outcome.chosen.emit(outcome.name)
    if outcome is Outcome.HELP_REFUSED or outcome is Outcome.HELP_ACCEPTED:
        form.fields.door.consent.set_value(Consent.GIVEN.name)
    form.fields.care.setFocus()
    play.type(seen)
    play.key("Ctrl+Return")
