"""The told story, whole, through the real windows by keyboard, on a real encrypted dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from expertiseteam.access.drafts import my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import Place as Behind
from expertiseteam.concerns.feedback import answers_given, open_feedback
from expertiseteam.concerns.intake import concern_view, concerns
from expertiseteam.concerns.records import ConcernState
from expertiseteam.meetings.agenda import agenda
from expertiseteam.meetings.conduct import LINE_FORM, item_file
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.records import MeetingState, SaidLine
from expertiseteam.opening import open_dossier
from expertiseteam.visits.duos import planned_visits, visit_view
from tests.acceptance.play import Play, lived_before
from tests.dossier import PASSPHRASE, Team
from tests.screens.accessibility import spoken
from tests.storage.test_leaks import plain_hits
from ui.cases.door_chip import DoorChip
from ui.cases.screen import CasesScreen
from ui.meetings.live import LiveScreen
from ui.meetings.wall import WallWindow
from ui.shell.desk import Place
from ui.shell.pdf_view import PdfPage
from ui.widgets.rows import RowList

NEVER = ("Greet", "Hilkens", "55512345")
BUUR = "De buurman zet al drie weken geen afval buiten. Gordijnen dicht. Ik heb er een naar gevoel bij."
GOAL = "Weten of meneer hulp nodig heeft en hulp wil."


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Play]:
    lived_before(team)
    team._open.clear()
    made = Play(team, tmp_path)
    yield made
    made.close()


def witness(team: Team, who: str = "noor") -> Workspace:
    """Somebody else's look at the dossier, beside the window."""
    return open_dossier(team.path, team.ids[who], PASSPHRASE.format(who), policy=team.policy, clock=team.clock)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def paper(play: Play, tmp_path: Path) -> str:
    """The text of the PDF that is shown, saved as a user does; its metadata names nobody."""
    page = play.program.main.stack.currentWidget()
    assert isinstance(page, PdfPage)
    saved = tmp_path / "papier.pdf"
    assert page.save_to(str(saved))
    reader = PdfReader(saved)
    text = "\n".join(p.extract_text() for p in reader.pages)
    for word in NEVER:
        assert word not in text and word not in str(reader.metadata) and word.encode() not in saved.read_bytes()
    saved.unlink()
    return re.sub(r"\s+", " ", text)


