"""*Verteld op*: what an overleg decided is to be told to the household and to who signalled: on a day, by somebody, somehow.

Beside each line that says who tells stands whether that was done (domain.md, section 4: who informs resident and signaller). Lines from
before layout 22 have none: nobody knows any more.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import MeetingState, Reason, ReasonKind
from expertiseteam.meetings.tables import Decision, Meeting, Said
from expertiseteam.meetings.telling_records import Hearer, TellingLine, ToldHow, what_words
from expertiseteam.meetings.telling_tables import Telling
from expertiseteam.storage.reading import Reader

HEARERS = {LineKind.RESIDENT: Hearer.HOUSEHOLD, LineKind.REPORTER: Hearer.REPORTER}


@act("vastgelegd dat het verteld is", by=TEAM)
def record_told(work: Work, shown: TellingLine, *, on: date, how: ToldHow, by_id: str | None = None) -> None:
    """It was told on a day, by somebody (None: who is signed in). Refused for a day before the overleg or to come, and when it was told."""
    if shown.told_on is not None:
        raise Refused(f"Dit was al verteld op {full_date(shown.told_on)}. Er is niets veranderd.")
    if not shown.meeting_on <= on <= work.today:
        raise Refused(
            f"Vul de dag in waarop het is verteld: van het overleg op {full_date(shown.meeting_on)} tot en met vandaag. "
            "Er is nog niets vastgelegd."
        )
    work.edit(Telling, shown, told_on=on, told_by_id=by_id or work.who.id, how=how)


@act("toch nog niet verteld", by=TEAM)
def take_back_told(work: Work, shown: TellingLine) -> None:
    """It was not told after all: it is to be told again."""
    work.edit(Telling, shown, told_on=None, told_by_id=None, how=None)


@query()
def tellings(read: Reader) -> list[TellingLine]:
    """All that is to be told still and what was told, as far as the viewer may know: what is to be told first, then the newest."""
    found = telling_lines(read)
    return sorted(found, key=lambda one: (one.told_on is not None, -(one.told_on or one.meeting_on).toordinal(), one.code))


def tellings_of(read: Reader, member_id: str) -> list[TellingLine]:
    """What one member has to tell still, oldest overleg first: by name, or because nobody was named and the case is his."""
    return [one for one in telling_lines(read, Telling.told_on.is_(None)) if one.teller_id == member_id]


def telling_lines(read: Reader, *where: ColumnElement[bool]) -> list[TellingLine]:
    """These tellings, oldest overleg first. One statement when there are none, else two."""
    named, lead, by = aliased(Member), aliased(Member), aliased(Member)
    columns: tuple[Any, ...] = (Telling.id, Telling.version, Telling.meeting_id, Meeting.on, Said.item_id, Telling.case_id)
    columns += (Case.code, Case.label, Telling.hearer, Said.text, named.id, named.name, named.is_active, lead.id, lead.name)
    statement: Any = select(*columns, Telling.told_on, by.name, Telling.how).join(Said, Said.id == Telling.said_id)
    statement = statement.join(Meeting, Meeting.id == Telling.meeting_id).join(Case, Case.id == Telling.case_id)
    statement = statement.outerjoin(named, named.id == Telling.teller_id).outerjoin(lead, lead.id == Case.lead_id)
    statement = statement.outerjoin(by, by.id == Telling.told_by_id).where(*where)
    rows = read.tuples(statement.order_by(Meeting.on, Case.code, Said.at))
    decided = _decided(read, {row[4] for row in rows}) if rows else {}
    found = []
    for row_id, version, meeting_id, on, item_id, case_id, code, label, hearer, text, named_id, name, is_active, *rest in rows:
        lead_id, lead_name, told_on, told_by, how = rest
        teller_id, teller = (named_id, name) if named_id and is_active else (lead_id or "", lead_name or "")
        told = TellingLine(
            row_id,
            version,
            meeting_id,
            on,
            item_id,
            case_id,
            code,
            label,
            hearer,
            text,
            tuple(decided.get(item_id, ())),
            teller_id,
            teller,
            told_on,
            told_by or "",
            how,
        )
        found.append(told)
    return found


def _decided(read: Reader, items: set[str]) -> dict[str, list[str]]:
    codes: dict[str, list[str]] = defaultdict(list)
    decisions = select(Said.item_id, Decision.code).join(Decision, Decision.id == Said.decision_id)
    for item, code in read.tuples(decisions.where(Said.item_id.in_(items)).order_by(Said.at)):
        codes[item].append(code)
    return codes


def reasons_untold(read: Reader, on: date) -> dict[str, list[Reason]]:
    """Why a case comes to an overleg on a day: what an earlier one decided was not told by then. One statement for all cases."""
    told: dict[tuple[str, str, Hearer, date], list[str]] = defaultdict(list)
    for item, case_id, hearer, day, code in read.tuples(_untold(), on=on):
        told[item, case_id, hearer, day] += [code] if code and code not in told[item, case_id, hearer, day] else []
    found: dict[str, list[Reason]] = defaultdict(list)
    for (_, case_id, hearer, day), codes in told.items():
        whom = "" if hearer is Hearer.HOUSEHOLD else f" aan {hearer}"
        words = f"nog niet verteld{whom}: {what_words(tuple(codes), day)}"
        found[case_id].append(Reason(ReasonKind.UNTOLD, words, (day - on).days))
    return found


@cache
def _untold() -> Any:
    beside = aliased(Said)
    rows: Any = select(Said.item_id, Telling.case_id, Telling.hearer, Meeting.on, Decision.code).join(Said, Said.id == Telling.said_id)
    rows = rows.join(Meeting, Meeting.id == Telling.meeting_id)
    rows = rows.outerjoin(beside, and_(beside.item_id == Said.item_id, beside.decision_id.is_not(None)))
    rows = rows.outerjoin(Decision, Decision.id == beside.decision_id)
    late = or_(Telling.told_on.is_(None), Telling.told_on > bindparam("on"))
    return rows.where(late, Meeting.on < bindparam("on"), Meeting.state == MeetingState.HELD).order_by(Meeting.on, beside.at)


def told_since(read: Reader, on: date, since: date | None) -> dict[str, list[str]]:
    """For the minutes of an overleg on a day, by case: what was told since the one before, and what was not by then."""
    earlier = Meeting.on < on, Meeting.state == MeetingState.HELD
    lasting = or_(Telling.told_on.is_(None), Telling.told_on >= (since or date.min))
    found: dict[str, list[str]] = defaultdict(list)
    for one in telling_lines(read, *earlier, lasting):
        if one.told_on is not None and one.told_on <= on:
            found[one.case_id].append(one.said)
        else:
            who = f" ({one.teller})" if one.teller else ""
            found[one.case_id].append(f"nog niet verteld aan {one.hearer}: {one.what}{who}")
    return found


def to_tell(work: Work, said: Said, teller_id: str | None) -> None:
    """A line says who tells: from now on it is to be told. Nothing for other lines, and for a point about no case."""
    if said.kind in HEARERS and said.case_id is not None:
        telling = Telling(
            meeting_id=said.meeting_id,
            case_id=said.case_id,
            circle_id=said.circle_id,
            said_id=said.id,
            hearer=HEARERS[said.kind],
            teller_id=teller_id,
        )
        work.add(telling)


def tell_by(work: Work, said_id: str, teller_id: str | None) -> None:
    """The line names somebody else now."""
    for row in work.values(select(Telling.id).where(Telling.said_id == said_id)):
        work.edit(Telling, work.get(Telling, row), teller_id=teller_id)


def not_to_tell(work: Work, said_id: str) -> None:
    """The line is taken back or says something else. Refused when it was told already."""
    for row in work.values(select(Telling.id).where(Telling.said_id == said_id)):
        telling = work.get(Telling, row)
        if telling.told_on is not None:
            raise Refused(f"Dit is op {full_date(telling.told_on)} al verteld. De regel blijft staan.")
        work.remove(telling)
