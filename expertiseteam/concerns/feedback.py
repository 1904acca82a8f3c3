"""The one who signals hears back, in time, and not a word about the resident."""

from __future__ import annotations

from functools import cache

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.concerns.records import Channel, FeedbackLine, FeedbackState, Source
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.settings import team_settings

IN_WRITING = (Channel.LETTER, Channel.OTHER)  # nobody was spoken to, so that it came in must be said still
ANONYMOUS = "anoniem verteld"


def owe_answers(work: Work, concern: Concern, *, is_known: bool) -> None:
    """Note which answers a new signal asks for: that it came in (when it came in writing) and what was done with it, each with its term.

    `is_known`: somebody is sealed. Anonymous: it is not possible, which is said at once instead of asked for later.
    """
    settings, day = team_settings(work), local_day(concern.received)

    def owe(days: int, state: FeedbackState = FeedbackState.OPEN, *, is_receipt: bool = False, said: str = "") -> None:
        at = {"concern_id": concern.id, "owner_id": work.who.id, "circle_id": concern.circle_id}
        work.add(Feedback(before=add_working_days(day, days, settings.closed), state=state, is_receipt=is_receipt, said=said, **at))  # type: ignore[arg-type]

    if is_known or concern.source not in (Source.ANONYMOUS, Source.UNKNOWN):
        if concern.channel in IN_WRITING:
            owe(settings.receipt_days, is_receipt=True)
        owe(settings.feedback_days)
    elif concern.source is Source.ANONYMOUS:
        owe(settings.feedback_days, FeedbackState.NOT_POSSIBLE, said=ANONYMOUS)


@query()
def open_feedback(read: Reader, owner_id: str | None = None) -> list[FeedbackLine]:
    """Answers still owed, by one member or by all, first due first."""
    mine = (Feedback.owner_id == owner_id,) if owner_id else ()
    return read.all(FeedbackLine, _open().where(*mine))


@query()
def feedback_now(read: Reader, feedback_id: str) -> FeedbackLine:
    """One answer, owed or given, as it stands now. Refused when it is gone, or may not be seen."""
    return read.one(FeedbackLine, _lines().where(Feedback.id == feedback_id))


@cache
def _open() -> AnySelect:
    return _lines().where(Feedback.state == FeedbackState.OPEN).order_by(Feedback.before, Concern.code)


@cache
def _lines() -> AnySelect:
    statement = select_for(FeedbackLine, Feedback, code=Concern.code, source=Concern.source, owner=Member.name)
    return statement.join(Concern, Concern.id == Feedback.concern_id).join(Member, Member.id == Feedback.owner_id)


@act("terugkoppeling gegeven", by=TEAM)
def give_feedback(work: Work, shown: FeedbackLine, *, said: str, channel: str = "telefoon") -> None:
    """The answer was given. Refused without what was said; a Conflict when a colleague recorded another answer meanwhile."""
    if not said.strip():
        raise Refused("Schrijf wat u de melder hebt gezegd. De terugkoppeling staat nog open.")
    new = {"said": said.strip(), "channel": channel, "given_on": work.today}
    work.edit(Feedback, shown, state=FeedbackState.GIVEN, **new)


@act("terugkoppeling niet mogelijk", by=TEAM)
def feedback_not_possible(work: Work, shown: FeedbackLine, why: str) -> None:
    """Anonymous, moved, no number: the duty ends with a reason. A Conflict when a colleague recorded an answer meanwhile."""
    if not why.strip():
        raise Refused("Schrijf waarom u de melder niets kunt laten weten. De terugkoppeling staat nog open.")
    work.edit(Feedback, shown, state=FeedbackState.NOT_POSSIBLE, said=why.strip(), channel="", given_on=None)