def test_the_told_story_from_signal_to_minutes(play: Play, team: Team, tmp_path: Path) -> None:
    look = witness(team)

    # 1. Łucja writes down what a volunteer told her on the phone
    team.clock.at(2026, 11, 2, 9, 10)
    play.as_member("lucja")
    play.key("Ctrl+N")
    play.type(BUUR)
    play.key("Tab")
    play.type("Beukenl")
    assert "1 eerder signaal" in spoken(play.program.main)
    play.key(*["Backspace"] * 7)
    play.type("Beukenlaan 7, Turfven")
    play.key("Tab", "1", "Tab", "1", "Alt+W", "2", "Tab")
    play.type("Greet Hilkens")
    play.key("Tab")
    play.type("06-55512345")
    play.key("Ctrl+Return")
    assert "Terugkoppeling uiterlijk 16 november." in play.status
    code = play.status.split()[1]
    assert look.ask(open_feedback)[0].before == date(2026, 11, 16)

    # 2. Femke joins two signals on one address into case 26-041
    team.clock.at(2026, 11, 2, 9, 40)
    play.as_member("femke")
    play.key("Ctrl+2", "End", "Return")
    assert "14 september" in words(play.screen)
    play.key("2")
    play.type("al")
    play.key("Tab", "Tab")
    play.type("Noor")
    play.key("Tab", "Tab")
    play.type("Wmo")
    play.key("Tab")
    play.type("hulp")
    play.key("Tab")
    play.type(GOAL)
    play.key("Tab", "Tab", "Space", "Ctrl+Return")
    assert play.status == "Casus 26-041 · Beukenlaan · alleenstaande man is geopend."
    assert look.ask(concerns) == []
    case = next(c for c in look.ask(cases) if c.code == "26-041").id
    seen = [c for c in (look.ask(concern_view, i) for i in _concern_ids(look)) if c.code == code]
    assert [(c.source.value, c.has_reporter) for c in seen] == [("vrijwilliger", False)]

    # 3. four at the door: the third and the fourth ask the four questions, then it becomes quiet
    play.key("Ctrl+3")
    _open_case(play)
    for name, asks in (("Woonpunt", False), ("Schuldhulp", False), ("Wijkverpl", True), ("Wijkagent", True)):
        play.key("Alt+O")
        play.type(name)
        play.key("Return", "1", "Ctrl+Return")
        if asks:
            play.type("Nee, dit is niet de bedoeling.")
            play.key("Ctrl+Return")
    assert _counter(play).startswith("4 aan de deur (grens 2)")
    play.key("Alt+O")
    play.type("Bemoei")
    play.key("Return", "1", "Ctrl+Return")
    play.type("Bemoeizorg is het vaste gezicht.")
    play.key("Ctrl+Return")
    for name, key, condition in (
        ("Woonpunt", "2", "er een ontruimingsdatum komt"),
        ("Schuldhulp", "2", "er een ontruimingsdatum komt"),
        ("Wijkverpleging", "3", "Noor haar nodig heeft"),
        ("Wijkagent", "3", "er gevaar is"),
    ):
        _to_chip(play, name)
        play.key(key)
        play.type(condition)
        play.key("Return")
    assert _counter(play) == "1 aan de deur · 2 op de achterhand · 2 stapje opzij"
    play.as_member("karim")
    play.key("Ctrl+3")
    _open_case(play)
    _to_chip(play, "Woonpunt")
    play.key("1", "Return")  # called in for six weeks, as the team set it
    assert sorted(i.organisation for i in look.ask(front_door, case) if i.place is Behind.FRONT) == ["Bemoeizorg", "Woonpunt"]

    # 4. Femke sends a duo
    team.clock.at(2026, 11, 3, 9, 0)
    play.as_member("femke")
    play.key("Ctrl+3")
    _open_case(play)
    play.key("Alt+D")
    for text in ("Noor", "Sem", "Samen langs, rustig beginnen.", "6 november"):
        play.type(text)
        play.key("Tab")
    play.key("Right", "Ctrl+Return")
    [planned] = look.ask(planned_visits, team.ids["noor"])
    assert planned.task == "Samen langs, rustig beginnen."

    # 5. Noor and Sem write down what they saw, each in an own view
    team.clock.at(2026, 11, 5, 20, 0)
    play.as_member("noor")
    today = spoken(play.program.main)
    assert "Mijn huisbezoeken" in today and "met Sem" in today, today
    play.key("Ctrl+6", "Down", "Return")
    play.key("3")  # aan de deur gesproken
    play.key("Alt+Z")
    play.type("Meneer opende na drie keer bellen. Ongeopende post op de trap, at uit blik. Wil praten, niet over geld.")
    play.key("Alt+A")
    play.type("Sem haalt met meneer de gasfles weg, 9 november")
    play.key("Return")
    play.type("Noor komt dinsdag terug met soep")
    play.key("Alt+T", "Return", "Ctrl+Return")
    assert {(a.what, a.owner, a.due, a.is_promise) for a in look.ask(open_actions) if a.case_id == case} == {
        ("Sem haalt met meneer de gasfles weg", "Sem de Graaf", date(2026, 11, 9), False),
        ("Noor komt dinsdag terug met soep", "Noor Elzinga", date(2026, 11, 10), True),
    }

    play.as_member("sem")
    play.program.main.desk.go(_place("visit", planned.id))
    play.settle()
    play.key("Alt+H")
    play.type("Achterom vol afval, gasfles in de gang. Geen direct gevaar.")
    play.key("Ctrl+Return")
    seen_by = look.ask(visit_view, planned.id)
    assert seen_by.care_view.startswith("Meneer opende na drie keer bellen.")
    assert seen_by.enforcement_view == "Achterom vol afval, gasfles in de gang. Geen direct gevaar."

    # 6. Karim reports an eviction date
    team.clock.at(2026, 11, 13, 9, 0)
    play.as_member("karim")
    play.key("Ctrl+3")
    _open_case(play)
    play.key("Alt+U")
    play.key("4", "Tab")
    play.type("27 november")
    play.key("Tab")
    play.type("Woonp")
    play.key("Ctrl+Return")
    assert "nog 10 werkdagen" in words(play.screen)

    # 7. Łucja answers the volunteer, and not a word about the man
    team.clock.at(2026, 11, 16, 10, 0)
    play.as_member("lucja")
    owed = look.ask(open_feedback)[0]
    play.program.main.desk.go(_place("concern", owed.concern_id))
    play.settle()
    play.key("T", "Tab", "Down", "Ctrl+Return")
    assert look.ask(open_feedback) == []
    [answer] = look.ask(answers_given, owed.concern_id)
    assert answer.said == "Bedankt voor uw telefoontje. Het is opgepakt."

    # 8. Femke prepares the overleg: 26-041 is first, and says why
    team.clock.at(2026, 11, 17, 9, 0)
    play.as_member("femke")
    play.key("Ctrl+4", "V", "Space")
    november = next(m for m in look.ask(meetings) if m.on == date(2026, 11, 17))
    first = next(i for i in look.ask(agenda, november.id).items if i.case_id)
    assert first.code == "26-041"
    why = [r.text for r in first.reasons]
    assert why[0] == "ontruiming op 27 november"
    assert "toezegging van 10 november nog open" in why and "nieuw sinds vorig overleg" in why
    assert any(one.startswith("gemeld: op 5 november aan de deur afgesproken, acties ") for one in why)
    assert "van 90 minuten" in words(play.screen)

    # 9. Wil holds the overleg without touching the mouse; the wall shows no name
    team.clock.at(2026, 11, 17, 13, 30)
    play.as_member("wil")
    play.key("Ctrl+4", "V", "Ctrl+Return")
    play.key("Alt+A")
    _to_row(play, "Iris")
    play.key("B", "Alt+A")
    play.key("Ctrl+Down", "Ctrl+Down")
    assert "aan de deur" in spoken(play.screen)  # where that was agreed
    _take_down(play, "", "Noor: meneer is twee keer geweest, wil hulp bij post.")
    _take_down(play, "F3", "Woonpunt vraagt uitstel van de ontruiming aan.")
    _take_down(play, "F4", "Karim belt advocaat Woonpunt voor vrijdag")
    _take_down(play, "F5", "schuldhulp aan de deur")
    play.type("tot de regeling er is")
    play.key("Ctrl+Return")
    _command(play, "Toon of sluit het scherm in de zaal")
    [wall] = _walls()
    shown = spoken(wall)
    for words_there in ("26-041", "Turfven", "Besluit genomen", "vóór vr 20 november", "an 2 naar 3"):
        assert words_there in shown, (words_there, shown)
    for name in (*NEVER, "Noor", "Karim", "Woonpunt", "Beukenlaan", "uitstel", "Schuldhulp"):
        assert name.casefold() not in shown.casefold(), name
    _command(play, "Toon of sluit het scherm in de zaal")
    assert _walls() == []

    # 10. the power fails in the middle of the next line
    play.key("F4")
    play.type("Hugo vraagt de school of")
    _rest(play)
    play.crash()
    play.starts()
    play.as_member("wil")
    play.key("Ctrl+4", "O")
    assert "Hugo vraagt de school of" in _line(play)
    assert [line.text for line in _lines(look, november.id, "26-041")][:2] == [
        "Noor: meneer is twee keer geweest, wil hulp bij post.",
        "Woonpunt vraagt uitstel van de ontruiming aan.",
    ]
    play.key("Ctrl+A")
    play.type("> gasfles laten keuren voor 1 december")
    play.key("Return")

    # 11. rounding off: one action has no owner; Wil gives it to Hugo
    team.clock.at(2026, 11, 17, 14, 55)
    play.key("Ctrl+E")
    assert "gasfles" in spoken(play.program.main)
    play.key("H", "Ctrl+Return")  # the letter chooses Hugo; what stands there is saved with the closing
    held = next(m for m in look.ask(meetings) if m.on == date(2026, 11, 17))
    assert held.state is MeetingState.HELD
    play.key("1")
    minutes = paper(play, tmp_path)
    for there in (
        "26-041",
        "Beukenlaan · alleenstaande man",
        "Besluit 2026-031",
        "Woonpunt vraagt uitstel van de ontruiming aan.",
        "Karim Ziani",
        full_date(date(2026, 11, 20)),
        "van 2 naar 3 organisaties aan de deur",
        "Łucja Şahin-van ’t Hof",
        "pagina 1 van",
        "Afwezig Iris Kuyper (jeugd, met bericht)",
    ):
        assert there in minutes, there
    assert "concept" in minutes.casefold() and "vertrouwelijk" in minutes.casefold()
    play.key("Esc", "2")
    assert "Hugo Brandt" in paper(play, tmp_path)
    play.key("Esc", "3")
    assert "8 december" in paper(play, tmp_path)
    wil = witness(team, "wil")
    assert wil.ask(my_draft, LINE_FORM, november.id) is None
    wil.close()
    assert play.told == []

    # nowhere: no plain byte of a record on disk, no reporter in any accessible text
    play.key("Esc")
    for word in NEVER:
        assert word not in spoken(play.program.main)
    assert plain_hits(tmp_path, *NEVER, "Beukenlaan", "gasfles") == []
    look.close()


