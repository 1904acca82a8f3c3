"""The list of overleggen: planning, moving, paper, and the way to the other screens."""

from __future__ import annotations

from datetime import date, time
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from expertiseteam.access.drafts import my_draft
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.cycle import meeting, meetings, move_meeting, skip_meeting
from expertiseteam.meetings.extracts import known_paper
from expertiseteam.meetings.own_points import own_points
from expertiseteam.meetings.records import MeetingState
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.reports.reading import words_of
from tests.screens.accessibility import complaints, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.cycle_forms import MOVE_FORM, SERIES_FORM, SKIP_FORM
from ui.meetings.overview import MeetingsScreen
from ui.meetings.paper import PaperMaker
from ui.shell.pdf_view import PdfPage
from ui.widgets.buttons import Button
from ui.widgets.labels import Chip


@pytest.fixture
def stage(open_stage: Open, team: Team) -> Stage:
    """Wil, at the list."""
    stage = open_stage(team.wil)
    stage.go("meetings")
    return stage


def overview(stage: Stage) -> MeetingsScreen:
    screen = stage.screen
    assert isinstance(screen, MeetingsScreen)
    return screen


def kind(stage: Stage) -> str:
    assert stage.window.place is not None
    return stage.window.place.kind


def test_what_comes_is_listed_and_the_nearest_is_chosen(stage: Stage, ids: dict[str, str]) -> None:
    screen = overview(stage)
    assert [row.title for row in screen.list.rows] == ["di 27 oktober", "di 17 november", "di 8 december"]
    assert screen.list.current == ids["november"]
    assert stage.focus is screen.list
    assert screen._when.text() == "Overleg dinsdag 17 november 2026"
    assert screen._who.text() == "voorzitter Femke Aarts, notulen Wil Stam"


