"""Why a case is on the agenda: for each kind of reason a case with it and a case without it."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, close_action, open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import add_note, link_concern, open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, AgreedAt, DoorAnswers, EvictionState, Place
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.covered_work import WorkKind, covered_work
from expertiseteam.insight.today import today
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, defer_item, item_file, open_item, start_meeting, take_back, tell
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.reason_text import from_stored
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import Reason, ReasonKind
from expertiseteam.meetings.telling import record_told, take_back_told, tellings
from expertiseteam.meetings.telling_records import Hearer, ToldHow
from expertiseteam.visits.duos import NO_PLAN, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome, Plan
from tests.dossier import Team

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten", "bringing_partner": "gemeente"}
ANSWERS = DoorAnswers("ja", "", "", "")


class Round:
    """Two cases, opened in August and each with a duo that went; held overleggen on 6 and 27 October; the next on 17 November."""

    def __init__(self, team: Team) -> None:
        self.team = team
        team.clock.at(2026, 8, 3, 9, 0)
        self.with_it = self.a_case("Beukenlaan · man", "Beukenlaan 7, Turfven")
        self.without = self.a_case("Kerkpad · gezin", "Kerkpad 2, Turfven")
        for case in (self.with_it, self.without):
            self.went(case, 2026, 10, 20, outcome=Outcome.NO_NEED)  # that ends it
        team.clock.at(2026, 10, 1, 9, 0)
        self.meetings = team.femke.do(
            plan_series, first=date(2026, 10, 6), times=4, chair_id=team.ids["femke"], secretary_id=team.ids["wil"]
        )
        self.hold(0, 2026, 10, 6)
        self.hold(1, 2026, 10, 27)
        team.clock.at(2026, 11, 2, 9, 0)

    def a_case(self, label: str, place: str) -> str:
        return self.team.femke.do(open_case, (), label=label, lead_id=self.team.ids["noor"], place=place, **NEW)

    def went(
        self,
        case: str,
        *day: int,
        mate: str = "sem",
        plan: Plan = NO_PLAN,
        agreements: tuple[Agreement, ...] = (),
        outcome: Outcome = Outcome.AT_THE_DOOR,
    ) -> None:
        team = self.team
        team.clock.at(*day, 9, 0)
        on, duo = date(*day), {"care_id": team.ids["noor"], "enforcement_id": team.ids[mate]}
        visit = team.femke.do(send_duo, case, **duo, task="langs", before=on, plan=plan)
        shown = team.noor.ask(visit_view, visit)
        seen = {"outcome": outcome, "care_view": "gesproken", "agreements": agreements}
        team.noor.do(record_visit, shown, on=on, is_announced=True, **seen)

    def hold(self, n: int, *day: int, defer: str = "") -> None:
        team = self.team
        team.clock.at(*day, 13, 30)
        team.femke.do(prepare_agenda, self.meetings[n])
        team.wil.do(start_meeting, team.wil.ask(meeting, self.meetings[n]))
        for item in team.wil.ask(agenda, self.meetings[n]).items:
            team.wil.do(open_item, item.id)
            if item.case_id == defer:
                team.wil.do(defer_item, item.id, "wijkagent weggeroepen")
        team.wil.do(close_meeting, team.wil.ask(meeting, self.meetings[n]))

    def reasons(self, case: str, n: int = 2) -> tuple[Reason, ...]:
        self.team.femke.do(prepare_agenda, self.meetings[n])
        items = self.team.femke.ask(agenda, self.meetings[n]).items
        return next(i.reasons for i in items if i.case_id == case)

    def only_here_all(self, kind: ReasonKind) -> list[str]:
        """All texts of this kind on the next agenda at the case that has it; none of this kind at the other."""
        assert kind not in [r.kind for r in self.reasons(self.without, 3)]
        return [r.text for r in self.reasons(self.with_it, 3) if r.kind is kind]

    def only_here(self, kind: ReasonKind) -> str:
        """The text of this kind at the case that has it; none of this kind at the other."""
        assert kind not in [r.kind for r in self.reasons(self.without)]
        return next(r.text for r in self.reasons(self.with_it) if r.kind is kind)


@pytest.fixture
def cycle(team: Team) -> Round:
    return Round(team)


def test_each_reason_names_what_it_is_and_stands_only_where_it_happened(cycle: Round, subtests: pytest.Subtests) -> None:
    """One round, on which one thing after another happens."""
    for happens in (
        _a_threatened_home,
        _a_promise_that_is_still_open_and_an_action_that_is_late_name_what_they_are,
        _a_new_case_without_a_duo,
        _a_crowded_door,
        _a_visit_since_the_last_overleg_and_the_other_purpose_that_was_told_at_the_door,
        _a_new_signal_names_its_code_and_never_its_day,
    ):
        with subtests.test(happens.__name__.strip("_").replace("_", " ")):
            happens(cycle)


def _a_threatened_home(cycle: Round) -> None:
    team = cycle.team
    team.karim.do(report_eviction, team.karim.ask(case_view, cycle.with_it), EvictionState.DATED, date(2026, 11, 27), "Woonpunt")
    averted = team.karim.ask(case_view, cycle.without)
    team.karim.do(report_eviction, averted, EvictionState.AVERTED, date(2026, 11, 20), "Woonpunt")
    assert cycle.only_here(ReasonKind.EVICTION) == "ontruiming op 27 november"
    assert cycle.reasons(cycle.with_it)[0].kind is ReasonKind.EVICTION


def _a_promise_that_is_still_open_and_an_action_that_is_late_name_what_they_are(cycle: Round) -> None:
    for case in (cycle.with_it, cycle.without):
        cycle.team.noor.do(agree_action, case, what="soep", owner_id=cycle.team.ids["noor"], due=date(2026, 11, 10), is_promise=True)
    kept = next(a for a in cycle.team.noor.ask(open_actions) if a.case_id == cycle.without)
    cycle.team.noor.do(close_action, kept, ActionState.DONE)
    assert cycle.only_here(ReasonKind.PROMISE) == "toezegging van 10 november nog open"
    for case, due in ((cycle.with_it, date(2026, 11, 3)), (cycle.without, date(2026, 11, 17))):
        cycle.team.noor.do(agree_action, case, what="bellen", owner_id=cycle.team.ids["noor"], due=due)
    number = next(a.number for a in cycle.team.noor.ask(open_actions) if a.case_id == cycle.with_it and not a.is_promise)
    assert cycle.only_here(ReasonKind.LATE_ACTION) == f"actie {number} te laat sinds 3 november"


def _a_new_case_without_a_duo(cycle: Round) -> None:
    new = cycle.a_case("Lindestraat · vrouw", "Lindestraat 3, Weidevoort")
    told = {r.kind: r.text for r in cycle.reasons(new)}
    assert (told[ReasonKind.NEW_CASE], told[ReasonKind.NO_DUO]) == ("nieuw sinds vorig overleg", "nog geen duo sinds 2 november")
    assert not {ReasonKind.NEW_CASE, ReasonKind.NO_DUO} & {r.kind for r in cycle.reasons(cycle.without)}


def _a_crowded_door(cycle: Round) -> None:
    team = cycle.team
    for name in ("Bemoeizorg", "Woonpunt", "Schuldhulp"):
        team.femke.do(set_place, cycle.with_it, team.organisations[name], Place.FRONT, answers=ANSWERS)
    for name in ("Bemoeizorg", "Woonpunt"):
        team.femke.do(set_place, cycle.without, team.organisations[name], Place.FRONT)
    assert cycle.only_here(ReasonKind.CROWDED_DOOR) == "3 organisaties aan de deur, afgesproken is 2"


def _a_visit_since_the_last_overleg_and_the_other_purpose_that_was_told_at_the_door(cycle: Round) -> None:
    """Domain.md, row 11: with its reason, and only where it happened."""
    cycle.went(cycle.with_it, 2026, 11, 5, mate="iris", plan=Plan(said_purpose="het dak", not_open_because="meneer doet anders niet open"))
    assert cycle.only_here(ReasonKind.VISIT) == "huisbezoek van 5 november: aan de deur gesproken"
    cycle.went(cycle.without, 2026, 11, 5)
    told = "bij het huisbezoek van 5 november is een ander doel genoemd, omdat: meneer doet anders niet open"
    assert cycle.only_here(ReasonKind.NOT_OPEN) == told


def _a_new_signal_names_its_code_and_never_its_day(cycle: Round) -> None:
    team = cycle.team
    team.clock.at(2026, 11, 12, 9, 0)
    team.lucja.do(record_concern, what="weer lawaai", place="Beukenlaan 7, Turfven", certainty=Certainty.HEARD, channel=Channel.PHONE)
    concern = team.femke.ask(concerns)[0]
    team.femke.do(link_concern, concern, cycle.with_it)
    assert cycle.only_here(ReasonKind.NEW_CONCERN) == f"nieuw signaal {concern.code}"


def test_an_agenda_that_was_made_before_does_not_tell_the_day_of_a_signal_either() -> None:
    told = from_stored(
        '[["NEW_CONCERN", "nieuw signaal 26-155 van 3 november", 0], ["VISIT", "huisbezoek van 4 november: aan de deur gesproken", 1]]'
    )
    assert [reason.text for reason in told] == ["nieuw signaal 26-155", "huisbezoek van 4 november: aan de deur gesproken"]


def test_what_was_deferred_comes_back_with_its_date(team: Team) -> None:
    cycle = Round(team)
    cycle.hold(2, 2026, 11, 17, defer=cycle.with_it)
    team.clock.at(2026, 12, 7, 9, 0)
    deferred = [[r.text for r in cycle.reasons(c, 3) if r.kind is ReasonKind.DEFERRED] for c in (cycle.with_it, cycle.without)]
    assert deferred == [["aangehouden in het overleg van 17 november"], []]


def test_what_was_agreed_at_the_door_is_told_as_such_at_the_next_overleg_and_at_no_later_one(cycle: Round) -> None:
    """Domain.md, row 33: on the agenda, and at the point itself."""
    team = cycle.team
    agreed = (Agreement("gasfles weg", team.ids["sem"], date(2026, 11, 20)), Agreement("soep", team.ids["noor"], None, is_promise=True))
    cycle.went(cycle.with_it, 2026, 11, 5, agreements=agreed)
    cycle.went(cycle.without, 2026, 11, 5)
    one, other = sorted(a.number for a in team.noor.ask(open_actions))
    assert cycle.only_here(ReasonKind.AT_DOOR) == f"gemeld: op 5 november aan de deur afgesproken, acties {one} en {other}"
    point = next(i for i in team.femke.ask(agenda, cycle.meetings[2]).items if i.case_id == cycle.with_it)
    told = team.femke.ask(item_file, point.id, cycle.meetings[2]).earlier
    assert {(a.what, a.agreed_at, a.is_promise) for a in told} == {
        ("gasfles weg", AgreedAt.VISIT, False),
        ("soep", AgreedAt.VISIT, True),
    }
    cycle.hold(2, 2026, 11, 17)
    team.clock.at(2026, 12, 7, 9, 0)
    assert ReasonKind.AT_DOOR not in [r.kind for r in cycle.reasons(cycle.with_it, 3)]


def test_silence_over_two_overleggen_and_the_case_that_only_runs(team: Team) -> None:
    cycle = Round(team)
    cycle.hold(2, 2026, 11, 17)
    team.clock.at(2026, 11, 30, 9, 0)
    team.noor.do(add_note, cycle.without, "gebeld, gaat goed")
    team.clock.at(2026, 12, 7, 9, 0)
    silent = [r.text for r in cycle.reasons(cycle.with_it, 3)]
    assert silent == ["twee overleggen geen verandering, de laatste was op 20 oktober"]
    assert [(r.kind, r.text) for r in cycle.reasons(cycle.without, 3)] == [(ReasonKind.RUNNING, "lopende casus")]
    team.clock.at(2026, 12, 8, 0, 30)  # the day of the overleg: what happens now comes too late for it, though UTC is a day behind
    team.noor.do(add_note, cycle.with_it, "gebeld, geen antwoord")
    assert [r.text for r in cycle.reasons(cycle.with_it, 3)] == silent


def test_what_was_decided_stays_to_be_told_until_somebody_says_when_and_how(cycle: Round) -> None:
    """*Verteld op*: for who tells, as a reason on the next agenda, and in its minutes (domain.md, section 4)."""
    team, overleg = cycle.team, cycle.meetings[2]
    team.clock.at(2026, 11, 17, 13, 30)
    team.femke.do(prepare_agenda, overleg)
    team.wil.do(start_meeting, team.wil.ask(meeting, overleg))
    points = {item.case_id: item.id for item in team.wil.ask(agenda, overleg).items}
    for case in (cycle.with_it, cycle.without):
        team.wil.do(open_item, points[case])
        team.wil.do(decide, points[case], "We komen eens per maand langs.")
        team.wil.do(tell, points[case], LineKind.RESIDENT, "van Sem", teller_id=team.ids["sem"])
    team.wil.do(tell, points[cycle.with_it], LineKind.REPORTER, "wie dat doet is nog niet duidelijk")
    team.wil.do(tell, points[cycle.with_it], LineKind.VIEW, "liever elke week")
    wrong = team.wil.do(tell, points[cycle.without], LineKind.REPORTER, "van Iris", teller_id=team.ids["iris"])
    team.wil.do(take_back, wrong)
    team.wil.do(close_meeting, team.wil.ask(meeting, overleg))
    assert team.iris.ask(today, team.ids["iris"], date(2026, 11, 17)).tellings == ()
    [to_reporter] = team.noor.ask(today, team.ids["noor"], date(2026, 11, 17)).tellings  # nobody was named: the case is hers
    mine, other = sorted(team.sem.ask(today, team.ids["sem"], date(2026, 11, 17)).tellings, key=lambda one: one.code)
    assert (mine.case_id, mine.said, mine.hearer) == (
        cycle.with_it,
        "nog niet verteld aan het huishouden: besluit 2026-001",
        Hearer.HOUSEHOLD,
    )
    assert [w.state for w in team.sem.ask(covered_work, team.ids["sem"]) if w.kind is WorkKind.TELLING] == ["nog vertellen"] * 2
    with pytest.raises(Refused, match="van het overleg op 17 november 2026 tot en met vandaag"):
        team.sem.do(record_told, other, on=date(2026, 11, 16), how=ToldHow.PHONE)
    team.clock.at(2026, 11, 19, 9, 0)
    team.sem.do(record_told, other, on=date(2026, 11, 18), how=ToldHow.PHONE)
    assert cycle.only_here_all(ReasonKind.UNTOLD) == [
        "nog niet verteld: besluit 2026-001",
        "nog niet verteld aan de melder: besluit 2026-001",
    ]
    team.noor.do(record_told, to_reporter, on=date(2026, 11, 19), how=ToldHow.TALK, by_id=team.ids["femke"])
    with pytest.raises(Refused, match="al verteld op 18 november"):
        team.noor.do(record_told, team.noor.ask(tellings)[-1], on=date(2026, 11, 19), how=ToldHow.TALK)
    assert cycle.only_here_all(ReasonKind.UNTOLD) == ["nog niet verteld: besluit 2026-001"]
    cycle.hold(3, 2026, 12, 8)
    told = {item.code: item.told for item in team.wil.ask(minutes_paper, cycle.meetings[3]).items if item.code}
    assert told[mine.code] == (
        "nog niet verteld aan het huishouden: besluit 2026-001 (Sem de Graaf)",
        "op 19 november verteld aan de melder: besluit 2026-001 (Femke Aarts, in een gesprek)",
    )
    assert told[other.code] == ("op 18 november verteld aan het huishouden: besluit 2026-002 (Sem de Graaf, aan de telefoon)",)
    told_already = next(one for one in team.sem.ask(tellings) if one.id == other.id)
    team.sem.do(take_back_told, told_already)
    assert {one.id for one in team.sem.ask(today, team.ids["sem"], date(2026, 12, 8)).tellings} == {mine.id, other.id}


def test_a_visit_of_which_nothing_came_is_brought_back_until_something_does(cycle: Round) -> None:
    team = cycle.team
    cycle.went(cycle.with_it, 2026, 11, 5)
    cycle.went(cycle.without, 2026, 11, 5, agreements=(Agreement("soep", team.ids["noor"], date(2026, 11, 10), True),))
    assert ReasonKind.NO_FOLLOW_UP not in [r.kind for r in cycle.reasons(cycle.with_it)], "twelve days ago: it may still come"
    cycle.hold(2, 2026, 11, 17)
    team.clock.at(2026, 12, 7, 9, 0)
    assert cycle.only_here_all(ReasonKind.NO_FOLLOW_UP) == ["huisbezoek van 5 november zonder vervolg"]
    go = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "weer langs", "before": date(2026, 12, 11)}
    team.femke.do(send_duo, cycle.with_it, **go)
    assert ReasonKind.NO_FOLLOW_UP not in [r.kind for r in cycle.reasons(cycle.with_it, 3)]