def _concern_ids(look: Workspace) -> list[str]:
    return [c.id for c in look.ask(concerns, tuple(ConcernState))]


def _place(kind: str, row_id: str) -> Place:
    return Place(kind, row_id)


def _open_case(play: Play) -> None:
    """Open 26-041 from the list, which Ctrl+3 showed."""
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    play.key("Ctrl+K")
    play.type("26-041")
    _search_now(play)
    play.key("Return")
    assert "26-041" in words(play.screen)


def _search_now(play: Play) -> None:
    play.program.main.palette_panel._timer.timeout.emit()
    play.settle()


def _command(play: Play, words_of_it: str) -> None:
    """Do something by its words, as who forgot the key does."""
    play.key("Ctrl+K")
    play.type(words_of_it)
    _search_now(play)
    play.key("Return")


def _walls() -> list[WallWindow]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, WallWindow) and window.isVisible()]


def _to_row(play: Play, title: str) -> None:
    """Go down the list that has the keyboard to a row."""
    rows = QApplication.focusWidget()
    assert isinstance(rows, RowList)
    wanted = next(row.key for row in rows.rows if row.title.startswith(title))
    play.key("Home")
    while rows.current != wanted:
        play.key("Down")


def _to_chip(play: Play, name: str) -> None:
    play.key("Alt+V")
    for _ in range(8):
        chip = QApplication.focusWidget()
        assert isinstance(chip, DoorChip)
        if chip.text().split(" · ")[0] == name:
            return
        play.key("Right")
    raise AssertionError(f"{name} stands at no door")


def _take_down(play: Play, key: str, text: str) -> None:
    if key:
        play.key(key)
    play.type(text)
    play.key("Return")


def _line(play: Play) -> str:
    screen = play.screen
    assert isinstance(screen, LiveScreen)
    return str(screen.parts.line.field.text())


def _rest(play: Play) -> None:
    """Let the second of rest pass after which the half line is kept."""
    for timer in play.screen.findChildren(QTimer):
        if timer.isActive() and timer.isSingleShot():
            timer.timeout.emit()
    play.settle()


def _lines(look: Workspace, meeting_id: str, code: str) -> tuple[SaidLine, ...]:
    item = next(i for i in look.ask(agenda, meeting_id).items if i.code == code)
    return look.ask(item_file, item.id, meeting_id).lines


def _counter(play: Play) -> str:
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    return str(screen.detail.overview.counter.text())
