"""A plan that cannot be is refused in a sentence; a missed call stands there for everybody until the duo is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import icalendar
import pytest

from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseResult
from expertiseteam.exchange.calendar_file import visits_file
from expertiseteam.insight.field_changes import field_changes
from expertiseteam.insight.today import today
from expertiseteam.team.absence import record_absence
from expertiseteam.team.members import change_member, members
from expertiseteam.team.settings import change_settings
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.duos import planned_visits, send_duo, visit_view
from expertiseteam.visits.planning import plan_visit
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import ContactMode, DayPart, IncidentKind, NextTry, Outcome, Phones, Plan, Risk
from expertiseteam.visits.safety import check_in, contacts_at_door, missed_check_ins, record_incident, visit_incidents
from expertiseteam.visits.week import clashes, for_calendar, monday_of, move_visit, waits_for_calendar, week_plan
from tests.cases.endings import ended
from tests.dossier import Team
from tests.visits.test_duos import NEW
from ui.insight.words import no_more_row

DAY, LAST = date(2026, 11, 5), date(2026, 11, 6)


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)


def send(team: Team, case: str, plan: Plan, care: str = "noor", enforcement: str = "sem", **more: Any) -> str:
    duo = {"care_id": team.ids[care], "enforcement_id": team.ids[enforcement]}
    return team.femke.do(send_duo, case, task="Samen langs.", before=LAST, plan=plan, **duo, **more)


def evening(team: Team, **other: Any) -> Plan:
    """An evening visit for which Iris waits until 21.00."""
    whole = Plan(DAY, time(19), time(20), check_in_id=team.ids["iris"], check_in_at=time(21), check_in_phones=Phones.DUO)
    return replace(whole, **other)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=amsterdam())  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(planned_at=time(10)), "ook de dag"),
        (Plan(DAY, None, time(10)), "hoe laat het duo begint"),
        (Plan(date(2026, 11, 1)), "al voorbij"),
        (Plan(date(2026, 11, 7)), "later dan de uiterste dag"),
        (Plan(said_purpose="rookmelder nakijken"), "Schrijf waarom"),
        (Plan(said_purpose="rookmelder nakijken", not_open_because="onrust"), "toezichthouder"),
        (Plan(risk=Risk.ORANGE), "maatregelen"),
        (Plan(prompts="DARK OWN_9"), "staat niet in de lijst “Waar u vooraf op let”"),
        (Plan(risk=Risk.RED, measures=" "), "maatregelen"),
        (Plan(DAY, time(19)), "achterwacht"),
        (Plan(DAY, time(17), time(18, 30)), "achterwacht"),  # not back before the evening
        (Plan(DAY, time(17, 30)), "achterwacht"),  # nobody said how long: an hour
        (Plan(DAY, time(5, 30)), "achterwacht"),  # in the night
    ],
)
def test_a_plan_that_cannot_be(team: Team, case: str, plan: Plan, words: str) -> None:
    with pytest.raises(Refused, match=words):
        send(team, case, plan)
    assert team.femke.ask(planned_visits) == []


def test_another_purpose_is_for_who_does_not_supervise_and_has_a_reason(team: Team, case: str) -> None:
    visit = send(team, case, Plan(said_purpose="kennismaken", not_open_because="mevrouw schrikt van het woord schuld"), "noor", "hugo")
    assert team.noor.ask(visit_view, visit).not_open_because == "mevrouw schrikt van het woord schuld"
    team.femke.do(change_settings, {"other_purpose": False})  # domain.md, row 11: some teams never do
    with pytest.raises(Refused, match="altijd open kaart"):
        send(team, case, Plan(said_purpose="kennismaken", not_open_because="rust"), "noor", "hugo")


def test_red_is_never_alone_and_who_goes_alone_says_why(team: Team, case: str) -> None:
    with pytest.raises(Refused, match="twee verschillende"):
        send(team, case, Plan(), "noor", "noor")
    with pytest.raises(Refused, match="niemand alleen.*veilige plek"):
        send(team, case, Plan(alone_because="Sem is ziek", risk=Risk.RED, measures="in het gemeentehuis"), "noor", "noor")
    send(team, case, Plan(alone_because="mevrouw kent alleen Noor"), "noor", "noor")
    [line] = team.femke.ask(planned_visits)
    assert line.duo == "Noor"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"check_in_id": None}, "achterwacht"),
        ({"check_in_at": None}, "achterwacht"),
        ({"check_in_phones": None}, "achterwacht"),
        ({"check_in_at": time(18, 30)}, "ná het begin"),
    ],
)
def test_an_evening_visit_asks_who_waits_until_when_and_who_phones(team: Team, case: str, other: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        send(team, case, evening(team, **other))
    with pytest.raises(Refused, match="gaat zelf mee"):
        send(team, case, evening(team, check_in_id=team.ids["sem"]))
    send(team, case, evening(team, check_in_id=None), mode=ContactMode.PHONE)  # who phones is not on the road


def test_who_is_at_a_door_himself_waits_for_nobody(team: Team, case: str) -> None:
    other = evening(team, planned_at=time(20, 30), ends_at=None, check_in_id=team.ids["lucja"], check_in_at=time(22))
    send(team, case, other, "iris", "hugo")
    with pytest.raises(Refused, match="Iris Kuyper gaat om 20.30 uur zelf op huisbezoek"):
        send(team, case, evening(team))
    with pytest.raises(Refused, match="Bij een avondbezoek"):  # the hour is for the duo to say; that it is evening stands there
        send(team, case, Plan(DAY), part=DayPart.EVENING)
    visit = send(team, case, evening(team, planned_at=None, ends_at=None, check_in_at=time(20, 30)), part=DayPart.EVENING)
    shown = team.noor.ask(visit_view, visit)
    assert shown.check_in_due == at(2026, 11, 5, 20, 30)
    with pytest.raises(Refused, match="zelf op huisbezoek"):
        team.noor.do(plan_visit, shown, replace(shown.plan, check_in_at=time(21)))
    [moved] = [one for one in team.noor.ask(week_plan, monday_of(DAY)).planned if one.id == visit]
    team.noor.do(move_visit, moved, DAY, time(19), time(20))
    [late] = [one for one in team.noor.ask(week_plan, monday_of(DAY)).planned if one.id != visit]
    team.noor.do(move_visit, late, DAY, time(20))  # his own visit gets in the way later: that is said, not forbidden
    wrong = clashes(team.noor.ask(week_plan, monday_of(DAY)))
    assert wrong == {visit: "Iris is achterwacht en gaat dan naar 26-001", late.id: "Iris is dan achterwacht bij 26-001"}


def test_who_waits_no_longer_is_told_so_and_so_is_his_calendar(team: Team, case: str) -> None:
    first = team.noor.ask(visit_view, send(team, case, evening(team)))
    team.noor.do(plan_visit, first, evening(team, check_in_id=team.ids["lucja"]))
    ids, now = team.ids, {one: team.femke.ask(today, team.ids[one], DAY) for one in ("iris", "lucja")}
    assert [no_more_row(one, hidden=True).subtitle for one in now["iris"].changed] == ["U bent hier geen achterwacht meer."]
    assert now["iris"].waits == () and [one.id for one in now["lucja"].waits] == [first.id] and now["lucja"].changed == ()

    def calendar(who: str) -> list[tuple[str, str]]:
        file = visits_file([], "Team", team.clock.now, 60, waits_for_calendar(team.femke.ask(week_plan, monday_of(DAY)), ids[who]))
        events = icalendar.Calendar.from_ical(file).walk("VEVENT")
        return [(str(one["summary"]), str(one["status"])) for one in events]

    assert (calendar("iris"), calendar("lucja")) == ([("Achterwacht 26-001", "CANCELLED")], [("Achterwacht 26-001", "CONFIRMED")])
    moved = team.noor.ask(visit_view, first.id)
    team.noor.do(plan_visit, moved, Plan(DAY, time(10)))  # by day nobody waits
    assert [calendar(one) for one in ("iris", "lucja")] == [[("Achterwacht 26-001", "CANCELLED")]] * 2
    assert "Wie achterwacht is bij een huisbezoek" in [one.title for one in team.noor.ask(field_changes, case)]


def test_a_team_says_itself_when_the_evening_begins(team: Team, case: str) -> None:
    team.femke.do(change_settings, {"evening_begins": "20.00"})
    send(team, case, Plan(DAY, time(19), time(20)))
    with pytest.raises(Refused, match="achterwacht"):
        send(team, case, Plan(DAY, time(19), time(20, 30)))


def test_who_is_asked_to_another_village_does_not_find_the_consult_hour_in_his_own(team: Team, case: str) -> None:
    away = {"mode": ContactMode.CONSULT_ELSEWHERE}
    with pytest.raises(Refused, match="ligt in Turfven, het eigen dorp.*spreekuur in eigen dorp"):
        send(team, case, Plan(DAY, safe_place="De Kei, turfven"), **away)
    send(team, case, Plan(DAY, safe_place="Dorpshuis Ganzenhoek"), **away)
    [one] = team.noor.ask(planned_visits)
    assert one.meets_at == "Dorpshuis Ganzenhoek"


def test_who_may_not_know_of_the_case_does_not_wait_and_who_waits_is_told_so(team: Team, case: str) -> None:
    shut = team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Molenweg 1, Turfven", closed=True, **NEW)
    alone = {"alone_because": "mevrouw kent alleen Noor"}
    with pytest.raises(Refused, match="Iris Kuyper mag van deze casus niet weten. Als het duo zich niet meldt, ziet hij dat niet"):
        send(team, shut, evening(team, **alone), "noor", "noor")
    who_may = {one: team.femke.ask(duo_choice, which, DAY).knowing for one, which in (("open", case), ("shut", shut))}
    assert who_may == {"open": frozenset(team.ids.values()), "shut": {team.ids["femke"], team.ids["noor"]}}
    send(team, shut, evening(team, check_in_id=team.ids["femke"], **alone), "noor", "noor")
    send(team, case, evening(team))

    def waits(who: str) -> list[tuple[str, str, str]]:
        found = team.iris.ask(today, team.ids[who], DAY) if who == "iris" else team.femke.ask(today, team.ids[who], DAY)
        assert waits_for_calendar(team.femke.ask(week_plan, monday_of(DAY)), team.ids[who]) == list(found.waits)
        return [(one.code, one.duo, one.who_phones) for one in found.waits]

    assert waits("iris") == [("26-001", "Noor en Sem", "het duo belt u")] and waits("femke") == [("26-002", "Noor", "het duo belt u")]
    assert waits("noor") == []


def test_when_the_case_ends_nobody_goes_and_the_duo_reads_why_but_who_is_on_the_road_is_still_waited_for(team: Team, case: str) -> None:
    later, tonight = send(team, case, Plan(LAST)), send(team, case, evening(team))
    team.clock.at(2026, 11, 5, 19, 30)
    team.femke.do(close_case, team.femke.ask(case_view, case), ended(CaseResult.HANDED_OVER))
    assert [one.id for one in team.sem.ask(planned_visits)] == [tonight]
    assert [one.duo for one in team.wil.ask(missed_check_ins, at(2026, 11, 5, 21, 1))] == ["Noor en Sem"]
    [told] = team.sem.ask(today, team.ids["sem"], DAY).changed
    assert (told.visit.id, told.visit.cancelled_because) == (later, "De casus is afgesloten.")
    assert "De casus is afgesloten." in no_more_row(told, hidden=False).foot and not no_more_row(told, hidden=True).foot
    assert "Waarom een huisbezoek niet doorgaat" in [one.title for one in team.noor.ask(field_changes, case)]


def test_who_is_away_that_day_waits_for_nobody(team: Team, case: str) -> None:
    team.iris.do(record_absence, team.ids["iris"], DAY, DAY)
    with pytest.raises(Refused, match="Iris Kuyper is afwezig op do 5 november. Kies een andere achterwacht"):
        send(team, case, evening(team))


def test_who_is_not_heard_of_is_missed_until_somebody_says_that_they_are_back(team: Team, case: str) -> None:
    sem = next(one for one in team.femke.ask(members) if one.id == team.ids["sem"])
    same = {"role": sem.role, "discipline": sem.discipline, "function": sem.function, "organisation_id": sem.organisation_id}
    team.femke.do(change_member, sem, phone="06 12345678", is_active=True, **same)
    visit = send(team, case, evening(team, check_in_at=time(0, 30)))
    assert team.wil.ask(missed_check_ins, at(2026, 11, 6, 0, 29)) == []
    [missed] = team.wil.ask(missed_check_ins, at(2026, 11, 6, 0, 30))
    assert (missed.duo, missed.contact, missed.code) == ("Noor en Sem", "Iris Kuyper", "26-001")
    assert missed.duo_phones == "06 12345678"  # Sem’s: of Noor there is none
    team.iris.do(check_in, visit)
    team.iris.do(check_in, visit)
    assert team.wil.ask(missed_check_ins, at(2026, 11, 6, 9, 0)) == []
    with pytest.raises(Refused, match="wacht niemand"):
        team.iris.do(check_in, send(team, case, Plan()))


def test_who_of_the_duo_records_the_visit_is_back(team: Team, case: str) -> None:
    visit = send(team, case, evening(team))
    team.clock.at(2026, 11, 5, 20, 30)
    team.noor.do(record_visit, team.noor.ask(visit_view, visit), on=DAY, at=time(19), is_announced=True, outcome=Outcome.NOT_HOME)
    assert team.wil.ask(missed_check_ins, at(2026, 11, 5, 23, 0)) == []


def test_a_visit_is_planned_later_and_moved_while_it_has_not_been(team: Team, case: str) -> None:
    visit = send(team, case, Plan(why_now="de gasfles"))
    shown = team.sem.ask(visit_view, visit)
    team.sem.do(plan_visit, shown, evening(team, why_now="de gasfles"))
    after = team.noor.ask(visit_view, visit)
    assert (after.plan, after.check_in_due) == (evening(team, why_now="de gasfles"), at(2026, 11, 5, 21, 0))
    team.sem.do(plan_visit, after, replace(after.plan, planned_at=time(14), ends_at=time(15)))
    by_day = team.noor.ask(visit_view, visit)
    assert (by_day.check_in_id, by_day.check_in_due) == (None, None)  # nobody waits for who comes by day
    team.clock.at(2026, 11, 5, 16, 0)
    planned = team.noor.do(
        record_visit,
        by_day,
        on=DAY,
        is_announced=True,
        outcome=Outcome.NOT_HOME,
        next_try=NextTry(ContactMode.VISIT, DayPart.EVENING, LAST),
    )
    again = team.noor.ask(visit_view, planned)
    assert (again.why_now, again.planned_on) == ("de gasfles", None)
    with pytest.raises(Refused, match="al geweest"):
        team.sem.do(plan_visit, team.sem.ask(visit_view, visit), Plan())


def test_the_last_three_contacts_at_a_door_are_of_anyone_in_any_case(team: Team, case: str) -> None:
    other = team.femke.do(open_case, (), lead_id=team.ids["iris"], place="Beukenln 7, Turfven", **NEW)
    elsewhere = team.femke.do(open_case, (), lead_id=team.ids["iris"], place="Molenweg 1, Turfven", **NEW)
    team.clock.at(2026, 11, 5, 12, 0)
    for day, where, care in ((2, case, "noor"), (3, other, "iris"), (4, other, "lucja"), (5, elsewhere, "hugo"), (5, case, "noor")):
        visit = send(team, where, Plan(), care)
        shown = team.femke.ask(visit_view, visit)
        team.noor.do(record_visit, shown, on=date(2026, 11, day), is_announced=True, outcome=Outcome.NOT_HOME)
        if day == 4:
            with pytest.raises(Refused, match="wat er gebeurde"):
                team.noor.do(record_incident, shown, IncidentKind.DOG, " ")
            team.noor.do(record_incident, shown, IncidentKind.DOG, "De hond beet.", "Huisarts gebeld.")
            assert [(i.kind, i.what, i.by) for i in team.iris.ask(visit_incidents, visit)] == [
                (IncidentKind.DOG, "De hond beet.", "Noor Elzinga")
            ]
    found = team.hugo.ask(contacts_at_door, case)
    assert [(c.on.day, c.duo, c.incident) for c in found] == [
        (5, "Noor en Sem", False),
        (4, "Łucja en Sem", True),
        (3, "Iris en Sem", False),
    ]
    for _ in range(2):
        team.noor.do(record_visit, team.noor.ask(visit_view, send(team, case, Plan())), on=DAY, is_announced=True, outcome=Outcome.NOT_HOME)
    found = team.hugo.ask(contacts_at_door, case)
    assert [(c.on.day, c.incident) for c in found] == [(5, False)] * 3 + [(4, True)]  # what went wrong is not forgotten


def test_another_duo_goes_and_everybody_whom_it_concerns_is_told(team: Team, case: str) -> None:
    team.wil.do(record_absence, team.ids["hugo"], DAY, DAY)
    visit = send(team, case, evening(team))
    first = team.femke.ask(visit_view, visit)

    def change(care: str, enforcement: str, **new: Any) -> None:
        given = {"duo": (team.ids[care], team.ids[enforcement]), **new}
        plan = given.pop("plan", first.plan)
        team.femke.do(plan_visit, first, plan, **given)  # type: ignore[arg-type]

    for care, enforcement, plan, words in (
        ("noor", "noor", first.plan, "twee verschillende"),
        ("noor", "wil", first.plan, "komt niet aan de deur"),
        ("noor", "hugo", first.plan, "Hugo Brandt is afwezig"),
        ("iris", "sem", first.plan, "Iris Kuyper gaat zelf mee"),
        ("lucja", "sem", Plan(said_purpose="kennismaken", not_open_because="rust"), "Sem de Graaf is toezichthouder"),
    ):
        with pytest.raises(Refused, match=words):
            change(care, enforcement, plan=plan)
    assert team.femke.ask(visit_view, visit) == first

    change("noor", "karim", plan=replace(first.plan, planned_on=LAST))
    monday, ids = monday_of(DAY), team.ids
    told = {who: team.femke.ask(today, ids[who], date(2026, 11, 2)) for who in ("noor", "karim", "sem", "iris")}
    assert [v.duo for v in told["noor"].visits] == [v.duo for v in told["karim"].visits] == ["Noor en Karim"]
    assert [(c.left, c.joined, c.was_on) for c in told["karim"].changed] == [(("Sem de Graaf",), (ids["karim"],), DAY)]
    assert told["noor"].changed == told["karim"].changed == told["sem"].changed
    assert told["sem"].visits == () and told["iris"].changed == ()
    assert team.femke.ask(today, ids["sem"], date(2026, 11, 9)).changed == ()  # told for a week
    week = team.sem.ask(week_plan, monday)
    assert [v.state.value for v in for_calendar(week, ids["sem"])] == ["niet doorgegaan"]
    assert [v.state.value for v in for_calendar(week, ids["karim"])] == ["gepland"]
    words = {c.title: c.words for c in team.noor.ask(field_changes, case)}
    assert words["Wie met de handhavingsbril gaat"] == "Was: Sem de Graaf\nNu: Karim Ziani"
    assert words["Dag van een huisbezoek"] == "Was: 5 november 2026\nNu: 6 november 2026"
    with pytest.raises(Conflict):  # Femke's screen still shows Sem
        change("noor", "lucja")
    change("iris", "sem", plan=replace(first.plan, check_in_id=ids["wil"], planned_on=LAST))  # only the care eyes are another now
    assert team.femke.ask(visit_view, visit).care_id == ids["iris"] and team.femke.ask(visit_view, visit).enforcement_id == ids["karim"]
