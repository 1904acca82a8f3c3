"""What stands in the minutes of what was agreed before."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, close_action, open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import ActionState
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.agreements import check_agreement
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import agree, defer_item, item_file, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import agenda_paper, minutes_paper
from expertiseteam.team.covering import cover_work, covers, end_cover
from expertiseteam.team.members import change_member, members
from expertiseteam.team.settings import change_settings
from reports.minutes import minutes_pdf
from tests.dossier import Team
from tests.reports.reading import words_of


def begin(team: Team, meeting_id: str, case: str) -> str:
    """Start an overleg and open the point of the case."""
    team.femke.do(prepare_agenda, meeting_id)
    team.wil.do(start_meeting, team.wil.ask(meeting, meeting_id))
    item = next(i.id for i in team.wil.ask(agenda, meeting_id).items if i.case_id == case)
    team.wil.do(open_item, item)
    return item


def end(team: Team, meeting_id: str, item: str) -> None:
    team.wil.do(defer_item, item, "volgende keer verder")
    team.wil.do(close_meeting, team.wil.ask(meeting, meeting_id))


def test_earlier_actions_are_those_that_are_late_and_those_that_ended_since_the_last_overleg(team: Team) -> None:
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}
    case = team.femke.do(open_case, (), label="Kerkpad · gezin", lead_id=team.ids["noor"], **new)
    first, second, third = team.femke.do(
        plan_series, first=date(2026, 11, 10), times=3, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
    )
    for what, due in (
        ("al klaar vóór het eerste", date(2026, 11, 4)),
        ("klaar tussen de twee", date(2026, 11, 20)),
        ("te laat", date(2026, 11, 30)),
        ("vandaag aan de beurt", date(2026, 12, 1)),
        ("later aan de beurt", date(2026, 12, 8)),
        ("zonder datum", None),
        ("klaar na het tweede", date(2026, 12, 8)),
    ):
        team.noor.do(agree_action, case, what=what, owner_id=team.ids["noor"], due=due)
    done = {a.what: a for a in team.noor.ask(open_actions)}
    team.noor.do(close_action, done["al klaar vóór het eerste"], ActionState.DONE)
    team.clock.at(2026, 11, 10, 13, 30)
    item = begin(team, first, case)
    team.wil.do(agree, item, "in het eerste overleg", owner_id=team.ids["sem"], due=date(2026, 11, 12))
    end(team, first, item)
    team.clock.at(2026, 11, 18, 9, 0)
    team.noor.do(close_action, done["klaar tussen de twee"], ActionState.NOT_DONE, "ziek")
    team.clock.at(2026, 12, 1, 13, 30)
    item = begin(team, second, case)
    team.wil.do(agree, item, "in het tweede overleg", owner_id=team.ids["sem"], due=date(2026, 12, 1))
    kept, promised, _ = team.wil.ask(item_file, team.wil.ask(agenda, second).items[0].id, second).agreements
    team.wil.do(check_agreement, second, kept, is_ticked=True)
    team.wil.do(check_agreement, second, promised, is_ticked=True)
    team.wil.do(check_agreement, second, promised, is_ticked=False, remark="volgende keer terugkijken")
    away = next(line for line in team.wil.ask(attendance, second) if line.member_id == team.ids["iris"])
    team.wil.do(set_present, away, False, "met bericht")
    people = {m.id: m for m in team.femke.ask(members)}
    for name, place in (("sem", "Wijkagent"), ("karim", "Woonpunt")):
        one = people[team.ids[name]]
        about = {"role": one.role, "discipline": one.discipline, "function": one.function}
        team.femke.do(change_member, one, organisation_id=team.organisations[place], **about)
    team.femke.do(cover_work, people[team.ids["iris"]], people[team.ids["hugo"]], date(2026, 12, 4))
    end(team, second, item)
    team.clock.at(2026, 12, 3, 9, 0)
    team.femke.do(end_cover, team.femke.ask(covers, team.clock.today)[0])
    team.clock.at(2026, 12, 7, 9, 0)
    team.noor.do(close_action, done["klaar na het tweede"], ActionState.DONE)
    team.noor.do(agree_action, case, what="afgesproken na het tweede", owner_id=None, due=date(2026, 12, 8))
    agenda_then = team.wil.ask(agenda_paper, second)
    assert [a.what for a in agenda_then.actions] == ["in het eerste overleg", "te laat", "vandaag aan de beurt"]
    team.femke.do(change_settings, {"front_actions": 1})
    agenda_then = team.wil.ask(agenda_paper, second)
    assert [a.what for a in agenda_then.actions] == ["in het eerste overleg"] and agenda_then.more_actions == 2
    paper = team.wil.ask(minutes_paper, second)
    team.femke.do(change_settings, {"working_agreements": ("Iets heel anders.",)})  # what was gone through stays as it was
    assert team.wil.ask(minutes_paper, second).agreements == paper.agreements
    assert paper.agreements == (
        "Minder organisaties aan de deur is beter: nagegaan",
        "Eén vast gezicht per huishouden: volgende keer terugkijken",
    )
    assert "Zo werken wij Minder organisaties aan de deur is beter: nagegaan" in words_of(minutes_pdf(paper))
    with pytest.raises(Refused, match="nog niet begonnen"):
        team.wil.do(check_agreement, third, kept, is_ticked=True)
    who = {a.name: a for a in paper.attendees}
    assert (who["Karim Ziani"].organisation, who["Sem de Graaf"].organisation) == ("", "Wijkagent"), "a function may say it already"
    assert (who["Hugo Brandt"].stands_in, who["Iris Kuyper"].deputies) == (("Iris Kuyper",), ("Hugo Brandt",))
    assert [(a.what, a.state) for a in paper.earlier_actions] == [
        ("in het eerste overleg", "open"),
        ("te laat", "open"),
        ("klaar tussen de twee", "niet gedaan"),
    ]
    assert [a.what for a in paper.actions] == ["in het tweede overleg"]
    assert [a.what for a in team.wil.ask(minutes_paper, first).earlier_actions] == ["al klaar vóór het eerste"]
