"""Who is away: never why, each for himself, and never in the place of who stands in."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.team.absence import AbsenceLine, absences, is_away, record_absence, withdraw_absence
from expertiseteam.team.deputation import deputise
from expertiseteam.team.members import members
from tests.dossier import Team

TODAY = date(2026, 11, 2)


def day(number: int) -> date:
    return date(2026, 11, number)


def test_everybody_says_it_himself_and_the_desk_for_others(team: Team) -> None:
    team.noor.do(record_absence, team.ids["noor"], day(9), day(13))
    team.wil.do(record_absence, team.ids["sem"], day(3), day(3))
    with pytest.raises(Refused, match="legt u dit niet vast"):
        team.noor.do(record_absence, team.ids["sem"], day(20), day(20))
    found = team.iris.ask(absences, TODAY)
    assert [(a.member_id, a.since, a.until) for a in found] == [
        (team.ids["sem"], day(3), day(3)),
        (team.ids["noor"], day(9), day(13)),
    ]
    noor = next(m for m in team.iris.ask(members) if m.id == team.ids["noor"])
    assert noor.away_from(day(13)) == [(day(9), day(13))] and noor.away_from(day(14)) == []
    assert [noor.name_on(day(n)) for n in (8, 9)] == ["Noor Elzinga", "Noor Elzinga · op dit moment afwezig"]
    with pytest.raises(Refused, match="legt u dit niet vast"):
        team.noor.do(withdraw_absence, found[0])
    team.wil.do(withdraw_absence, found[0])
    team.clock.at(2026, 11, 11, 9, 0)
    team.noor.do(withdraw_absence, found[1])  # back on Wednesday: the first two days stay
    assert team.iris.ask(absences, TODAY) == [AbsenceLine(found[1].id, 2, team.ids["noor"], day(9), day(10))]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (day(13), day(12), "vóór de eerste"),
        (date(2026, 10, 1), day(1), "al voorbij"),
        (day(2), date(2028, 1, 1), "Langer dan een jaar"),
        (day(10), day(20), "Er staat al dat Noor Elzinga afwezig is van ma 9 november tot en met vr 13 november"),
    ],
)
def test_days_that_cannot_be(team: Team, since: date, until: date, words: str) -> None:
    team.noor.do(record_absence, team.ids["noor"], day(9), day(13))
    with pytest.raises(Refused, match=words):
        team.noor.do(record_absence, team.ids["noor"], since, until)
    assert len(team.noor.ask(absences, TODAY)) == 1


def test_who_is_away_does_not_stand_in(team: Team) -> None:
    team.noor.do(record_absence, team.ids["noor"], day(9), day(13))
    noor = next(member for member in team.femke.ask(members) if member.id == team.ids["noor"])
    with pytest.raises(Refused, match="zelf afwezig van ma 9 november"):
        team.femke.do(deputise, noor, day(10), day(4))
    team.femke.do(deputise, noor, day(8), day(4))


def test_two_people_are_there_together_only_on_a_day_that_both_are() -> None:
    first, second = AbsenceLine("a", 1, "n", day(2), day(4)), AbsenceLine("b", 1, "s", day(5), day(6))
    assert is_away((first, second), day(2), day(6))
    assert is_away((second, first), day(3), day(5))
    assert not is_away((first, second), day(2), day(7))
    assert not is_away((), day(2), day(2))
