"""*Wat werkt hier* through the window: by keyboard, read aloud, and on paper."""

from __future__ import annotations

from tests.dossier import Team
from tests.insight.test_what_works import forty_five
from tests.screens.accessibility import complaints, spoken
from tests.ui.insight.conftest import OpenBench
from ui.insight.what_works import WhatWorksScreen
from ui.shell.pdf_view import PdfPage


def test_a_team_leader_reads_what_works(team: Team, bench_of: OpenBench) -> None:
    forty_five(team)
    bench = bench_of(team.femke)
    screen = bench.go("what-works")
    assert isinstance(screen, WhatWorksScreen) and bench.focus is screen.questions
    assert screen.questions.current == "MODE" and "Bij ‘langsgaan’ is vaker iemand bereikt dan bij ‘bellen’" in screen.sentence.text()
    bench.shoot("wat-werkt")
    bench.shoot("wat-werkt-groot", scale=130)
    assert complaints(bench.window) == []
    bench.key("Return")
    assert bench.focus is screen.groups
    assert screen.groups.rows[0].words() == (
        "langsgaan: 25 huishoudens gezocht, bereikt 20 van 25 (80%), 61 tot 91%, hulp te klein om te tonen"
    )
    screen.questions.setFocus()
    bench.key("End")
    assert screen.questions.current == "VILLAGE" and "Weidevoort: 5 huishoudens gezocht, bereikt te klein om te tonen" in spoken(screen)
    screen.questions.choose("AGE")
    assert "18 tot 27" in screen.hidden.text()
    bench.shoot("wat-werkt-klein")
    bench.key("P")
    [page] = bench.window.findChildren(PdfPage)
    assert "Wat elders is gevonden" in page.text()
