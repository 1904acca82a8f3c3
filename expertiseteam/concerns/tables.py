"""Concerns (signalen), and apart from them who reported and the answer owed."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, and_
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from expertiseteam.access.tables import InCircle, SealedTo
from expertiseteam.concerns.records import (
    CORRECTABLE,
    AcuteStep,
    Certainty,
    Channel,
    ConcernKind,
    ConcernState,
    Directness,
    FeedbackState,
    Internally,
    Known,
    Lens,
    Source,
    Urgency,
)
from expertiseteam.storage.rows import Keep, Mention, Numbered, Row, SeenBy, Word


class Concern(InCircle, Row):
    """One observation. `year` and `number` make its code; both empty as long as it is provisional."""

    __tablename__ = "concern"
    destroys = True
    searched = ("code", "what", "place")
    remembers = CORRECTABLE
    numbered: ClassVar[Numbered] = Numbered(("year",), "{year:02d}-{number:03d}")
    mentions = (Mention("outcome", "casus {}", "case"), Mention("outcome", "dubbel met {}", "concern"))
    keeps = Keep()
    stated = ("state", "outcome", "concluded", "double_of_id")
    year: Mapped[int | None]
    number: Mapped[int | None]
    code: Mapped[str]  # "26-118"
    what: Mapped[str]
    place: Mapped[str]  # as people say it: an address, a village or nothing
    place_key: Mapped[str]  # the same door has the same key (basics/addresses.py)
    village: Mapped[str]
    certainty: Mapped[Certainty | str] = mapped_column(Word(Certainty))  # a str: the code of a word that the team added
    channel: Mapped[Channel | str] = mapped_column(Word(Channel))
    source: Mapped[Source]
    urgency: Mapped[Urgency]
    received: Mapped[datetime] = mapped_column(index=True)
    written_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    triage_before: Mapped[date]
    since: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[ConcernState] = mapped_column(default=ConcernState.NEW, index=True)
    review_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")
    double_of_id: Mapped[str | None] = mapped_column(default=None)
    concluded: Mapped[datetime | None] = mapped_column(default=None, index=True)
    kind: Mapped[ConcernKind | None] = mapped_column(default=None)  # None: a worry about somebody
    directness: Mapped[Directness | None] = mapped_column(default=None)
    internally: Mapped[Internally | None] = mapped_column(default=None)
    on_behalf: Mapped[bool] = mapped_column(default=False)
    signs: Mapped[str] = mapped_column(default="")  # codes of the catalogue, separated by spaces
    spot: Mapped[str] = mapped_column(default="")  # code of the catalogue


class OfConcern(MappedAsDataclass, kw_only=True):
    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id", deferrable=True, initially="DEFERRED"), index=True)


class Observation(OfConcern, InCircle, Row):
    """What one member saw through one lens (domain.md, row 18)."""

    __tablename__ = "observation"
    searched = ("text",)
    keeps = Keep()
    lens: Mapped[Lens]
    text: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]


class Arrears(OfConcern, InCircle, Row):
    """What a partner of fixed costs said of unpaid bills. Amounts stand nowhere else, and no paper reads this table (domain.md, R-11)."""

    __tablename__ = "arrears"
    keeps = Keep()
    creditor: Mapped[str]
    resident: Mapped[str]
    contact: Mapped[str]
    cents: Mapped[int | None]
    months: Mapped[int | None]


class Reporter(OfConcern, InCircle, SealedTo, Row):
    """Who told it. `sealed` opens only with the keys of an aandachtsfunctionaris or the recovery sheet."""

    __tablename__ = "reporter"
    merges = False
    keeps = Keep()
    seen_by = SeenBy.CIRCLE_OFFICER
    sealed: Mapped[bytes]


class Feedback(OfConcern, InCircle, Row):
    """The answer owed to the one who told it: that it was taken up, never what was found (domain.md, row 8)."""

    __tablename__ = "feedback"
    keeps = Keep()
    stated = ("state", "given_on", "given_by_id", "channel", "said")
    before: Mapped[date] = mapped_column(index=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    is_receipt: Mapped[bool] = mapped_column(default=False)  # that it came in; else what was done with it
    state: Mapped[FeedbackState] = mapped_column(default=FeedbackState.OPEN, index=True)
    given_on: Mapped[date | None] = mapped_column(default=None)
    given_by_id: Mapped[str | None] = mapped_column(default=None)
    channel: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")


class JointCall(OfConcern, InCircle, Row):
    """*Roep ons erbij*: a visit together is asked for, by enforcement of care or the other way round (domain.md, row 60)."""

    __tablename__ = "joint_call"
    keeps = Keep()
    why: Mapped[str]
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    visit_id: Mapped[str | None] = mapped_column(default=None)  # the visit that came of it
    moved_from_id: Mapped[str | None] = mapped_column(default=None)  # the double at which it was asked; it waits at the first signal now
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # no visit comes of it
    ended_because: Mapped[str] = mapped_column(default="")


class CheckRound(OfConcern, InCircle, Row):
    """Partners are asked whether they know an address, without a word of the signal (domain.md, row 30)."""

    __tablename__ = "check_round"
    keeps = Keep()
    purpose: Mapped[str]
    why: Mapped[str]  # why it is needed, and not possible with less
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    asked_at: Mapped[datetime]
    before: Mapped[date]
    closed_on: Mapped[date | None] = mapped_column(default=None)


class PartnerAnswer(OfConcern, InCircle, Row):
    """One partner's *ja*, *nee* or *neem contact op*; none yet while it is empty."""

    __tablename__ = "partner_answer"
    keeps = Keep()
    round_id: Mapped[str] = mapped_column(ForeignKey("check_round.id", deferrable=True, initially="DEFERRED"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    answer: Mapped[Known | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    recorded_by_id: Mapped[str | None] = mapped_column(default=None)


class StepTaken(OfConcern, InCircle, Row):
    """A step of the acute path, at the moment that it was taken (domain.md, row 12)."""

    __tablename__ = "acute_step"
    keeps = Keep()
    step: Mapped[AcuteStep]
    remark: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]


class EarlierOutcome(OfConcern, InCircle, Row):
    """An outcome that a signal had until it was taken up again, or came loose of another: it stays told."""

    __tablename__ = "earlier_outcome"
    mentions = (Mention("outcome", "casus {}", "case"), Mention("outcome", "dubbel met {}", "concern"))
    keeps = Keep()
    state: Mapped[ConcernState]
    outcome: Mapped[str]
    concluded: Mapped[datetime | None]
    concluded_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]  # when it was taken up again
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    why: Mapped[str]


class Campaign(Row):
    """Something that the team did in a village to be found, such as a piece in the local paper (domain.md, row 119). Of no household."""

    __tablename__ = "campaign"
    keeps = Keep()
    seen_by = SeenBy.EVERYONE
    on: Mapped[date] = mapped_column(index=True)
    village: Mapped[str]  # "" for all of them
    what: Mapped[str]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class Presence(Row):
    """Who of the team was at a buurtkeet or an open inloop on a day: counted, never ranked (domain.md, rows 24 and 39). Of no household."""

    __tablename__ = "presence"
    keeps = Keep("on", 60)
    seen_by = SeenBy.EVERYONE
    on: Mapped[date] = mapped_column(index=True)
    channel: Mapped[Channel | str] = mapped_column(Word(Channel))
    spot: Mapped[str]  # code of the catalogue, or ""
    present: Mapped[str]  # ids of members, separated by spaces


OPEN_CALL = and_(JointCall.visit_id.is_(None), JointCall.ended_at.is_(None))

# The next number of a year; every door that was written down, without reading the signals themselves.
Index("ix_concern_year_number", Concern.year, Concern.number)
Index("ix_concern_doors", Concern.place_key, Concern.place, Concern.received, Concern.state, Concern.circle_id)
