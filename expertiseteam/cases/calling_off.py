"""What is planned in a case does not go on when the case ends or stands still: nobody goes to a door that the team has left."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from expertiseteam.access.work import Work
from expertiseteam.cases.tables import Case, OfCase
from expertiseteam.concerns.joint import end_calls
from expertiseteam.concerns.tables import JointCall
from expertiseteam.storage.rows import Row


def call_off(work: Work, case_id: str, because: str) -> None:
    """End what is still planned, with the reason. Each table says what that is (`OfCase.called_off`): it may lie on a higher floor."""
    tables: list[Any] = [mapper.class_ for mapper in Row.registry.mappers if issubclass(mapper.class_, OfCase)]
    for kind in tables:
        if (found := kind.called_off(work.now, because)) is not None:
            planned, new = found
            for row_id in work.values(select(kind.id).where(kind.case_id == case_id, planned)):
                work.edit(kind, work.get(kind, row_id), **new)
    end_calls(work, JointCall.circle_id == work.get(Case, case_id).circle_id, because)
