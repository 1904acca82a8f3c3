from __future__ import annotations

import html

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from expertiseteam.access.drafts import my_draft
from expertiseteam.concerns.intake import FORM, concern_view, concerns
from expertiseteam.concerns.records import Certainty, Channel, Source, Urgency
from expertiseteam.concerns.reporter import reveal_reporter
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken, stops
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import BUUR, september
from tests.ui.stage import Stage
from ui.concerns.form import ConcernForm
from ui.shell.desk import Place
from ui.widgets.fields import Field


def form(bench: Stage) -> ConcernForm:
    assert isinstance(bench.screen, ConcernForm)
    return bench.screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def rest(bench: Stage) -> None:
    """Let the timers of the form run out, without waiting for them."""
    screen = form(bench)
    screen._drafts.pace.rest.timeout.emit()
    if screen.where._rest.isActive():
        screen.where._rest.timeout.emit()
    bench.settle()


def test_the_signal_of_the_story_takes_at_most_twelve_keys_besides_its_two_texts(team: Team, bench_of: OpenBench) -> None:
    september(team)
    team.clock.at(2026, 11, 2, 9, 10)
    bench = bench_of(team.lucja)
    bench.go("cases")
    keys = 0

    def press(*pressed: str) -> None:
        nonlocal keys
        keys += len(pressed)
        bench.key(*pressed)

    press("Ctrl+N")
    bench.type(BUUR)
    press("Tab")
    bench.type("Beukenl")
    assert [(row.title, row.right) for row in form(bench).where.suggestions][0] == ("Beukenln 7, Turfven", "1 eerder signaal")
    press("Return", "Tab", "1", "Tab", "1", "Ctrl+Return")
    assert keys <= 12
    assert bench.status == "Signaal 26-002 bewaard."
    assert bench.window.place == Place("cases")  # where she came from
    assert "signaal bekeken" not in bench.did
    line = team.lucja.ask(concerns)[-1]
    assert (line.what, line.place, line.certainty, line.channel) == (BUUR, "Beukenln 7, Turfven", Certainty.GUT, Channel.PHONE)


def test_what_is_known_of_the_address_stands_beside_it_also_when_it_was_spelled_otherwise(team: Team, bench_of: OpenBench) -> None:
    september(team)
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    form(bench).where.setFocus()
    bench.type("Beukenlaan 7, Turfven")
    rest(bench)
    assert "Dit adres kennen we" in words(bench)
    assert "14 september" in words(bench)
    assert "rondje · gezien" in words(bench)
    assert "Zelfde adres, anders geschreven: “Beukenln 7, Turfven”." in words(bench)


def test_who_told_it_is_sealed_for_all_but_femke_and_the_answer_has_a_term(team: Team, bench_of: OpenBench) -> None:
    team.clock.at(2026, 11, 2, 9, 10)
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    bench.type(BUUR)
    bench.key("Tab", "Tab", "1", "Tab", "1", "Alt+W", "2", "Tab")
    bench.type("Greet Hilkens")
    bench.key("Tab")
    bench.type("06-55512345")
    bench.key("Ctrl+Return")
    assert bench.status == "Signaal 26-001 bewaard. Terugkoppeling uiterlijk 16 november."
    concern_id = team.lucja.ask(concerns)[0].id
    assert team.lucja.ask(concern_view, concern_id).source is Source.VOLUNTEER
    reporter = team.femke.do(reveal_reporter, concern_id, "nabellen over het adres")
    assert reporter is not None
    assert (reporter.name, reporter.phone, reporter.may_be_named) == ("Greet Hilkens", "06-55512345", False)
    bench.go("concern-new")
    assert "Greet" not in spoken(bench.window)
    assert team.lucja.ask(my_draft, FORM) is None


