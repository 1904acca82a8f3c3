"""What is compiled over overleggen: decisions of a period and open actions without names, and all that was said of one case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select

from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import DESK
from expertiseteam.access.work import query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import ActionState
from expertiseteam.cases.tables import Action, Case, Person
from expertiseteam.meetings.extracts import organisation_in
from expertiseteam.meetings.minutes_parts import Frame, head_of, marked_closed, parts_of, read_frame, remarks_of
from expertiseteam.meetings.papers import BareAction, BareDecision, BareListPaper, CaseMeeting, CasePaper, ErratumPaper, MinutesPaperItem
from expertiseteam.meetings.people_in_text import Person as Colleague
from expertiseteam.meetings.records import MeetingState, RemarkKind
from expertiseteam.meetings.tables import AgendaItem, Decision, Meeting
from expertiseteam.meetings.without_names import Known, without_names
from expertiseteam.storage.reading import Reader

PAST = (MeetingState.RUNNING, MeetingState.HELD)


@query("besluitenlijst zonder namen gemaakt", by=DESK, why="verantwoording")
def bare_decisions(
    read: Reader, meeting_id: str, since: date, until: date, recipient: str = "", *, frame: Frame | None = None
) -> BareListPaper:
    """The decisions of these days (both included) with their numbers, without names; nothing that is closed or only for help.

    `recipient`: a name, of a council or of the college. For an organisation: ask it with `ask_for(as_viewer(...), ...)`, and with the
    `frame` of `extract_frame`, because the overleg is the team's; then only its own cases are in it. Refused for one without.
    """
    frame = frame or _frame_for(read, meeting_id, recipient)
    wanted = select(Decision.code, Decision.on, Decision.case_id, Decision.text).where(
        Decision.on >= since, Decision.on <= until, Decision.circle_id.in_(_open_circles())
    )
    rows = read.tuples(wanted.order_by(Decision.on, Decision.code))
    bare = _Bare(read, [case_id for _, _, case_id, _ in rows if case_id])
    decisions = tuple(BareDecision(number, on, bare.code(case_id), bare.text(case_id, text)) for number, on, case_id, text in rows)
    one_day = since == until
    period = full_date(since) if one_day else f"{full_date(since)} tot en met {full_date(until)}"
    head = head_of(frame, "", recipient)
    return BareListPaper(head, "Besluitenlijst", period, decisions, ())


@query("actielijst zonder namen gemaakt", by=DESK, why="verantwoording")
def bare_actions(read: Reader, meeting_id: str, recipient: str = "", *, frame: Frame | None = None) -> BareListPaper:
    """The open actions, each with the trade that does it instead of a name; nothing that is closed or only for help. The rest as above."""
    found = action_lines(read, Action.state == ActionState.OPEN, Action.circle_id.in_(_open_circles()))
    bare = _Bare(read, [a.case_id for a in found if a.case_id])
    actions = tuple(BareAction(a.code, bare.text(a.case_id, a.what, a.owner_id), bare.function(a.owner_id), a.due) for a in found)
    frame = frame or _frame_for(read, meeting_id, recipient)
    return BareListPaper(
        head_of(frame, "", recipient), "Actielijst", f"stand bij het overleg van {full_date(frame.meeting.on)}", (), actions
    )


@query(by=DESK)
def frames_of_case(read: Reader, case_id: str) -> list[Frame]:
    """The overleggen in which a case was on the agenda, oldest first; they tell nothing of the case itself."""
    wanted = select(AgendaItem.meeting_id).where(AgendaItem.case_id == case_id)
    ids = read.values(select(Meeting.id).where(Meeting.id.in_(wanted), Meeting.state.in_(PAST)).order_by(Meeting.on))
    return [read_frame(read, meeting_id) for meeting_id in ids]


@query("notulen van één casus gemaakt", by=DESK, why="verslag van de casus")
def case_paper(read: Reader, case_id: str, frames: Sequence[Frame], recipient: str) -> CasePaper:
    """All that the minutes hold about one case. Refused when that is nothing, or nothing that the reader may know of."""
    told = []
    code = read.value(select(Case.code).where(Case.id == case_id))
    for frame in frames:
        remarks = [remark for _, remark in remarks_of(read, frame.meeting.id, RemarkKind.ERRATUM) if remark.code == code]
        errata = tuple(ErratumPaper(remark.number, remark.on, "", remark.text) for remark in remarks)
        for part in parts_of(read, frame):
            if part.case_id == case_id and isinstance(part.content, MinutesPaperItem):
                told.append(CaseMeeting(frame.meeting.on, frame.version, part.content, errata))
    if not told:
        raise Refused(
            "Over deze casus staat niets in notulen die deze lezer mag zien. Er is niets gemaakt. Kies een andere casus of lezer."
        )
    [(code, label)] = read.tuples(select(Case.code, Case.label).where(Case.id == case_id))
    return CasePaper(marked_closed(read, head_of(frames[-1], "", recipient), (code,)), code, label, tuple(told))


def _frame_for(read: Reader, meeting_id: str, recipient: str) -> Frame:
    """What stands around a list for whose name was typed. Refused for an organisation: that gets only what it may know."""
    if organisation := organisation_in(read, recipient):
        raise Refused(
            f"{organisation} is een partner: die krijgt alleen wat bij haar eigen casussen hoort. Er is niets gemaakt. Kies bij Voor wie "
            f"{organisation} uit de lijst."
        )
    return read_frame(read, meeting_id)


def _open_circles() -> Select[str]:
    return select(Circle.id).where(Circle.closed.is_(False), Circle.help_only.is_(False))


class _Bare:
    """Says what is said of some cases without names."""

    def __init__(self, read: Reader, case_ids: Sequence[str]) -> None:
        wanted = set(case_ids)
        households: dict[str, list[str]] = defaultdict(list)
        for case_id, name in read.tuples(select(Person.case_id, Person.name).where(Person.case_id.in_(wanted))):
            households[case_id].append(name)
        cases = read.tuples(select(Case.id, Case.code, Case.place).where(Case.id.in_(wanted)))
        self._codes: dict[str, str] = {case_id: code for case_id, code, _ in cases}
        self._known = {case_id: Known(tuple(households[case_id]), place) for case_id, _, place in cases}
        members = read.tuples(select(Member.id, Member.name, Member.function))
        self._functions: dict[str, str] = {member_id: function or "een collega" for member_id, _, function in members}
        self._team = [Colleague(*member) for member in members]

    def code(self, case_id: str | None) -> str:
        return self._codes.get(case_id or "", "")

    def function(self, member_id: str | None) -> str:
        return self._functions.get(member_id, "") if member_id else ""

    def text(self, case_id: str | None, text: str, doer_id: str | None = None) -> str:
        doer = next((one for one in self._team if one.id == doer_id), None)
        return without_names(text, self._known.get(case_id or ""), self._team, doer)
