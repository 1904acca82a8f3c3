"""*IJkpunten*: how the team wants to work, ticked off or remarked on while the overleg is held (domain.md, row 85)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agreement_records import AgreementLine
from expertiseteam.meetings.agreement_tables import AgreementCheck
from expertiseteam.meetings.next_concept import touch_minutes
from expertiseteam.meetings.records import MeetingState
from expertiseteam.meetings.tables import Meeting
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings


@act("ijkpunt nagegaan", by=DESK)
def check_agreement(work: Work, meeting_id: str, shown: AgreementLine, *, is_ticked: bool, remark: str = "") -> None:
    """Tick one of the team's agreements off, or not after all, with a remark. Refused before the overleg began."""
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in (MeetingState.RUNNING, MeetingState.HELD):
        raise Refused("Dit overleg is nog niet begonnen. Er is niets veranderd.")
    refuse_service_number(work, remark)
    touch_minutes(work, meeting_id)
    said: dict[str, Any] = {"is_ticked": is_ticked, "remark": remark.strip(), "at": work.now, "by_id": work.who.id}
    known = work.values(select(AgreementCheck.id).where(AgreementCheck.meeting_id == meeting_id, AgreementCheck.text == shown.text))
    if known:
        work.edit(AgreementCheck, work.get(AgreementCheck, known[0]), **said)
    else:
        work.add(AgreementCheck(meeting_id=meeting_id, circle_id=meeting.circle_id, text=shown.text, **said))


def agreements_of(read: Reader, meeting_id: str) -> tuple[AgreementLine, ...]:
    """The team's agreements as they were gone through in one overleg; those of now that were not yet, behind what was said of them."""
    rows = select_for(AgreementLine, AgreementCheck).where(AgreementCheck.meeting_id == meeting_id).order_by(AgreementCheck.at)
    known = {line.text: line for line in read.all(AgreementLine, rows)}
    now = team_settings(read).working_agreements
    before = tuple(line for text, line in known.items() if text not in now)
    return before + tuple(known.get(text) or AgreementLine(text, False, "") for text in now)


def agreement_words(read: Reader, meeting_id: str) -> tuple[str, ...]:
    """For the minutes: "Wat we beloven, doen we: nagegaan, twee terugbelacties bleven liggen"; nothing of what nobody touched."""
    told = []
    for line in agreements_of(read, meeting_id):
        said = ", ".join(part for part in ("nagegaan" if line.is_ticked else "", line.remark) if part)
        told += [f"{line.text.rstrip('.')}: {said}"] if said else []
    return tuple(told)
