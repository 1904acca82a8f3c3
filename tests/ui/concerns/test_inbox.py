from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from expertiseteam.access.drafts import my_draft
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.records import HouseholdKind
from expertiseteam.concerns.feedback import feedback_now, give_feedback, open_feedback
from expertiseteam.concerns.intake import concern_view, concerns, concluded_concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, FeedbackState
from expertiseteam.concerns.triage import set_help_request
from expertiseteam.privacy.reading_log import LogSubject
from expertiseteam.storage.file import connect
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import BUUR, a_handful, many, of_the_story, september
from tests.ui.stage import Stage
from ui.concerns.case_panel import NewCasePanel
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.panels import WherePanel
from ui.concerns.tiles import Tile
from ui.shell.desk import Place
from ui.widgets.buttons import Button


def inbox(bench: Stage) -> ConcernsScreen:
    assert isinstance(bench.screen, ConcernsScreen)
    return bench.screen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def opened(bench: Stage) -> str:
    """The code of the signal that is open, or ""."""
    view = inbox(bench)._opened
    return view.code if view else ""


def views(bench: Stage) -> int:
    return bench.did.count("signaal bekeken")


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


def test_twenty_signals_are_weighed_in_a_row_by_keyboard(team: Team, bench_of: OpenBench) -> None:
    many(team, 20)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return")
    for number in range(1, 21):
        assert opened(bench) == f"26-{number:03d}"
        bench.key("7", "3", "Ctrl+Return")
    assert team.femke.ask(concerns) == []
    assert "Alle signalen zijn gewogen." in words(bench)
    assert {line.state for line in team.femke.ask(concluded_concerns)} == {ConcernState.NOISE}


def test_two_signals_on_one_address_become_one_case_by_keyboard(team: Team, bench_of: OpenBench) -> None:
    september(team)
    of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("End", "Return")
    assert "14 september" in words(bench)
    bench.key("2")
    bench.type("al")  # the first kind of household that begins so
    bench.key("Tab", "Tab")
    bench.type("Noor")
    bench.key("Tab", "Tab")
    bench.type("Wmo")
    bench.key("Tab")
    bench.type("hulp")
    bench.key("Tab")
    bench.type("Weten of meneer hulp nodig heeft en hulp wil.")
    bench.key("Tab", "Space", "Ctrl+Return")
    assert bench.status == "Casus 26-001 · Beukenlaan · alleenstaande man is geopend."
    case = team.femke.ask(case_view, team.femke.ask(cases)[0].id)
    assert (case.label, case.lead, case.household) == ("Beukenlaan · alleenstaande man", "Noor Elzinga", HouseholdKind.SINGLE_MAN)
    assert (case.legal_basis, case.purpose) == ("Wmo 2015, onderzoek na melding", "hulp aanbieden")
    assert case.goal == "Weten of meneer hulp nodig heeft en hulp wil."
    assert {line.state for line in team.femke.ask(concluded_concerns)} == {ConcernState.LINKED}
    assert team.femke.ask(concerns) == []
    next(button for button in inbox(bench).bar.findChildren(Button) if button.text() == "Open de casus").click()
    bench.settle()
    assert bench.window.place == Place("case", case.id)


def test_a_word_without_end_pushes_nothing_out_of_the_window(team: Team, bench_of: OpenBench) -> None:
    what = f"Op de bus staat {'Donaudampfschiff' * 20} en <b>vet</b> {{0}}."
    place = f"Burgemeester van den Boschhoutenswaardstraatweg 7, {'Llanfair' * 20}"
    team.noor.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.CABIN)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return")
    assert complaints(bench.window) == []
    detail = inbox(bench).detail
    assert detail._what.text() == what
    tiles = detail.tiles.findChildren(Tile)
    edges = [tile.mapTo(detail, tile.rect().topRight()).x() for tile in tiles]
    assert len(edges) == 8 and max(edges) < detail.width()


def test_a_new_case_says_what_is_missing(team: Team, bench_of: OpenBench) -> None:
    of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return", "2", "Ctrl+Return")
    assert "Kies wie de regisseur is." in words(bench)
    assert "Schrijf wat we willen bereiken." in words(bench)
    assert team.femke.ask(cases) == []
    assert complaints(bench.window) == []


def test_a_signal_joins_the_case_on_its_address(team: Team, bench_of: OpenBench) -> None:
    september(team)
    line = team.femke.ask(concerns)[0]
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Hulp.", "bringing_partner": "gemeente"}
    team.femke.do(open_case, [line], label="Beukenlaan", lead_id=team.ids["noor"], **new)
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    assert "26-001 · Beukenlaan" in words(bench)
    bench.key("1", "Ctrl+Return")
    assert bench.status == "Signaal 26-002 hoort nu bij 26-001 · Beukenlaan."
    assert team.femke.ask(concern_view, concern_id).outcome == "casus 26-001"


