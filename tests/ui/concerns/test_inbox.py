"""*Signalen*: the list, reading a signal, who told it, and the answer to who told it."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from expertiseteam.access.drafts import my_draft
from expertiseteam.concerns.correcting import correct_concern
from expertiseteam.concerns.feedback import answers_given, feedback_now, give_feedback, open_feedback
from expertiseteam.concerns.intake import add_observation, concern_view, concerns
from expertiseteam.concerns.records import FeedbackState, Lens, Urgency
from expertiseteam.concerns.triage import set_help_request
from expertiseteam.privacy.reading_log import LogSubject
from expertiseteam.storage.file import connect
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.looking import inbox, opened, views, words
from tests.ui.concerns.samples import BUUR, a_handful, of_the_story, september
from ui.shell.desk import Place
from ui.widgets.buttons import Button
from ui.widgets.frames import Fold


def test_a_list_is_no_view_and_opening_is_one(team: Team, bench_of: OpenBench) -> None:
    a_handful(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    assert [row.title for row in inbox(bench).list.rows][:1] == ["Iemand roept ’s avonds hard op straat."]
    bench.key("Down", "Down")
    assert views(bench) == 0
    bench.key("Return")
    assert views(bench) == 1
    assert opened(bench) == "26-003"


def test_once_reading_a_row_opens_when_the_choice_has_settled_and_not_while_arrowing(team: Team, bench_of: OpenBench) -> None:
    a_handful(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return", "Down", "Down")
    assert (views(bench), opened(bench)) == (1, "")
    assert "Signaal 26-003. Enter opent het." in words(bench)
    inbox(bench)._settle.timeout.emit()
    bench.settle()
    assert (views(bench), opened(bench)) == (2, "26-003")


def test_the_oldest_stands_on_top_and_says_that_it_waits_too_long(team: Team, bench_of: OpenBench) -> None:
    a_handful(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    assert [row.chip for row in inbox(bench).list.rows] == ["weging te laat", "weging te laat", "vandaag wegen", ""]
    assert "2 signalen wachten te lang" in words(bench)
    assert [pill.text() for pill in inbox(bench).filter._pills] == ["Nieuw 4", "Observatie 0", "Afgehandeld 0"]


def test_the_import_is_one_press_away_for_who_may_import(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.wil)
    bench.go("concerns")
    button = inbox(bench)._list_card.bring_in
    assert button.accessibleName() == "Signalen uit een lijst importeren"
    button.setFocus()
    bench.key("Return")
    assert bench.window.place == Place("import")
    member = bench_of(team.noor)
    member.go("concerns")
    assert "importeren" not in spoken(member.window)


def test_who_looked_at_a_signal_is_one_press_away_for_the_officer(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    inbox(bench).detail.lookers.setFocus()
    bench.key("Return")
    assert bench.window.place == Place("log", extra=LogSubject(concern_id, "26-001", is_case=False))
    member = bench_of(team.noor)
    member.go("concern", concern_id)
    assert not inbox(member).detail.lookers.isVisible()


def test_only_the_aandachtsfunctionaris_weighs_and_sees_who_told_it(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.noor)
    bench.go("concern", concern_id)
    assert "De aandachtsfunctionaris weegt dit signaal uiterlijk wo 4 november." in words(bench)
    assert "Bron: vrijwilliger. Wie het was, blijft verzegeld." in words(bench)
    assert "Melder bekijken" not in words(bench)
    bench.key("7", "M")
    assert inbox(bench).detail.panel is None
    assert not inbox(bench).detail.sealed.is_open
    assert "Greet" not in spoken(bench.window)
    bench.shoot("signaal-teamlid")


def test_the_reporter_is_shown_with_a_reason_and_only_as_long_as_needed(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("M", "Return")
    assert "Zonder reden blijft de naam verzegeld." in inbox(bench).bar.text
    bench.type("nabellen over het huisnummer")
    bench.key("Return")
    assert "Greet Hilkens" in words(bench) or "Greet Hilkens" in spoken(bench.window)
    assert bench.did[0] == "melder bekeken"
    inbox(bench).detail.sealed._timer.timeout.emit()
    assert "Greet" not in spoken(bench.window)
    bench.key("M")
    bench.type("nog een keer nabellen")
    bench.key("Return")
    bench.go("cases")
    bench.go("concerns")
    assert "Greet" not in spoken(bench.window)


def test_feedback_is_given_with_a_safe_text(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    team.clock.at(2026, 11, 16, 9, 0)
    bench = bench_of(team.lucja)
    bench.go("concern", concern_id)
    bench.key("T", "Tab", "Down", "Ctrl+Return")
    assert team.lucja.ask(open_feedback) == []
    bench.key("Ctrl+Z")  # by mistake: it is owed again, and can be given with the day on which it was told
    assert [owed.concern_id for owed in team.lucja.ask(open_feedback)] == [concern_id]
    bench.key("T", "Tab", "Down", "Tab", "Ctrl+A")
    bench.type("10-11")
    bench.shoot("terugkoppeling-dag")
    bench.key("Ctrl+Return")
    assert [answer.given_on for answer in team.lucja.ask(answers_given, concern_id)] == [date(2026, 11, 10)]
    assert "Terugkoppeling gegeven" in words(bench)
    assert bench.status == "Terugkoppeling bij signaal 26-001 is afgerond."


def test_feedback_that_cannot_be_given_needs_a_reason(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.lucja)
    bench.go("concern", concern_id, "FEEDBACK")
    bench.key("5", "Ctrl+Return")
    assert "Schrijf waarom het niet kan." in words(bench)
    bench.type("nummer klopt niet")
    bench.key("Ctrl+Return")
    assert team.lucja.ask(open_feedback) == []
    assert "Terugkoppeling niet mogelijk" in words(bench)


def test_with_names_hidden_no_text_or_address_is_shown(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("Ctrl+Shift+N")
    for secret in ("buurman", "Beukenlaan", "Greet"):
        assert secret not in spoken(bench.window)
        assert secret not in words(bench)
    assert [row.title for row in inbox(bench).list.rows] == ["Signaal 26-001"]
    bench.shoot("signalen-namen-verborgen")


def test_a_change_elsewhere_is_shown_at_once(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    shown = inbox(bench)._opened
    assert shown is not None
    team.femke.do(set_help_request, shown, "schuldhulp")
    bench.settle()
    assert "Directe hulpvraag" in words(bench) and "Schuldhulp" in words(bench)
    assert [pill.text() for pill in inbox(bench).filter._pills] == ["Nieuw 0", "Observatie 0", "Afgehandeld 1"]


def test_a_place_finds_its_signal_in_whichever_box_it_lies(team: Team, bench_of: OpenBench) -> None:
    a_handful(team)
    concern_id = of_the_story(team)
    shown = team.femke.ask(concern_view, concern_id)
    team.femke.do(set_help_request, shown, "schuldhulp")
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    assert inbox(bench).list.current == concern_id
    assert opened(bench) == "26-005"
    waiting = team.femke.ask(concerns)[2].id
    bench.go("concerns", waiting)
    assert inbox(bench).list.current == waiting
    assert opened(bench) == ""


def test_an_empty_box_is_good_news(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concerns")
    assert "Nog geen signalen. Dat is goed nieuws, of niemand weet u te vinden." in words(bench)
    assert complaints(bench.window) == []
    bench.shoot("signalen-leeg")


def test_every_stop_has_a_name_and_nothing_is_cut_off(team: Team, bench_of: OpenBench) -> None:
    september(team)
    a_handful(team)
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.shoot("signalen-lijst")
    bench.go("concern", concern_id)
    assert BUUR in words(bench)
    assert complaints(bench.window) == []
    bench.shoot("signalen")
    for digit in "1234567T":
        bench.key(digit)
        assert complaints(bench.window) == []
        bench.shoot(f"signalen-{digit}")
        bench.key("Escape")
    bench.shoot("signalen-groot", scale=130)


@pytest.mark.parametrize(("chosen", "kept"), [("Die van mij", "nummer klopt niet"), ("Die van Femke Aarts", "Het is opgepakt.")])
def test_two_who_answer_one_reporter_see_both_answers(team: Team, bench_of: OpenBench, chosen: str, kept: str) -> None:
    concern_id = of_the_story(team)
    owed = team.lucja.ask(open_feedback)[0]
    bench = bench_of(team.lucja)
    bench.go("concern", concern_id, "FEEDBACK")
    bench.key("5", "Tab")
    bench.type("nummer klopt niet")
    team.femke.do(give_feedback, owed, said="Het is opgepakt.", channel="brief")
    bench.key("Ctrl+Return")
    bar = bench.screen.bar
    assert "Intussen ook gewijzigd door Femke Aarts, vandaag" in bar.text
    assert "brief, Het is opgepakt." in bar.text and "nummer klopt niet" in bar.text
    bench.shoot("signaal-twee-antwoorden")
    next(button for button in bar.findChildren(Button) if button.text() == chosen).click()
    bench.settle()
    assert team.noor.ask(feedback_now, owed.id).state is not FeedbackState.OPEN
    with closing(connect(team.path, team.femke._store._key)) as bare:
        assert bare.execute("SELECT said FROM feedback WHERE id = ?", (owed.id,)).fetchone() == (kept,)
    assert not bench.screen.bar.isVisible()
    assert team.lucja.ask(my_draft, "triage", concern_id) is None


def test_a_signal_is_corrected_and_tells_below_it_what_stood_there_and_what_the_reporter_heard(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    team.lucja.do(give_feedback, team.lucja.ask(open_feedback)[0], said="Bedankt. Het is opgepakt.")
    sem = bench_of(team.sem)
    sem.go("concern", concern_id)
    assert "Terugkoppeling gegeven door Łucja" in words(sem) and "Bedankt. Het is opgepakt." in words(sem)
    sem.key("V")
    assert not inbox(sem).detail.has_form  # who neither wrote it nor weighs it
    bench = bench_of(team.lucja)
    bench.go("concern", concern_id)
    bench.key("V")
    form = inbox(bench).corrections.panel
    bench.key("Ctrl+A")
    bench.type("Gordijnen dicht.")
    bench.key("Escape", "V")  # the draft comes back
    assert form.what.value() == "Gordijnen dicht."
    bench.shoot("signaal-verbeteren")
    assert complaints(bench.window) == []
    shown = team.femke.ask(concern_view, concern_id)
    team.femke.do(correct_concern, shown, {"what": "De gordijnen zijn dicht.", "place": "Beukenlaan 9, Turfven"})
    bench.settle()
    bench.key("Ctrl+Return")
    assert "De gordijnen zijn dicht." in words(bench) and "Femke" in words(bench)
    bench.shoot("signaal-verbeteren-beide")
    form.both.button.setFocus()
    form.choose(["what"])
    bench.settle()
    now = team.femke.ask(concern_view, concern_id)
    assert (now.what, now.place) == ("Gordijnen dicht.", "Beukenlaan 9, Turfven")  # the colleague's other field stays
    assert bench.status == "Signaal 26-001 is verbeterd. Wat er stond, blijft leesbaar."
    assert "3 keer verbeterd" in words(bench)
    inbox(bench).detail.asked.findChildren(Fold)[0].set_open(True)
    assert f"Was: {BUUR}" in words(bench)
    bench.shoot("signaal-verbeterd")
    bench.key("V")  # what was chosen is corrected in the same form
    form.more.set_open(True)
    form.urgency.set_value("ACUTE")
    form.since.setText("1 oktober")
    form.card.set_value(form.card._values[0])
    form.card.chosen.emit(form.card.value)
    form.signs.set_value(form.signs._values[0])
    sign = str(form.signs._values[0])
    bench.shoot("signaal-verbeteren-alles")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    now = team.femke.ask(concern_view, concern_id)
    assert (now.urgency, now.since, now.signs) == (Urgency.ACUTE, date(2026, 10, 1), sign)
    assert (now.source, now.certainty) == (shown.source, shown.certainty)


def test_a_name_is_taken_out_of_what_stands_beside_a_signal(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    team.noor.do(add_observation, concern_id, Lens.CARE, "Greet zag de hond lopen.")
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("V")
    inbox(bench).corrections.panel.strike.click()
    bench.settle()
    form = inbox(bench).corrections.strike
    form.which.set_value(form.which._values[0])
    form.which.chosen.emit(form.which.value)
    assert form.text.value() == "Greet zag de hond lopen."
    form.text.set_value("Iemand zag de hond lopen.")
    bench.shoot("signaal-naam-weghalen")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert bench.status == "Bij signaal 26-001 staat de naam er niet meer. Wat er stond, is niet bewaard."
    assert "Iemand zag de hond lopen." in words(bench) and "Greet" not in words(bench)
