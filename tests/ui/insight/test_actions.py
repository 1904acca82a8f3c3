from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from expertiseteam.cases.actions import action_now, agree_action, change_action, closed_actions, open_actions
from expertiseteam.cases.records import ActionState
from expertiseteam.meetings.minutes import action_list_paper
from expertiseteam.meetings.origins import where_from
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome
from reports.action_list import action_list_pdf
from tests.dossier import Team
from tests.meetings.paperwork import WOONPUNT, hold
from tests.reports.reading import words_of
from tests.screens.accessibility import complaints
from tests.ui.insight.conftest import OpenBench
from tests.ui.insight.samples import a_day
from tests.ui.stage import Stage
from ui.insight.actions import DONE, TEAM, ActionsScreen
from ui.shell.desk import Place
from ui.widgets.buttons import Button


def actions(bench: Stage, id: str | None = None) -> ActionsScreen:
    screen = bench.go("actions", id)
    assert isinstance(screen, ActionsScreen)
    return screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def test_mine_come_first_late_ones_on_top_with_counts(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    screen = actions(bench)
    assert [pill.text() for pill in screen.filter._pills] == ["Van mij 2", "Van het team 3", "Afgerond"]
    assert [row.chip for row in screen.list.rows] == ["2 dagen te laat", "vandaag"]
    assert "1 te laat" in words(bench)
    assert complaints(bench.window) == []
    bench.shoot("acties")
    bench.shoot("acties-groot", scale=130)


def test_space_asks_for_the_result_and_enter_records_it(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    actions(bench)
    bench.key("Space")
    bench.type("Alles ligt op volgorde.")
    bench.shoot("acties-resultaat")
    bench.key("Return")
    assert bench.status == "Actie 1 is gedaan."
    closed = team.noor.ask(closed_actions)
    assert [(a.id, a.state, a.result) for a in closed] == [(day.post, ActionState.DONE, "Alles ligt op volgorde.")]
    bench.key("Ctrl+Z")
    assert len(team.noor.ask(open_actions)) == 3


def test_not_done_needs_a_reason(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    actions(bench)
    bench.key("N", "Ctrl+Return")
    assert "Schrijf waarom: het overleg wil het weten." in words(bench)
    bench.type("meneer is verhuisd")
    bench.key("Ctrl+Return")
    assert team.noor.ask(closed_actions)[0].result == "meneer is verhuisd"


def test_no_longer_possible_is_another_end(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    actions(bench)
    bench.key("N", "2", "Tab")
    bench.type("school is gesloten")
    bench.key("Return")
    assert team.noor.ask(closed_actions)[0].state is ActionState.NO_LONGER_POSSIBLE


def test_another_owner_takes_it_over(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    actions(bench)
    bench.key("V", "Tab")
    bench.type("Hugo")
    bench.key("Ctrl+Return")
    moved = next(a for a in team.noor.ask(open_actions) if a.id == day.post)
    assert moved.owner == "Hugo Brandt"


def test_a_found_action_is_shown_whoevers_it_is_and_also_when_done(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    screen = actions(bench, day.phone)
    assert (screen.filter.value, screen.list.current) == (TEAM, day.phone)
    bench.key("Space", "Return")
    screen = actions(bench, day.phone)
    assert (screen.filter.value, screen.list.current) == (DONE, day.phone)
    assert "gedaan" in words(bench)
    bench.key("H")
    assert len(team.noor.ask(open_actions)) == 3


def test_escape_puts_the_panel_away_and_then_goes_back(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    bench.go("today")
    screen = actions(bench, day.soup)
    bench.key("V", "Escape")
    assert screen.work.panel is None
    assert bench.window.place == Place("actions", day.soup)
    bench.key("Escape")
    assert bench.window.place == Place("today")


def test_nothing_to_do_is_said(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    actions(bench)
    assert "Er staat geen actie op uw naam." in words(bench)
    assert complaints(bench.window) == []
    bench.shoot("acties-leeg")


def test_a_draft_of_another_day_meets_the_day_that_a_colleague_chose(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    actions(bench, day.soup)
    bench.key("V", "Ctrl+A")
    bench.type("20 november")
    bench.go("today")
    bench.close()
    shown = team.karim.ask(action_now, day.soup)
    team.karim.do(change_action, shown, owner_id=team.ids["hugo"], due=date(2026, 11, 27))
    again = bench_of(team.noor)
    screen = actions(again, day.soup)
    again.key("V")
    assert screen.work.panel is not None
    again.key("Ctrl+Return")
    assert "Intussen ook gewijzigd door Karim Ziani" in screen.bar.text
    assert "27 november" in screen.bar.text and "20 november" in screen.bar.text
    assert team.karim.ask(action_now, day.soup).due == date(2026, 11, 27)
    next(button for button in screen.bar.findChildren(Button) if button.text() == "Die van mij").click()
    again.settle()
    now = team.karim.ask(action_now, day.soup)
    assert (now.due, now.owner_id) == (date(2026, 11, 20), team.ids["hugo"]), "what was not touched follows the colleague"


def test_an_action_says_where_it_came_from_and_leads_to_the_decision(team: Team, bench_of: OpenBench) -> None:
    held = hold(team)
    mine = next(a for a in team.karim.ask(open_actions, team.ids["karim"]) if a.case_id == held.cases[WOONPUNT])
    case, on = held.cases[WOONPUNT], date(2026, 11, 9)
    visit = team.femke.do(
        send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="Rustig.", before=date(2026, 11, 30)
    )
    team.noor.do(
        record_visit, team.noor.ask(visit_view, visit), on=on, is_announced=False, outcome=Outcome.AT_THE_DOOR, care_view="Open.",
        enforcement_view="Vol.", agreements=(Agreement("Noor komt terug", team.ids["noor"], date(2026, 11, 20), False),),
    )  # fmt: skip
    later = team.femke.do(agree_action, case, what="Later bedacht", owner_id=team.ids["karim"], due=None)
    found = team.karim.ask(where_from, [mine.id, later, *(a.id for a in team.karim.ask(open_actions) if a.what == "Noor komt terug")])
    assert found[mine.id].words == "besluit 2026-001 in het overleg van 10 november 2026, na het huisbezoek van 9 november 2026"
    assert {one.source for one in found.values()} == {"besluit 2026-001", "", "huisbezoek van 9 november 2026"}
    paper = team.wil.ask(action_list_paper, held.meeting)
    assert {line.what: line.source for line in paper.actions}[mine.what] == "besluit 2026-001"
    assert "uit besluit 2026-001" in words_of(action_list_pdf(paper))
    assert "2026-003" not in repr(team.karim.ask(where_from, [a.id for a in team.femke.ask(open_actions)]))  # of the closed case
    bench = bench_of(team.karim)
    actions(bench, mine.id)
    bench.settle()
    assert "Komt uit: besluit 2026-001 in het overleg van 10 november 2026" in words(bench)
    bench.shoot("acties-herkomst")
    assert complaints(bench.window) == []
    bench.key("B")
    assert bench.window.place == Place("minutes", held.meeting)
