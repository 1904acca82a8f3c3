"""What was seen through both lenses stands side by side in the case, with who looked and when."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from expertiseteam.cases.opening import link_concern
from expertiseteam.concerns.intake import add_observation, concern_view
from expertiseteam.concerns.records import Lens
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import timeline
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Consent, Outcome
from tests.faults.surroundings import write_down
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.cases.detail import TABS
from ui.widgets.frames import Scrolled, Well

VISITS = f"Alt+{TABS.index('visits') + 1}"


def test_two_lenses_side_by_side_with_who_looked_and_when(story: Story, open_stage: Open) -> None:
    team = story.team
    signal = write_down(team.lucja, "Gordijnen al weken dicht.")
    team.noor.do(add_observation, signal, Lens.CARE, "Hij huilde toen ik koffie aanbood.")
    team.femke.do(link_concern, team.femke.ask(concern_view, signal), story.case)
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"]}
    visit = team.femke.do(send_duo, story.case, task="Samen langs.", before=date(2026, 11, 6), **duo)
    team.clock.at(2026, 11, 5, 16, 0)
    team.noor.do(
        record_visit,
        team.noor.ask(visit_view, visit),
        on=date(2026, 11, 5),
        is_announced=True,
        outcome=Outcome.HELP_REFUSED,
        care_view="Meneer at uit blik.",
        enforcement_view="\n".join(["Gasfles in de gang.", *(f"Kamer {number}: leeg." for number in range(60))]),
        consent=Consent.GIVEN,
    )
    seen = [(e.title, e.detail, e.by) for e in team.noor.ask(timeline, story.case) if "bril" in e.title]
    assert team.noor.ask(opened_case, story.case, team.clock.today).events == len(team.noor.ask(timeline, story.case))
    assert seen == [("Zorgbril, signaal 26-001", "Hij huilde toen ik koffie aanbood.", "Noor Elzinga")]
    stage = open_stage(team.noor)
    stage.go("case", story.case)
    stage.key(VISITS)
    tab = stage.cases.detail.visits_tab
    tab.lenses_button.setFocus()
    stage.key("Return")
    care, enforcement = (well for well in tab.lenses.findChildren(Well) if well.isVisible())
    assert [label.text() for label in care.findChildren(QLabel) if label.text()] == [
        "Zorgbril",
        "Meneer at uit blik.",
        "Noor Elzinga, do 5 november, huisbezoek",
        "Hij huilde toen ik koffie aanbood.",
        "Noor Elzinga, ma 2 november, signaal 26-001",
    ]
    assert "Gasfles in de gang." in spoken(enforcement) and "Sem de Graaf, do 5 november, huisbezoek" in spoken(enforcement)
    bar = next(part for part in tab.lenses.findChildren(Scrolled)).verticalScrollBar()
    stage.key("PgDown")  # the keyboard is on the button
    assert bar.value() > 0
    stage.key("PgUp")
    assert bar.value() == 0
    assert complaints(stage.window) == []
    stage.shoot("casus-twee-brillen")
    assert "twee brillen van een casus gelezen" in [line.what for line in team.femke.ask(log_of_case, story.case)]
    stage.key("Ctrl+Shift+N")
    assert "Gasfles" not in spoken(tab.lenses) and "Sem de Graaf, do 5 november, huisbezoek" in spoken(tab.lenses)
    stage.key("Escape")
    assert tab.list.isVisible()
    stage.shoot("casus-huisbezoeken")
