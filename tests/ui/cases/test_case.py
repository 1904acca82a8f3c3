"""A case worked by keyboard: the list, the forms, and what the log says of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from expertiseteam.access.who import Discipline
from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.actions import agree_action, open_actions
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import report_eviction
from expertiseteam.cases.reading import case_file, case_view, notes
from expertiseteam.cases.records import ActionState, CaseResult, CaseState, EvictionState
from expertiseteam.insight.opened_case import opened_case, opened_case_again
from expertiseteam.privacy.reading_log import LogSubject, log_of_case
from expertiseteam.team.members import change_member, members
from expertiseteam.visits.duos import planned_visits
from tests.cases.endings import ended
from tests.screens.accessibility import name_of, spoken, stops
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import FRONT, Stage, Story, more_cases
from ui.cases.detail import TABS
from ui.cases.words import Filter

ANSWERED = {"result": "GOAL_REACHED", "goal": "YES", "watch": "de huisarts", "resident": "YES", "reporters": "NOBODY"}
LOOKERS = f"Alt+{TABS.index('lookers') + 1}"


def titles(stage: Stage) -> list[str]:
    return [row.title for row in stage.cases.list.rows]


def views(story: Story) -> list[tuple[str, str]]:
    return [(entry.who, entry.what) for entry in story.team.femke.ask(log_of_case, story.case) if entry.kind.name == "VIEW"]


def test_looking_at_the_list_opens_nothing_and_settling_on_a_case_opens_it_once(story: Story, open_stage: Open, qtbot: QtBot) -> None:
    stage = open_stage(story.team.noor)
    stage.go("cases")
    assert titles(stage) == ["Beukenlaan · alleenstaande man"]
    assert "nog geen contact" in stage.cases.list.rows[0].words()
    assert [v for v in views(story) if v[1] == "casus bekeken"] == []
    stage.key("Down")
    qtbot.waitUntil(lambda: stage.cases.detail.case_id == story.case)
    stage.settle()
    assert stage.cases.detail.title.full_text == "Beukenlaan · alleenstaande man"
    # what happens afterwards on the open case is no second look
    stage.do(story.team.noor, agree_action, story.case, what="Bellen", owner_id=None, due=None)
    assert stage.cases.detail.tabs.button("actions").text() == "Acties 1"
    assert [v for v in views(story) if v[1] == "casus bekeken"] == [("Noor Elzinga", "casus bekeken")]


def test_coming_back_to_the_list_opens_nothing_by_itself(story: Story, open_stage: Open, qtbot: QtBot) -> None:
    stage = open_stage(story.team.noor)
    stage.go("cases")
    stage.go("actions")
    stage.go("cases")
    assert stage.focus is stage.cases.list
    assert stage.cases.list.current is None and not stage.cases._settled.isActive()
    stage.key("Tab", "Shift+Tab")
    assert stage.cases.list.current is None and not stage.cases._settled.isActive()
    assert [v for v in views(story) if v[1] == "casus bekeken"] == []


def test_the_filters_count_and_keep(story: Story, open_stage: Open) -> None:
    team = story.team
    others = more_cases(team)
    for name in ("Bemoeizorg", "Woonpunt", "Wijkagent"):
        story.stand(name, FRONT)
    team.karim.do(report_eviction, team.karim.ask(case_view, others["Eindpad"]), EvictionState.SUMMONED, None)
    team.femke.do(close_case, team.femke.ask(case_view, others["Molenweg"]), ended(CaseResult.GOAL_REACHED, ""))
    stage = open_stage(team.noor)
    stage.go("cases")
    chips = [stage.cases.filters.pill(f).text() for f in Filter]
    assert chips == [
        "Van mij 2",
        "Alle lopende 4",
        "Afgesloten",
        "Dreigt uithuiszetting 1",
        "Zonder duo 4",
        "Te druk aan de deur 1",
        "Ligt stil 0",
    ]
    stage.cases.filters.pill(Filter.MINE).setFocus()
    kept = {}
    for chosen in list(Filter)[1:]:
        stage.key("Right")
        kept[chosen] = titles(stage)
    assert kept[Filter.CLOSED] == ["Molenweg · echtpaar"]
    assert kept[Filter.EVICTION] == ["Eindpad · erf"]
    assert kept[Filter.CROWDED] == ["Beukenlaan · alleenstaande man"]
    assert stage.cases.filters.pill(Filter.CLOSED).text() == "Afgesloten 1"


def test_a_place_with_an_id_finds_its_case_in_the_list(story: Story, open_stage: Open) -> None:
    others = more_cases(story.team)
    stage = open_stage(story.team.noor)
    stage.go("cases")
    assert others["Eindpad"] not in [row.key for row in stage.cases.list.rows]
    stage.go("case", others["Eindpad"])
    assert stage.cases.list.current == others["Eindpad"]
    assert stage.cases.detail.title.full_text == "Eindpad · erf"
    assert "regie Hugo" in stage.cases.detail.line.full_text


def test_a_case_that_is_asked_for_first_of_all_is_marked_in_the_list(story: Story, open_stage: Open) -> None:
    others = more_cases(story.team)
    stage = open_stage(story.team.noor)
    stage.go("case", others["Eindpad"])
    assert stage.cases.list.current == others["Eindpad"]


def test_another_case_asked_for_after_a_change_elsewhere_is_read_alone(
    story: Story, open_stage: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = more_cases(story.team)
    stage = open_stage(story.team.noor)
    stage.go("case", others["Eindpad"])
    stage.go("today")
    stage.do(story.team.noor, agree_action, story.case, what="Bellen", owner_id=None, due=None)
    read: list[str] = []
    ask = Workspace.ask

    def noted(workspace: Workspace, query: Any, *args: Any) -> Any:
        read.extend([args[0]] if query in (opened_case, opened_case_again) else [])
        return ask(workspace, query, *args)

    monkeypatch.setattr(Workspace, "ask", noted)
    stage.go("case", story.case)
    assert read == [story.case], "the case that stood open before is not what is asked for"
    assert stage.cases.detail.case_id == story.case and stage.cases.list.current == story.case


def test_an_eviction_turns_the_case_urgent(story: Story, open_stage: Open) -> None:
    story.team.clock.at(2026, 11, 13, 10, 0)
    stage = open_stage(story.team.karim)
    stage.go("case", story.case)
    stage.key("Alt+U")
    assert name_of(stage.focus) == "Hoe ver is het?: Datum gezegd"
    stage.tab()
    stage.type("27 november")
    stage.tab()
    stage.type("Woonp")
    stage.key("Ctrl+Return")
    case = story.team.femke.ask(case_view, story.case)
    assert (case.eviction, case.eviction_on, case.eviction_source) == (EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    assert stage.cases.detail.chip.text().replace("\u2009", "") == "Ontruiming 27 november · nog 10 werkdagen"
    assert stage.cases.detail.panel is None


def test_a_day_is_asked_for_before_it_is_reported(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.karim)
    stage.go("case", story.case)
    stage.key("Alt+U", "Ctrl+Return")
    assert stage.cases.detail.eviction.day_field.fault == "Schrijf de dag van de ontruiming."
    assert stage.focus is stage.cases.detail.eviction.day


def test_the_duo_of_the_story_is_sent_by_keyboard(story: Story, open_stage: Open) -> None:
    story.team.clock.at(2026, 11, 3, 9, 0)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.key("Alt+D")
    stage.type("Noor")
    stage.tab()
    stage.type("Sem")
    stage.tab()
    stage.type("Samen langs, rustig beginnen.")
    stage.tab()
    stage.type("6 november")
    stage.tab()
    stage.key("Right")
    stage.key("Ctrl+Return")
    [visit] = story.team.noor.ask(planned_visits, story.team.ids["noor"])
    assert (visit.duo, visit.task, visit.before, visit.is_announced) == (
        "Noor en Sem", "Samen langs, rustig beginnen.", date(2026, 11, 6), False,
    )  # fmt: skip
    assert stage.status == "Noor en Sem gaan langs, uiterlijk vr 6 november. Zij zien het onder Vandaag."
    assert stage.cases.detail.overview.next.strong.full_text == "Noor en Sem gaan langs"


def test_two_of_enforcement_are_warned_and_may_go(story: Story, open_stage: Open) -> None:
    """Domain.md, row 32: a warning, not a block."""
    team = story.team
    iris = next(one for one in team.femke.ask(members) if one.id == team.ids["iris"])
    same = {"role": iris.role, "function": "boa", "phone": "", "organisation_id": iris.organisation_id, "is_active": True}
    team.femke.do(change_member, iris, discipline=Discipline.ENFORCEMENT, **same)
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.key("Alt+D")
    stage.type("Sem")
    stage.tab()
    stage.type("Iris")
    assert stage.cases.detail.duo.pair.warning.text().startswith("Beiden komen van handhaving. Een duo kijkt met twee paar ogen")
    assert "U mag zo doorgaan" in stage.cases.detail.duo.pair.warning.text()
    stage.shoot("casus-duo-waarschuwing")
    stage.tab()
    stage.type("Kijken hoe het gaat")
    stage.tab()
    stage.type("vrijdag")
    stage.key("Ctrl+Return")
    assert [one.duo for one in team.femke.ask(planned_visits)] == ["Sem en Iris"]


def test_a_form_says_what_is_missing_and_keeps_what_was_typed(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.key("Alt+D", "Ctrl+Return")
    duo = stage.cases.detail.duo
    assert duo.pair.care_field.fault == "Kies wie met de zorgbril kijkt."
    stage.type("Noor")
    stage.tab(2)
    stage.type("Rustig beginnen")
    stage.key("Esc")
    assert stage.cases.detail.panel is None
    stage.key("Alt+D")
    assert (duo.task.value(), duo.pair.care.currentText()) == ("Rustig beginnen", "Noor Elzinga, bemoeizorg")
    assert duo.anew.isVisible()


def test_what_is_typed_survives_leaving_and_locking(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key("Alt+N")
    stage.type("Meneer belde zelf.")
    stage.window.lock()
    stage.settle()
    stage.close()
    later = open_stage(story.team.noor)
    later.go("case", story.case)
    later.key("Alt+N")
    assert later.cases.detail.note.text.value() == "Meneer belde zelf."
    later.key("Ctrl+Return")
    assert [n.text for n in story.team.noor.ask(notes, story.case)][0] == "Meneer belde zelf."
    later.key("Alt+N")
    assert later.cases.detail.note.text.value() == ""


def test_an_action_is_agreed_and_ended_by_keyboard(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key("Alt+A")
    stage.type("Noor komt dinsdag terug met soep")
    stage.tab()
    stage.type("Noor")
    stage.tab()
    stage.type("10 november")
    stage.tab()
    stage.key("Space", "Ctrl+Return")
    [action] = story.team.noor.ask(open_actions)
    assert (action.what, action.owner, action.due, action.is_promise) == (
        "Noor komt dinsdag terug met soep", "Noor Elzinga", date(2026, 11, 10), True,
    )  # fmt: skip
    stage.key("Alt+3")
    stage.cases.detail.actions_tab.list.setFocus()
    stage.key("Down", "Space")
    stage.key("Right")  # niet gedaan
    stage.key("Ctrl+Return")
    assert "Schrijf waarom" in stage.cases.detail.end_action.bar.text
    stage.tab()
    stage.type("Meneer was niet thuis.")
    stage.key("Return")
    [ended] = story.team.noor.ask(case_file, story.case).actions
    assert (ended.state, ended.result) == (ActionState.NOT_DONE, "Meneer was niet thuis.")


def test_closing_names_the_open_actions_and_is_undone(story: Story, open_stage: Open) -> None:
    team = story.team
    team.noor.do(agree_action, story.case, what="Bellen", owner_id=team.ids["noor"], due=None)
    stage = open_stage(team.femke)
    stage.go("case", story.case)
    stage.cases.detail.ask_closing()
    closing = stage.cases.detail.closing
    assert "Bellen (Noor Elzinga)" in closing.open_actions.text()
    stage.settle()
    closing.fill(ANSWERED)
    stage.key("Ctrl+Return")
    assert closing.because_field.fault
    assert team.femke.ask(case_view, story.case).state is CaseState.ACTIVE
    stage.type("niet meer nodig")
    stage.key("Ctrl+Return")
    assert team.femke.ask(case_view, story.case).result is CaseResult.GOAL_REACHED
    assert stage.status == "Casus 26-001 is afgesloten. 1 open actie is vervallen."
    assert not stage.cases.detail.duo_button.isVisible()
    stage.key("Ctrl+Z")
    assert team.femke.ask(case_view, story.case).state is CaseState.ACTIVE


def test_only_the_aandachtsfunctionaris_closes_and_sees_who_looked(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    ids = {command.id for command in stage.cases.commands()}
    assert not {"cases.close", "cases.reopen"} & ids
    assert stage.cases.detail.tabs.button("lookers").isHidden()
    stage.key(LOOKERS)
    assert stage.cases.detail.tabs.value == "overview"
    chief = open_stage(story.team.femke)
    chief.go("case", story.case)
    chief.key(LOOKERS)
    rows = [row.title for row in chief.cases.detail.lookers.list.rows]
    assert rows[:3] == ["Femke Aarts: logboek bekeken", "Femke Aarts: casus bekeken", "Noor Elzinga: casus bekeken"]
    chief.cases.detail.lookers.more.setFocus()
    chief.key("Return")
    place = chief.window.place
    assert place is not None and isinstance(place.extra, LogSubject)
    assert (place.kind, place.extra.id, place.extra.is_case) == ("log", story.case, True)


def test_somebody_of_the_household_is_added(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key("Alt+5")
    people = stage.cases.detail.facts.people
    people.name.setFocus()
    stage.type("Gerrit Oosterwiel")
    stage.tab()
    stage.type("bewoner")
    stage.key("Return")
    assert "Gerrit Oosterwiel, bewoner" in spoken(people)
    assert people.name.text() == ""


def test_hidden_names_are_nowhere_on_the_screen(story: Story, open_stage: Open) -> None:
    from expertiseteam.cases.opening import add_person

    story.team.noor.do(add_person, story.case, name="Gerrit Oosterwiel", phone="0655500112")
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    stage.key("Ctrl+Shift+N")
    for number in range(1, 6):
        stage.key(f"Alt+{number}")
        said = spoken(stage.window)
        for hidden in ("Beukenlaan", "Oosterwiel", "0655500112", "buurvrouw van nummer 9"):
            assert hidden not in said, (number, hidden)
        assert "26-001" in said
    stage.shoot("casus-namen-verborgen")


def test_tab_goes_through_the_case_from_head_to_cards(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", FRONT)
    story.stand("Bemoeizorg", FRONT)
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    assert stops(stage.cases) == [
        "Welke casussen: Alle lopende 1",
        "Casussen",
        "Uithuiszetting melden",
        "Duo op pad sturen",
        "Meer doen met deze casus",
        "Overzicht, tabblad, open",
        "De voordeur als tekst",
        "Terugkijken over de overleggen",
        "Voeg een organisatie toe aan deze voordeur",
        "Bemoeizorg, aan de deur, sinds ma 2 november",
    ]
