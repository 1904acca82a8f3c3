"""Is a case shared with the partners in the room? Purpose, necessity, proportionality, subsidiarity: once per case and partner.

It is asked again only when the purpose of the case changes, or when a partner comes in whom it was not about (domain.md, section 4).
It never stops the talk: as long as it is open, one line at the point says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.records import Partner, PartnerCheck, SharingState
from expertiseteam.meetings.sharing_tables import SharingCheck
from expertiseteam.meetings.tables import AgendaItem, Attendance, StepOut
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.tables import Organisation


@dataclass(frozen=True, slots=True)
class Weighing:
    """Why sharing is needed, what is shared and what is not, and why less will not do; or why it is not shared."""

    necessity: str
    proportion: str = ""
    less: str = ""
    shares: bool = True


@dataclass(frozen=True, slots=True)
class LastCheck:
    """What was weighed last for one case and one partner."""

    case_id: str
    organisation_id: str
    purpose: str
    shares: bool
    on: date


@act("delen met partners nagegaan", by=DESK)
def check_sharing(work: Work, item_id: str, partners: Sequence[str], weighed: Weighing) -> None:
    """Keep for these partners what was weighed about the case of a point, for the purpose that it has now. Refused without a reason."""
    item = work.get(AgendaItem, item_id)
    if item.case_id is None:
        raise Refused("Dit punt gaat niet over een casus. Er is niets om na te gaan.")
    if not weighed.necessity.strip():
        why = "het nodig is om dit te delen" if weighed.shares else "u dit niet deelt"
        raise Refused(f"Schrijf in één zin waarom {why}. Er is nog niets vastgelegd.")
    case = work.get(Case, item.case_id)
    for partner in dict.fromkeys(partners):
        check = SharingCheck(
            case_id=case.id,
            circle_id=case.circle_id,
            organisation_id=work.get(Organisation, partner).id,
            purpose=case.purpose,
            shares=weighed.shares,
            necessity=weighed.necessity.strip(),
            proportion=weighed.proportion.strip(),
            less=weighed.less.strip(),
            on=work.today,
            at=work.now,
            by_id=work.who.id,
        )
        work.add(check)


def sharing_of(read: Reader, item_id: str) -> SharingState | None:
    """How sharing stands for a point, with the partners in the room; None without a case or partners. Two statements."""
    out = select(StepOut.member_id).where(StepOut.item_id == item_id)
    there = select(Organisation.id, Organisation.name, AgendaItem.case_id, Case.purpose).distinct()
    there = there.join(Member, Member.organisation_id == Organisation.id).join(Attendance, Attendance.member_id == Member.id)
    there = there.join(AgendaItem, AgendaItem.meeting_id == Attendance.meeting_id).join(Case, Case.id == AgendaItem.case_id)
    there = there.where(AgendaItem.id == item_id, Attendance.is_present.is_(True), Member.id.not_in(out))
    partners = read.tuples(there.order_by(Organisation.name))
    if not partners:
        return None
    case_id, purpose = partners[0][2:]
    last = checks_of(read, [case_id])
    checked, missing = [], []
    for partner_id, name, *_ in partners:
        partner, known = Partner(partner_id, name), last.get((case_id, partner_id))
        if known is not None and known.purpose == purpose:
            checked.append(PartnerCheck(partner, known.shares, known.on))
        else:
            missing.append(partner)
    return SharingState(purpose, tuple(checked), tuple(missing))


def checks_of(read: Reader, case_ids: Sequence[str]) -> dict[tuple[str, str], LastCheck]:
    """The last check of each of these cases with each partner, by the ids of both. One statement."""
    wanted = select_for(LastCheck, SharingCheck).where(SharingCheck.case_id.in_(case_ids)).order_by(SharingCheck.at)
    return {(check.case_id, check.organisation_id): check for check in read.all(LastCheck, wanted)}
