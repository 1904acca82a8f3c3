"""The recovery sheet in the safe: when it was last proven to work."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select

from expertiseteam.access.who import EVERYONE, OFFICER
from expertiseteam.access.work import Work, act, query
from expertiseteam.storage.reading import Reader
from expertiseteam.team.tables import Setting

_KEY = "sheet_drill"  # no setting that people choose: it has no title and stands on no form


@act("herstelblad beproefd", by=OFFICER)
def note_drill(work: Work) -> None:
    """The sheet opened the keys and the dossier today."""
    value = json.dumps(work.today.isoformat())
    found = work.value(select(Setting.id).where(Setting.key == _KEY))
    if found:
        work.edit(Setting, work.get(Setting, found), value=value)
    else:
        work.add(Setting(key=_KEY, value=value))


@query(by=EVERYONE)
def last_drill(read: Reader) -> date | None:
    """The day on which the sheet was last proven to work; None when it never was."""
    value = read.value(select(Setting.value).where(Setting.key == _KEY))
    return date.fromisoformat(json.loads(value)) if value else None
