"""A dossier of the size that design section 7 names, written in bulk below the services and kept by seed and scale."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.pool import NullPool

import expertiseteam.opening  # noqa: F401  (knows every table)
from expertiseteam.access.tables import Circle, LogKind, LogLine, Member
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.text import fold
from expertiseteam.cases.records import ActionState, AgreedAt, CaseResult, CaseState, EvictionState, HouseholdKind, Place
from expertiseteam.cases.tables import Action, Case, DoorMove, Involvement, Note, Person
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, Source, Urgency
from expertiseteam.concerns.tables import Concern
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState
from expertiseteam.meetings.tables import AgendaItem, Decision, Meeting
from expertiseteam.storage.file import connect, create_file
from expertiseteam.storage.migrate import bring_up_to_date
from expertiseteam.storage.rows import Row
from expertiseteam.team.tables import Organisation, Village
from expertiseteam.visits.records import Outcome, VisitState
from expertiseteam.visits.tables import Visit

SEED = 20261117
TODAY = date(2026, 11, 17)
KEY = bytes(range(32))
OFFICER = "0" * 31 + "1"
FORMAT = 1  # raise when the rows below change, so that kept files are made anew

WORDS = (
    "gordijnen dicht post afval buren tuin hond brief huur achterstand stil avond geluid school kind bezoek soep huisarts sleutel deur "
    "trap gasfles erf dieren hek muur lekkage schimmel fiets winkel wandelen boos bang moe alleen weduwe verhuizing brief loket hulp "
    "afspraak belt klopt zwaait schaamt vertelt wacht zoekt helpt regelt ruimt verwarming licht water rekening regeling uitstel duo "
    "rustig langzaam vaak soms nooit gisteren morgen ochtend markt kerk inloop buurtkeet rondje vrijwilliger oma zoon dochter nicht"
).split()
STREETS = [
    f"{a}{b}"
    for a in ("Beuken", "Linde", "Kerk", "Molen", "Dorps", "Veld", "Akker", "School", "Berken", "Wilgen")
    for b in ("laan", "straat", "weg", "pad")
]
VILLAGES = ("Weidevoort", "Turfven", "Ganzenhoek")


@dataclass(frozen=True)
class Size:
    """How many rows of each kind; `scale` 1 is the size of design section 7."""

    scale: float = 1.0
    active: int = 500

    def __getattr__(self, name: str) -> int:
        counts = {"concerns": 20_000, "cases": 5_000, "people": 12_000, "actions": 50_000, "meetings": 500, "log_lines": 200_000}
        if name not in counts:
            raise AttributeError(name)
        return max(1, int(counts[name] * self.scale))


def dossier(folder: Path, size: Size, *, plain: bool = False) -> Path:
    """The path of a dossier of this size; made when it is not there. `plain`: the same rows in an unencrypted file, to compare with."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"bench-{FORMAT}-{SEED}-{size.scale:g}-{size.active}.dossier"
    if not path.exists():
        half = path.with_suffix(".half")
        for old in folder.glob(half.name + "*"):
            old.unlink()
        create_file(half, KEY)
        bring_up_to_date(half, KEY, 0)
        _fill(half, size)
        half.rename(path)
    if not plain:
        return path
    copy = path.with_suffix(".plain")
    if not copy.exists():
        with closing(connect(path, KEY)) as c:
            c.execute("ATTACH DATABASE ? AS bare KEY ''", (str(copy),))
            c.execute("SELECT sqlcipher_export('bare')").fetchall()
            version = c.execute("PRAGMA main.user_version").fetchone()[0]
            c.execute(f"PRAGMA bare.user_version = {version}")
            c.execute("DETACH DATABASE bare")
    return copy


def sentence(r: random.Random, words: int = 12) -> str:
    """A made-up sentence."""
    return " ".join(r.choices(WORDS, k=words)).capitalize() + "."


