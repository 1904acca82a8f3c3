"""The overleg of the story on a real encrypted dossier, in a real window that is worked by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import EvictionState, HouseholdKind
from expertiseteam.cases.records import Place as Behind
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, Source
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome
from tests.dossier import Team
from tests.ui.stage import Elsewhere
from tests.ui.stage import Stage as Shared
from ui.look.theme import Theme
from ui.meetings.entries import meeting_entries
from ui.shell.pdf_view import PdfPage
from ui.shell.rail import Entry

GOAL = "Weten of meneer hulp nodig heeft en hulp wil."
WHAT = "De buurman zet al drie weken geen afval buiten. Gordijnen dicht. Ik heb er een naar gevoel bij."


def open_a_case(team: Team, label: str, household: HouseholdKind, where: str = "Turfven", lead: str = "noor") -> str:
    """Open a case without a signal."""
    return team.femke.do(
        open_case, (), label=label, lead_id=team.ids[lead], legal_basis="Wet publieke gezondheid, bemoeizorg",
        purpose="hulp aanbieden", goal=GOAL, bringing_partner="gemeente", household=household, place=where,
    )  # fmt: skip


def tell_the_story(team: Team) -> dict[str, str]:
    """Steps 1 to 7 of the story, through the acts; returns the ids of the case and of three overleggen. The clock stands at step 8."""
    clock = team.clock
    clock.at(2026, 9, 1, 9, 0)
    ids = dict(
        zip(
            ("october", "november", "december"),
            team.femke.do(
                plan_series, first=date(2026, 10, 27), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
            ),
            strict=True,
        )
    )  # fmt: skip
    clock.at(2026, 10, 20, 9, 0)
    ids["calm"] = open_a_case(team, "Kerkstraat · echtpaar", HouseholdKind.COUPLE, "Kerkstraat 3, Ganzenhoek", "iris")
    ids["farm"] = open_a_case(team, "Eindpad · erf", HouseholdKind.FARM, "Eindpad 12, Ganzenhoek", "sem")
    clock.at(2026, 11, 2, 9, 10)
    concern = team.lucja.do(
        record_concern, what=WHAT, place="Beukenlaan 7, Turfven", certainty=Certainty.GUT, channel=Channel.PHONE, source=Source.VOLUNTEER
    )
    clock.at(2026, 11, 2, 9, 40)
    shown = team.femke.ask(concern_view, concern)
    ids["case"] = team.femke.do(
        open_case, (shown,), label="Beukenlaan · alleenstaande man", lead_id=team.ids["noor"],
        legal_basis="Wet publieke gezondheid, bemoeizorg", purpose="hulp aanbieden", goal=GOAL,
        bringing_partner="gemeente", household=HouseholdKind.SINGLE_MAN,
    )  # fmt: skip
    door = team.organisations
    team.femke.do(set_place, ids["case"], door["Bemoeizorg"], Behind.FRONT)
    team.femke.do(set_place, ids["case"], door["Woonpunt"], Behind.FRONT)
    team.femke.do(set_place, ids["case"], door["Schuldhulp"], Behind.RESERVE, condition="inroepen als er een ontruimingsdatum komt")
    for name in ("Wijkverpleging", "Wijkagent"):
        team.femke.do(set_place, ids["case"], door[name], Behind.STEPPED_ASIDE)
    clock.at(2026, 11, 3, 9, 0)
    visit = team.femke.do(
        send_duo, ids["case"], care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Samen langs, rustig beginnen.",
        before=date(2026, 11, 6), is_announced=False,
    )  # fmt: skip
    clock.at(2026, 11, 5, 19, 40)
    team.noor.do(
        record_visit, team.noor.ask(visit_view, visit), on=date(2026, 11, 5), is_announced=False, outcome=Outcome.AT_THE_DOOR,
        care_view="Meneer opende na drie keer bellen.", enforcement_view="Achterom vol afval, gasfles in de gang.",
        agreements=(
            Agreement("Sem haalt met meneer de gasfles weg", team.ids["sem"], date(2026, 11, 9), False),
            Agreement("Noor komt dinsdag terug met soep", team.ids["noor"], date(2026, 11, 10), True),
        ),
    )  # fmt: skip
    clock.at(2026, 11, 13, 11, 0)
    team.karim.do(report_eviction, team.karim.ask(case_view, ids["case"]), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    clock.at(2026, 11, 17, 9, 0)
    return ids


def start(team: Team, ids: dict[str, str]) -> str:
    """Step 8 and the start of step 9, through the acts; the clock stands at 13.30 uur. Returns the meeting's id."""
    team.femke.do(prepare_agenda, ids["november"])
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, ids["november"]))
    return ids["november"]


class Stage(Shared):
    """The window of one member with the screens of the overleg."""

    def __init__(self, qtbot: QtBot, team: Team, workspace: Workspace, folder: Path, theme: Theme) -> None:
        cases = Entry("cases", "Casussen", "house", Elsewhere, kinds=frozenset({"case"}))
        super().__init__(qtbot, theme, team, workspace, folder, (*meeting_entries(), cases))

    @property
    def paper_text(self) -> str | None:
        """The words of the paper that is shown in the window; None when none is."""
        page = self.window.stack.currentWidget()
        return page.text() if isinstance(page, PdfPage) else None

    def log(self) -> list[str]:
        """What everyone did and looked at, newest first."""
        return [line.what for line in self.team.femke.ask(whole_log)]