def test_a_draft_comes_back_and_its_reporter_stays_sealed(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    bench.type("Gordijnen dicht.")
    bench.key("Alt+W", "2", "Tab")
    bench.type("Greet Hilkens")
    rest(bench)
    draft = team.lucja.ask(my_draft, FORM)
    assert draft is not None and draft.has_sealed
    assert "Greet" not in str(draft)
    bench.window.lock()
    bench.close()

    again = bench_of(team.lucja)
    again.go("concern-new")
    assert form(again).what.toPlainText() == "Gordijnen dicht."
    assert form(again).who.is_sealed
    assert "Uw concept van vandaag" in form(again).bar.text
    assert "Greet" not in spoken(again.window)
    again.key("Tab", "Tab", "1", "Tab", "1", "Ctrl+Return")
    concern_id = team.lucja.ask(concerns)[0].id
    reporter = team.femke.do(reveal_reporter, concern_id, "nabellen")
    assert reporter is not None and reporter.name == "Greet Hilkens"


def test_leaving_the_form_seals_what_was_typed_of_the_reporter(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.lucja)
    bench.go("cases")
    bench.key("Ctrl+N")
    bench.type("Gordijnen dicht.")
    bench.key("Alt+W", "Tab")
    bench.type("Greet Hilkens")
    rest(bench)
    bench.key("Escape")
    assert bench.window.place is not None and bench.window.place.kind == "cases"
    bench.key("Ctrl+N")
    assert form(bench).who.is_sealed
    assert form(bench).who.name.text() == ""
    assert form(bench).what.value() == "Gordijnen dicht."


def test_a_sealed_reporter_can_be_replaced_or_taken_away(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    bench.type("Gordijnen dicht.")
    bench.key("Alt+W", "Tab")
    bench.type("Verkeerde Naam")
    bench.key("Escape")
    bench.go("cases")
    bench.go("concern-new")
    bench.key("Alt+W")
    form(bench).who.replace_button.setFocus()
    bench.key("Space")
    bench.type("Greet Hilkens")
    form(bench).what.setFocus()
    bench.key("Tab", "Tab", "2", "Tab", "3", "Ctrl+Return")
    reporter = team.femke.do(reveal_reporter, team.lucja.ask(concerns)[0].id, "nabellen")
    assert reporter is not None and reporter.name == "Greet Hilkens"


def test_saving_asks_for_what_is_missing_and_keeps_what_is_there(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concern-new")
    form(bench).where.setFocus()
    bench.type("Turfven")
    bench.key("Escape", "Ctrl+Return")
    assert sum(bool(field.fault) for field in form(bench).findChildren(Field)) <= 4  # domain.md, row 118, with nothing filled in
    assert "Schrijf in één zin wat er is." in words(bench)
    assert "Kies hoe zeker het is. Een gevoel is genoeg." in words(bench)
    assert QApplication.focusWidget() is form(bench).what
    assert form(bench).where.value() == "Turfven"
    assert team.noor.ask(concerns) == []


def test_save_and_next_leaves_an_empty_form(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concern-new")
    for text in ("Eerste signaal.", "Tweede signaal."):
        bench.type(text)
        bench.key("Tab", "Tab", "2", "Tab", "2", "Ctrl+Shift+Return")
        assert form(bench).what.value() == ""
    assert [line.what for line in team.noor.ask(concerns)] == ["Eerste signaal.", "Tweede signaal."]


def test_since_and_urgency_are_folded_and_recorded(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concern-new")
    bench.type("Er brandt dag en nacht licht.")
    bench.key("Tab", "Tab", "2", "Tab", "2")
    screen = form(bench)
    screen.since.set_open(True)
    screen.haste.set_open(True)
    screen.since.since.setFocus()
    bench.type("gisteren")
    screen.haste.urgency.setFocus()
    bench.key("2", "Ctrl+Return")
    view = team.noor.ask(concern_view, team.noor.ask(concerns)[0].id)
    assert view.urgency is Urgency.SOON
    assert view.since is not None and (team.clock.today - view.since).days == 1


def test_every_stop_has_a_name_and_nothing_is_cut_off(team: Team, bench_of: OpenBench) -> None:
    september(team)
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    assert complaints(bench.window) == []
    bench.shoot("signaal-leeg")
    bench.type(BUUR)
    bench.key("Tab")
    bench.type("Beukenl")
    bench.shoot("signaal-typen")
    bench.key("Return")
    rest(bench)
    bench.key("Tab", "1", "Tab", "1", "Alt+W", "2")
    assert complaints(bench.window) == []
    bench.shoot("signaal")
    bench.shoot("signaal-groot", scale=130)
    order = stops(bench.screen)
    assert order[0] == "Wat is er?"
    assert order[1] == "Waar?"


def test_a_letter_pasted_with_its_layout_is_recorded_as_plain_text(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    for text in ("Post puilt uit & de <b>hond</b> blaft.", "Beukenlaan 7, Turfven"):
        letter = QMimeData()
        letter.setHtml(f"<h1 style='color:red'>{html.escape(text)}</h1><img src='http://ver.example/spoor.png'>")
        letter.setText(text)
        QGuiApplication.clipboard().setMimeData(letter)
        bench.key("Ctrl+V", "Tab")
    bench.key("1", "Tab", "1", "Ctrl+Return")
    [line] = team.lucja.ask(concerns)
    assert (line.what, line.place) == ("Post puilt uit & de <b>hond</b> blaft.", "Beukenlaan 7, Turfven")


def test_hostile_text_stays_text_and_saving_twenty_times_makes_one_signal(team: Team, bench_of: OpenBench) -> None:
    """Rows 1, 4 to 7, 12 and 16 of quality.md, section 5, in the form that people use most."""
    hostile = "Robert'); DROP TABLE concern;-- <b>vet</b> & <img src=x> {{7*7}} %s ${x} =HYPERLINK(1) \u202e ş 😀"
    bench = bench_of(team.femke)
    bench.go("concern-new")
    screen = form(bench)
    screen.sure.setFocus()
    bench.key("1", "Tab", "1")
    screen.what.set_value(" \u200b ")
    screen.save(again=False)
    bench.settle()
    assert team.femke.ask(concerns) == [] and ("Schrijf in één zin" in screen.bar.text or screen._what_field.fault)
    screen.what.set_value(hostile)
    screen.where.setFocus()
    bench.type("Kerkpad 4, 0123 AB Turfven")
    rest(bench)
    assert "“0123 AB” kan geen postcode zijn." in words(bench)  # row 12: said, and kept all the same
    bench.shoot("signaal-postcode")
    for _ in range(20):
        screen.save(again=False)
    bench.settle()
    [line] = team.femke.ask(concerns)
    assert line.what == hostile
    bench.go("concern", line.id)
    assert hostile in words(bench)