def _fill(path: Path, size: Size) -> None:
    engine = create_engine("sqlite+pysqlite://", poolclass=NullPool, creator=lambda: _fast(path))
    with engine.begin() as connection:
        for kind, rows in _everything(size):
            _write(connection, kind, rows)
    with closing(connect(path, KEY)) as c:
        c.execute("ANALYZE")
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _fast(path: Path) -> Any:
    connection = connect(path, KEY)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _write(connection: Connection, kind: type[Row], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        row.setdefault("version", 1)
    for start in range(0, len(rows), 20_000):
        connection.execute(insert(kind), rows[start : start + 20_000])
    if kind.searched:
        _index(connection, kind, rows)


def _index(connection: Connection, kind: type[Row], rows: list[dict[str, Any]]) -> None:
    first = (connection.exec_driver_sql("SELECT coalesce(max(n), 0) FROM search_entry").scalar() or 0) + 1
    said = [" · ".join(str(row[c]) for c in kind.searched if row.get(c)) for row in rows]
    entries = [
        (first + n, kind.__tablename__, row["id"], row.get("circle_id"), text) for n, (row, text) in enumerate(zip(rows, said, strict=True))
    ]
    connection.exec_driver_sql("INSERT INTO search_entry(n, kind, row_id, circle_id, said) VALUES (?,?,?,?,?)", entries)
    connection.exec_driver_sql(
        "INSERT INTO search_text(rowid, said) VALUES (?,?)", [(first + n, fold(text)) for n, text in enumerate(said)]
    )


def _everything(size: Size) -> Iterator[tuple[type[Row], list[dict[str, Any]]]]:
    r = random.Random(SEED)
    ids = iter(f"{n:032x}" for n in range(16, 10**12))
    start = datetime(2016, 11, 1, 8, tzinfo=UTC)
    span = (datetime(2026, 11, 16, 8, tzinfo=UTC) - start).total_seconds()

    def moment(n: int, of: int) -> datetime:
        return start + timedelta(seconds=span * n / of)

    members = [{"id": OFFICER, "name": "Femke Aarts", "role": Role.OFFICER, "discipline": Discipline.CARE}]
    members += [
        {"id": next(ids), "name": f"Lid {n:02d} van Bench", "role": Role.MEMBER, "discipline": list(Discipline)[n % 4]} for n in range(24)
    ]
    for m in members:
        m |= {"function": "lid", "organisation_id": None, "phone": "", "card": "", "is_active": True}
    yield Member, members
    who = [m["id"] for m in members]
    organisations = [{"id": next(ids), "name": f"Organisatie {n:02d}", "icon": "building", "is_active": True} for n in range(12)]
    yield Organisation, organisations
    yield Village, [{"id": next(ids), "name": name} for name in VILLAGES]
    circles: list[dict[str, Any]] = []

    def circle() -> str:
        circles.append({"id": next(ids), "closed": r.random() < 0.02, "ended": None, "ended_as": ""})
        return str(circles[-1]["id"])

    cases = [_case(r, next(ids), circle(), n, size, moment(n, size.cases).date(), who) for n in range(size.cases)]
    concerns = []
    for n in range(size.concerns):
        case = r.choice(cases) if r.random() < 0.6 else None
        concerns.append(_concern(r, next(ids), str(case["circle_id"]) if case else circle(), n, moment(n, size.concerns), who, bool(case)))
    meetings = [_meeting(next(ids), circle(), n, size.meetings, who) for n in range(size.meetings)]
    yield Circle, circles
    yield Case, cases
    yield Concern, concerns
    yield (
        Person,
        [
            _of(r.choice(cases), id=next(ids), name=f"{r.choice(WORDS).title()} {r.choice(WORDS).title()}", part="bewoner", phone="")
            for _ in range(size.people)
        ],
    )
    yield Meeting, meetings
    yield Action, [_action(r, next(ids), n, r.choice(cases), moment(n, size.actions).date(), who) for n in range(size.actions)]
    involved, moves = [], []
    for case in cases:
        for place, organisation in zip(r.choices(list(Place), k=4), r.sample(organisations, 4), strict=True):
            involved.append(
                _of(case, id=next(ids), organisation_id=organisation["id"], place=place, since=case["opened"], member_id=None, condition="")
            )
            at = datetime.combine(case["opened"], time(9), tzinfo=UTC)
            moves.append(
                _of(
                    case,
                    id=next(ids),
                    organisation_id=organisation["id"],
                    before=None,
                    after=place,
                    at=at,
                    by_id=OFFICER,
                    front_before=0,
                    front_after=1,
                    condition="",
                    answers="",
                )
            )
    yield Involvement, involved
    yield DoorMove, moves
    yield Visit, [_visit(r, next(ids), r.choice(cases), who) for _ in range(size.cases * 2)]
    yield (
        Note,
        [
            _of(r.choice(cases), id=next(ids), text=sentence(r), at=moment(n, size.cases), written_by_id=r.choice(who))
            for n in range(size.cases)
        ],
    )
    items, decisions = _agendas(r, ids, meetings, cases)
    yield AgendaItem, items
    yield Decision, decisions
    yield (
        LogLine,
        [
            {
                "id": next(ids),
                "at": moment(n, size.log_lines),
                "member_id": r.choice(who),
                "kind": LogKind.VIEW,
                "what": "casus bekeken",
                "about": r.choice(cases)["id"],
                "why": "werk",
            }
            for n in range(size.log_lines)
        ],
    )


def _of(case: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"case_id": case["id"], "circle_id": case["circle_id"], **values}


def _case(r: random.Random, row_id: str, circle: str, n: int, size: Size, opened: date, who: list[str]) -> dict[str, Any]:
    active = n >= size.cases - size.active
    place = f"{r.choice(STREETS)} {r.randint(1, 200)}, {r.choice(VILLAGES)}"
    threat = active and r.random() < 0.05
    return {
        "id": row_id,
        "circle_id": circle,
        "year": opened.year % 100,
        "number": n,
        "code": f"{opened.year % 100:02d}-{n:03d}",
        "label": f"{place.split()[0]} · {r.choice(list(HouseholdKind)).value}",
        "place": place,
        "place_key": normalise(place),
        "village": place.split(", ")[1],
        "household": r.choice(list(HouseholdKind)),
        "lead_id": r.choice(who),
        "bringing_partner": "gemeente",
        "legal_basis": "Wmo 2015, onderzoek na melding",
        "purpose": "hulp aanbieden",
        "goal": sentence(r),
        "opened": opened,
        "state": CaseState.ACTIVE if active else CaseState.CLOSED,
        "trusted_contact": "",
        "closed_on": None if active else opened + timedelta(days=90),
        "result": None if active else r.choice(list(CaseResult)),
        "result_remark": "",
        "eviction": EvictionState.DATED if threat else EvictionState.NONE,
        "eviction_on": TODAY + timedelta(days=r.randint(1, 60)) if threat else None,
        "eviction_source": "",
        "eviction_reported": None,
        "last_contact": opened + timedelta(days=20),
    }


def _concern(r: random.Random, row_id: str, circle: str, n: int, received: datetime, who: list[str], linked: bool) -> dict[str, Any]:
    place = f"{r.choice(STREETS)} {r.randint(1, 200)}, {r.choice(VILLAGES)}"
    waits = not linked and r.random() < 0.005
    return {
        "id": row_id,
        "circle_id": circle,
        "year": received.year % 100,
        "number": n,
        "code": f"{received.year % 100:02d}-{n:05d}",
        "what": sentence(r),
        "place": place,
        "place_key": normalise(place),
        "village": place.split(", ")[1],
        "certainty": r.choice(list(Certainty)),
        "channel": r.choice(list(Channel)),
        "source": r.choice(list(Source)),
        "urgency": Urgency.NORMAL,
        "received": received,
        "written_by_id": r.choice(who),
        "triage_before": received.date() + timedelta(days=2),
        "since": None,
        "state": ConcernState.LINKED if linked else ConcernState.NEW if waits else ConcernState.NOISE,
        "review_on": None,
        "outcome": "",
        "double_of_id": None,
        "concluded": received,
    }


def _meeting(row_id: str, circle: str, n: int, of: int, who: list[str]) -> dict[str, Any]:
    on = TODAY - timedelta(days=7 * (of - 1 - n))
    state = MeetingState.HELD if on < TODAY else MeetingState.PLANNED
    return {
        "id": row_id,
        "circle_id": circle,
        "on": on,
        "starts": time(13, 30),
        "minutes": 90,
        "place": "gemeentehuis",
        "chair_id": OFFICER,
        "secretary_id": who[1],
        "state": state,
        "agenda_version": 1,
        "started_at": None,
        "ended_at": None,
    }


def _action(r: random.Random, row_id: str, n: int, case: dict[str, Any], agreed: date, who: list[str]) -> dict[str, Any]:
    is_open = case["state"] is CaseState.ACTIVE and r.random() < 0.3
    agreed = max(agreed, case["opened"])
    return _of(
        case,
        id=row_id,
        number=n + 1,
        what=sentence(r, 6),
        owner_id=r.choice(who),
        due=agreed + timedelta(days=14),
        agreed_on=agreed,
        agreed_at=AgreedAt.CASE,
        agreed_at_id=case["id"],
        is_promise=r.random() < 0.1,
        state=ActionState.OPEN if is_open else ActionState.DONE,
        result="",
        done_on=None if is_open else agreed + timedelta(days=10),
    )


def _visit(r: random.Random, row_id: str, case: dict[str, Any], who: list[str]) -> dict[str, Any]:
    on = case["opened"] + timedelta(days=r.randint(3, 80))
    return _of(
        case,
        id=row_id,
        task=sentence(r, 4),
        before=on,
        care_id=r.choice(who),
        enforcement_id=r.choice(who),
        sent_by_id=OFFICER,
        sent_on=on - timedelta(days=3),
        is_announced=True,
        on=on,
        at=time(10),
        state=VisitState.DONE,
        outcome=r.choice(list(Outcome)),
        care_view=sentence(r, 20),
        enforcement_view=sentence(r, 20),
        told="",
        cancelled_because="",
    )


def _agendas(
    r: random.Random, ids: Iterator[str], meetings: list[dict[str, Any]], cases: list[dict[str, Any]]
) -> tuple[list[Any], list[Any]]:
    items, decisions = [], []
    for meeting in meetings[:-1]:
        for position, case in enumerate(r.sample(cases, min(12, len(cases)))):
            items.append(
                _of(
                    case,
                    id=next(ids),
                    meeting_id=meeting["id"],
                    kind=ItemKind.CASE,
                    position=position,
                    reasons="[]",
                    question="",
                    since_last="",
                    last_agreement="",
                    minutes=5,
                    state=ItemState.DISCUSSED,
                    because="",
                    seconds=300,
                    opened_at=None,
                )
            )
            number = len(decisions) + 1
            decisions.append(
                _of(
                    case,
                    id=next(ids),
                    meeting_id=meeting["id"],
                    year=meeting["on"].year,
                    number=number,
                    code=f"{meeting['on'].year}-{number:04d}",
                    text=sentence(r),
                    on=meeting["on"],
                )
            )
    return items, decisions
