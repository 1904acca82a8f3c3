"""A case goes to another track, by a decision of the overleg, or with urgency by two people (domain.md, section 3 and row 45)."""

from __future__ import annotations

from sqlalchemy import literal, select, union_all

from expertiseteam.access.circles import refuse_enforcing
from expertiseteam.access.tables import Member
from expertiseteam.access.who import Role
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.enforcement import JURIST, hold_paths
from expertiseteam.cases.offer_records import OfferAnswer
from expertiseteam.cases.plan import follow_track
from expertiseteam.cases.running import running_case
from expertiseteam.cases.tables import HelpOffer
from expertiseteam.cases.track_records import Authority, RefusedHelp, SwitchLine, Track
from expertiseteam.cases.track_tables import TrackSwitch
from expertiseteam.cases.tracks import track_of
from expertiseteam.meetings.tables import Decision
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings
from expertiseteam.visits.records import Outcome
from expertiseteam.visits.tables import Visit


@act("van spoor gewisseld", by=JURIST)
def switch_track(
    work: Work, case_id: str, shown: Track, to: Track, *, why: str, authority: Authority, decision_id: str = "", with_id: str = ""
) -> str:
    """Let a case go to another track; returns the id of the switch. `shown`: the track that the form showed.

    To safety, or to both, only after help was offered and refused as often as the team chose. A decision of the overleg about this case
    carries it; with urgency the aandachtsfunctionaris and a handhavingsjurist decide together, and the next overleg hears of it.
    To safety the social plan is parked. Back to care it is resumed, and the enforcement path is held.
    """
    case = running_case(work, case_id)
    now = track_of(work, case_id)
    if now is not shown:
        raise Refused(f"Casus {case.code} loopt intussen op het spoor {now}. Er is niets gewisseld. Bekijk het spoor opnieuw.")
    if to is now:
        raise Refused(f"Casus {case.code} loopt al op het spoor {now}. Er is niets gewisseld.")
    if not why.strip():
        raise Refused("Schrijf waarom de casus van spoor wisselt. Er is nog niets gewisseld.")
    if to is not Track.CARE:
        refuse_enforcing(work, case.circle_id)
    refused = len(refused_help(work, case_id))
    if now is Track.CARE:
        needed = team_settings(work).refusals_before_safety
        if refused < needed:
            told = "geen keer" if not refused else "1 keer" if refused == 1 else f"{refused} keer"
            asked = "1 keer" if needed == 1 else f"{needed} keer"
            raise Refused(
                f"Hulp is {told} geweigerd; het spoor {to} vraagt dat hulp minstens {asked} is aangeboden en geweigerd. "
                "Er is niets gewisseld. Leg eerst vast welke hulp is aangeboden en geweigerd."
            )
    switch = TrackSwitch(
        case_id=case_id,
        circle_id=case.circle_id,
        before=now,
        after=to,
        on=work.today,
        at=work.now,
        by_id=work.who.id,
        why=why.strip(),
        authority=authority,
        decision=_decided(work, case_id, authority, decision_id, with_id),
        refused=refused,
    )
    work.add(switch)
    follow_track(work, case_id, runs=to is not Track.SAFETY, why=f"spoor {to}: {why.strip()}")
    if to is Track.CARE:
        hold_paths(work, case_id, f"terug naar zorg: {why.strip()}")
    return switch.id


def refused_help(read: Reader, case_id: str) -> list[RefusedHelp]:
    """What was offered and refused, newest first, one for each occasion: a visit where people were let in and help was not accepted, or an
    offer that was not accepted (of several at one visit, or on one day without a visit, the first)."""
    visited = select(
        Visit.id.label("id"), Visit.task.label("what"), Visit.on.label("on"), Visit.id.label("visit"), literal(0).label("offer")
    )
    visited = visited.where(Visit.case_id == case_id, Visit.outcome == Outcome.HELP_REFUSED)
    offered = select(HelpOffer.id, HelpOffer.what, HelpOffer.offered_on, HelpOffer.visit_id, literal(1))
    offered = offered.where(HelpOffer.case_id == case_id, HelpOffer.answer == OfferAnswer.REFUSED)
    both = union_all(visited, offered).subquery()
    rows = read.tuples(select(both.c.id, both.c.what, both.c.on, both.c.visit, both.c.offer).order_by(both.c.offer, both.c.on, both.c.id))
    found: dict[str, RefusedHelp] = {}
    for row_id, what, on, visit_id, is_offer in rows:
        if on is not None:
            how = "als aanbod" if is_offer and not visit_id else "bij het huisbezoek"
            found.setdefault(visit_id or on.isoformat(), RefusedHelp(row_id, what, on, how))
    return sorted(found.values(), key=lambda one: one.on, reverse=True)


def decision_words(switch: SwitchLine) -> str:
    """Say who decided: "besluit 2026-031", "met spoed: Femke Aarts en Joris Blom"."""
    return f"besluit {switch.decision}" if switch.authority is Authority.MEETING else f"met spoed: {switch.decision}"


def _decided(work: Work, case_id: str, authority: Authority, decision_id: str, with_id: str) -> str:
    if authority is Authority.MEETING:
        code = work.value(select(Decision.code).where(Decision.id == decision_id, Decision.case_id == case_id))
        if code is None:
            raise Refused(
                "Kies het besluit van het overleg waarmee deze casus van spoor wisselt. Er is niets gewisseld. "
                "Is er geen besluit en kan het niet wachten, kies dan ‘met spoed’."
            )
        return code
    other = work.get(Member, with_id) if with_id else None
    wanted = Role.LAWYER if work.who.role is Role.OFFICER else Role.OFFICER
    if other is None or other.role is not wanted or not other.is_active:
        raise Refused(f"Met spoed beslissen twee mensen samen: kies de {wanted} met wie u dit besloot. Er is niets gewisseld.")
    return f"{work.who.name} en {other.name}"
