"""What may be said beside the four questions, by keyboard: a caller, two lenses, the signal card; and a series of ten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from expertiseteam.access.drafts import my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import feedback_not_possible, open_feedback
from expertiseteam.concerns.intake import FORM, concern_view, concerns, concluded_concerns, observations, record_concern
from expertiseteam.concerns.presence import present_on
from expertiseteam.concerns.records import Certainty, Channel, ConcernKind, ConcernState, Directness, Internally, Lens, ReporterText, Source
from expertiseteam.concerns.reporter import change_reporter, reveal_reporter
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.catalogues import add_word, catalogue_words, change_word
from expertiseteam.team.members import set_route
from expertiseteam.team.records import Catalogue
from tests.dossier import Team
from tests.exchange.test_arrears import taken_over
from tests.screens.accessibility import complaints, spoken
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import of_the_story
from tests.ui.stage import Stage
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.series import SeriesForm

WHAT = "Al weken geen licht aan, de hond blaft de hele nacht."


def form(bench: Stage) -> ConcernForm:
    assert isinstance(bench.screen, ConcernForm)
    return bench.screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def test_for_a_caller_the_channel_is_known_and_the_caller_is_asked_and_told_what_happens(team: Team, bench_of: OpenBench) -> None:
    team.femke.do(set_route, team.organisations["Woonpunt"], first="eerst bespreken in het wijkteam", contact="de teamleider wonen")
    bench = bench_of(team.lucja)
    bench.go("concern-new")
    bench.type(WHAT)
    bench.key("Alt+B", "3", "Tab")
    assert "Wat wij doen, mogen wij u niet vertellen." in words(bench)
    bench.type("Greet Hilkens")
    bench.key("Tab", "Tab")
    bench.type("Woonpunt")
    assert "Woonpunt: eerst bespreken in het wijkteam, met de teamleider wonen. Is dat gebeurd?" in words(bench)
    bench.key("Tab")
    bench.type("Huism")
    bench.shoot("signaal-beller")
    form(bench).who.may_be_named.setFocus()
    bench.key("Space", "Tab")
    bench.type("de huisarts")
    bench.key("Tab")
    bench.type("Noor")
    form(bench).who.internally.setFocus()
    bench.key("2")
    assert complaints(bench.window) == []
    form(bench).sure.setFocus()
    bench.key("1", "Ctrl+Return")
    view = team.lucja.ask(concern_view, team.lucja.ask(concerns)[0].id)
    assert (view.channel, view.source, view.on_behalf, view.internally) == (Channel.PHONE, Source.PROFESSIONAL, True, Internally.NO)
    reporter = team.femke.do(reveal_reporter, view.id, "nabellen")
    assert reporter is not None
    assert (reporter.name, reporter.employer, reporter.trade) == ("Greet Hilkens", "Woonpunt", "CARETAKER")
    assert (reporter.may_be_named, reporter.named_to, reporter.agreed_with) == (True, "de huisarts", "Noor")


def test_signs_lenses_and_since_are_recorded_and_shown_side_by_side(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.sem)
    bench.go("concern-new")
    bench.type(WHAT)
    screen = form(bench)
    for part in (screen.since, screen.signs, screen.lenses):
        part.set_open(True)
    screen.since.since.setFocus()
    bench.type("5 oktober")
    screen.since.direct.setFocus()
    bench.key("1")
    screen.signs.card.setFocus()
    bench.type("Milieuboa")
    bench.key("Tab", "1")
    assert "Vraag door: hoe gaat het met de mensen op dit erf?" in screen.bar.text
    screen.lenses.care.setFocus()
    bench.type("De boer praat nergens over.")
    bench.key("Tab")
    bench.type("Kadavers niet gemeld.")
    bench.shoot("signaal-alles-open")
    assert complaints(bench.window) == []
    screen.sure.setFocus()
    bench.key("2", "Tab", "4", "Ctrl+Return")
    bench.go("concern", team.sem.ask(concerns)[0].id)
    assert "Sinds ma 5 oktober" in words(bench) and "4 weken" in words(bench)
    assert "zelf meegemaakt" in words(bench) and "dood vee op het erf" in words(bench)
    assert all(f"{said}\nSem de Graaf, ma 2 november" in words(bench) for said in ("De boer praat nergens over.", "Kadavers niet gemeld."))
    bench.shoot("signaal-brillen")
    team.clock.at(2026, 11, 4, 9, 0)
    noor = bench_of(team.noor)
    noor.go("concern", team.sem.ask(concerns)[0].id)
    noor.key("Z", "1", "Tab")
    noor.type("Hij huilde toen ik koffie aanbood.")
    noor.key("Ctrl+Return")
    assert "Hij huilde toen ik koffie aanbood.\nNoor Elzinga, wo 4 november" in words(noor)
    seen = team.sem.ask(observations, team.sem.ask(concerns)[0].id)
    assert [(line.lens, line.by.split()[0]) for line in seen] == [(Lens.CARE, "Sem"), (Lens.ENFORCEMENT, "Sem"), (Lens.CARE, "Noor")]


def test_what_was_filled_in_beside_the_four_questions_comes_back_with_the_draft(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concern-new")
    bench.type("Vraag over de tuin.")
    screen = form(bench)
    screen.haste.set_open(True)
    screen.haste.kind.setFocus()
    bench.key("2")
    screen.since.set_open(True)
    screen.since.direct.setFocus()
    bench.key("2")
    screen.channel.setFocus()
    bench.key("3")
    screen.spot.setFocus()
    bench.type("dorps")
    bench.go("cases")
    draft = team.noor.ask(my_draft, FORM)
    assert draft is not None and draft.fields["spot"] == "VILLAGE_HALL"
    bench.close()
    again = bench_of(team.noor)
    again.go("concern-new")
    form(again).sure.setFocus()
    again.key("1", "Ctrl+Return")
    view = team.noor.ask(concern_view, team.noor.ask(concerns)[0].id)
    assert (view.kind, view.directness, view.spot) == (ConcernKind.QUESTION, Directness.INDIRECT, "VILLAGE_HALL")
    again.go("concern-new")
    assert not any(form(again)._typed().values())


def test_ten_in_a_row_at_the_keet_without_a_case_or_a_person(team: Team, bench_of: OpenBench, tell: Callable[[str], None]) -> None:
    bench = bench_of(team.lucja)
    bench.go("concern-series")
    assert isinstance(bench.screen, SeriesForm)
    bench.key("1")
    bench.screen.there.setFocus()
    bench.type("noor, Greet")
    bench.key("Return")
    assert "niemand die zo heet" in bench.screen._there_field.fault
    bench.key("Ctrl+A")
    bench.type("noor, sem")
    bench.key("Return")
    assert bench.status == "Vastgelegd: 2 collega’s zijn hier."
    assert set(team.wil.ask(present_on, Channel.CABIN, "", team.clock.today)) == {team.ids["noor"], team.ids["sem"]}
    bench.screen.what.setFocus()
    keys = 0
    for number in range(10):
        bench.type(f"Regel nummer {number}")
        pressed = ["Ctrl+Return"] if number % 5 else ["Alt+2", "Ctrl+Return"]
        if number == 5:
            bench.key("Alt+2", "Tab", "Tab", "Tab")
            bench.type("folder gegeven")
            pressed, keys = ["Ctrl+Return"], keys + 4
        bench.key(*pressed)
        keys += len(pressed)
    tell(f"reeks van tien: {keys} toetsen naast de tekst")
    assert keys <= 20
    bench.key("Alt+2")
    bench.shoot("reeks-vraag")
    bench.key("Alt+1")
    bench.shoot("reeks")
    assert complaints(bench.window) == []
    assert bench.status == "Bewaard. 10 in deze reeks."
    waiting = team.lucja.ask(concerns)
    assert [line.kind for line in waiting].count(ConcernKind.QUESTION) == 1 and len(waiting) == 9
    answered = team.lucja.ask(concluded_concerns)
    assert [(line.state, line.what) for line in answered] == [(ConcernState.ANSWERED, "Regel nummer 5")]


def test_half_a_line_of_a_series_is_kept(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.lucja)
    bench.go("concern-series")
    bench.key("2")
    assert isinstance(bench.screen, SeriesForm)
    bench.screen.what.setFocus()
    bench.type("Mevrouw komt niet meer.")
    bench.go("cases")
    bench.close()
    again = bench_of(team.lucja)
    again.go("concern-series")
    again.key("Ctrl+Return")
    assert [(line.what, line.channel) for line in team.lucja.ask(concerns)] == [("Mevrouw komt niet meer.", Channel.OPEN_HOUSE)]


def test_consent_is_changed_with_a_reason_and_nothing_of_it_stays_on_the_screen_or_in_the_log(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("M")
    bench.type("nabellen over het huisnummer")
    bench.key("Return")
    assert isinstance(bench.screen, ConcernsScreen)
    bench.screen.detail.sealed.change_button.setFocus()
    bench.key("Space")
    panel = bench.screen.detail.panel
    assert panel is not None
    bench.shoot("melder-wijzigen")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert "Schrijf waarom u dit wijzigt, zonder de naam." in words(bench)
    panel.employer.setFocus()  # type: ignore[attr-defined]
    bench.type("Zorggroep Zuid")
    panel.reason.setFocus()  # type: ignore[attr-defined]
    bench.type("belde zelf terug")
    bench.key("Ctrl+Return")
    assert bench.status == "De melder van signaal 26-001 is opnieuw verzegeld."
    assert "Greet" not in spoken(bench.window) and "Zorggroep" not in spoken(bench.window)
    reporter = team.femke.do(reveal_reporter, concern_id, "controle")
    assert reporter is not None and (reporter.name, reporter.employer) == ("Greet Hilkens", "Zorggroep Zuid")
    log = team.femke.ask(whole_log)
    assert "Zorggroep" not in repr(log) and ("melder of toestemming gewijzigd", "belde zelf terug") in {(e.what, e.why) for e in log}
    bench.go("concern", concern_id)
    bench.key("M")
    bench.type("nog eens")
    bench.key("Return")
    bench.screen.detail.sealed.change_button.setFocus()
    bench.key("Space")
    bench.go("cases")
    bench.go("concerns")
    assert "Greet" not in spoken(bench.window)


def test_who_told_it_is_added_afterwards_and_then_sealed(team: Team, bench_of: OpenBench) -> None:
    told = {"certainty": Certainty.SEEN, "channel": Channel.ROUND}
    concern_id = team.noor.do(record_concern, what="De brievenbus puilt uit.", place="", **told)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    assert isinstance(bench.screen, ConcernsScreen)
    sealed = bench.screen.detail.sealed
    sealed.add_button.setFocus()
    bench.key("Space")
    bench.type("Greet Hilkens")
    panel = bench.screen.detail.panel
    panel.reason.setFocus()  # type: ignore[union-attr]
    bench.type("belde later met een naam")
    bench.shoot("melder-toevoegen")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert bench.status == "De melder van signaal 26-001 is verzegeld."
    assert "Greet" not in spoken(bench.window) and sealed.look_button.isVisible() and not sealed.add_button.isVisible()
    assert [one.concern_id for one in team.femke.ask(open_feedback)] == [concern_id], "who is known is answered"
    with pytest.raises(Refused, match="intussen al een melder verzegeld"):
        team.femke.do(change_reporter, concern_id, ReporterText("Piet"), "nog iemand", is_first=True)
    reporter = team.femke.do(reveal_reporter, concern_id, "controle")
    assert reporter is not None and reporter.name == "Greet Hilkens"


def test_the_keys_of_one_signal_beside_those_of_a_spreadsheet(team: Team, bench_of: OpenBench, tell: Callable[[str], None]) -> None:
    """The same signal in a shared workbook: a row a signal; columns date, what, place, how sure, through what, to answer before.

    Keys besides the text: to the first empty row (Ctrl+End, Home, Down), today's date (Ctrl+;), Tab, Tab, Tab and the list of how sure
    (Alt+Down, Down, Enter), Tab and the list of through what (the same), Tab and the formula from above (Ctrl+D), look whether the address
    is known (Ctrl+F, Enter, Esc), save (Ctrl+S). The address is typed whole, because nothing suggests it, and once more to look for it.
    """
    place = "Beukenlaan 7, Turfven"
    spreadsheet = 3 + 1 + 1 + 1 + 1 + 3 + 1 + 3 + 1 + 1 + 3 + 1 + len(WHAT) + 2 * len(place)
    bench = bench_of(team.lucja)
    bench.go("cases")
    pressed = ["Ctrl+N", "Tab", "Tab", "1", "Tab", "1", "Ctrl+Return"]
    bench.key(pressed[0])
    bench.type(WHAT)
    bench.key(pressed[1])
    bench.type(place)
    bench.key(*pressed[2:])
    assert len(team.lucja.ask(concerns)) == 1
    ours = len(pressed) + len(WHAT) + len(place)
    tell(f"één signaal: {ours} aanslagen ({len(pressed)} naast de tekst) en 0 klikken; in een rekenblad {spreadsheet} aanslagen")
    assert len(pressed) <= 12 and ours < spreadsheet


def test_a_channel_of_the_team_is_chosen_kept_in_the_draft_and_called_by_its_name(team: Team, bench_of: OpenBench) -> None:
    own = team.femke.do(add_word, Catalogue.CHANNEL, "buurtapp")
    gut = next(word for word in team.wil.ask(catalogue_words) if word.code == "CERTAINTY_GUT")
    team.wil.do(change_word, gut, label="een gevoel", is_offered=True)
    bench = bench_of(team.noor)
    bench.go("concern-new")
    bench.type("Post puilt uit.")
    screen = form(bench)
    screen.sure.setFocus()
    bench.key("1")
    screen.channel.pill(own).click()
    bench.shoot("signaal-eigen-kanaal")
    bench.go("cases")
    bench.close()
    again = bench_of(team.noor)
    again.go("concern-new")
    assert (form(again).sure.word, form(again).channel.word) == (Certainty.GUT, own)
    again.key("Ctrl+Return")
    view = team.noor.ask(concern_view, team.noor.ask(concerns)[0].id)
    assert (view.certainty, view.channel) == (Certainty.GUT, own)
    again.go("concern", view.id)
    said = "\n".join(label.text() for label in again.screen.findChildren(QLabel) if label.isVisible())
    assert "Een gevoel" in said and "buurtapp" in said


def test_a_partner_of_fixed_costs_is_told_the_status_by_keys_alone(team: Team, bench_of: OpenBench) -> None:
    concern = taken_over(team)
    team.femke.do(feedback_not_possible, next(line for line in team.femke.ask(open_feedback) if line.is_receipt), "geen afzender")
    bench = bench_of(team.femke)
    bench.go("concern", concern)
    bench.key("T")
    bench.shoot("terugkoppeling-partner")
    assert complaints(bench.window) == []
    bench.key("Tab", "4", "Ctrl+Return")
    assert team.femke.ask(open_feedback) == []
