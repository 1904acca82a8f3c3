"""The one who signals hears back, in time, and not a word about the resident."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select

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


@cache
def _open() -> AnySelect:
    statement = select_for(FeedbackLine, Feedback, code=Concern.code, source=Concern.source, owner=Member.name)
    statement = statement.join(Concern, Concern.id == Feedback.concern_id).join(Member, Member.id == Feedback.owner_id)
    return statement.where(Feedback.state == FeedbackState.OPEN).order_by(Feedback.before, Concern.code)


@act("terugkoppeling gegeven", by=TEAM)
def give_feedback(work: Work, shown: FeedbackLine, *, said: str, channel: str = "telefoon") -> None:
    """The answer was given. Refused without what was said, or when a colleague had done it already."""
    if not said.strip():
        raise Refused("Schrijf wat u de melder hebt gezegd. De terugkoppeling staat nog open.")
    _still_open(work, shown)
    new = {"said": said.strip(), "channel": channel, "given_on": work.today}
    work.edit(Feedback, shown, state=FeedbackState.GIVEN, **new)


@act("terugkoppeling niet mogelijk", by=TEAM)
def feedback_not_possible(work: Work, shown: FeedbackLine, why: str) -> None:
    """Anonymous, moved, no number: the duty ends with a reason."""
    if not why.strip():
        raise Refused("Schrijf waarom u de melder niets kunt laten weten. De terugkoppeling staat nog open.")
    _still_open(work, shown)
    work.edit(Feedback, shown, state=FeedbackState.NOT_POSSIBLE, said=why.strip())


def _still_open(work: Work, shown: FeedbackLine) -> None:
    if work.value(select(Feedback.state).where(Feedback.id == shown.id)) is not FeedbackState.OPEN:
        raise Refused("Een collega heeft dit antwoord al gegeven. Er is niets veranderd.")
