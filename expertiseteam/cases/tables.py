"""Cases, who stands behind the front door, the household, notes, and the actions that visits and meetings agree on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from expertiseteam.access.tables import InCircle
from expertiseteam.cases.door_records import DoorWordKind
from expertiseteam.cases.offer_records import OfferAnswer, OfferKind, ReferralState
from expertiseteam.cases.records import (
    ActionState,
    AgreedAt,
    CaseResult,
    CaseState,
    EvictionState,
    GoalReached,
    HouseholdKind,
    ObjectionDecision,
    Place,
    ReportersTold,
    ResidentTold,
)
from expertiseteam.cases.subject_records import AgeBand, LifeDomain, PersonChangeKind, SubjectKind, Tenure
from expertiseteam.storage.rows import GivenNumber, Keep, Mention, Numbered, Row


class Case(InCircle, Row):
    """One household or address with one goal and one lead. `year` and `number` make its code; empty as long as it is provisional."""

    __tablename__ = "case"
    destroys = True
    remembers = (
        "label",
        "goal",
        "legal_basis",
        "purpose",
        "bringing_partner",
        "household",
        "place",
        "lead_id",
        "trusted_contact",
        "state",
        "eviction",
        "eviction_on",
        "eviction_source",
    )
    searched = ("code", "label", "place", "goal")
    numbered: ClassVar[Numbered] = Numbered(("year",), "{year:02d}-{number:03d}")
    keeps = Keep()
    stated = ("state", "result", "result_remark", "closed_on", "eviction", "eviction_on", "eviction_source")
    year: Mapped[int | None]
    number: Mapped[int | None]
    code: Mapped[str]  # "26-041"
    label: Mapped[str]  # without a surname: it stands on paper
    place: Mapped[str]
    place_key: Mapped[str] = mapped_column(index=True)
    village: Mapped[str]
    household: Mapped[HouseholdKind]
    lead_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    bringing_partner: Mapped[str]
    legal_basis: Mapped[str]
    purpose: Mapped[str]
    goal: Mapped[str]
    opened: Mapped[date]
    state: Mapped[CaseState] = mapped_column(default=CaseState.ACTIVE, index=True)
    trusted_contact: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    result: Mapped[CaseResult | None] = mapped_column(default=None)
    result_remark: Mapped[str] = mapped_column(default="")
    eviction: Mapped[EvictionState] = mapped_column(default=EvictionState.NONE)
    eviction_on: Mapped[date | None] = mapped_column(default=None)
    eviction_source: Mapped[str] = mapped_column(default="")  # who told us, as an organisation
    eviction_reported: Mapped[datetime | None] = mapped_column(default=None)
    last_contact: Mapped[date | None] = mapped_column(default=None)
    opened_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)


class OfCase(InCircle, kw_only=True):
    case_id: Mapped[str] = mapped_column(ForeignKey("case.id", deferrable=True, initially="DEFERRED"), index=True)

    @classmethod
    def called_off(cls, now: datetime, because: str) -> tuple[ColumnElement[bool], dict[str, Any]] | None:
        """Which rows do not go on when their case ends or stands still, and what they become; None: nothing of this table is planned."""
        return None


class Person(OfCase, Row):
    """Someone of the household."""

    __tablename__ = "person"
    remembers = ("name", "part", "phone")
    searched = ("name", "part", "phone")
    keeps = Keep()
    name: Mapped[str]
    part: Mapped[str] = mapped_column(default="bewoner")
    phone: Mapped[str] = mapped_column(default="")


class Kin(OfCase, Row):
    """What one of a household is to another of it."""

    __tablename__ = "kin"
    keeps = Keep()
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", deferrable=True, initially="DEFERRED"), index=True)
    words: Mapped[str]  # "moeder van"
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id", deferrable=True, initially="DEFERRED"), index=True)


class PersonChange(OfCase, Row):
    """That somebody left, moved to another case, came from one, or was merged; with what is needed to undo it."""

    __tablename__ = "person_change"
    mentions = (Mention("words", "van casus {}", "case"), Mention("words", "naar casus {}", "case"))
    keeps = Keep()
    kind: Mapped[PersonChangeKind]
    person_id: Mapped[str] = mapped_column(index=True)  # who is in the household now, or was
    name: Mapped[str]
    words: Mapped[str]  # where to, or as whom
    on: Mapped[date]
    before: Mapped[str]  # JSON: how it stood before
    pair_id: Mapped[str | None]  # the change in the other case that goes with it
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class Subject(OfCase, Row):
    """What a case is about: one row at the most for each case, none as long as nothing was chosen."""

    __tablename__ = "case_subject"
    remembers = ("kind", "tenure", "age_band", "has_child")
    keeps = Keep()
    kind: Mapped[SubjectKind] = mapped_column(default=SubjectKind.HOUSEHOLD)
    tenure: Mapped[Tenure | None] = mapped_column(default=None)
    age_band: Mapped[AgeBand | None] = mapped_column(default=None)
    has_child: Mapped[bool] = mapped_column(default=False)


class ChosenDomain(OfCase, Row):
    """A domain of life that matters in this case."""

    __tablename__ = "chosen_domain"
    keeps = Keep()
    domain: Mapped[LifeDomain]


class CaseLink(OfCase, Row):
    """That another case belongs to this one; the other has a row too, in its own circle."""

    __tablename__ = "case_link"
    keeps = Keep()
    other_id: Mapped[str] = mapped_column(ForeignKey("case.id", deferrable=True, initially="DEFERRED"))
    why: Mapped[str]


class Involvement(OfCase, Row):
    """An organisation's place at one front door, as it is now."""

    __tablename__ = "involvement"
    keeps = Keep()
    remembers = ("member_id",)
    # Who stepped aside or only advises needs to know no more; who signed no covenant gets nothing.
    lets_in = "organisation_id = '{}' AND place IN ('FRONT', 'RESERVE') AND organisation_id IN (SELECT organisation_id FROM main.covenant)"
    stated = ("member_id",)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    place: Mapped[Place]
    since: Mapped[date]
    member_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
    condition: Mapped[str] = mapped_column(default="")
    back_on: Mapped[date | None] = mapped_column(default=None)


