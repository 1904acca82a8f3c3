"""All drafts of who asks, for tests that want to see that none is left."""

from __future__ import annotations

from expertiseteam.access.drafts import DraftText, _Stored
from expertiseteam.access.tables import Draft
from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import query
from expertiseteam.storage.reading import Reader, select_for


@query(by=EVERYONE)
def my_drafts(read: Reader) -> list[DraftText]:
    """Every draft of the member, newest first."""
    return [stored.as_text() for stored in read.all(_Stored, select_for(_Stored, Draft).order_by(Draft.at.desc()))]
