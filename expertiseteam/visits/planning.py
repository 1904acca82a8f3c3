"""Planning a visit: when, why, how open, and what keeps the duo safe. Nothing is forced but what safety and openness ask."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from expertiseteam.access.circles import is_help_only, require_knowing
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM, Discipline
from expertiseteam.access.work import Work, act
from expertiseteam.basics.clock import amsterdam
from expertiseteam.basics.dates import clock_time
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import fold
from expertiseteam.cases.tables import Case
from expertiseteam.team.absence import absences_of, days_words
from expertiseteam.team.catalogues import refuse_unknown
from expertiseteam.team.records import Catalogue, Evening
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.availability import refuse_no_duo, refuse_who_cannot_go
from expertiseteam.visits.moments import dutch_moment
from expertiseteam.visits.records import (
    ON_THE_ROAD,
    ContactMode,
    DayPart,
    Plan,
    Purpose,
    Risk,
    VisitState,
    VisitView,
    part_of,
)
from expertiseteam.visits.tables import Visit


@act("huisbezoek ingepland", by=TEAM)
def plan_visit(
    work: Work,
    shown: VisitView,
    plan: Plan,
    *,
    mode: ContactMode | None = None,
    before: date | None = None,
    duo: tuple[str, str] | None = None,
    is_announced: bool | None = None,
) -> None:
    """Say when the duo goes, and everything else of a plan; `duo`: who goes from now on, care eyes first. None: as it was.

    Refused once the visit has been, and for what `settled` refuses; of another duo also for what sending one refuses. Who goes, who no
    longer goes and who goes along finds it under *Vandaag* (`changed.py`).
    """
    visit = work.get(Visit, shown.id)
    if visit.state is not VisitState.PLANNED:
        raise Refused("Dit bezoek is al geweest of gaat niet door. Er is niets gewijzigd.")
    how, last = mode or shown.how, before or shown.before
    chosen = dict(zip(("care_id", "enforcement_id"), duo or (shown.care_id, shown.enforcement_id), strict=True))
    other = {side: who for side, who in chosen.items() if who != getattr(shown, side)}
    care, enforcement = (work.get(Member, other.get(side, getattr(visit, side))) for side in chosen)  # a colleague may have changed one
    if other:
        refuse_no_duo(work, visit.circle_id, (care, enforcement), plan.alone_because)
    who = {"care": care, "enforcement": enforcement}
    wanted = settled(work, plan, case_id=shown.case_id, mode=how, before=last, part=shown.part, visit_id=shown.id, **who)
    due = wanted.pop("check_in_due")
    new = {"mode": how, "before": last, "is_announced": shown.is_announced if is_announced is None else is_announced} | other | wanted
    visit = work.edit(Visit, shown, **new)
    work.edit(Visit, visit, check_in_due=due)  # follows from the others


def settled(
    work: Work,
    plan: Plan,
    *,
    case_id: str,
    care: Member,
    enforcement: Member,
    mode: ContactMode,
    before: date,
    part: DayPart | None,
    visit_id: str = "",
) -> dict[str, Any]:
    """The columns that a plan fills. Refused, in a sentence, for a plan that cannot be, and for a duo that cannot go (availability.py).

    Who supervises is always open about it (R-31). Nothing of enforcement hangs on a matter that is only for help (R-11, R-32). Red is
    never alone (domain.md, row 103). An evening visit has somebody who waits for the duo to be back (row 49), who may know of the case: or
    he sees no alarm. `part`: of the day on which it is tried while no hour is chosen; `visit_id`: of the visit, "" for one that is new.
    """
    _check_times(work, plan, before)
    since, until = plan.planned_on or work.today, plan.planned_on or max(before, work.today)
    refuse_who_cannot_go(work, case_id, (care, enforcement), since=since, until=until, is_sensitive=plan.is_sensitive, mode=mode)
    for word in plan.prompted:
        refuse_unknown(work, Catalogue.PROMPT, word)
    if plan.said_purpose.strip() and not plan.not_open_because.strip():
        raise Refused("U noemt aan de deur een ander doel. Schrijf waarom dat hier nodig is. Er is nog niets gepland.")
    settings = team_settings(work)
    if plan.said_purpose.strip() and not settings.other_purpose:
        raise Refused(
            "Uw team speelt aan de deur altijd open kaart. Er is nog niets gepland. Kies open kaart, of vraag het in het overleg."
        )
    supervisors = [m.name for m in (care, enforcement) if m.discipline is Discipline.ENFORCEMENT]
    if plan.said_purpose.strip() and supervisors:
        raise Refused(
            f"{supervisors[0]} is toezichthouder en zegt altijd waarvoor hij komt, vóór hij binnengaat. Er is nog niets gepland. "
            "Kies open kaart, of ga met een collega die geen toezicht houdt."
        )
    if plan.purpose in (Purpose.ENFORCEMENT, Purpose.BOTH) and is_help_only(work, work.get(Case, case_id).circle_id):
        raise Refused(
            "Deze casus is alleen bedoeld om hulp aan te bieden. Toezicht of handhaving hoort hier niet, dus er is nog niets gepland. "
            f"Kies bij waarvoor het duo komt: {Purpose.HELP}."
        )
    if plan.risk is Risk.RED and care.id == enforcement.id:
        raise Refused("Bij rood gaat niemand alleen. Er is nog niets gepland. Kies een tweede persoon, of spreek af op een veilige plek.")
    if plan.risk in (Risk.ORANGE, Risk.RED) and not plan.measures.strip():
        raise Refused(f"Schrijf bij {plan.risk} welke maatregelen u neemt. Er is nog niets gepland.")
    if mode is ContactMode.CONSULT_ELSEWHERE:
        _refuse_own_village(work, case_id, plan.safe_place)
    due = None
    if needs_check_in(part, plan, mode, settings.evening):
        due = _check_in(work, plan, case_id, (care.id, enforcement.id), settings.evening, visit_id)
    texts = ("said_purpose", "not_open_because", "why_now", "lighter", "measures", "safe_place", "alone_because")
    others = ("planned_on", "planned_at", "ends_at", "purpose", "is_sensitive", "is_discreet", "risk", "prompts", "approach")
    waits = ("check_in_id", "check_in_at", "check_in_phones")
    found: dict[str, Any] = {name: getattr(plan, name).strip() for name in texts} | {name: getattr(plan, name) for name in others}
    return found | {name: getattr(plan, name) if due else None for name in waits} | {"check_in_due": due}


def needs_check_in(part: DayPart | None, plan: Plan, mode: ContactMode, evening: Evening) -> bool:
    """Whether somebody must wait for the duo: it is on the road in the evening or the night, or not back before that.

    `part`: of the day on which it is tried, while only the day is chosen. Nobody said how long: as long as the team says a visit takes.
    """
    if mode not in ON_THE_ROAD:
        return False
    if plan.planned_at is None:
        return plan.planned_on is not None and part is DayPart.EVENING
    ends = plan.ends_at or _later(plan.planned_at, evening.visit_minutes)
    ends_late = part_of(ends, evening) is DayPart.EVENING and ends != evening.begins
    return part_of(plan.planned_at, evening) is DayPart.EVENING or ends_late


def will_need_check_in(part: DayPart | None, plan: Plan, mode: ContactMode) -> bool:
    """Whether somebody will have to wait once the day is known: the duo tries it in the evening, and nobody said yet when."""
    return mode in ON_THE_ROAD and part is DayPart.EVENING and plan.planned_at is None and plan.planned_on is None


def _later(at: time, minutes: int) -> time:
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes)).time()


def _refuse_own_village(work: Work, case_id: str, place: str) -> None:
    """Somebody who is asked to come to another village must not find the consult hour in his own (domain.md, row 105)."""
    own = work.get(Case, case_id).village
    if own and fold(own) in fold(place):
        raise Refused(
            f"{place.strip()} ligt in {own}, het eigen dorp van dit huishouden. Er is nog niets gepland. Kies een plek in een ander dorp, "
            f"of kies “{ContactMode.CONSULT_HERE}”."
        )


def _check_times(work: Work, plan: Plan, before: date) -> None:
    on, at, ends = plan.planned_on, plan.planned_at, plan.ends_at
    if (at or ends) and on is None:
        raise Refused("Kies ook de dag waarop het duo gaat. Er is nog niets gepland.")
    if ends and not at:
        raise Refused("Vul ook in hoe laat het duo begint. Er is nog niets gepland.")
    if on is None:
        return
    if on < work.today:
        raise Refused("De dag waarop het duo gaat is al voorbij. Er is nog niets gepland. Kies vandaag of een dag die nog komt.")
    if on > before:
        raise Refused("Het duo gaat later dan de uiterste dag. Er is nog niets gepland. Kies een eerdere dag, of verzet de uiterste dag.")
    for moment in filter(None, (at, ends)):
        dutch_moment(on, moment)
    if at and ends and ends <= at:
        raise Refused("Het einde ligt niet na het begin. Er is nog niets gepland. Vul in hoe laat het duo klaar is.")


def _check_in(work: Work, plan: Plan, case_id: str, duo: tuple[str, str], evening: Evening, visit_id: str) -> datetime:
    on, at, until = plan.planned_on, plan.planned_at or evening.begins, plan.check_in_at
    if on is None or until is None or plan.check_in_id is None or plan.check_in_phones is None:
        raise Refused(
            "Bij een avondbezoek wacht er iemand op u. Kies wie de achterwacht is, hoe laat hij van u hoort, en wie wie belt. "
            "Er is nog niets gepland."
        )
    contact = work.get(Member, plan.check_in_id)
    if contact.id in duo:
        raise Refused(f"{contact.name} gaat zelf mee. Kies als achterwacht iemand die niet meegaat. Er is nog niets gepland.")
    if not contact.is_active:
        raise Refused(f"{contact.name} werkt niet meer in het team. Kies een andere achterwacht. Er is nog niets gepland.")
    if contact.role not in TEAM:
        raise Refused(f"{contact.name} is gast en ziet geen melding. Kies een andere achterwacht. Er is nog niets gepland.")
    because = "Als het duo zich niet meldt, ziet hij dat niet. Kies een andere achterwacht. Er is nog niets gepland."
    require_knowing(work, work.get(Case, case_id).circle_id, contact, because)
    for one in absences_of(work, (contact.id,), on, on):
        raise Refused(
            f"{contact.name} is afwezig {days_words(one.since, one.until)}. Kies een andere achterwacht. Er is nog niets gepland."
        )
    due = dutch_moment(on, until)
    if until <= at:  # after midnight
        due = dutch_moment(on + timedelta(days=1), until)
    if (due - dutch_moment(on, at)) > timedelta(hours=8):
        raise Refused("De achterwacht hoort van u ná het begin, en dezelfde avond. Er is nog niets gepland. Vul een andere tijd in.")
    _refuse_on_the_road(work, contact, on, dutch_moment(on, at), due, evening.visit_minutes, visit_id)
    return due


def _refuse_on_the_road(work: Work, contact: Member, on: date, since: datetime, due: datetime, minutes: int, visit_id: str) -> None:
    """Who is at a door himself while the duo is, hears no telephone. Another visit of which nobody said the hour stands in no way."""
    goes = or_(Visit.care_id == contact.id, Visit.enforcement_id == contact.id)
    planned = and_(goes, Visit.state == VisitState.PLANNED, Visit.id != visit_id, Visit.planned_at.is_not(None))
    days = and_(Visit.planned_on >= on, Visit.planned_on <= due.astimezone(amsterdam()).date())
    day: date
    for day, begins, ends in work.tuples(select(Visit.planned_on, Visit.planned_at, Visit.ends_at).where(planned, days)):
        first = dutch_moment(day, begins)
        last = dutch_moment(day, ends) if ends else first + timedelta(minutes=minutes)
        if first < due and since < last:
            raise Refused(
                f"{contact.name} gaat om {clock_time(begins)} zelf op huisbezoek en kan dan niet op het duo wachten. Kies een andere "
                "achterwacht. Er is nog niets gepland."
            )