class DoorMove(OfCase, Row):
    """One move at a front door; the answers to the four questions when there were any."""

    __tablename__ = "door_move"
    keeps = Keep()
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    before: Mapped[Place | None]
    after: Mapped[Place]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    front_before: Mapped[int]
    front_after: Mapped[int]
    condition: Mapped[str] = mapped_column(default="")
    answers: Mapped[str] = mapped_column(default="")
    is_off: Mapped[bool] = mapped_column(default=False)  # it was taken off the case; `after` is then NO_ROLE
    member_id: Mapped[str | None] = mapped_column(default=None)  # the colleague who came until it was taken off
    looked_on: Mapped[date | None] = mapped_column(default=None)  # `Involvement.back_on` as it was before


class DoorWord(OfCase, Row):
    """Room to act, support or a deviating view at one front door; a new one ends the one before, and none is thrown away."""

    __tablename__ = "door_word"
    searched = ("text",)
    keeps = Keep()
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[DoorWordKind]
    other_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    about: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class KnownFact(OfCase, Row):
    """Something that the household told once, so that nobody asks it again."""

    __tablename__ = "known_fact"
    remembers = ("text",)
    searched = ("topic", "text")
    keeps = Keep()
    topic: Mapped[str]
    text: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class FactUse(OfCase, Row):
    """That another organisation used what was known already, and what for."""

    __tablename__ = "fact_use"
    keeps = Keep()
    fact_id: Mapped[str] = mapped_column(ForeignKey("known_fact.id", deferrable=True, initially="DEFERRED"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id", deferrable=True, initially="DEFERRED"))
    purpose: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class Note(OfCase, Row):
    """A line on the case's timeline."""

    __tablename__ = "note"
    searched = ("text",)
    keeps = Keep()
    text: Mapped[str]
    at: Mapped[datetime]
    written_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class CaseEnding(OfCase, Row):
    """One time that a case ended, with what was asked then. It stays when the case runs again: history is not written over."""

    __tablename__ = "case_ending"
    keeps = Keep()
    on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    result: Mapped[CaseResult]
    remark: Mapped[str] = mapped_column(default="")
    goal_reached: Mapped[GoalReached | None] = mapped_column(default=None)  # None: ended before this was asked
    watch: Mapped[str] = mapped_column(default="")
    resident_told: Mapped[ResidentTold | None] = mapped_column(default=None)
    told_how: Mapped[str] = mapped_column(default="")
    reporters_told: Mapped[ReportersTold | None] = mapped_column(default=None)
    dropped_because: Mapped[str] = mapped_column(default="")
    reopened_at: Mapped[datetime | None] = mapped_column(default=None)
    reopened_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
    reopened_why: Mapped[str] = mapped_column(default="")


class SeriousEvent(OfCase, Row):
    """Something terrible happened, or nearly: it is on the next agenda until the team has written down what it learned."""

    __tablename__ = "serious_event"
    searched = ("what", "learned")
    keeps = Keep()
    on: Mapped[date]
    what: Mapped[str]
    told_by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    at: Mapped[datetime]
    learned: Mapped[str] = mapped_column(default="")
    learned_on: Mapped[date | None] = mapped_column(default=None)


class Binned(OfCase, Row):
    """Something that was thrown away, whole, so that it can be taken back."""

    __tablename__ = "binned"
    keeps = Keep()  # as long as the team chose (bin_months)
    row_kind: Mapped[str]
    said: Mapped[str]
    content: Mapped[str]  # JSON of its columns
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class OfCaseOrMeeting(MappedAsDataclass, kw_only=True):
    case_id: Mapped[str | None] = mapped_column(ForeignKey("case.id", deferrable=True, initially="DEFERRED"), index=True)


class Action(OfCaseOrMeeting, InCircle, Row):
    """Who does what before when. Without an owner or a date it stays amber until somebody has it."""

    __tablename__ = "action"
    remembers = ("what", "owner_id", "due")
    searched = ("what",)
    numbered: ClassVar[Numbered] = Numbered()
    keeps = Keep()
    stated = ("state", "result", "done_on")
    number: Mapped[int] = mapped_column(GivenNumber, index=True)
    what: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), index=True)
    due: Mapped[date | None]
    agreed_on: Mapped[date]
    agreed_at: Mapped[AgreedAt]
    agreed_at_id: Mapped[str] = mapped_column(index=True)  # the visit, the meeting, or the case itself
    is_promise: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ActionState] = mapped_column(default=ActionState.OPEN)
    result: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None] = mapped_column(default=None, index=True)  # what ended last is asked first
    agreed_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"), default=None)


