"""Story step 3 by keyboard: who stands behind the front door, on a real encrypted dossier."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.around_door import ask_to_come
from expertiseteam.cases.door_records import answered
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.front_door import door_moves, front_door, set_place
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult, Place
from tests.cases.endings import ended
from tests.screens.accessibility import complaints, name_of
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import ASIDE, FRONT, RESERVE, Stage, Story
from ui.cases.door_chip import DoorChip


def places(story: Story) -> dict[str, Place]:
    return {one.organisation: one.place for one in story.team.femke.ask(front_door, story.case)}


def open_door(story: Story, stage: Stage) -> None:
    stage.go("case", story.case)
    stage.key("Alt+V")


def focused_chip(stage: Stage) -> DoorChip:
    chip = stage.focus
    assert isinstance(chip, DoorChip)
    return chip


def counter(stage: Stage) -> str:
    return stage.cases.detail.overview.counter.text()


def text(stage: Stage) -> str:
    return stage.cases.detail.overview.picture.text()


def test_the_story_of_four_organisations_by_keyboard(story: Story, open_stage: Open) -> None:
    for name in ("Woonpunt", "Schuldhulp", "Wijkverpleging", "Wijkagent"):
        story.stand(name, FRONT)
    story.stand("Bemoeizorg", RESERVE)
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    assert counter(stage) == "4 aan de deur (grens 2) · 1 op de achterhand · 0 stapje opzij"
    stage.shoot("voordeur-vier-aan-de-deur")
    assert complaints(stage.window) == []
    assert "Dat zijn er 4 aan de deur; de grens is 2." in text(stage)

    # one more than the limit asks the four questions
    stage.key("Left")  # round to the last: Bemoeizorg, in reserve
    assert focused_chip(stage).text() == "Bemoeizorg"
    stage.key("1", "Return")
    assert places(story)["Bemoeizorg"] is RESERVE
    assert stage.cases.detail.overview.questions.heading.text() == "Bemoeizorg ook aan de deur?"
    stage.type("Bemoeizorg is het vaste gezicht.")
    stage.key("Return")
    stage.type("Ja, de andere vier gaan een stap terug.")
    stage.key("Ctrl+Return")
    assert places(story)["Bemoeizorg"] is FRONT
    assert stage.status == "Bemoeizorg staat nu aan de deur."
    last = story.team.femke.ask(door_moves, story.case)[-1]
    assert (last.front_before, last.front_after) == (4, 5)
    assert answered(last.answers) == [
        ("Is dit de bedoeling?", "Bemoeizorg is het vaste gezicht."),
        ("Kan het minder?", "Ja, de andere vier gaan een stap terug."),
    ]
    assert focused_chip(stage).text() == "Bemoeizorg"

    # reserve asks a condition, which may stay empty; aside asks when it comes back, or a day to look at it
    for name, key in (("Schuldhulp", "2"), ("Woonpunt", "2"), ("Wijkagent", "3"), ("Wijkverpleging", "3")):
        while focused_chip(stage).text() != name:
            stage.key("Right")
        stage.key(key)
        if key == "2":
            stage.type("er een ontruimingsdatum komt")
        elif name == "Wijkagent":
            stage.key("Return")
            assert stage.cases.detail.overview.condition.fault.text().startswith("Wanneer komt deze organisatie terug?")
            stage.tab()
            stage.type("1 december")
        else:
            stage.type("mevrouw erom vraagt")
        stage.key("Return")
        assert focused_chip(stage).text() == name
    assert places(story) == {"Bemoeizorg": FRONT, "Schuldhulp": RESERVE, "Woonpunt": RESERVE, "Wijkagent": ASIDE, "Wijkverpleging": ASIDE}
    assert counter(stage) == "1 aan de deur · 2 op de achterhand · 2 stapje opzij"
    assert "Woonpunt (inroepen als er een ontruimingsdatum komt)" in text(stage)
    assert "Wijkagent (kijken op di 1 december)" in text(stage)
    stage.shoot("voordeur-een-aan-de-deur")

    # who only advises, who has no role, and who is taken off the case
    for key, words in (("4", "geld"), ("5", "dat is besproken")):
        stage.key(key)
        stage.type(words)
        stage.key("Return")
        assert focused_chip(stage).text() == f"Wijkverpleging · {'adviseur' if key == '4' else 'geen rol'}"
        assert complaints(stage.window) == []
        stage.shoot(f"voordeur-{key}")
    assert counter(stage) == "1 aan de deur · 2 op de achterhand · 1 stapje opzij · 1 geen rol"
    stage.key("Delete", "Return")
    assert stage.cases.detail.overview.condition.fault.text() == "Schrijf waarom."
    stage.type("Er is geen zorg meer nodig.")
    stage.shoot("voordeur-van-de-casus-halen")
    stage.key("Return")
    assert "Wijkverpleging" not in places(story) and stage.status == "Wijkverpleging hoort niet meer bij deze casus."
    stage.key("Ctrl+Z")
    assert places(story)["Wijkverpleging"].name == "NO_ROLE"
    stage.cases.detail.overview.picture.focus_chip(story.team.organisations["Wijkverpleging"])
    stage.key("3")
    stage.type("mevrouw erom vraagt")
    stage.key("Return")

    # coming back to the limit asks nothing
    while focused_chip(stage).text() != "Woonpunt":
        stage.key("Right")
    stage.key("1", "Return")
    assert places(story)["Woonpunt"] is FRONT
    assert counter(stage).startswith("2 aan de deur ·")


def test_a_move_is_undone_from_the_status_line_and_brings_its_condition_back(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", RESERVE, "inroepen als er een ontruimingsdatum komt", "karim")
    stage = open_stage(story.team.karim)
    open_door(story, stage)
    stage.key("1")  # called in: until when is filled in, and may be another day
    assert places(story) == {"Woonpunt": RESERVE}
    stage.shoot("voordeur-tot-wanneer")
    assert complaints(stage.window) == []
    stage.key("Ctrl+A", "Delete", "Return")
    assert "Tot en met welke dag?" in stage.cases.detail.overview.condition.fault.text()
    stage.type("20 november")
    stage.key("Return")
    assert places(story) == {"Woonpunt": FRONT}
    assert "tot en met vr 20 november" in name_of(focused_chip(stage))
    stage.shoot("voordeur-ingeroepen")
    stage.key("Ctrl+Z")
    assert places(story) == {"Woonpunt": RESERVE}
    assert "inroepen als er een ontruimingsdatum komt" in name_of(focused_chip(stage))
    assert stage.status == "Woonpunt staat weer waar zij stond."


def test_esc_gives_a_move_up_and_keeps_what_was_typed(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", FRONT)
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.key("3")
    stage.type("de huur betaald is")
    stage.key("Esc")
    assert places(story) == {"Woonpunt": FRONT}
    assert focused_chip(stage).text() == "Woonpunt"
    stage.key("3")
    assert stage.cases.detail.overview.condition.line.text() == "de huur betaald is"
    stage.key("Return")
    [one] = story.team.femke.ask(front_door, story.case)
    assert (one.place, one.condition) == (ASIDE, "terug als de huur betaald is")


def test_the_questions_cannot_be_passed_over(story: Story, open_stage: Open) -> None:
    for name in ("Woonpunt", "Schuldhulp"):
        story.stand(name, FRONT)
    story.stand("Wijkagent", RESERVE)
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.key("Left", "1", "Return", "Ctrl+Return")
    assert "Beantwoord minstens één vraag" in stage.cases.detail.overview.questions.bar.text
    stage.type("Even samen")
    stage.key("Esc")
    assert places(story)["Wijkagent"] is RESERVE
    stage.key("1", "Return")
    assert stage.cases.detail.overview.questions.lines[0].text() == "Even samen"


def test_somebody_new_is_found_by_typing(story: Story, open_stage: Open) -> None:
    stage = open_stage(story.team.femke)
    stage.go("case", story.case)
    stage.shoot("voordeur-leeg")
    assert "nog niemand" in text(stage)
    stage.key("Alt+O")
    stage.type("verpl")
    stage.shoot("voordeur-erbij")
    assert complaints(stage.window) == []
    stage.key("Return")  # to the places
    stage.key("Right")
    stage.key("Ctrl+Return")
    assert places(story) == {"Wijkverpleging": ASIDE}
    assert focused_chip(stage).text() == "Wijkverpleging"
    stage.key("+")
    stage.type("bemoei")
    stage.key("Return", "1", "Ctrl+Return")
    assert places(story) == {"Wijkverpleging": ASIDE, "Bemoeizorg": FRONT}


def test_a_chip_is_dragged_to_another_ring(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", RESERVE)
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    picture = stage.cases.detail.overview.picture
    chip = picture.chip(story.team.organisations["Woonpunt"])
    assert picture.picture is not None
    x, y = picture.picture.door.middle
    start = chip.rect().center()
    to = chip.mapFrom(picture, QPoint(round(x), round(y)))
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chip, start + QPoint(12, 12))
    QTest.mouseMove(chip, to)
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=to)
    stage.settle()
    stage.key("Return")  # until the day that is filled in
    assert places(story) == {"Woonpunt": FRONT}


def test_the_menu_of_a_chip_says_the_keys(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", RESERVE, "inroepen als het moet")
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.key("Return")
    menu = stage.cases.detail.overview.picture.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        *("Aan de deur\t1", "Voorwaarde wijzigen…\t2", "Stapje opzij\t3", "Adviseur\t4", "Geen rol\t5", "Wie komt er?…\tW"),
        "Van de casus halen…\tDel",
    ]
    menu.actions()[0].trigger()
    menu.close()
    stage.settle()
    stage.key("Return")
    assert places(story) == {"Woonpunt": FRONT}


def test_a_colleague_who_moves_somebody_meanwhile_is_seen(story: Story, open_stage: Open) -> None:
    move = story.stand("Woonpunt", FRONT)
    assert move
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.do(story.team.femke, set_place, story.case, story.team.organisations["Schuldhulp"], RESERVE)
    assert counter(stage) == "1 aan de deur · 1 op de achterhand · 0 stapje opzij"


def test_a_condition_whose_move_was_refused_comes_back(story: Story, open_stage: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    @act("voordeur gewijzigd")
    def refuse(work: Work, *args: object, **kwargs: object) -> None:
        raise Refused("Dit kan nu niet. Er is niets veranderd. Probeer het later.")

    story.stand("Woonpunt", FRONT)
    stage = open_stage(story.team.noor)
    open_door(story, stage)
    monkeypatch.setattr("ui.cases.overview.set_place", refuse)
    stage.key("2")
    stage.type("de huur niet betaald is")
    stage.key("Return")
    assert places(story) == {"Woonpunt": FRONT}
    stage.key("2")
    assert stage.cases.detail.overview.condition.line.text() == "de huur niet betaald is"


def test_more_than_seven_become_a_list(story: Story, open_stage: Open) -> None:
    from expertiseteam.team.members import add_organisation, organisations

    for name in ("Brandweer", "Huisarts", "Basisschool De Wegwijzer"):
        story.team.femke.do(add_organisation, name=name)
    story.team.organisations.update({o.name: o.id for o in story.team.femke.ask(organisations)})
    for name, place in (
        ("Bemoeizorg", FRONT), ("Woonpunt", FRONT), ("Wijkagent", FRONT), ("Schuldhulp", RESERVE), ("Jeugdteam", RESERVE),
        ("Wijkverpleging", ASIDE), ("Brandweer", ASIDE), ("Huisarts", ASIDE), ("Basisschool De Wegwijzer", ASIDE),
    ):  # fmt: skip
        story.stand(name, place)
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.shoot("voordeur-negen")
    assert complaints(stage.window) == []
    seen = []
    for _ in range(9):
        seen.append(focused_chip(stage).text())
        stage.key("Right")
    assert sorted(seen) == sorted(places(story))  # the keyboard goes round the list too


def test_a_closed_case_shows_its_door_and_lets_nobody_move(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", FRONT)
    story.team.femke.do(close_case, story.team.femke.ask(case_view, story.case), ended(CaseResult.GOAL_REACHED, ""))
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    stage.key("3", "+")
    assert places(story) == {"Woonpunt": FRONT}
    goal, result = stage.cases.detail.overview.next, stage.cases.detail.overview.agreed
    beside = [one.text() for card in (goal, result) for one in (card.above, card.strong)]
    assert beside == ["Doel van deze casus", story.team.femke.ask(case_view, story.case).goal, "Uitkomst", "Doel bereikt"]
    stage.shoot("casus-afgesloten-doel")
    assert stage.cases.detail.overview.condition.isHidden() or not stage.cases.detail.overview.condition.isVisible()


def test_who_comes_is_said_later_and_a_small_hand_shows_who_wants_to_come_too(story: Story, open_stage: Open) -> None:
    story.stand("Woonpunt", RESERVE, "inroepen als het moet")
    story.team.noor.do(ask_to_come, story.case, story.team.organisations["Woonpunt"])
    stage = open_stage(story.team.femke)
    open_door(story, stage)
    overview = stage.cases.detail.overview
    assert "wil ook aan de deur" in overview.picture.text()
    stage.key("W")
    assert overview.comes.isVisible()
    overview.comes.member.set_value(story.team.ids["karim"])
    stage.shoot("voordeur-wie-komt")
    stage.key("Ctrl+Return")
    assert stage.status == "Vastgelegd wie er komt."
    assert "Woonpunt · Karim" in overview.picture.text()
    stage.shoot("voordeur-handje")
    assert complaints(stage.window) == []
