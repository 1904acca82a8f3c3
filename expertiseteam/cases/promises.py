"""What is promised to somebody who told us something: an action, marked as a promise (domain.md, row 42)."""

from __future__ import annotations

from datetime import date

from expertiseteam.access.circles import is_help_only
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.records import AgreedAt
from expertiseteam.concerns.feedback import give_feedback
from expertiseteam.concerns.records import FeedbackLine
from expertiseteam.concerns.tables import Concern


@act("terugkoppeling gegeven en iets toegezegd", by=TEAM)
def answer_and_promise(
    work: Work, shown: FeedbackLine, *, said: str, channel: str, promise: str, due: date | None, on: date | None = None
) -> None:
    """The answer was given, and the reporter was promised something by a day: my action, of this signal. Never says who the reporter is."""
    if due is None or due < work.today:
        raise Refused("Kies voor de toezegging een dag die nog komt. De terugkoppeling staat nog open.")
    circle = work.get(Concern, shown.concern_id).circle_id
    if is_help_only(work, circle):
        raise Refused("Een vastelastenpartner belooft u niets: hij hoort alleen hoe het aanbod van hulp staat. Er is niets bewaard.")
    give_feedback(work, shown, said=said, channel=channel, on=on)
    at = {"agreed_at": AgreedAt.CONCERN, "agreed_at_id": shown.concern_id, "circle_id": circle}
    agree_action(work, None, what=promise, owner_id=work.who.id, due=due, is_promise=True, **at)  # type: ignore[arg-type]
