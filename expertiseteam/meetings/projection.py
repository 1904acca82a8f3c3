"""What the wall shows: codes, categories, dates and counts. No type here has a field that could hold a name, an address or a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import query
from expertiseteam.cases.records import THREATENING, EvictionState, HouseholdKind
from expertiseteam.cases.tables import Case
from expertiseteam.meetings.agenda import read_agenda
from expertiseteam.meetings.conduct import said_lines
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.meetings.tables import Said
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Village


@dataclass(frozen=True, slots=True)
class ProjectionLine:
    """That something was decided, agreed or moved; not what."""

    kind: LineKind
    due: date | None
    front_before: int | None
    front_after: int | None


@dataclass(frozen=True, slots=True)
class ProjectionItem:
    """One point on the wall. `village` is one of the team's own list, never typed text."""

    position: int  # 1 is the first
    count: int
    kind: ItemKind
    code: str
    village: str
    household: HouseholdKind | None
    is_threatened: bool
    lines: tuple[ProjectionLine, ...]
    minutes: int
    seconds: int  # spoken before `opened_at`
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Shown:
    code: str
    village: str
    household: HouseholdKind
    eviction: EvictionState


@query(by=DESK)
def projection(read: Reader, meeting_id: str) -> ProjectionItem | None:
    """The point that is spoken about, for the wall; None when none is open."""
    agenda = read_agenda(read, meeting_id)
    item = agenda.busy
    if item is None:
        return None
    shown = read.maybe(_Shown, select_for(_Shown, Case).where(Case.id == item.case_id)) if item.case_id else None
    settings = team_settings(read)
    is_shut = item.id in closed_for_room(read, meeting_id)
    tells_more = shown is not None and not settings.wall_shows_code_only and not is_shut
    villages = set(read.values(select(Village.name)))
    lines = [] if is_shut else said_lines(read, Said.item_id == item.id)
    return ProjectionItem(
        position=agenda.items.index(item) + 1,
        count=len(agenda.items),
        kind=item.kind,
        code=shown.code if shown else "",
        village=shown.village if shown and tells_more and shown.village in villages else "",
        household=shown.household if shown and tells_more else None,
        is_threatened=bool(shown and tells_more and shown.eviction in THREATENING),
        lines=tuple(
            ProjectionLine(line.kind, line.action.due if line.action else None, line.front_before, line.front_after)
            for line in lines
            if line.kind in (LineKind.DECISION, LineKind.ACTION, LineKind.DOOR)
        ),
        minutes=item.minutes,
        seconds=item.seconds,
        opened_at=item.opened_at,
    )
