"""The screens of visits as somebody sees them: pictures for a person to look at, and nothing cut off or nameless."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome
from tests.screens.accessibility import complaints
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story, more_cases


def send(story: Story, case: str, care: str, enforcement: str, task: str, before: date) -> str:
    ids = story.team.ids
    return story.team.femke.do(send_duo, case, care_id=ids[care], enforcement_id=ids[enforcement], task=task, before=before)


def test_the_list_the_form_and_the_reading(story: Story, open_stage: Open) -> None:
    team = story.team
    visit = send(story, story.case, "noor", "sem", "Samen langs, rustig beginnen.", date(2026, 11, 6))
    others = more_cases(team)
    send(story, others["Molenweg"], "noor", "karim", "Kijken of de verwarming het weer doet.", date(2026, 11, 12))
    send(story, others["Eindpad"], "hugo", "sem", "De post samen doornemen.", date(2026, 11, 4))
    team.clock.at(2026, 11, 5, 20, 5)
    stage = open_stage(team.noor)
    stage.go("visits")
    stage.shoot("huisbezoeken")
    assert complaints(stage.window) == []
    stage.go("visit", visit)
    stage.shoot("huisbezoek-leeg")
    assert complaints(stage.window) == []
    stage.key("3", "Alt+Z")
    stage.type("Meneer opende na drie keer bellen. Ongeopende post op de trap, at uit blik. Wil praten, niet over geld.")
    stage.key("Alt+A")
    stage.type("Sem haalt met meneer de gasfles weg, maandag")
    stage.key("Return")
    stage.type("Noor komt dinsdag terug met soep")
    stage.key("Alt+T", "Return")
    stage.type("Iemand zoekt uit wie de sleutel heeft")
    stage.shoot("huisbezoek-vastleggen")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    stage.shoot("huisbezoek-lezen-half")
    shown = team.sem.ask(visit_view, visit)
    text = "Achterom vol afval, gasfles in de gang. Geen direct gevaar."
    agreed = (Agreement("Brandgang vrij maken", None, date(2026, 12, 24)),)
    team.sem.do(
        record_visit, shown, on=date(2026, 11, 5), at=time(19), is_announced=True, outcome=Outcome.AT_THE_DOOR,
        care_view=shown.care_view, enforcement_view=text, told="Wij komen dinsdag terug.", agreements=agreed,
    )  # fmt: skip
    stage.go("visits")
    stage.go("visit", visit)
    stage.shoot("huisbezoek-lezen")
    assert complaints(stage.window) == []
