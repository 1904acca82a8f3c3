"""The one who signals hears back, in time, and not a word about the resident."""

from __future__ import annotations

from functools import cache

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.records import FeedbackLine, FeedbackState
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.storage.reading import AnySelect, Reader, select_for

NEUTRAL_TEXTS = (
    "Bedankt voor uw telefoontje. Het is opgepakt.",
    "Bedankt dat u het vertelde. Er wordt naar gekeken.",
    "Goed dat u belde. Wij mogen niet vertellen wat er gebeurt, maar uw bericht is bij de juiste mensen.",
)


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