@pytest.mark.parametrize(
    ("digit", "typed", "state", "outcome"),
    [
        ("3", ("over 2 weken", "Tab", "of er weer post ligt"), ConcernState.OBSERVED, "of er weer post ligt"),
        ("4", ("schuldhulp",), ConcernState.HELP_REQUEST, "schuldhulp"),
        ("5", ("Veilig Thuis",), ConcernState.HANDED_OVER, "Veilig Thuis"),
    ],
)
def test_outcomes_that_ask_for_a_word(
    team: Team, bench_of: OpenBench, digit: str, typed: tuple[str, ...], state: ConcernState, outcome: str
) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key(digit, "Ctrl+Return")
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.NEW
    for text in typed:
        if text == "Tab":
            bench.key(text)
        else:
            bench.type(text)
    bench.key("Ctrl+Return")
    view = team.femke.ask(concern_view, concern_id)
    assert (view.state, view.outcome) == (state, outcome)


def test_a_double_is_merged_with_the_one_on_the_same_address(team: Team, bench_of: OpenBench) -> None:
    first_id = september(team)
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("6", "Ctrl+Return")
    view = team.femke.ask(concern_view, concern_id)
    assert (view.state, view.outcome) == (ConcernState.DOUBLE, "dubbel met 26-001")
    assert opened(bench) == "26-001"
    assert team.femke.ask(concern_view, first_id).state is ConcernState.NEW


def test_an_outcome_can_be_undone_from_the_status_line(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("7", "3", "Ctrl+Return", "Ctrl+Z")
    assert bench.status == "Signaal 26-001 ligt weer bij Nieuw."
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.NEW


@pytest.mark.parametrize("keys", [("1", "Ctrl+Return"), ("6", "Ctrl+Return"), ("3", "o", "Ctrl+Return")])
def test_joining_merging_and_observing_can_be_undone_too(team: Team, bench_of: OpenBench, keys: tuple[str, ...]) -> None:
    september(team)
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Hulp.", "bringing_partner": "gemeente"}
    team.femke.do(open_case, [], label="Beukenlaan", lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **new)
    concern_id = of_the_story(team)
    before = team.femke.ask(concern_view, concern_id)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    for key in keys:
        bench.type("over 2 weken") if key == "o" else bench.key(key)
    assert team.femke.ask(concern_view, concern_id).state is not ConcernState.NEW
    bench.key("Ctrl+Z")
    assert bench.status == "Signaal 26-002 ligt weer bij Nieuw."
    assert replace(team.femke.ask(concern_view, concern_id), version=before.version) == before


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


def test_a_concluded_signal_is_taken_up_again_with_a_reason(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("7", "3", "Ctrl+Return")
    bench.go("concern", concern_id)
    assert "Ruis" in words(bench) and "Geen zorg" in words(bench)
    inbox(bench).detail._again.setFocus()
    bench.key("Space")
    bench.type("er kwam een tweede telefoontje")
    bench.key("Ctrl+Return")
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.NEW


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


def test_what_was_typed_in_a_panel_comes_back_with_it(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("5")
    bench.type("Veilig Th")
    bench.window.lock()
    bench.close()
    assert team.femke.ask(my_draft, "triage", concern_id) is not None

    again = bench_of(team.femke)
    again.go("concern", concern_id)
    assert inbox(again).detail.panel is not None
    assert QApplication.focusWidget() is inbox(again).detail.panel.first()
    again.key("End")
    again.type("uis")
    again.key("Ctrl+Return")
    assert team.femke.ask(concern_view, concern_id).outcome == "Veilig Thuis"
    assert team.femke.ask(my_draft, "triage", concern_id) is None


def test_a_half_filled_case_comes_back_with_its_choices_and_ticks(team: Team, bench_of: OpenBench) -> None:
    september(team)
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("2", "Tab", "Tab")
    bench.type("Noor")
    bench.key("Tab", "Tab", "Tab", "Tab")
    bench.type("Weten wat er speelt.")
    bench.key("Tab", "Space")
    bench.window.lock()
    bench.close()

    again = bench_of(team.femke)
    again.go("concern", concern_id)
    panel = inbox(again).detail.panel
    assert isinstance(panel, NewCasePanel)
    assert panel.lead.value == team.ids["noor"]
    assert panel.goal.value() == "Weten wat er speelt."
    assert [line.code for line in panel.ticked()] == ["26-001"]


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


def test_a_colleague_who_was_first_is_told_and_nothing_changes_twice(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    shown = inbox(bench)._opened
    assert shown is not None
    bench.key("5")
    bench.type("Veilig Thuis")
    bench.runner.workspace.listeners.clear()  # as if the colleague worked on another computer
    team.femke.do(set_help_request, shown, "schuldhulp")
    bench.key("Ctrl+Return")
    assert "is intussen al gewogen of gewijzigd door Femke Aarts, vandaag" in inbox(bench).bar.text
    assert "(directe hulpvraag: schuldhulp)" in inbox(bench).bar.text
    assert team.femke.ask(concern_view, concern_id).outcome == "schuldhulp"
    panel = inbox(bench).detail.panel
    assert isinstance(panel, WherePanel) and panel.where.value() == "Veilig Thuis"


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
