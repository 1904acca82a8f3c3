"""A duo from choosing to recording, through the real windows: a refused pair, a suggested one, an evening that is not heard of, and an old
lady who lets in and accepts no help; then a red door, a young man who is reached by phone in the end, and an owner of a villa who does not
want his data used. The keys for recording a visit are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from expertiseteam.cases.opening import open_case
from expertiseteam.team.training import record_training
from expertiseteam.visits.duos import case_visits, planned_visits, send_duo, visit_view
from expertiseteam.visits.records import Consent, ContactMode, Outcome, Refusal, Risk
from tests.acceptance.play import NEW, Play
from tests.dossier import Team
from tests.screens.accessibility import spoken
from ui.cases.screen import CasesScreen
from ui.shell.desk import Place
from ui.visits.record import VisitForm

MOST_KEYS = 12  # to record a visit, besides the words that somebody writes: two minutes must do


@pytest.fixture
def play(team: Team, tmp_path: Path) -> Iterator[Play]:
    made = Play(team, tmp_path)
    yield made
    made.close()


def test_a_duo_from_choosing_to_recording(play: Play, team: Team, tell: Callable[[str], None]) -> None:
    case = team.femke.do(open_case, (), label="Molenweg · vrouw", lead_id=team.ids["noor"], place="Molenweg 7, Turfven", **NEW)
    for name, parts in (("noor", 3), ("iris", 1), ("sem", 1)):
        team.femke.do(record_training, team.ids[name], subject="Signaleren van zorg", parts=parts, on=date(2026, 3, 2))

    # two who learned to signal only are refused, with what is missing; a suggested pair goes
    play.as_member("femke")
    play.program.main.go(Place("case", case))
    play.settle()
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    play.key("Alt+D")
    for text in ("Iris", "Sem", "Samen langs, rustig beginnen.", "6 november"):
        play.type(text)
        play.key("Tab")
    play.key("Ctrl+Return")
    panel = screen.detail.duo
    assert "Minstens één van beiden heeft trainingsstap 2 nodig" in panel.bar.text
    assert team.femke.ask(planned_visits) == []
    panel.pair.suggested.buttons[0].setFocus()
    play.key("Return")
    panel.plan.day.setFocus()
    play.type("5 november")
    panel.plan.begins.setFocus()
    play.type("19.00")
    panel.plan.contact.setFocus()
    play.type("Iris")
    panel.plan.heard_at.setFocus()
    play.type("21.00")
    play.key("Ctrl+Return")
    [planned] = team.femke.ask(planned_visits)
    assert (planned.duo, planned.planned_on) == ("Noor en Sem", date(2026, 11, 5))

    # nobody heard of them at nine: it stands in red for who signs in
    team.clock.at(2026, 11, 5, 21, 5)
    play.as_member("wil")
    alarm = play.program.main.alarm
    assert alarm.isVisible() and "Van Noor en Sem (26-001) is om 21.00 uur niets gehoord; Iris Kuyper wacht." in alarm.text

    # Noor writes down what they saw, with few keys; who records is back
    play.as_member("noor")
    keys = 0

    def press(*names: str) -> None:
        nonlocal keys
        keys += len(names)
        play.key(*names)

    press("Ctrl+6", "Return")  # the list of visits begins at the first of her own
    form = play.screen
    assert isinstance(form, VisitForm)
    press("5", "Tab")  # let in, no help; why not
    play.type("denkt")
    press("Tab", "1", "Tab", "Space")  # with consent; told who they are
    press("Alt+Z")
    play.type("Mevrouw laat ons binnen, zet thee, en wil verder niets.")
    press("Ctrl+Return")
    kept = team.sem.ask(visit_view, planned.id)
    assert (kept.outcome, kept.refusal, kept.consent, kept.told_purpose) == (
        Outcome.HELP_REFUSED,
        Refusal.THINKS_IT_COSTS,
        Consent.GIVEN,
        True,
    )
    assert kept.checked_in is not None and not play.program.main.alarm.isVisible()
    tell(f"een huisbezoek vastleggen: {keys} toetsen naast de tekst")
    assert keys <= MOST_KEYS, keys


def test_a_red_door_a_young_man_and_a_villa(play: Play, team: Team) -> None:
    ids = team.ids
    red, young, villa = (
        team.femke.do(open_case, (), label=label, lead_id=ids["noor"], place=place, **NEW)
        for label, place in (
            ("Heikant · man", "Heikant 3, Ganzenhoek"),
            ("Molenweg · jongen", "Molenweg 7, Turfven"),
            ("Lindelaan · echtpaar", "Lindelaan 1, Weidevoort"),
        )
    )
    duo = {"care_id": ids["noor"], "enforcement_id": ids["sem"], "before": date(2026, 11, 6)}
    first, at_villa = (team.femke.do(send_duo, case, task="Rustig beginnen.", **duo) for case in (young, villa))

    # red: nobody goes alone; a talk at a safe place may
    play.as_member("femke")
    play.program.main.go(Place("case", red))
    play.settle()
    screen = play.screen
    assert isinstance(screen, CasesScreen)
    play.key("Alt+D")
    for text in ("Noor", "Noor", "Sem is ziek", "Samen langs.", "6 november"):
        play.type(text)
        play.key("Tab")
    panel = screen.detail.duo
    panel.plan.safety.set_open(True)
    panel.plan.risk.pill(Risk.RED.name).click()
    panel.plan.measures.setFocus()
    play.type("eerst de wijkagent bellen")
    play.key("Ctrl+Return")
    assert "Bij rood gaat niemand alleen." in panel.bar.text and not team.femke.ask(case_visits, red)
    panel.plan.safer.setFocus()
    play.key("Space")
    play.type("spreekkamer van het gemeentehuis")
    panel.pair.enforcement.set_value(ids["sem"])
    play.key("Ctrl+Return")
    [planned] = team.femke.ask(case_visits, red)
    assert (planned.risk, planned.how, planned.duo) == (Risk.RED, ContactMode.ELSEWHERE, "Noor en Sem")

    # nobody opens in the evening: another way is proposed, and by phone he is reached
    team.clock.at(2026, 11, 4, 19, 30)
    play.as_member("noor")
    play.program.main.go(Place("visit", first))
    play.settle()
    form = play.screen
    assert isinstance(form, VisitForm)
    play.key("1")
    form.fields.time.setFocus()
    play.type("19.00")
    play.key("Ctrl+Return")
    assert "De volgende poging staat gepland: bellen, ochtend" in play.status
    again = next(one for one in team.noor.ask(case_visits, young) if one.id != first)
    team.clock.at(2026, 11, 5, 10, 0)
    play.program.main.go(Place("visit", again.id))
    play.settle()
    play.key("3", "Alt+Z")
    play.type("Hij nam op en wil vrijdag praten.")
    play.key("Ctrl+Return")
    assert [one.outcome for one in team.noor.ask(case_visits, young) if one.id == again.id] == [Outcome.AT_THE_DOOR]

    # the owner of the villa objects: the case is restricted at once, and only the aandachtsfunctionaris decides
    play.program.main.go(Place("visit", at_villa))
    play.settle()
    play.key("6")
    form.fields.outcome.pill(Outcome.OBJECTION.name).click()
    play.key("Alt+Z")
    play.type("U mag mijn gegevens niet gebruiken.")
    play.key("Ctrl+Return")
    assert "De casus is beperkt" in play.status
    play.program.main.go(Place("cases"))
    play.settle()
    assert "Lindelaan" not in spoken(play.screen)
    play.as_member("femke")
    play.program.main.go(Place("today"))
    play.settle()
    assert "bezwaar tegen gegevensgebruik" in spoken(play.screen)
