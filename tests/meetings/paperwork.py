"""An overleg that has been held, with two cases and a closed one, for tests of its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import Place
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from tests.dossier import Team

WOONPUNT, OTHERS, CLOSED = "GEHEIMWOON", "GEHEIMANDERS", "GEHEIMDICHT"  # the marked words of the three cases


@dataclass(frozen=True)
class Held:
    """Ids of what was made. `cases` and `items`: by marked word."""

    meeting: str
    following: str
    cases: dict[str, str]
    items: dict[str, str]


def hold(team: Team) -> Held:
    """Plan two overleggen, hold the first with a line of every kind for each case. Woonpunt stands only at the door of its own."""
    cases = {}
    for word in (WOONPUNT, OTHERS, CLOSED):
        cases[word] = team.femke.do(
            open_case,
            (),
            label=f"Kerkpad · {word}",
            lead_id=team.ids["noor"],
            legal_basis="Wmo 2015",
            purpose="hulp",
            goal=f"{word} doel",
            bringing_partner="gemeente",
            closed=word == CLOSED,
        )
    for word in (WOONPUNT, CLOSED):
        team.femke.do(set_place, cases[word], team.organisations["Woonpunt"], Place.FRONT, condition=f"{word} voorwaarde")
    team.femke.do(set_place, cases[OTHERS], team.organisations["Bemoeizorg"], Place.FRONT)
    first, second = team.femke.do(plan_series, first=date(2026, 11, 10), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.clock.at(2026, 11, 10, 13, 30)
    team.femke.do(prepare_agenda, first)
    team.femke.do(start_meeting, team.femke.ask(meeting, first))
    points = {i.case_id: i.id for i in team.femke.ask(agenda, first).items}
    items = {word: points[case] for word, case in cases.items()}
    for word, item in items.items():
        team.femke.do(open_item, item)
        team.femke.do(note, item, f"{word} notitie.")
        team.femke.do(decide, item, f"{word} besluit.")
        team.femke.do(agree, item, f"{word} actie", owner_id=team.ids["noor" if word == CLOSED else "karim"], due=date(2026, 11, 20))
    opening = next(i.id for i in team.femke.ask(agenda, first).items if i.case_id is None)
    team.femke.do(note, opening, "Een woord over het team.")
    team.clock.at(2026, 11, 10, 15, 0)
    team.femke.do(close_meeting, team.femke.ask(meeting, first))
    return Held(first, second, cases, items)


def begin_following(team: Team, held: Held) -> None:
    """Start the second overleg, in which the minutes of the first can be adopted."""
    team.clock.at(2026, 12, 1, 13, 30)
    team.femke.do(prepare_agenda, held.following)
    team.femke.do(start_meeting, team.femke.ask(meeting, held.following))
