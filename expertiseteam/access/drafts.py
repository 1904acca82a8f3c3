"""Text typed so far: kept for its own author, encrypted in the dossier, until it is recorded or thrown away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from expertiseteam.access.sealing import sealed_now
from expertiseteam.access.tables import Draft
from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.storage.reading import Gone, Reader, select_for
from expertiseteam.storage.rows import Row


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as its author gets it back. `has_sealed`: it also holds something that only the aandachtsfunctionaris can read."""

    id: str
    version: int
    form: str
    about: str
    at: datetime
    fields: dict[str, str]
    has_sealed: bool


@dataclass(frozen=True, slots=True)
class _Stored:
    id: str
    version: int
    form: str
    about: str
    at: datetime
    fields: str
    sealed: bytes | None

    def as_text(self) -> DraftText:
        return DraftText(self.id, self.version, self.form, self.about, self.at, json.loads(self.fields), self.sealed is not None)


@act(None, by=EVERYONE)
def keep_draft(work: Work, form: str, about: str, fields: dict[str, str], *, secret: str | None = None) -> None:
    """Keep what was typed in a form. `secret` is sealed before it reaches a row; None leaves what was sealed before, "" drops it."""
    now: dict[str, Any] = {"at": work.now, "fields": json.dumps(fields, ensure_ascii=False)}
    if secret is not None:
        now |= sealed_now(work, secret) if secret else {"sealed": None, "sealed_for": ""}
    found = _mine(work, form, about)
    if found:
        work.edit(Draft, work.get(Draft, found), **now)
    else:
        work.add(Draft(member_id=work.who.id, form=form, about=about, **now))


@act(None, by=EVERYONE)
def drop_draft(work: Work, form: str, about: str = "") -> None:
    """The text was recorded or thrown away."""
    found = _mine(work, form, about)
    if found:
        work.remove(work.get(Draft, found))


@act(None, by=EVERYONE)
def last_change(work: Work, table: str, row_id: str, *, by_others: bool = False) -> tuple[str, datetime | None]:
    """Who changed a record last, and when, for a draft that was begun before that; ("", None) where no line of the log names it.

    `by_others`: own changes do not count.

    Changes nothing. An act, because the log is not for everybody to read. Refused when the member may not see the record.
    """
    kind = Row.metadata.tables[table]
    matter = kind.c.circle_id if "circle_id" in kind.c else kind.c.id
    found = work.value(select(matter).where(kind.c.id == row_id))
    if found is None:
        raise Gone
    return work.last_change(row_id, found, but=work.who.id if by_others else "")


@query(by=EVERYONE)
def my_draft(read: Reader, form: str, about: str = "") -> DraftText | None:
    """My own draft for this form, or None."""
    stored = read.maybe(_Stored, select_for(_Stored, Draft).where(Draft.form == form, Draft.about == about))
    return stored.as_text() if stored else None


def sealed_draft(work: Work, form: str, about: str = "") -> dict[str, Any]:
    """The columns of what was sealed with my draft, to record it as it is; empty when nothing was."""
    found = _mine(work, form, about)
    draft = work.get(Draft, found) if found else None
    return {"sealed": draft.sealed, "sealed_for": draft.sealed_for} if draft and draft.sealed else {}


def _mine(work: Work, form: str, about: str) -> str | None:
    return work.value(select(Draft.id).where(Draft.member_id == work.who.id, Draft.form == form, Draft.about == about))
