"""A real encrypted dossier with the story of Beukenlaan 7, in a real window that is worked by keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, open_case
from expertiseteam.cases.records import DoorAnswers, HouseholdKind
from expertiseteam.cases.records import Place as DoorPlace
from tests.dossier import Team
from tests.ui.stage import Elsewhere
from tests.ui.stage import Stage as Shared
from ui.cases.screen import CasesScreen
from ui.look.theme import Theme
from ui.shell.rail import Entry
from ui.visits.record import VisitForm
from ui.visits.rounds import RoundsScreen
from ui.visits.screen import VisitsScreen
from ui.visits.week import WeekScreen

FRONT, RESERVE, ASIDE = DoorPlace.FRONT, DoorPlace.RESERVE, DoorPlace.STEPPED_ASIDE


def entries() -> list[Entry]:
    """The rail of the program, with the screens under test in their places."""
    return [
        Entry("today", "Vandaag", "sun", Elsewhere),
        Entry("concerns", "Signalen", "inbox", Elsewhere, kinds=frozenset({"concern"})),
        Entry("cases", "Casussen", "house", CasesScreen, kinds=frozenset({"case"})),
        Entry("meetings", "Overleg", "presentation", Elsewhere),
        Entry("actions", "Acties", "list-checks", Elsewhere),
        Entry("visits", "Huisbezoeken", "footprints", VisitsScreen),
        Entry("visit", "Huisbezoek", "footprints", VisitForm, rail=False),
        Entry("week", "Weekplan", "calendar-days", WeekScreen, rail=False),
        Entry("rounds", "Rondjes", "footprints", RoundsScreen, rail=False),
        Entry("settings", "Instellingen", "settings", Elsewhere, at_foot=True),
        Entry("log", "Logboek", "history", Elsewhere, rail=False),
    ]


class Stage(Shared):
    """The window of one member with cases and visits."""

    def __init__(self, qtbot: QtBot, team: Team, workspace: Workspace, folder: Path, theme: Theme) -> None:
        super().__init__(qtbot, theme, team, workspace, folder, entries())

    @property
    def cases(self) -> CasesScreen:
        screen = self.window.screen_now
        assert isinstance(screen, CasesScreen)
        return screen

    @property
    def visits(self) -> VisitsScreen:
        screen = self.window.screen_now
        assert isinstance(screen, VisitsScreen)
        return screen

    @property
    def visit(self) -> VisitForm:
        screen = self.window.screen_now
        assert isinstance(screen, VisitForm)
        return screen

    def tab(self, times: int = 1) -> None:
        """Go on with Tab."""
        for _ in range(times):
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        QApplication.processEvents()

    def do(self, workspace: Workspace, act: Any, *args: Any, **kwargs: Any) -> Any:
        """Let somebody do something elsewhere."""
        result = workspace.do(act, *args, **kwargs)
        self.settle()
        return result

    def letters(self, scale: int) -> None:
        """Show everything in larger letters, in per cent."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.theme.apply(app, self.theme.scheme, scale)
        self.settle()


@dataclass(frozen=True)
class Story:
    """The case of the story, and what stands around it."""

    case: str
    team: Team

    def stand(self, name: str, place: DoorPlace, condition: str = "", member: str = "") -> str:
        """Put an organisation somewhere, questions answered."""
        answers = DoorAnswers("even, tot er rust is", "", "", "")
        who = self.team.ids[member] if member else None
        return self.team.femke.do(
            set_place, self.case, self.team.organisations[name], place, condition=condition, member_id=who, answers=answers
        )


def tell(team: Team) -> Story:
    """Open case 26-001 as in the story, without anybody at the door."""
    case = team.femke.do(
        open_case,
        (),
        label="Beukenlaan · alleenstaande man",
        lead_id=team.ids["noor"],
        legal_basis="Wet publieke gezondheid, bemoeizorg",
        purpose="hulp aanbieden",
        goal="Weten of meneer hulp nodig heeft en hulp wil.",
        bringing_partner="gemeente",
        household=HouseholdKind.SINGLE_MAN,
        place="Beukenlaan 7, Turfven",
    )
    team.noor.do(add_note, case, "De buurvrouw van nummer 9 heeft een sleutel. Meneer weet dat en vindt het goed.")
    return Story(case, team)


def more_cases(team: Team) -> dict[str, str]:
    """Open some more, so that the list has something to choose from."""
    found = {}
    for label, place, lead, kind in (
        ("Lindestraat · gezin", "Lindestraat 3, Weidevoort", "iris", HouseholdKind.FAMILY),
        ("Molenweg · echtpaar", "Molenweg 7, Turfven", "noor", HouseholdKind.COUPLE),
        ("Eindpad · erf", "Eindpad 22, Ganzenhoek", "hugo", HouseholdKind.FARM),
        ("Dorpsstraat · alleenstaande vrouw", "Dorpsstraat 40, Ganzenhoek", "noor", HouseholdKind.SINGLE_WOMAN),
    ):
        found[label.split(" ")[0]] = team.femke.do(
            open_case,
            (),
            label=label,
            lead_id=team.ids[lead],
            legal_basis="Wmo 2015, onderzoek na melding",
            purpose="hulp aanbieden",
            goal="Rust in huis.",
            bringing_partner="gemeente",
            household=kind,
            place=place,
        )
    return found


MONDAY = date(2026, 11, 2)
