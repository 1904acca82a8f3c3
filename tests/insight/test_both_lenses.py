"""What both lenses saw stands together for who may know of the case, and the log tells who read it."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.concerns.intake import add_observation, concern_view
from expertiseteam.concerns.records import Lens
from expertiseteam.insight.both_lenses import LensLine, both_lenses
from expertiseteam.privacy.reading_log import log_of_case
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome, Plan
from tests.dossier import Team
from tests.faults.surroundings import write_down
from tests.visits.test_duos import NEW

ALONE = Plan(alone_because="alleen zij weet van de casus")


def test_signals_and_visits_of_one_case_newest_first_and_of_no_other(team: Team) -> None:
    signal, other = write_down(team.noor, "Gordijnen dicht."), write_down(team.noor, "Hond blaft.")
    team.noor.do(add_observation, signal, Lens.CARE, "Hij huilde.")
    team.clock.at(2026, 11, 2, 15, 0)
    team.karim.do(add_observation, signal, Lens.ENFORCEMENT, "Slot aan de buitenkant.")
    team.karim.do(add_observation, other, Lens.CARE, "Niet van deze casus.")
    shown = team.femke.ask(concern_view, signal)
    case = team.femke.do(open_case, (shown,), lead_id=team.ids["noor"], closed=True, place="Beukenlaan 7, Turfven", **NEW)
    duo = {"care_id": team.ids["noor"], "enforcement_id": team.ids["noor"], "before": date(2026, 11, 6)}
    visit = team.femke.do(send_duo, case, task="Even langs.", plan=ALONE, **duo)
    team.clock.at(2026, 11, 4, 12, 0)
    seen = {"on": date(2026, 11, 3), "is_announced": True, "outcome": Outcome.AT_THE_DOOR}
    team.noor.do(record_visit, team.noor.ask(visit_view, visit), care_view="Hij wil praten.", **seen)
    today = date(2026, 11, 2)
    assert team.noor.ask(both_lenses, case) == [
        LensLine(Lens.CARE, "Hij wil praten.", "Noor Elzinga", date(2026, 11, 3), ""),
        LensLine(Lens.ENFORCEMENT, "Slot aan de buitenkant.", "Karim Ziani", today, "26-001"),
        LensLine(Lens.CARE, "Hij huilde.", "Noor Elzinga", today, "26-001"),
    ]
    assert [line.who for line in team.femke.ask(log_of_case, case) if line.what == "twee brillen van een casus gelezen"] == ["Noor Elzinga"]
    with pytest.raises(Refused):
        team.sem.ask(both_lenses, case)
