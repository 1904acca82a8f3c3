"""Two pairs of eyes, danger now, answers in two parts and what a door says, through the window by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.concerns.acute import acute_steps
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concern_view, concerns, record_concern
from expertiseteam.concerns.joint import joint_calls
from expertiseteam.concerns.records import AcuteStep, Certainty, Channel, ConcernState, Extra, FeedbackState, Source, Urgency
from expertiseteam.concerns.triage import set_double
from expertiseteam.visits.duos import planned_visits
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import of_the_story, september
from tests.ui.stage import Stage
from ui.concerns.feedback_panel import FeedbackPanel
from ui.concerns.figures import ConcernFiguresScreen
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.list_card import FARM
from ui.concerns.together_panels import TogetherPanel
from ui.concerns.weighing import Weighing
from ui.shell.pdf_view import PdfPage
from ui.widgets.frames import Fold

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Hulp.", "bringing_partner": "gemeente"}


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def farm(team: Team, **more: object) -> str:
    given = {"what": "Dood vee achter de schuur.", "certainty": Certainty.SEEN, "channel": Channel.ROUND, "source": Source.PROFESSIONAL}
    extra = Extra(signs=("FARM_DEAD_CATTLE",), enforcement_view="Kadavers niet gemeld.")
    return team.sem.do(record_concern, place="Heikant 3, Ganzenhoek", extra=extra, **{**given, **more})  # type: ignore[arg-type]


def test_the_farm_is_not_closed_as_enforcement_before_the_care_question_and_is_visited_together(team: Team, bench_of: OpenBench) -> None:
    concern_id = farm(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("5")
    bench.type("de dierenarts")
    bench.key("Ctrl+Return")
    assert "Waarom is er geen zorgvraag?" in words(bench) and "Kies eerst een antwoord." in words(bench)
    bench.shoot("overdragen-van-de-boerderij")
    bench.key("Escape", "8", "3", "Ctrl+Return")
    assert "Vraag door: hoe gaat het met de mensen zelf?" in words(bench)
    assert "Zo doet u het niet af." in words(bench)
    bench.shoot("handhaving")
    assert complaints(bench.window) == []
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.NEW
    boa = bench_of(team.sem)
    boa.go("concern", concern_id)
    boa.key("R")
    boa.type("de boer lijkt het niet te redden")
    boa.key("Ctrl+Return")
    assert boa.status == "Bij signaal 26-001 is een bezoek samen gevraagd."
    assert "Bezoek samen gevraagd door Sem: de boer lijkt het niet te redden" in words(boa)
    team.femke.do(open_case, [team.femke.ask(concern_view, concern_id)], label="Heikant", lead_id=team.ids["noor"], **NEW)
    noor = bench_of(team.noor)
    noor.go("concern", concern_id)
    noor.key("D")
    assert isinstance(noor.screen, ConcernsScreen)
    panel = noor.screen.detail.panel
    assert isinstance(panel, TogetherPanel) and panel.pair.ids == ("", team.ids["sem"])  # who asked stands ready
    [pair] = [b for b in panel.pair.suggested.buttons if b.text() == "Iris en Sem"]
    assert "zorgbril en handhavingsbril" in pair.accessibleDescription()
    pair.click()
    noor.type("6-11")
    noor.shoot("samen-plannen")
    assert complaints(noor.window) == []
    noor.key("Ctrl+Return")
    assert noor.status == "Het duo voor signaal 26-001 is op pad gestuurd."
    visit = team.noor.ask(planned_visits)[0]
    assert (visit.care, visit.enforcement, visit.task) == ("Iris Kuyper", "Sem de Graaf", "de boer lijkt het niet te redden")
    assert team.noor.ask(joint_calls) == []
    assert "Bezoek samen gepland door Sem" in words(noor)


def test_a_finding_without_a_care_question_ends_as_enforcement_and_can_be_undone(team: Team, bench_of: OpenBench) -> None:
    concern_id = farm(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("8", "1", "Tab")
    bench.type("team handhaving")
    bench.key("Tab")
    bench.type("het bedrijf is gestopt")
    bench.key("Ctrl+Return")
    assert bench.status == "Signaal 26-001 is afgedaan als handhaving."
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.ENFORCED
    bench.key("Ctrl+Z")
    assert team.femke.ask(concern_view, concern_id).state is ConcernState.NEW


def test_danger_opens_at_once_and_says_who_was_called(team: Team, bench_of: OpenBench) -> None:
    bench = bench_of(team.noor)
    bench.go("concern-new")
    bench.type("Buurman ligt achter de deur en antwoordt niet.")
    bench.key("Tab", "Tab", "2", "Tab", "1")
    bench.screen.haste.set_open(True)  # type: ignore[attr-defined]
    bench.screen.haste.urgency.setFocus()  # type: ignore[attr-defined]
    bench.key("3", "Ctrl+Return")
    concern_id = team.noor.ask(concerns)[0].id
    assert bench.window.place is not None and (bench.window.place.kind, bench.window.place.id) == ("concern", concern_id)
    assert "Veilig Thuis, 0800 2000" in words(bench)
    bench.shoot("direct-gevaar")
    assert complaints(bench.window) == []
    bench.key("1", "Tab")
    bench.type("ambulance komt")
    bench.key("Ctrl+Return")
    assert bench.status == "Signaal 26-001: 112 gebeld."
    assert "112 gebeld: ambulance komt (Noor" in words(bench)
    assert [s.step for s in team.femke.ask(acute_steps, concern_id)] == [AcuteStep.CALLED_112]
    assert team.femke.ask(concern_view, concern_id).urgency is Urgency.ACUTE


def test_a_letter_is_answered_twice_and_a_promise_becomes_an_action(team: Team, bench_of: OpenBench, qtbot: QtBot) -> None:
    concern_id = farm(team, channel=Channel.LETTER, source=Source.RESIDENT)
    bench = bench_of(team.sem)
    bench.go("concern", concern_id)
    assert "Laten weten dat het er is, uiterlijk wo 4 november" in words(bench)
    bench.key("T", "3", "Tab", "Down", "Ctrl+Return")
    assert team.sem.ask(concern_view, concern_id).receipt is FeedbackState.GIVEN
    qtbot.waitUntil(lambda: "Terugkoppeling uiterlijk ma 16 november" in words(bench))
    bench.key("T", "Tab", "Down")
    assert isinstance(bench.screen, ConcernsScreen)
    panel = bench.screen.detail.panel
    panel._promised.set_open(True)  # type: ignore[union-attr]
    panel.promise.setFocus()  # type: ignore[union-attr]
    bench.type("Ik bel u na het overleg.")
    bench.key("Ctrl+Return")
    assert "Kies voor welke dag." in words(bench)
    panel.due.setFocus()  # type: ignore[union-attr]
    bench.type("18-11")
    bench.shoot("terugkoppeling-toezegging")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert team.sem.ask(open_feedback) == []
    assert [(a.what, a.is_promise) for a in team.sem.ask(open_actions, team.ids["sem"])] == [("Ik bel u na het overleg.", True)]


def test_the_door_says_why_it_is_the_same_and_what_the_signals_make_together(team: Team, bench_of: OpenBench) -> None:
    september(team)
    concern_id = of_the_story(team)
    farm(team)
    team.sem.do(record_concern, what="Lamp kapot.", place="Beukenlaan 7a, Turfven", certainty=Certainty.SEEN, channel=Channel.ROUND)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    assert "Opeenvolgend: een eerder signaal binnen 6 maanden, op 14 september." in words(bench)
    assert "26-001: zelfde adres, straat afgekort, als “Beukenln 7, Turfven”" in words(bench)
    assert "Lijkt erop: 26-004 Beukenlaan 7a, Turfven, zelfde nummer, andere toevoeging (7 en 7a)." in words(bench)
    bench.shoot("op-dit-adres")
    assert complaints(bench.window) == []


def test_a_double_is_taken_apart_again_by_keyboard(team: Team, bench_of: OpenBench) -> None:
    first, second = september(team), of_the_story(team)
    team.femke.do(set_double, team.femke.ask(concern_view, second), first)
    bench = bench_of(team.femke)
    bench.go("concern", second)
    assert isinstance(bench.screen, ConcernsScreen)
    again = bench.screen.detail._again
    assert again.text() == "Losmaken"
    again.setFocus()
    bench.key("Space")
    bench.type("een ander huis bedoeld")
    bench.key("Ctrl+Return")
    assert bench.status == "Signaal 26-002 ligt weer bij Nieuw."
    assert team.femke.ask(concern_view, second).state is ConcernState.NEW


def test_the_figures_name_sources_and_villages_and_nobody(team: Team, bench_of: OpenBench) -> None:
    for _ in range(6):
        farm(team)
    of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern-figures")
    assert "Het beroep ligt verzegeld bij de melder." in words(bench)
    assert isinstance(bench.screen, ConcernFiguresScreen)
    bench.screen.count_button.click()
    bench.settle()
    assert "Bij geen signaal is een beroep gekozen." in words(bench)
    assert "Professional" in words(bench) and "Dood vee op het erf" in words(bench) and "op een boerenerf: 6" in words(bench)
    assert "Greet" not in words(bench) and "Heikant" not in words(bench)
    bench.shoot("cijfers")
    assert complaints(bench.window) == []
    bench.key("P")
    assert len(bench.window.findChildren(PdfPage)) == 1
    bench.shoot("bedankt")
    bench.key("Esc", "J")
    assert "Jaaroverzicht 2026" in bench.window.findChildren(PdfPage)[-1].text()


def test_signals_of_a_farmyard_are_chosen_with_one_button_and_say_who_thinks_along(team: Team, bench_of: OpenBench) -> None:
    of_the_story(team)
    concern_id = farm(team)
    bench = bench_of(team.femke)
    bench.go("concerns")
    assert isinstance(bench.screen, ConcernsScreen)
    chips = bench.screen._list_card.farm
    assert chips.isVisible() and chips.pill(FARM).text() == "Boerenerf 1"
    chips.pill(FARM).click()
    bench.settle()
    assert [row.key for row in bench.screen.list.rows] == [concern_id]
    bench.go("concern", concern_id)
    bench.screen.detail.asked.findChildren(Fold)[0].set_open(True)
    assert "Vertrouwensloket Welzijn Landbouwhuisdieren" in words(bench)
    bench.shoot("boerenerf")
    assert complaints(bench.window) == []


def test_what_is_owed_next_does_not_come_between_an_answer_and_its_record(
    team: Team, bench_of: OpenBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy computer the new list of what is owed may come before the word that the answer is recorded."""
    concern_id = farm(team, channel=Channel.LETTER, source=Source.RESIDENT)
    bench = bench_of(team.sem)
    bench.go("concern", concern_id)
    real = Weighing._on_recorded

    def late(self: Weighing, name: str, sentence: str) -> None:
        self.know(replace(self._around, owed=team.sem.ask(open_feedback)))
        real(self, name, sentence)

    monkeypatch.setattr(Weighing, "_on_recorded", late)
    bench.key("T", "3", "Tab", "Down", "Ctrl+Return")
    assert "Terugkoppeling uiterlijk ma 16 november" in words(bench)
    bench.key("Ctrl+Z")
    now = team.sem.ask(concern_view, concern_id)
    assert (now.receipt, now.feedback) == (FeedbackState.OPEN, FeedbackState.OPEN), "what was just recorded is taken back"
    bench.key("T", "3", "Tab", "Down", "Ctrl+Return", "T")
    assert isinstance(bench.screen, ConcernsScreen) and isinstance(bench.screen.detail.panel, FeedbackPanel)
    assert not bench.screen.detail.panel.is_receipt, "the next answer is about what is owed next"