def test_enter_leads_to_where_the_overleg_stands(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    stage.key("Return")
    assert kind(stage) == "prepare"
    stage.key("Alt+Left")
    assert kind(stage) == "meetings"
    start(team, ids)
    stage.go("meetings")
    overview(stage).refresh()
    stage.settle()
    assert overview(stage).live_button.isVisible()
    stage.key("Return")
    assert kind(stage) == "live"


def test_a_place_of_one_overleg_leads_on_once_and_back_stays(stage: Stage, ids: dict[str, str]) -> None:
    stage.go("meeting", ids["december"])
    assert kind(stage) == "prepare"
    stage.key("Alt+Left")
    assert kind(stage) == "meeting"
    assert overview(stage).list.current == ids["december"]


def test_a_series_is_planned_by_key_and_bad_days_are_flagged(stage: Stage, team: Team) -> None:
    stage.key("R")
    form = overview(stage).forms.series
    assert stage.focus is form.first
    stage.type("4 december 2026")
    stage.key("Tab")
    stage.key("Up", "Down", *["Down"] * 14)  # 17 times becomes 3
    days = [label.text() for label in form.findChildren(type(form.heading)) if label.isVisible()]
    assert {"vrijdag 4 december 2026", "vrijdag 25 december 2026", "vrijdag 15 januari 2027"} <= set(days)
    assert any(text.startswith("geen werkdag (Eerste kerstdag), en het kantoor is gesloten. Kies 24 december") for text in days)
    stage.key("Ctrl+Return")
    assert stage.status == "3 overleggen gepland, vanaf vrijdag 4 december 2026."
    assert date(2027, 1, 15) in [m.on for m in team.femke.ask(meetings)]
    assert team.wil.ask(my_draft, SERIES_FORM) is None


def test_a_series_without_a_first_day_says_what_is_missing(stage: Stage) -> None:
    stage.key("R", "Ctrl+Return")
    assert overview(stage).forms.series._first_field.fault.startswith("Vul de eerste dag in")


def test_a_series_on_a_taken_day_is_refused_and_stays(stage: Stage) -> None:
    stage.key("R")
    stage.type("8 december 2026")
    stage.key("Ctrl+Return")
    assert "staat al een overleg" in overview(stage).bar.text
    assert overview(stage).forms.series.first.text() == "8 december 2026"


def test_what_is_typed_in_a_form_comes_back(stage: Stage) -> None:
    stage.key("R")
    stage.type("begin janu")
    stage.key("Escape")
    assert stage.focus is overview(stage).list
    stage.key("R")
    assert overview(stage).forms.series.first.text() == "begin janu"


def test_one_overleg_is_moved_and_the_rest_stays(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    stage.key("Z")
    stage.type("25 december")
    form = overview(stage).forms.move
    assert "geen werkdag" in form._remark.text()
    form.day.selectAll()
    stage.type("wo 18 november")
    stage.key("Tab")
    form.time.selectAll()
    stage.type("14.00")
    stage.key("Ctrl+Return")
    moved = team.femke.ask(meeting, ids["november"])
    assert (moved.on, moved.starts) == (date(2026, 11, 18), time(14, 0))
    assert team.femke.ask(meeting, ids["december"]).on == date(2026, 12, 8)
    assert stage.status == "Verzet naar woensdag 18 november 2026. Geef het door met een nieuw agendabestand."
    assert team.wil.ask(my_draft, MOVE_FORM, ids["november"]) is None


def test_a_half_typed_other_day_does_not_write_over_what_a_colleague_moved_meanwhile(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    """The draft knows what stood there: the time that was left follows the colleague, the day that both changed is asked."""
    stage.key("Z")
    stage.type("wo 18 november")
    stage.key("Escape")
    team.femke.do(move_meeting, team.femke.ask(meeting, ids["november"]), on=date(2026, 11, 19), starts=time(10, 0))
    overview(stage).refresh()
    stage.settle()
    stage.key("Z")
    form = overview(stage).forms.move
    assert (form.day.text(), form.time.text()) == ("wo 18 november", "10.00 uur")
    stage.key("Ctrl+Return")
    assert "Intussen ook gewijzigd door Femke Aarts" in overview(stage).bar.text
    assert team.femke.ask(meeting, ids["november"]).on == date(2026, 11, 19)
    next(button for button in overview(stage).bar.findChildren(Button) if button.text() == "Die van mij").click()
    stage.settle()
    moved = team.femke.ask(meeting, ids["november"])
    assert (moved.on, moved.starts) == (date(2026, 11, 18), time(10, 0))
    assert team.wil.ask(my_draft, MOVE_FORM, ids["november"]) is None


def test_a_time_that_is_none_is_said(stage: Stage) -> None:
    stage.key("Z")
    stage.type("wo 18 november")
    stage.key("Tab")
    overview(stage).forms.move.time.selectAll()
    stage.type("25.99")
    stage.key("Ctrl+Return")
    assert overview(stage).forms.move._time_field.fault == "Schrijf een tijd als 13.30."


def test_paper_of_a_held_overleg(stage: Stage, team: Team, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is shown, and saved for the own team with two keys; for whom and what for stands in the log before there is a file."""
    out = tmp_path / "uit.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    start(team, ids)
    team.clock.at(2026, 11, 17, 15, 0)
    team.wil.do(close_meeting, team.wil.ask(meeting, ids["november"]))
    screen = overview(stage)
    screen.refresh()
    stage.settle()
    stage.go("meeting", ids["november"])
    assert isinstance(stage.screen, MeetingsScreen)
    assert screen.filter.value is False
    for key, sentence in (("N", "Notulen"), ("L", "Actielijst"), ("A", "Agenda")):
        stage.key(key)
        assert sentence.casefold() in (stage.paper_text or "").casefold()
        out.unlink(missing_ok=True)
        stage.key("Ctrl+S")
        if key == "N":
            stage.shoot("papier-opslaan")
        stage.key("Escape")
        assert stage.paper_text is not None and not out.exists()
        stage.key("Ctrl+S")
        stage.key("Return")
        known = team.noor.ask(known_paper, sha256(out.read_bytes()).hexdigest())
        assert [(line.title, line.recipient, line.purpose) for line in known] == [(f"{sentence} 17 november 2026", "eigen team", "overleg")]
        stage.key("Escape")
        assert stage.paper_text is None
    stage.key("A")
    stage.key("Ctrl+S")
    out.unlink()
    stage.type("Woonpunt (Karim)")
    stage.key("Return")
    page = stage.window.stack.currentWidget()
    assert isinstance(page, PdfPage) and "staat in een uittreksel" in page.bar.text and not out.exists()
    stage.shoot("papier-niet-in-het-team")
    assert page.strip is not None
    page.strip.recipient.setText("noor elzinga")
    stage.key("Return")
    assert "Exemplaar voor Noor Elzinga." in words_of(out.read_bytes()), "a colleague's copy is made for that colleague"
    assert stage.log().count("papier opgeslagen") == 4 and stage.told == []
    papers, november = PaperMaker(screen), team.wil.ask(meeting, ids["november"])
    for show in (papers.script, papers.sheet):
        show(november)
        stage.settle()
        page = stage.window.stack.currentWidget()
        assert isinstance(page, PdfPage) and page.strip is not None
        stage.key("Ctrl+S")
        stage.type("noor elzinga")
        stage.key("Return")
        assert "Exemplaar voor Noor Elzinga." in words_of(out.read_bytes())
    printer, sent = QPrinter(), list[str]()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "afdruk.pdf"))
    monkeypatch.setattr(PdfPage, "_chosen_printer", lambda _: sent.append(str(stage.log()[0])) or printer)
    stage.key("Ctrl+P")
    assert page.strip.isVisible() and sent == []
    stage.shoot("papier-afdrukken")
    stage.type("Woonpunt")
    stage.key("Return")
    assert "staat in een uittreksel" in page.bar.text and not (tmp_path / "afdruk.pdf").exists()
    page.strip.recipient.setText("noor elzinga")
    stage.key("Return")
    assert (tmp_path / "afdruk.pdf").stat().st_size and not page.strip.isVisible()
    stage.key("Ctrl+P", "Return")
    noted = [line.why for line in team.femke.ask(whole_log) if line.what == "papier afgedrukt"]
    assert noted == ["noor elzinga: overleg", "noor elzinga: overleg"] and "papier afgedrukt" not in sent[:2]


def test_a_member_sees_the_list_and_reads_the_agenda_only(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.noor)
    screen = stage.go("meetings")
    assert isinstance(screen, MeetingsScreen)
    assert not screen.series_button.isVisible() and not screen.move_button.isVisible()
    assert screen.prepare_button.text() == "Agenda bekijken"
    stage.key("R", "Z")
    assert screen.detail.isVisible()


def test_nothing_planned_offers_one_thing(open_stage: Open, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = open_stage(team.wil)
    screen = stage.go("meetings")
    assert isinstance(screen, MeetingsScreen)
    screen._on_meetings([])
    stage.settle()
    assert screen.empty.isVisible()
    assert "elke drie weken" in screen.empty.sentence


def test_states_are_told_apart_by_words(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    start(team, ids)
    overview(stage).refresh()
    stage.settle()
    chips = {row.key: row.chip for row in overview(stage).list.rows}
    assert chips[ids["november"]] == str(MeetingState.RUNNING)
    assert chips[ids["december"]] == str(MeetingState.PLANNED)


def test_pictures_and_the_walk(stage: Stage) -> None:
    shoot(stage.theme, stage.window, "overleggen", settle=stage.settle)
    assert complaints(stage.window) == []
    assert stops(overview(stage)) == [
        "Samen leren",
        "Punt voorstellen",
        "Hele jaar",
        "Reeks plannen",
        "Welke overleggen: Komende 3",
        "Overleggen",
        "Voorbereiden",
        "Verzetten",
        "Overslaan",
        "Agendabestand",
    ]
    stage.key("R")
    stage.type("di 5 januari")
    shoot(stage.theme, stage.window, "overleg-reeks", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Escape", "Z")
    shoot(stage.theme, stage.window, "overleg-verzetten", settle=stage.settle)
    assert complaints(stage.window) == []


def test_the_teams_own_closed_days_are_flagged_while_planning_and_moving(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(change_settings, {"closed_days": ("24 december 2026", "8 december 2026")})
    stage.key("R")
    stage.type("3 december 2026")
    stage.key("Tab")
    form = overview(stage).forms.series
    chips = [chip.text() for chip in form.findChildren(Chip) if chip.isVisible()]
    assert "een dag waarop het kantoor gesloten is. Kies 23 december of 28 december." in chips
    stage.key("Esc")
    stage.key("Z")
    stage.type("8 december")
    assert "het kantoor gesloten is" in overview(stage).forms.move._remark.text()
    stage.key("Esc")
    overview(stage).list.choose(ids["december"])
    stage.settle()
    assert overview(stage).points.remark.text().startswith("dinsdag 8 december 2026 is een dag waarop het kantoor gesloten is.")
    assert overview(stage).points.remark.isVisible()
    assert not complaints(stage.window)
    stage.shoot("overleg-kantoor-dicht")


def test_one_is_skipped_by_key_and_taken_back(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    screen = overview(stage)
    stage.key("S")
    form = screen.forms.skip
    assert form.gap.text().startswith("42 dagen na het overleg van 27 oktober: er is er één overgeslagen.")
    stage.key("Ctrl+Return")
    assert form._field.fault == "Schrijf waarom dit overleg niet doorgaat."
    stage.type("Iedereen is bij de oefening")
    shoot(stage.theme, stage.window, "overleg-overslaan", settle=stage.settle)
    stage.key("Ctrl+Return")
    assert team.femke.ask(meeting, ids["november"]).state is MeetingState.CANCELLED
    assert stage.status.startswith("Het overleg van dinsdag 17 november 2026 gaat niet door.")
    screen.list.choose(ids["november"])
    stage.settle()
    assert screen._who.text() == "overgeslagen: Iedereen is bij de oefening"
    assert screen.go_on_button.isVisible() and not screen.prepare_button.isVisible()
    assert complaints(stage.window) == []
    stage.key("D")
    assert team.femke.ask(meeting, ids["november"]).state is MeetingState.PLANNED
    assert team.wil.ask(my_draft, SKIP_FORM, ids["november"]) is None


def test_the_chair_chooses_one_of_the_two_days_beside_a_closed_one(stage: Stage, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(change_settings, {"closed_days": ("8 december 2026",)})
    screen = overview(stage)
    screen.list.choose(ids["december"])
    stage.settle()
    assert [button.text() for button in (screen.points.before_button, screen.points.after_button)] == [
        "Verzet naar ma 7 december", "Verzet naar wo 9 december",
    ]  # fmt: skip
    assert screen.points.deadlines.text().startswith("Agenda klaar 3 december · acties rond 9 december")
    shoot(stage.theme, stage.window, "overleg-dag-kiezen", settle=stage.settle)
    screen.points.after_button.click()
    stage.settle()
    moved = team.femke.ask(meeting, ids["december"])
    assert (moved.on, moved.in_rhythm) == (date(2026, 12, 9), date(2026, 12, 8))
    assert not screen.points.before_button.isVisible()


def test_the_year_and_its_files_for_calendars(
    stage: Stage, team: Team, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.femke.do(skip_meeting, team.femke.ask(meeting, ids["november"]), "reces")
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: asked.append(Path(given[2]).name) or (str(tmp_path / "uit"), ""))
    screen = overview(stage)
    screen.refresh()
    stage.settle()
    stage.key("K")
    stage.key("J")
    rows = screen.year.list.rows
    assert [row.title for row in rows] == ["dinsdag 27 oktober 2026", "dinsdag 17 november 2026", "dinsdag 8 december 2026"]
    assert [row.chip for row in rows] == ["gepland", "vervallen", "42 dagen ertussen"]
    assert rows[1].foot == "reces" and rows[0].foot.startswith("Agenda klaar 22 oktober")
    assert stage.focus is screen.year.list
    shoot(stage.theme, stage.window, "overleg-jaar", settle=stage.settle)
    assert complaints(stage.window) == []
    screen.year.file_button.click()
    stage.settle()
    assert stage.status == "Opgeslagen als uit.ics. Stuur het mee met een e-mail."
    assert (tmp_path / "uit.ics").read_bytes().count(b"BEGIN:VEVENT") == 3
    assert asked == ["overleg 2026-11-17.ics", "overleggen 2026.ics"]
    stage.key("Down", "Down", "Return")
    assert screen.list.current == ids["december"] and screen.detail.isVisible()


def test_a_member_proposes_a_point_and_who_prepares_puts_it_on_the_agenda(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    team.femke.do(prepare_agenda, ids["november"])
    stage = open_stage(team.noor)
    stage.go("meetings")
    stage.key("P", "N")
    stage.type("Noor Elzinga is er niet")
    stage.key("Ctrl+Return")
    panel = stage.screen.open_panel
    assert "Er is nog niets voorgesteld" in panel.bar.text
    panel.title.clear()
    stage.type("Kou in huis")
    panel.question.setText("Bij wie kijken we deze winter extra?")
    panel.minutes.setText("0")
    stage.key("Ctrl+Return")
    stage.shoot("punt-voorstellen")
    assert complaints(stage.window) == []
    panel.minutes.setText("10")
    stage.key("Ctrl+Return")
    stage.shoot("punten-voor-het-overleg")
    assert complaints(stage.window) == [] and [one.title for one in team.noor.ask(own_points)] == ["Kou in huis"]
    stage = open_stage(team.femke)
    stage.go("prepare", ids["november"])
    assert stage.screen.bar.text.startswith("1 voorgesteld punt staat nog niet op deze agenda.")
    stage.shoot("voorbereiden-voorgesteld")
    stage.screen._place()
    stage.settle()
    assert [(row.title, row.question) for row in stage.screen.table.rows][5] == ("Kou in huis", "Bij wie kijken we deze winter extra?")
    stage.shoot("voorbereiden-eigen-punt")
    stage.go("meetings")
    stage.shoot("overleg-eigen-punt")
    assert complaints(stage.window) == []
    stage.go("own-points")
    assert stage.screen._off.isEnabled()
    stage.key("O")
    stage.type("staat al in het winterplan")
    stage.key("Ctrl+Return")
    assert [one.result for one in team.noor.ask(own_points)] == ["staat al in het winterplan"] and not stage.screen._off.isEnabled()
