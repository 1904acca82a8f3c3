from __future__ import annotations

from expertiseteam.cases.opening import add_person
from tests.dossier import Team
from tests.screens.accessibility import spoken
from tests.ui.insight.conftest import OpenBench
from tests.ui.insight.samples import a_day
from tests.ui.stage import Stage
from ui.shell.desk import Place


def look_for(bench: Stage, text: str) -> list[str]:
    """Press Ctrl+K, type, and let the typing rest."""
    bench.key("Ctrl+K")
    bench.type(text)
    palette = bench.window.palette_panel
    palette._timer.timeout.emit()
    bench.settle()
    return palette.titles


def test_a_resident_is_found_without_accents_and_leads_to_the_case(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    team.noor.do(add_person, day.beukenlaan, name="Łukasz Şen", phone="06-55500000")
    bench = bench_of(team.noor)
    bench.go("today")
    assert look_for(bench, "lukasz sen")[0].startswith("Łukasz Şen")
    bench.shoot("zoeken")
    bench.key("Return")
    assert bench.window.place == Place("case", day.beukenlaan)


def test_signals_cases_and_actions_are_found_by_word(team: Team, bench_of: OpenBench) -> None:
    day = a_day(team)
    bench = bench_of(team.noor)
    bench.go("today")
    assert any("brievenbus" in title for title in look_for(bench, "brievenbus"))
    bench.key("Escape")
    assert any(title.startswith("26-002 · Kerkstraat · echtpaar · Kerkstraat 4, Turfven") for title in look_for(bench, "kerkstr"))
    bench.key("Escape")
    look_for(bench, "advocaat")
    bench.key("Return")
    assert bench.window.place == Place("actions", day.phone)


def test_a_reporter_is_never_found(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.femke)
    bench.go("today")
    for typed in ("Greet", "Hilkens", "55512345"):
        assert not any(typed in title for title in look_for(bench, typed))
        assert "Hilkens, 06" not in spoken(bench.window)
        bench.key("Escape")


def test_searching_is_no_view_and_opening_a_hit_is(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    bench.go("today")
    before = len(bench.did)
    look_for(bench, "brievenbus")
    assert len(bench.did) == before
    bench.key("Return")
    assert bench.did[0] == "signaal bekeken"


def test_with_names_hidden_hits_are_codes(team: Team, bench_of: OpenBench) -> None:
    a_day(team)
    bench = bench_of(team.noor)
    bench.go("today")
    bench.key("Ctrl+Shift+N")
    titles = look_for(bench, "kerkstraat")
    assert "26-002" in titles
    assert not any("Kerkstraat" in title for title in titles)
