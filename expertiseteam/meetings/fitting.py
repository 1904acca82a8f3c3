"""*Maak passend*: the minutes of an agenda that is too long, and what waits for the next overleg because there is no time for it."""

from __future__ import annotations

from collections.abc import Sequence

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agenda import SPOKEN, agenda_lines, minutes_by_reason, must_still_change, refuse_spoken
from expertiseteam.meetings.minutes_fit import fit
from expertiseteam.meetings.reasons import NO_TIME
from expertiseteam.meetings.records import AgendaLine, ItemState, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Meeting
from expertiseteam.team.settings import team_settings


@act("agenda passend gemaakt", by=DESK)
def fit_agenda(work: Work, meeting_id: str) -> None:
    """Give the cases that come last fewer minutes, until all points fit the length of the overleg or each has the least that it may have.

    The order that people chose counts, not the weight; fixed points keep theirs, and so does what was spoken about already.
    """
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in (MeetingState.PREPARED, MeetingState.RUNNING):
        raise Refused("De agenda van dit overleg ligt vast of is nog niet gemaakt. Er is niets veranderd.")
    lines = [line for line in agenda_lines(work, meeting_id, meeting.on) if line.state is not ItemState.SKIPPED]
    cases = [line for line in lines if line.case_id is not None and line.state not in SPOKEN]
    others = sum(line.minutes for line in lines) - sum(line.minutes for line in cases)
    wanted = [(line.id, line.minutes) for line in cases]
    found = fit(wanted, meeting.minutes - others, team_settings(work).least_minutes)
    for key, asked in wanted:
        if found.minutes[key] != asked:
            work.edit(AgendaItem, work.get(AgendaItem, key), minutes=found.minutes[key])


@act("casussen naar het volgende overleg", by=DESK)
def leave_for_next(work: Work, shown: Sequence[AgendaLine]) -> None:
    """There is no time for these cases: they are not discussed now, and the next agenda says so as their reason.

    What comes free goes to cases that were cut to the least.
    """
    for line in shown:
        must_still_change(work, line.meeting_id)
        refuse_spoken(work, line)
        if line.case_id is None:
            raise Refused("Een vast punt van het overleg blijft op de agenda. Zet het op 1 minuut als er niets is.")
        work.edit(AgendaItem, line, state=ItemState.SKIPPED, because=NO_TIME)
    if shown:
        _give_back(work, shown[0].meeting_id)


def _give_back(work: Work, meeting_id: str) -> None:
    """The time that came free goes to the cases that were cut to the least, the heaviest first, up to what their reason asks."""
    meeting, settings = work.get(Meeting, meeting_id), team_settings(work)
    lines = [line for line in agenda_lines(work, meeting_id, meeting.on) if line.state is not ItemState.SKIPPED]
    free, asked = meeting.minutes - sum(line.minutes for line in lines), minutes_by_reason(settings)
    for line in lines:
        if line.case_id is not None and line.minutes == settings.least_minutes and line.state not in SPOKEN and free > 0:
            wanted = asked[line.reasons[0].kind.value if line.reasons else ""]
            more = max(0, min(free, wanted - line.minutes))
            work.edit(AgendaItem, work.get(AgendaItem, line.id), minutes=line.minutes + more)
            free -= more