class TakenBack(OfCase, Row):
    """That something was written down wrong and does not hold any more: what it said, who took it back, and why. The row itself stays."""

    __tablename__ = "taken_back"
    keeps = Keep()
    row_id: Mapped[str] = mapped_column(index=True)  # the step of enforcement, or the reporting code of the decision
    said: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))


class HelpOffer(OfCase, Row):
    """Help that was offered to a household and what was answered; a referral waits for the answer of who it went to."""

    __tablename__ = "help_offer"
    remembers = ("referral", "remark")
    keeps = Keep()
    stated = ("referral", "remark")
    what: Mapped[str]
    kind: Mapped[OfferKind]
    answer: Mapped[OfferAnswer]
    offered_on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("member.id", deferrable=True, initially="DEFERRED"))
    visit_id: Mapped[str] = mapped_column(default="", index=True)  # the visit at which it was offered
    to_whom: Mapped[str] = mapped_column(default="")
    reply_before: Mapped[date | None] = mapped_column(default=None)
    referral: Mapped[ReferralState | None] = mapped_column(default=None, index=True)
    answered_on: Mapped[date | None] = mapped_column(default=None)
    remark: Mapped[str] = mapped_column(default="")


class Objection(OfCase, Row):
    """Somebody does not want his data used: the case is restricted until it is decided. What it was before comes back when it goes on."""

    __tablename__ = "objection"
    keeps = Keep()
    stated = ("decision", "because")
    said: Mapped[str]
    made_on: Mapped[date]
    before: Mapped[date]
    state_before: Mapped[CaseState]
    was_closed: Mapped[bool]
    members_before: Mapped[str]  # ids of those who knew of a closed circle, separated by spaces
    decision: Mapped[ObjectionDecision | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None] = mapped_column(default=None)


Index("ix_action_state_due", Action.state, Action.due)
# When something happened last in each running case is read from here, not from the actions themselves: what an agenda takes longest for.
Index("ix_action_signs", Action.case_id, Action.circle_id, Action.agreed_on, Action.done_on)
Index("ix_case_year_number", Case.year, Case.number)
