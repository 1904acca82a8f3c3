"""What the team learns and does together: points to improve stay on the agenda, lessons name nobody, cards are one for each trade."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.access.who import Discipline
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.exchange.calendar_file import activities_file
from expertiseteam.insight.find import find
from expertiseteam.insight.today import today
from expertiseteam.meetings.activities import activities, call_off_activity, plan_activity
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.learning import (
    cards,
    end_improvement,
    evaluations,
    improvements,
    lessons,
    record_evaluation,
    take_lesson_away,
    write_card,
    write_down_lesson,
)
from expertiseteam.meetings.learning_records import ActivityKind
from expertiseteam.meetings.minutes import agenda_paper
from expertiseteam.meetings.records import ItemKind
from expertiseteam.visits.rounds import plan_rounds, skip_round
from reports.agenda import agenda_pdf
from tests.dossier import Team
from tests.meetings.test_agenda import NEW
from tests.reports.reading import words_of

DAY = date(2026, 11, 2)  # on which the clock stands


def test_a_point_to_improve_is_on_every_agenda_until_somebody_says_what_came_of_it(team: Team) -> None:
    with pytest.raises(Refused, match="moet nog komen"):
        team.femke.do(record_evaluation, date(2026, 11, 3), "Goed.", ())
    with pytest.raises(Refused, match="nog niet bewaard"):
        team.femke.do(record_evaluation, DAY, "  ", ("Sneller",))
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(record_evaluation, DAY, "Goed.", ())
    team.femke.do(
        record_evaluation, DAY, "Wij bellen te laat terug.", ("Eerder terugbellen.", "", "Duo\u2019s wisselen", "Eerder terugbellen.")
    )
    assert [(one.on, one.by) for one in team.noor.ask(evaluations)] == [(DAY, "Femke Aarts")]
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)

    def told() -> str:
        return next(item.since_last for item in team.noor.ask(agenda, overleg).items if item.kind is ItemKind.LEARNING)

    assert told() == "verbeterpunten: Duo\u2019s wisselen; Eerder terugbellen"
    assert "Eerder terugbellen" in words_of(agenda_pdf(team.wil.ask(agenda_paper, overleg)))
    first = team.wil.ask(improvements)[0]
    with pytest.raises(Refused, match="staat nog open"):
        team.wil.do(end_improvement, first, " ")
    team.wil.do(end_improvement, first, "Elke maand een ander duo.")
    with pytest.raises(Refused, match="al afgerond"):
        team.wil.do(end_improvement, team.wil.ask(improvements)[-1], "Nog eens.")
    assert told() == "verbeterpunten: Eerder terugbellen"
    team.femke.do(record_evaluation, DAY, "Nog eens.", ("a", "b", "c"))
    assert told().endswith("; en nog 1")
    team.femke.do(record_evaluation, date(2026, 1, 5), "Lang.", ("<b>&{gemeente}" + "lang" * 3000,))
    assert told().startswith("verbeterpunten: <b>&{gemeente}lang") and len(told()) < 400
    assert "<b>&{gemeente}lang" in words_of(agenda_pdf(team.wil.ask(agenda_paper, overleg)))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bij verzamelwoede helpt één kamer tegelijk.", ""),
        ("Meneer Oosterwiel wil één kamer tegelijk.", "Oosterwiel"),
        ("gerrit oosterwiel wil één kamer tegelijk", "gerrit oosterwiel"),
        ("Aan het Kerkpad 4 hielp het.", "Kerkpad 4"),
        ("Noor wist het al.", "Noor"),
        ("Bel 0475 12 34 56.", "0475 12 34 56"),
        ("Mail naar a.b@turfven.example.", "a.b@turfven.example"),
    ],
)
def test_a_lesson_names_nobody_and_is_found_by_the_team(team: Team, text: str, named: str) -> None:
    case = team.femke.do(open_case, (), label="Kerkpad · gezin", place="Kerkpad 4, Turfven", lead_id=team.ids["noor"], **NEW)
    team.noor.do(add_person, case, name="Gerrit Oosterwiel")
    if named:
        with pytest.raises(Refused, match=f"staat een naam, adres of nummer in: {named}. Het leerpunt is nog niet bewaard"):
            team.noor.do(write_down_lesson, text)
        return
    team.noor.do(write_down_lesson, text)
    [hit] = team.sem.ask(find, "verzamelwoede")
    assert (hit.kind_label, hit.said) == ("Leerpunt", text)
    [lesson] = team.wil.ask(lessons)
    with pytest.raises(Refused, match="teamlid"):
        team.noor.do(take_lesson_away, lesson)
    team.wil.do(take_lesson_away, lesson)
    assert team.sem.ask(find, "verzamelwoede") == []


def test_each_trade_has_one_card_and_two_texts_are_both_shown(team: Team) -> None:
    assert [(card.discipline, card.text) for card in team.noor.ask(cards)] == [(trade, "") for trade in Discipline]
    empty = team.noor.ask(cards)[0]
    with pytest.raises(Refused, match="niet veranderd"):
        team.noor.do(write_card, empty, " ")
    team.noor.do(write_card, empty, "Ik ga mee naar de huisarts.")
    with pytest.raises(Refused, match="net geschreven"):
        team.iris.do(write_card, empty, "Ik ken de wijk.")
    shown = team.noor.ask(cards)[0]
    team.iris.do(write_card, shown, "Ik ken de wijk.")
    with pytest.raises(Conflict) as both:
        team.noor.do(write_card, shown, "Ik ga mee.")
    assert both.value.fields == {"text": ("Ik ga mee.", "Ik ken de wijk.")}


def test_what_is_done_together_is_on_today_and_in_calendars_until_it_is_called_off(team: Team) -> None:
    with pytest.raises(Refused, match="al voorbij"):
        team.noor.do(plan_activity, ActivityKind.LUNCH, date(2026, 11, 1), time(12, 30))
    with pytest.raises(Refused, match="wat u samen doet|samen doet"):
        team.noor.do(plan_activity, ActivityKind.OTHER, date(2026, 11, 9), time(12, 30))
    team.noor.do(plan_activity, ActivityKind.CONSULT_HOUR, date(2026, 11, 26), time(9), place="De Schakel")
    team.noor.do(plan_activity, ActivityKind.LUNCH, date(2026, 11, 12), time(12, 30), place="gemeentehuis", what="met de wijkverpleging")
    found = team.sem.ask(activities, DAY)
    assert [one.kind for one in found] == [ActivityKind.LUNCH, ActivityKind.CONSULT_HOUR]
    assert team.sem.ask(today, team.ids["sem"], DAY).together == found[0]
    team.sem.do(plan_rounds, area="Turfven", weekday=2, starts=time(13))
    gone = team.sem.do(plan_rounds, area="Ganzenhoek", weekday=1, starts=time(13))
    team.sem.do(skip_round, gone, date(2026, 11, 17), "vergadering")
    overleg, _ = team.femke.do(plan_series, first=date(2026, 11, 10), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    closing = team.noor.ask(agenda, overleg).items[-1].since_last
    assert closing.startswith("volgend overleg: 1 december; rondje: Turfven wo 11 november, Ganzenhoek di 24 november; ")
    assert closing.endswith("samen: lunch do 12 november, spreekuur do 26 november")
    assert "Ganzenhoek di 24 november" in words_of(agenda_pdf(team.wil.ask(agenda_paper, overleg)))
    file = activities_file(found, "Expertiseteam Weidevoort", team.clock()).decode()
    for told in (
        "SUMMARY:Lunch Expertiseteam Weidevoort",
        "DTSTART:20261112T113000Z",
        "LOCATION:De Schakel",
        "DESCRIPTION:met de wijkverpleging",
    ):
        assert told in file
    team.wil.do(call_off_activity, found[0])
    assert team.sem.ask(today, team.ids["sem"], DAY).together == found[1]
    assert team.sem.ask(today, team.ids["sem"], date(2026, 11, 27)).together is None
