"""The one who signals hears back, in time, and not a word about the resident."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import func, select

from expertiseteam.access.circles import is_help_only
from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.concerns.records import AnswerLine, Channel, FeedbackLine, FeedbackState, PartnerStatus, Source
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import TeamSettings

# Who told it was spoken to; through every other channel, also one that the team added, that it came in must be said still.
SPOKEN = (Channel.PHONE, Channel.CABIN, Channel.OPEN_HOUSE, Channel.ROUND, Channel.VISIT, Channel.INSPECTION, Channel.MEETING, Channel.SELF)
ANONYMOUS = "anoniem verteld"
PARTNER_WORDS = tuple(status.value for status in PartnerStatus)


def owe_answers(work: Work, concern: Concern, settings: TeamSettings, *, is_known: bool) -> None:
    """Note which answers a new signal asks for: that it came in (when it came in writing) and what was done with it, each with its term.

    `is_known`: somebody is sealed. Anonymous: it is not possible, which is said at once instead of asked for later.
    """
    day = local_day(concern.received)

    def owe(days: int, state: FeedbackState = FeedbackState.OPEN, *, is_receipt: bool = False, said: str = "") -> None:
        at = {"concern_id": concern.id, "owner_id": work.who.id, "circle_id": concern.circle_id}
        work.add(Feedback(before=add_working_days(day, days, settings.closed), state=state, is_receipt=is_receipt, said=said, **at))  # type: ignore[arg-type]

    if is_known or concern.source not in (Source.ANONYMOUS, Source.UNKNOWN):
        if concern.channel not in SPOKEN:
            owe(settings.receipt_days, is_receipt=True)
        owe(settings.feedback_days)
    elif concern.source is Source.ANONYMOUS:
        owe(settings.feedback_days, FeedbackState.NOT_POSSIBLE, said=ANONYMOUS)


def owe_by_source(work: Work, concern: Concern, settings: TeamSettings, *, is_known: bool) -> None:
    """The source of a signal was corrected: who turns out to be known is owed an answer, and nobody can answer who is not."""
    answers = [work.get(Feedback, found) for found in work.values(select(Feedback.id).where(Feedback.concern_id == concern.id))]
    if concern.source is Source.ANONYMOUS and not is_known:
        for answer in answers:
            if answer.state is FeedbackState.OPEN:
                work.edit(Feedback, answer, state=FeedbackState.NOT_POSSIBLE, said=ANONYMOUS)
    elif concern.source is not Source.UNKNOWN or is_known:
        for answer in answers:
            if answer.said == ANONYMOUS:
                work.edit(Feedback, answer, state=FeedbackState.OPEN, said="")
    if not answers:
        owe_answers(work, concern, settings, is_known=is_known)


@query()
def open_feedback(read: Reader, owner_id: str | None = None) -> list[FeedbackLine]:
    """Answers still owed, by one member or by all, first due first."""
    mine = (Feedback.owner_id == owner_id,) if owner_id else ()
    return read.all(FeedbackLine, _open().where(*mine))


@query()
def feedback_now(read: Reader, feedback_id: str) -> FeedbackLine:
    """One answer, owed or given, as it stands now. Refused when it is gone, or may not be seen."""
    return read.one(FeedbackLine, _lines().where(Feedback.id == feedback_id))


@query()
def answers_given(read: Reader, concern_id: str) -> list[AnswerLine]:
    """What was said about one signal to who told it, the receipt first. Asked for beside `concern_view`, the view that the log tells of."""
    told = select_for(AnswerLine, Feedback, by=func.coalesce(Member.name, "")).outerjoin(Member, Member.id == Feedback.given_by_id)
    told = told.where(Feedback.concern_id == concern_id, Feedback.state != FeedbackState.OPEN, Feedback.said != ANONYMOUS)
    return read.all(AnswerLine, told.order_by(Feedback.is_receipt.desc()))


@cache
def _open() -> AnySelect:
    return _lines().where(Feedback.state == FeedbackState.OPEN).order_by(Feedback.before, Concern.code)


@cache
def _lines() -> AnySelect:
    told = {"code": Concern.code, "source": Concern.source, "owner": Member.name, "is_status_only": Circle.help_only}
    statement = select_for(FeedbackLine, Feedback, **told).join(Concern, Concern.id == Feedback.concern_id)
    return statement.join(Member, Member.id == Feedback.owner_id).join(Circle, Circle.id == Feedback.circle_id)


@act("terugkoppeling gegeven", by=TEAM)
def give_feedback(work: Work, shown: FeedbackLine, *, said: str, channel: str = "telefoon", on: date | None = None) -> None:
    """The answer was given, on a day (today when none is given): whether it was in time is counted by that day.

    Refused without what was said, and for a day to come or before the signal came in; a Conflict when a colleague recorded another answer
    meanwhile.

    A partner of fixed costs hears the status of the offer and nothing else (domain.md, R-12).
    """
    if not said.strip():
        raise Refused("Schrijf wat u de melder hebt gezegd. De terugkoppeling staat nog open.")
    if said.strip() not in PARTNER_WORDS and is_help_only(work, work.get(Feedback, shown.id).circle_id):
        raise Refused(
            "Een vastelastenpartner hoort alleen hoe het met het aanbod van hulp staat. De terugkoppeling staat nog open. "
            f"Kies: {' '.join(PARTNER_WORDS)}"
        )
    refuse_service_number(work, said)
    day, came = on or work.today, local_day(work.get(Concern, shown.concern_id).received)
    if not came <= day <= work.today:
        raise Refused(
            f"Terugkoppeling op {full_date(day)} kan niet: het signaal kwam binnen op {full_date(came)} en vandaag is "
            f"{full_date(work.today)}. De terugkoppeling staat nog open. Verbeter de dag."
        )
    new = {"said": said.strip(), "channel": channel, "given_on": day, "given_by_id": work.who.id}
    work.edit(Feedback, shown, state=FeedbackState.GIVEN, **new)


@act("terugkoppeling niet mogelijk", by=TEAM)
def feedback_not_possible(work: Work, shown: FeedbackLine, why: str) -> None:
    """Anonymous, moved, no number: the duty ends with a reason. A Conflict when a colleague recorded an answer meanwhile."""
    if not why.strip():
        raise Refused("Schrijf waarom u de melder niets kunt laten weten. De terugkoppeling staat nog open.")
    refuse_service_number(work, why)
    work.edit(Feedback, shown, state=FeedbackState.NOT_POSSIBLE, said=why.strip(), channel="", given_on=None, given_by_id=work.who.id)


@act("terugkoppeling teruggenomen", by=TEAM)
def take_feedback_back(work: Work, before: FeedbackLine) -> None:
    """Let an answer be owed again that was just recorded by mistake; `before` is how it was shown until then.

    Refused when it was recorded anew after that, or by a colleague: that answer is somebody's own.
    """
    row = work.get(Feedback, before.id)
    if row.state is FeedbackState.OPEN or row.version != before.version + 1 or row.given_by_id != work.who.id:
        raise Refused(f"De terugkoppeling bij signaal {before.code} is daarna nog gewijzigd. Zij blijft staan. Bekijk het signaal opnieuw.")
    work.edit(Feedback, row, state=FeedbackState.OPEN, said="", channel="", given_on=None, given_by_id=None)
