"""What a dossier holds, for telling it from a copy; and the line in the log after a copy was put back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.cases.tables import Action, Case, Note
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.tables import Decision, Meeting
from expertiseteam.safety.records import Difference, Matter, Shadow, Stand
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.tables import Visit


@query(by=OFFICER)
def standing(read: Reader) -> Stand:
    """Every row that people know by name, with how often it was changed."""
    return Stand({matter: tuple(Shadow(i, v, _named(n)) for i, v, n in read.tuples(s)) for matter, s in _statements().items()})


@act("reservekopie teruggezet", by=OFFICER)
def record_restored(work: Work, why: str) -> None:
    """Recorded in the dossier that was put back, so that the log says from when on it goes on, and from which copy."""
    work.why, work.is_restored = why, True


@act("wat heel was uit een beschadigd dossier gered", by=OFFICER)
def record_saved(work: Work, why: str) -> None:
    """As `record_restored`, in a dossier that was made of what could be read of a damaged one."""
    record_restored.run(work, why)


def differences(present: Stand, copy: Stand) -> list[Difference]:
    """What putting the copy back would lose, undo and bring back, by name. Matters in which nothing differs are left out."""
    found = []
    for matter in Matter:
        now, then = ({row.id: row for row in stand.rows[matter]} for stand in (present, copy))
        added = tuple(row.name for row in now.values() if row.id not in then)
        changed = tuple(row.name for row in now.values() if row.id in then and row.version > then[row.id].version)
        back = tuple(row.name for row in then.values() if row.id not in now)
        if added or changed or back:
            found.append(Difference(matter, added, changed, back))
    return found


def _statements() -> dict[Matter, Any]:
    visit = select(Visit.id, Visit.version, Case.code).join(Case, Case.id == Visit.case_id).order_by(Case.code)
    return {
        Matter.CASE: select(Case.id, Case.version, Case.code).order_by(Case.code.desc()),
        Matter.CONCERN: select(Concern.id, Concern.version, Concern.code).order_by(Concern.received.desc()),
        Matter.VISIT: visit,
        Matter.MEETING: select(Meeting.id, Meeting.version, Meeting.on).order_by(Meeting.on.desc()),
        Matter.DECISION: select(Decision.id, Decision.version, Decision.code).order_by(Decision.code.desc()),
        Matter.ACTION: select(Action.id, Action.version, Action.number).order_by(Action.number.desc()),
        Matter.NOTE: select(Note.id, Note.version, Case.code).join(Case, Case.id == Note.case_id).order_by(Note.at.desc()),
        Matter.MEMBER: select(Member.id, Member.version, Member.name).order_by(Member.name),
    }


def _named(value: object) -> str:
    return value.strftime("%d-%m-%Y") if hasattr(value, "strftime") else str(value)
