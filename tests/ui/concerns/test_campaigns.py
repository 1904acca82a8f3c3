"""*Wat er in het dorp is gedaan*, through the window by keys."""

from __future__ import annotations

from datetime import date

from expertiseteam.concerns.campaigns import record_campaign
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.ui.concerns.conftest import OpenBench
from tests.ui.concerns.samples import many
from ui.concerns.campaigns import CampaignsScreen


def test_what_was_done_stands_beside_the_signals_that_came_after(team: Team, bench_of: OpenBench) -> None:
    many(team, 12)
    team.lucja.do(record_campaign, "Kraam op de markt", date(2026, 10, 1), "Turfven")
    bench = bench_of(team.lucja)
    bench.go("campaigns")
    assert isinstance(bench.screen, CampaignsScreen)
    bench.key("N", "Ctrl+Return")
    assert bench.screen.panel.what_field.fault == "Schrijf in één zin wat er is gedaan."
    bench.type("Stukje in de dorpskrant: hulp is gratis")
    bench.key("Tab")
    bench.type("morgen")
    bench.key("Ctrl+Return")
    assert "Die dag moet nog komen." in bench.screen.panel.bar.text
    bench.shoot("gedaan-opschrijven")
    assert complaints(bench.window) == []
    bench.screen.panel.day.setText("vandaag")
    bench.key("Ctrl+Return")
    assert bench.status == "Opgeschreven wat er is gedaan."
    bench.shoot("gedaan")
    assert complaints(bench.window) == []
    assert "signalen: 4 weken ervoor 0, erna tot nu toe 12" in spoken(bench.screen)
    bench.screen.list.setFocus()
    bench.screen.list.choose(bench.screen.list.rows[-1].key)
    bench.key("Delete")
    team.femke.do(change_settings, {"smallest_count": 20})
    bench.screen.refresh()
    bench.settle()
    assert [row.right for row in bench.screen.list.rows] == ["4 weken ervoor 0, erna tot nu toe <20"], "what the team chose"
    assert [row.title for row in bench.screen.list.rows] == ["Stukje in de dorpskrant: hulp is gratis"]
