"""Writing a signal down, the list of those that wait, and what is known of the same door."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.circles import open_circle
from expertiseteam.access.drafts import drop_draft, sealed_draft
from expertiseteam.access.sealing import sealed_now
from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import is_blank
from expertiseteam.basics.working_days import add_working_days
from expertiseteam.concerns.arrears import add_arrears
from expertiseteam.concerns.feedback import owe_answers
from expertiseteam.concerns.records import (
    WAITING,
    ArrearsText,
    Certainty,
    Channel,
    ConcernLine,
    ConcernState,
    ConcernView,
    Extra,
    Lens,
    ObservationLine,
    ReporterText,
    Source,
    Urgency,
)
from expertiseteam.concerns.tables import OPEN_CALL, Concern, Feedback, JointCall, Observation, Reporter
from expertiseteam.storage.reading import AnySelect, Reader, select_for
from expertiseteam.team.catalogues import label_of
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.tables import Village

NOTHING_MORE = Extra()
FORM = "concern"  # the draft of a signal that is being written
LONGEST = 10_000  # characters in one text
Receipt = aliased(Feedback)


@act("signaal opgeschreven", by=TEAM)
def record_concern(
    work: Work,
    *,
    what: str,
    place: str,
    certainty: Certainty | str,
    channel: Channel | str,
    source: Source = Source.UNKNOWN,
    urgency: Urgency = Urgency.NORMAL,
    since: date | None = None,
    received: datetime | None = None,
    reporter: ReporterText | None = None,
    from_draft: bool = False,
    extra: Extra = NOTHING_MORE,
    arrears: ArrearsText | None = None,
    was_weighed: bool = False,
) -> str:
    """Write down a signal; the reporter is sealed before it reaches a row. Returns the signal's id.

    `arrears`: it came from a partner of fixed costs, and is only for offering help.
    `received`: when it came in, now unless said otherwise (an import). `from_draft`: take over the
    sealed reporter of my draft, and drop it. `was_weighed`: somebody saw what is doubtful about it and took it over (an import).
    Refused without a text, for a certainty or channel that is on no list of the team, for a `since` after it came in, and for a citizen
    service number.
    """
    if is_blank(what):
        raise Refused("Schrijf in één zin wat er is. Het signaal is nog niet bewaard; uw tekst staat er nog.")
    if max(len(what), len(extra.care_view), len(extra.enforcement_view)) > LONGEST:
        raise Refused(f"De tekst is langer dan {LONGEST} tekens. Het signaal is nog niet bewaard. Maak de tekst korter.")
    if not was_weighed:
        refuse_service_number(work, what, place, extra.care_view, extra.enforcement_view)
    for which, word in ((Catalogue.CERTAINTY, certainty), (Catalogue.CHANNEL, channel)):
        if not isinstance(word, Certainty | Channel):
            label_of(work, which, word)
    received = received or work.now
    settings = team_settings(work)
    day = local_day(received)
    refuse_since(since, day, "Het signaal is nog niet bewaard.")
    year = day.year % 100
    number = work.next_number(Concern, year=year)
    circle = open_circle(work, help_only=arrears is not None)
    concern = work.add(
        Concern(
            year=year,
            number=number,
            code=Concern.numbered.code_of(year=year, number=number),
            what=what.strip(),
            place=place.strip(),
            place_key=normalise(place),
            village=village_in(place, work.values(select(Village.name))),
            certainty=certainty,
            channel=channel,
            source=source,
            urgency=urgency,
            since=since,
            received=received,
            written_by_id=work.who.id,
            triage_before=weigh_before(day, urgency, settings),
            circle_id=circle,
            kind=extra.kind,
            directness=extra.directness,
            internally=extra.internally,
            on_behalf=extra.on_behalf,
            signs=" ".join(extra.signs),
            spot=extra.spot,
        )
    )
    for lens, text in ((Lens.CARE, extra.care_view), (Lens.ENFORCEMENT, extra.enforcement_view)):
        if text.strip():
            _observe(work, concern, lens, text)
    if arrears is not None:
        add_arrears(work, concern, arrears)
    work.about += [concern.id]  # its circle may become that of a case; the log still finds this line by the signal
    sealed = _sealed(work, reporter, from_draft)
    if sealed:
        work.add(Reporter(concern_id=concern.id, circle_id=circle, **sealed))
    owe_answers(work, concern, settings, is_known=bool(sealed))
    if from_draft:
        drop_draft(work, FORM)
    return concern.id


@act("waarneming bij een signaal toegevoegd", by=TEAM)
def add_observation(work: Work, concern_id: str, lens: Lens, text: str) -> None:
    """What a colleague saw with the same or the other lens; stands beside what was there. Refused without a text."""
    if not text.strip() or len(text) > LONGEST:
        raise Refused(f"Schrijf in één zin wat u zag, in hoogstens {LONGEST} tekens. Er is niets toegevoegd.")
    refuse_service_number(work, text)
    _observe(work, work.get(Concern, concern_id), lens, text)


def _observe(work: Work, concern: Concern, lens: Lens, text: str) -> None:
    circle, writer = concern.circle_id, work.who.id
    work.add(Observation(lens=lens, text=text.strip(), by_id=writer, at=work.now, concern_id=concern.id, circle_id=circle))


@query()
def observations(read: Reader, concern_id: str) -> list[ObservationLine]:
    """What was seen through both lenses, oldest first. Asked for beside `concern_view`, which is the view that the log tells of."""
    seen = select_for(ObservationLine, Observation, by=Member.name).join(Member, Member.id == Observation.by_id)
    return read.all(ObservationLine, seen.where(Observation.concern_id == concern_id).order_by(Observation.at))


@cache
def lines() -> AnySelect:
    """Signals as lines of a list."""
    called = exists().where(JointCall.concern_id == Concern.id, OPEN_CALL)
    return select_for(ConcernLine, Concern, is_called=called)


@query()
def concerns(read: Reader, states: tuple[ConcernState, ...] = (ConcernState.NEW,), most: int | None = None) -> list[ConcernLine]:
    """Signals in these states, oldest first: what waits longest stands on top. `most`: of very many only the first."""
    found = lines().where(Concern.state.in_(states)).order_by(Concern.received, Concern.number)
    return read.all(ConcernLine, found.limit(most) if most else found)


@query()
def concluded_concerns(read: Reader, most: int = 300) -> list[ConcernLine]:
    """Signals that have an outcome, last concluded first."""
    done = lines().where(Concern.state.not_in(WAITING))
    return read.all(ConcernLine, done.order_by(Concern.concluded.desc(), Concern.received.desc()).limit(most))


@query()
def concern_counts(read: Reader) -> dict[ConcernState, int]:
    """How many signals stand in each state."""
    counted = read.tuples(select(Concern.state, func.count()).group_by(Concern.state))
    return {state: Counter(dict(counted))[state] for state in ConcernState}


@query("signaal bekeken", why="weging van het signaal")
def concern_view(read: Reader, concern_id: str) -> ConcernView:
    """One signal, opened."""
    statement = (
        select_for(
            ConcernView,
            Concern,
            written_by=Member.name,
            has_reporter=exists().where(Reporter.concern_id == Concern.id),
            feedback=Feedback.state,
            feedback_before=Feedback.before,
            receipt=Receipt.state,
            receipt_before=Receipt.before,
        )
        .join(Member, Member.id == Concern.written_by_id)
        .outerjoin(Feedback, and_(Feedback.concern_id == Concern.id, Feedback.is_receipt.is_(False)))
        .outerjoin(Receipt, and_(Receipt.concern_id == Concern.id, Receipt.is_receipt.is_(True)))
    )
    return read.one(ConcernView, statement.where(Concern.id == concern_id))


@query()
def waiting_count(read: Reader, day: date | None = None) -> int:
    """How many signals wait for an outcome. With a `day`: without those in observation that are looked at again after it."""
    waits = select(func.count()).select_from(Concern).where(Concern.state.in_(WAITING))
    if day is not None:
        waits = waits.where(or_(Concern.state == ConcernState.NEW, Concern.review_on.is_(None), Concern.review_on <= day))
    return read.value(waits) or 0


def refuse_since(since: date | None, day: date, what_now: str) -> None:
    """Refused for a signal that came in (`day`) before it began."""
    if since is not None and since > day:
        raise Refused(
            f"Het speelt sinds {full_date(since)}, maar het signaal kwam binnen op {full_date(day)}. {what_now} "
            "Verbeter ‘sinds’, of laat het leeg."
        )


def weigh_before(day: date, urgency: Urgency, settings: TeamSettings) -> date:
    """The last day on which a signal of this day is to be weighed: danger waits for nothing."""
    return day if urgency is Urgency.ACUTE else add_working_days(day, settings.triage_days, settings.closed)


def village_in(place: str, known: list[str]) -> str:
    """The known village that the place names, or ""."""
    folded = place.casefold()
    return max((v for v in known if v.casefold() in folded), key=len, default="")


def _sealed(work: Work, reporter: ReporterText | None, from_draft: bool) -> dict[str, Any]:
    if reporter is not None and not reporter.is_empty:
        return sealed_now(work, reporter_json(reporter))
    return sealed_draft(work, FORM) if from_draft else {}


def reporter_json(reporter: ReporterText) -> str:
    """The text that is sealed, in one form for drafts and records."""
    return json.dumps(asdict(reporter), ensure_ascii=False)
