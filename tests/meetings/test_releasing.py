"""F8: which line may go to the screen in the room, and when it leaves it again."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.conduct import change_line, decide, item_still_open, note, open_item, start_meeting, take_back
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.projection import projection
from expertiseteam.meetings.releasing import hide_line, is_released, release_line, released_lines
from expertiseteam.team.settings import change_settings
from tests.dossier import Team
from tests.meetings.test_agenda import NEW

HARMLESS = "Eerst de gasfles weg, dan het gesprek over de tuin."


def test_a_line_is_on_the_wall_in_the_words_that_were_looked_over_and_no_longer(team: Team) -> None:
    case = team.femke.do(open_case, (), label="Kerkpad · man", place="Kerkpad 4, Turfven", lead_id=team.ids["noor"], **NEW)
    team.noor.do(add_person, case, name="Gerrit Oosterwiel")
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, overleg))
    opening, *_, point = [item for item in team.wil.ask(agenda, overleg).items if item.position < 3]
    team.wil.do(open_item, point.id)
    for text in ("Gerrit wil hulp.", "Op Kerkpad 4 is het stil.", "Noor gaat langs.", "Bel 0475 12 34 56."):
        named = team.wil.do(note, point.id, text)
        with pytest.raises(Refused, match="staat een naam, adres of nummer in"):
            team.wil.ask(is_released, named)
        with pytest.raises(Refused, match="staat een naam, adres of nummer in"):
            team.wil.do(release_line, named)
    with pytest.raises(Refused, match="te lang om in de zaal te lezen"):
        team.wil.do(release_line, team.wil.do(note, point.id, "stil " * 50))
    said = team.wil.do(note, point.id, HARMLESS)
    assert team.wil.ask(is_released, said) is False and team.wil.ask(released_lines, overleg) == []
    team.wil.do(release_line, said)
    team.wil.do(release_line, said)
    assert team.wil.ask(is_released, said) and team.femke.ask(released_lines, overleg) == [HARMLESS]
    assert HARMLESS not in repr(team.wil.ask(projection, overleg)), "what has no field for a sentence still has none"
    with pytest.raises(Refused, match="teamlid"):
        team.noor.ask(released_lines, overleg)
    team.femke.do(change_settings, {"wall_shows_code_only": True})
    assert team.wil.ask(released_lines, overleg) == []
    with pytest.raises(Refused, match="alleen nummers"):
        team.wil.do(release_line, said)
    team.femke.do(change_settings, {"wall_shows_code_only": False})
    line = next(one for one in team.wil.ask(item_still_open, point.id, overleg).lines if one.id == said)
    team.wil.do(change_line, line, text="Gerrit wil hulp.")  # other words were never looked over
    assert team.wil.ask(released_lines, overleg) == []
    again = team.wil.do(decide, point.id, HARMLESS)
    team.wil.do(release_line, again)
    team.wil.do(open_item, opening.id)  # another point: the words go with theirs
    assert team.wil.ask(released_lines, overleg) == []
    with pytest.raises(Refused, match="niet open voor de hele kamer"):
        team.wil.do(release_line, again)
    team.wil.do(open_item, point.id)
    assert team.wil.ask(released_lines, overleg) == [HARMLESS]
    team.wil.do(take_back, again)
    assert team.wil.ask(released_lines, overleg) == []
    last = team.wil.do(note, point.id, HARMLESS)
    team.wil.do(release_line, last)
    team.wil.do(hide_line, last)
    assert team.wil.ask(released_lines, overleg) == []
