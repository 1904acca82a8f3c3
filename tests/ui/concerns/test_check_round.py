"""A check round through the window: by keys, with the only sentence that may be said."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from expertiseteam.concerns.check_round import check_rounds
from expertiseteam.concerns.records import Known
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import BUUR, of_the_story
from tests.ui.stage import Stage
from ui.concerns.check_panels import AnswersPanel, AskPanel
from ui.concerns.inbox import ConcernsScreen


def words(bench: Stage) -> str:
    return "\n".join(label.text() for label in bench.screen.findChildren(QLabel) if label.isVisible())


def test_partners_are_asked_and_their_answers_recorded_by_keyboard(team: Team, bench_of: OpenBench) -> None:
    concern_id = of_the_story(team)
    bench = bench_of(team.femke)
    bench.go("concern", concern_id)
    bench.key("C", "Ctrl+Return")
    assert "Kies minstens één partner." in words(bench)
    assert isinstance(bench.screen, ConcernsScreen)
    panel = bench.screen.detail.panel
    assert isinstance(panel, AskPanel)
    assert "Zeg alleen: “Kent u Beukenlaan 7, Turfven? Antwoord met ja, nee of neem contact op.”" in words(bench)
    assert BUUR not in panel._say.text()
    panel.purpose.setFocus()
    bench.type("hulp")
    bench.key("Tab", "1", "2", "Tab")
    bench.type("anders weten we niet of er al iemand komt")
    bench.shoot("checkronde")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert bench.status == "De checkronde bij signaal 26-001 loopt."
    assert "Checkronde (hulp aanbieden, tot 9 november). Bemoeizorg: nog geen antwoord; Jeugdteam: nog geen antwoord." in words(bench)
    bench.key("C", "3")
    assert isinstance(bench.screen.detail.panel, AnswersPanel)
    bench.shoot("checkronde-antwoorden")
    assert complaints(bench.window) == []
    bench.key("Ctrl+Return")
    assert "Bemoeizorg: neem contact op; Jeugdteam: nog geen antwoord." in words(bench)
    bench.key("C", "Tab", "Space", "Ctrl+Return")
    one = team.femke.ask(check_rounds, concern_id)[0]
    assert [a.answer for a in one.answers] == [Known.CONTACT, None] and one.closed_on is not None
    assert "Checkronde (hulp aanbieden, gesloten)." in words(bench)
