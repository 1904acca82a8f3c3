"""Weighing signals by keyboard: each outcome, taking it back, and what was typed halfway."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.cases.records import CaseState, HouseholdKind
from expertiseteam.concerns.intake import concern_view, concerns, concluded_concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernState
from expertiseteam.concerns.triage import set_help_request
from expertiseteam.team.members import set_village_contact, villages
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.looking import inbox, opened, words
from tests.ui.concerns.samples import many, of_the_story, september
from ui.concerns.case_panel import NewCasePanel
from ui.concerns.panels import WherePanel
from ui.concerns.tiles import Tile
from ui.shell.desk import Place
from ui.widgets.buttons import Button


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
    bench.key("Tab", "Tab", "Space", "Ctrl+Return")
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


def test_a_case_begins_as_an_exploration_with_a_name_and_who_explores(team: Team, bench_of: OpenBench) -> None:
    of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return", "2")
    bench.type("al")
    bench.key("Tab", "Tab")
    bench.type("Noor")
    panel = inbox(bench).detail.panel
    assert isinstance(panel, NewCasePanel)
    panel.explores.setFocus()
    bench.key("Space")
    bench.shoot("casus-verkenning")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    case = team.femke.ask(case_view, team.femke.ask(cases)[0].id)
    assert (case.state, case.lead, case.legal_basis, case.goal) == (CaseState.EXPLORING, "Noor Elzinga", "", "")


def test_who_knows_the_village_is_suggested_as_the_lead(team: Team, bench_of: OpenBench) -> None:
    turfven = next(v for v in team.wil.ask(villages) if v.name == "Turfven")
    team.wil.do(set_village_contact, turfven, team.ids["iris"])
    of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    bench.key("Return", "2")
    panel = inbox(bench).detail.panel
    assert isinstance(panel, NewCasePanel)
    assert panel.lead.value == team.ids["iris"] and "aanspreekpunt van Turfven" in words(bench)


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
        ("4", ("schuldhulp",), ConcernState.HELP_REQUEST, "schuldhulp, doorverwezen op 2 november 2026"),
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
    bench.go("concern", concern_id)
    assert "Eerder ruis: geen zorg (Femke, " in words(bench)
    bench.shoot("signaal-opnieuw-opgepakt")


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
    bench.key("Tab", "Tab", "Space")
    bench.window.lock()
    bench.close()

    again = bench_of(team.femke)
    again.go("concern", concern_id)
    panel = inbox(again).detail.panel
    assert isinstance(panel, NewCasePanel)
    assert panel.lead.value == team.ids["noor"]
    assert panel.goal.value() == "Weten wat er speelt."
    assert [line.code for line in panel.ticked()] == ["26-001"]


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
