"""The room decides: what somebody present may not hear is closed to its code, until he is out."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.concerns.intake import concern_view
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, came_or_went, join_meeting, set_present, welcome_guest
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, decide, item_file, item_still_open, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, meetings, plan_series
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.outline import meeting_outline
from expertiseteam.meetings.projection import projection
from expertiseteam.meetings.room import closed_for_room, step_in, step_out
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.exchange.test_arrears import taken_over

LABEL, SAID = "Molenweg · MERKLABEL", "MERKNOTITIE"


class Room:
    """A running overleg: only Femke and Noor are there at first; one closed case (Noor's circle) and one open case."""

    def __init__(self, team: Team) -> None:
        self.team = team
        common = {
            "lead_id": team.ids["noor"],
            "legal_basis": "Wmo 2015",
            "purpose": "hulp",
            "goal": "Weten",
            "bringing_partner": "gemeente",
        }
        self.closed = team.femke.do(open_case, (), label=LABEL, place="Molenweg 1, Turfven", closed=True, **common)
        self.open = team.femke.do(open_case, (), label="Kerkpad · gezin", **common)
        help_for = team.femke.ask(concern_view, taken_over(team))
        self.help = team.femke.do(open_case, (help_for,), label="Lindelaan · HULP", place="Lindelaan 2, Turfven", **common)
        self.guest = team.femke.do(add_member, name="Gerda Gast", role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
        [self.meeting] = team.femke.do(
            plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
        )
        team.femke.do(prepare_agenda, self.meeting)
        self.there("Femke Aarts", "Noor Elzinga")
        team.clock.at(2026, 11, 17, 13, 30)
        team.femke.do(start_meeting, team.femke.ask(meeting, self.meeting))
        self.points = {item.case_id: item.id for item in team.femke.ask(agenda, self.meeting).items}
        self.item = self.points[self.closed]
        team.femke.do(open_item, self.item)
        team.femke.do(note, self.item, SAID)

    def there(self, *names: str) -> None:
        for line in self.team.femke.ask(attendance, self.meeting):
            self.team.femke.do(set_present, line, line.name in names)

    def outsiders(self, item: str) -> list[str]:
        return [one.name for one in self.team.femke.ask(closed_for_room, self.meeting).get(item, ())]


@pytest.fixture
def room(team: Team) -> Room:
    return Room(team)


def test_a_point_closes_to_its_code_as_soon_as_somebody_comes_in_who_may_not_hear_it(room: Room) -> None:
    femke = room.team.femke
    femke.do(decide, room.item, "MERKBESLUIT")
    femke.do(agree, room.item, "MERKACTIE", owner_id=room.team.ids["noor"], due=date(2026, 11, 20))
    opened = femke.ask(item_file, room.item, room.meeting)
    assert SAID in repr(opened)
    assert len(femke.ask(projection, room.meeting).lines) == 2  # that something was decided and agreed, with its day
    room.there("Femke Aarts", "Noor Elzinga", "Hugo Brandt")
    shut = femke.ask(item_still_open, room.item, room.meeting)
    assert [one.name for one in shut.outsiders] == ["Hugo Brandt"] and shut.item.code == "26-001"
    assert opened.item.standing == "regie: Noor Elzinga · spoor zorg" and shut.item.standing == ""
    assert "MERK" not in repr(shut) and "Molenweg" not in repr(shut)
    wall = femke.ask(projection, room.meeting)
    assert wall is not None and (wall.code, wall.village, wall.household, wall.lines) == ("26-001", "", None, ())


def test_it_opens_when_he_is_out_and_the_minutes_of_that_point_say_so(room: Room) -> None:
    femke, hugo = room.team.femke, room.team.ids["hugo"]
    room.there("Femke Aarts", "Noor Elzinga", "Hugo Brandt")
    femke.do(step_out, room.item, hugo)
    femke.do(step_out, room.item, hugo)
    opened = femke.ask(item_still_open, room.item, room.meeting)
    assert opened.outsiders == () and opened.away == ("Hugo Brandt",) and SAID in repr(opened)
    femke.do(step_in, room.item, hugo)
    assert room.outsiders(room.item) == ["Hugo Brandt"]
    femke.do(step_out, room.item, hugo)
    femke.do(close_meeting, femke.ask(meeting, room.meeting))
    assert [item.away for item in femke.ask(minutes_paper, room.meeting).items if item.code == "26-001"] == [("Hugo Brandt",)]
    assert "26-001" not in repr(room.team.hugo.ask(minutes_paper, room.meeting))  # nor that there was something to leave for
    with pytest.raises(Refused, match="niet bezig"):
        femke.do(step_out, room.item, hugo)


def test_a_guest_hears_only_the_cases_of_his_circles_and_the_officer_hears_all(room: Room) -> None:
    room.there("Femke Aarts", "Noor Elzinga", "Gerda Gast")
    assert room.outsiders(room.points[room.open]) == ["Gerda Gast"] == room.outsiders(room.item)
    room.there("Femke Aarts", "Wil Stam")
    assert room.outsiders(room.points[room.open]) == [] and room.outsiders(room.item) == ["Wil Stam"]
    assert room.team.noor.ask(closed_for_room, room.meeting).keys() <= {room.item}


def test_a_case_that_is_only_for_help_is_closed_as_long_as_enforcement_is_in_the_room_and_on_the_wall_too(room: Room) -> None:
    femke, point = room.team.femke, room.points[room.help]
    femke.do(open_item, point)
    room.there("Femke Aarts", "Noor Elzinga", "Sem de Graaf")  # he enforces
    assert room.outsiders(point) == ["Sem de Graaf"] and room.outsiders(room.points[room.open]) == []
    wall = femke.ask(projection, room.meeting)
    assert wall is not None and (wall.village, wall.household) == ("", None)
    assert "HULP" not in repr(femke.ask(item_still_open, point, room.meeting))
    room.there("Femke Aarts", "Noor Elzinga", "Wil Stam")
    assert room.outsiders(point) == []


def test_who_comes_later_or_leaves_early_is_named_at_the_points_that_were_missed(room: Room) -> None:
    femke, team = room.team.femke, room.team
    karim = next(line for line in femke.ask(attendance, room.meeting) if line.name == "Karim Ziani")
    team.clock.at(2026, 11, 17, 13, 40)
    femke.do(came_or_went, karim, True)
    team.clock.at(2026, 11, 17, 13, 45)
    femke.do(open_item, room.points[room.open])
    femke.do(note, room.points[room.open], "Ging goed.")
    woonpunt = team.organisations["Woonpunt"]
    femke.do(welcome_guest, room.meeting, name="Pia Gast", organisation_id=woonpunt, discipline=Discipline.HOUSING)
    newcomer = femke.do(add_member, name="Nora Nieuw", role=Role.MEMBER, discipline=Discipline.CARE)
    femke.do(join_meeting, room.meeting, newcomer)
    with pytest.raises(Refused, match="staat al op de lijst"):
        femke.do(join_meeting, room.meeting, newcomer)
    with pytest.raises(Refused, match="van een organisatie"):
        femke.do(welcome_guest, room.meeting, name="Zo Maar", organisation_id="", discipline=Discipline.CARE)
    assert room.outsiders(room.points[room.open]) == ["Pia Gast"]  # let in to no case yet
    team.clock.at(2026, 11, 17, 13, 50)
    noor = next(line for line in femke.ask(attendance, room.meeting) if line.name == "Noor Elzinga")
    femke.do(came_or_went, noor, False)
    guest = next(line for line in femke.ask(attendance, room.meeting) if line.name == "Pia Gast")
    femke.do(set_present, guest, True, "vanaf 13.45 uur, tot 13.47, belt nog na")
    team.clock.at(2026, 11, 17, 14, 0)
    femke.do(close_meeting, femke.ask(meeting, room.meeting))
    paper = femke.ask(minutes_paper, room.meeting)
    away = {item.code: item.away for item in paper.items}
    assert away["26-001"] == ("Karim Ziani tot 13.40 uur", "Nora Nieuw", "Pia Gast")
    assert away["26-002"] == ("Noor Elzinga vanaf 13.50 uur", "Pia Gast vanaf 13.47 uur")
    there = {one.name: (one.present, one.organisation, one.remark) for one in paper.attendees}
    assert there["Pia Gast"] == (True, "Woonpunt", "vanaf 13.45 uur, tot 13.47 uur, belt nog na")
    assert there["Noor Elzinga"][0] and there["Noor Elzinga"][2] == "tot 13.50 uur" and not there["Hugo Brandt"][0]
    outline = femke.ask(meeting_outline, room.meeting)
    assert outline.present == 5
    following = next(one.id for one in femke.ask(meetings) if one.on == date(2026, 12, 8))
    femke.do(prepare_agenda, following)
    expected = {line.name for line in femke.ask(attendance, following)}
    assert "Pia Gast" not in expected and {"Nora Nieuw", "Gerda Gast"} - expected == {"Gerda Gast"}  # guests come for a case of theirs
