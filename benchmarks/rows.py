"""What stands in a dossier to measure on: ten years of a busy team, made up from a fixed seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from expertiseteam.access.log_checker import BEFORE_CHAINS, chain_start, line_hash
from expertiseteam.access.tables import Circle, LogChain, LogKind, LogLine, Member
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.addresses import normalise
from expertiseteam.cases.records import ActionState, AgreedAt, CaseResult, CaseState, EvictionState, HouseholdKind, Place
from expertiseteam.cases.tables import Action, Case, DoorMove, Involvement, Note, Person
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, FeedbackState, Source, Urgency
from expertiseteam.concerns.tables import Concern, Feedback
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemKind, ItemState, MeetingState, ReasonKind
from expertiseteam.meetings.tables import AgendaItem, Attendance, Decision, Meeting, Said
from expertiseteam.storage.rows import Row
from expertiseteam.team.tables import Organisation, Village
from expertiseteam.visits.records import Outcome, VisitState
from expertiseteam.visits.tables import Visit

SEED = 20261117
TODAY = date(2026, 11, 17)
OFFICER = "0" * 31 + "1"
OLD_CASE = "0" * 31 + "2"  # runs for ten years and was spoken about again and again
OTHER_CASE = "0" * 31 + "3"
DAYS = 3653  # ten years before TODAY
POINTS = 12  # cases in one overleg

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
COUNTS = {"concerns": 20_000, "cases": 5_000, "people": 12_000, "actions": 50_000, "meetings": 500, "log_lines": 200_000}

Values = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How many rows: `scale` times the counts of design section 7, of which `active` cases run."""

    scale: float = 1.0
    active: int = 500

    def of(self, kind: str) -> int:
        """How many rows of a kind in COUNTS."""
        return max(2, int(COUNTS[kind] * self.scale))

    @property
    def running(self) -> int:
        """How many cases run: a small dossier has fewer than `active`."""
        return min(self.active, self.of("cases") - 1)


def everything(size: Size) -> Iterator[tuple[type[Row], Iterable[Values]]]:
    """Every table with its rows, in an order in which each points back only. Rows leave out what has a default; take them first."""
    return _Decade(size).tables()


def sentence(r: random.Random, words: int = 12) -> str:
    """A made-up sentence."""
    return " ".join(r.choices(WORDS, k=words)).capitalize() + "."


class _Decade:
    """Ten years, told table by table."""

    def __init__(self, size: Size) -> None:
        self.size, self.r = size, random.Random(SEED)
        self.members = [{"id": OFFICER, "name": "Femke Aarts", "role": Role.OFFICER, "discipline": Discipline.CARE}]
        self.members += [
            {"id": self.id(), "name": f"Lid {n:02d} van Bench", "role": Role.MEMBER, "discipline": list(Discipline)[n % 4]}
            for n in range(24)
        ]
        self.who = [str(m["id"]) for m in self.members]
        self.organisations = [{"id": self.id(), "name": f"Organisatie {n:02d}"} for n in range(12)]
        self.last_line = bytes.fromhex(chain_start("", BEFORE_CHAINS, "", ""))
        self.circles: list[Values] = []
        count = size.of("cases")
        self.cases = [self.case(n, count) for n in range(count)]
        self.old = self.cases[count - size.running]
        self.old |= {"id": OLD_CASE, "opened": TODAY - timedelta(days=DAYS)}
        self.cases[-1]["id"] = OTHER_CASE
        self.meetings = [self.meeting(n, size.of("meetings")) for n in range(size.of("meetings"))]

    def tables(self) -> Iterator[tuple[type[Row], Iterable[Values]]]:
        size = self.size
        concerns = [self.concern(n, size.of("concerns")) for n in range(size.of("concerns"))]
        yield Member, self.members
        yield Organisation, self.organisations
        yield Village, [{"id": self.id(), "name": name} for name in VILLAGES]
        yield Circle, self.circles
        yield Case, self.cases
        yield Concern, concerns
        yield Feedback, [self.feedback(concern) for concern in concerns if concern["source"] in (Source.RESIDENT, Source.VOLUNTEER)]
        yield Person, (self.person(n, size.of("people")) for n in range(size.of("people")))
        yield Meeting, self.meetings
        yield Attendance, (self.attendance(meeting, member) for meeting in self.meetings for member in self.who[:8])
        yield Action, (self.action(n, size.of("actions")) for n in range(size.of("actions")))
        yield Involvement, (self.involved(case, place, n) for case in self.cases for n, place in enumerate(Place))
        moves = [self.move(case, place, n) for case in self.cases for n, place in enumerate(Place)]
        yield DoorMove, [*moves, *(self.move(self.old, (Place.RESERVE, Place.STEPPED_ASIDE)[n % 2], n) for n in range(3, 30))]
        visits = 2 * size.of("cases")
        yield Visit, (self.visit(n, visits) for n in range(visits))
        yield Note, (self.note(n, size.of("cases")) for n in range(size.of("cases")))
        yield from self.spoken()
        yield LogChain, [{"id": BEFORE_CHAINS, "member_id": "", "key": "", "secret": b""}]
        yield LogLine, (self.log_line(n, size.of("log_lines")) for n in range(size.of("log_lines")))

    def id(self) -> str:
        """As scattered as real ids, and to be told from an id that the program makes (see core.py)."""
        return f"0000{self.r.getrandbits(112):028x}"

    def circle(self) -> str:
        self.circles.append({"id": self.id(), "closed": self.r.random() < 0.02})
        return str(self.circles[-1]["id"])

    def any_case(self, n: int, count: int, of_old: int) -> Values:
        """The case that the n-th of so many rows is about; `of_old` of them, spread over the years, are about the old one."""
        return self.old if n % max(2, count // of_old) == 1 else self.r.choice(self.cases)

    def of(self, case: Values, **values: Any) -> Values:
        return {"id": self.id(), "case_id": case["id"], "circle_id": case["circle_id"], **values}

    def place(self) -> Values:
        place = f"{self.r.choice(STREETS)} {self.r.randint(1, 200)}, {self.r.choice(VILLAGES)}"
        return {"place": place, "place_key": normalise(place), "village": place.split(", ")[1]}

    def case(self, n: int, count: int) -> Values:
        r, opened = self.r, _moment(n, count).date()
        runs = n >= count - self.size.running
        threatened = runs and r.random() < 0.05
        place = self.place()
        return place | {
            "id": self.id(),
            "circle_id": self.circle(),
            "year": opened.year % 100,
            "number": n,
            "code": f"{opened.year % 100:02d}-{n:03d}",
            "label": f"{place['place'].split()[0]} · {r.choice(list(HouseholdKind)).value}",
            "household": r.choice(list(HouseholdKind)),
            "lead_id": r.choice(self.who),
            "bringing_partner": "gemeente",
            "legal_basis": "Wmo 2015, onderzoek na melding",
            "purpose": "hulp aanbieden",
            "goal": sentence(r),
            "opened": opened,
            "state": CaseState.ACTIVE if runs else CaseState.CLOSED,
            "closed_on": None if runs else opened + timedelta(days=90),
            "result": None if runs else r.choice(list(CaseResult)),
            "eviction": EvictionState.DATED if threatened else EvictionState.NONE,
            "eviction_on": TODAY + timedelta(days=r.randint(1, 60)) if threatened else None,
            "last_contact": opened + timedelta(days=20),
        }

    def concern(self, n: int, count: int) -> Values:
        r, received = self.r, _moment(n, count)
        case = self.any_case(n, count, 40) if r.random() < 0.6 else None
        waits = case is None and r.random() < 0.005
        return self.place() | {
            "id": self.id(),
            "circle_id": case["circle_id"] if case else self.circle(),
            "year": received.year % 100,
            "number": n,
            "code": f"{received.year % 100:02d}-{n:05d}",
            "what": sentence(r),
            "certainty": r.choice(list(Certainty)),
            "channel": r.choice(list(Channel)),
            "source": r.choice(list(Source)),
            "urgency": Urgency.NORMAL,
            "received": received,
            "written_by_id": r.choice(self.who),
            "triage_before": received.date() + timedelta(days=2),
            "state": ConcernState.LINKED if case else ConcernState.NEW if waits else ConcernState.NOISE,
            "concluded": None if waits else received,
        }

    def feedback(self, concern: Values) -> Values:
        before = concern["received"].date() + timedelta(days=14)
        given = before < TODAY
        return {
            "id": self.id(),
            "concern_id": concern["id"],
            "circle_id": concern["circle_id"],
            "before": before,
            "owner_id": concern["written_by_id"],
            "state": FeedbackState.GIVEN if given else FeedbackState.OPEN,
            "given_on": before if given else None,
        }

    def person(self, n: int, count: int) -> Values:
        return self.of(self.any_case(n, count, 5), name=f"{self.r.choice(WORDS).title()} {self.r.choice(WORDS).title()}")

    def action(self, n: int, count: int) -> Values:
        r, case = self.r, self.any_case(n, count, 170)
        agreed = max(_moment(n, count).date(), case["opened"])
        due = agreed + timedelta(days=14)
        # What a team leaves open is what it agreed lately; a few things stay behind.
        is_open = case["state"] is CaseState.ACTIVE and (due >= TODAY or r.random() < 0.3)
        return self.of(
            case,
            number=n + 1,
            what=sentence(r, 6),
            owner_id=r.choice(self.who),
            due=due,
            agreed_on=agreed,
            agreed_at=AgreedAt.CASE,
            agreed_at_id=case["id"],
            is_promise=r.random() < 0.1,
            state=ActionState.OPEN if is_open else ActionState.DONE,
            done_on=None if is_open else min(agreed + timedelta(days=10), TODAY),
        )

    def involved(self, case: Values, place: Place, n: int) -> Values:
        organisation = self.organisations[(case["number"] + n) % len(self.organisations)]
        return self.of(case, organisation_id=organisation["id"], place=place, since=case["opened"])

    def move(self, case: Values, place: Place, n: int) -> Values:
        before = n > 0  # only the first move brought somebody to the door
        return self.of(
            case,
            organisation_id=self.organisations[(case["number"] + min(n, 2)) % len(self.organisations)]["id"],
            before=None,
            after=place,
            at=datetime.combine(case["opened"], time(9, n), tzinfo=UTC),
            by_id=OFFICER,
            front_before=int(before),
            front_after=1,
        )

    def visit(self, n: int, count: int) -> Values:
        r, case = self.r, self.any_case(n, count, 60)
        on = (
            _moment(n, count).date()
            if case is self.old
            else min(case["opened"] + timedelta(days=r.randint(3, 80)), TODAY - timedelta(days=1))
        )
        planned = case["state"] is CaseState.ACTIVE and r.random() < 0.2
        return self.of(
            case,
            task=sentence(r, 4),
            before=TODAY + timedelta(days=7) if planned else on,
            care_id=r.choice(self.who),
            enforcement_id=r.choice(self.who),
            sent_by_id=OFFICER,
            sent_on=on - timedelta(days=3),
            on=None if planned else on,
            at=None if planned else time(10),
            state=VisitState.PLANNED if planned else VisitState.DONE,
            outcome=None if planned else r.choice(list(Outcome)),
            care_view="" if planned else sentence(r, 20),
            enforcement_view="" if planned else sentence(r, 20),
        )

    def note(self, n: int, count: int) -> Values:
        return self.of(self.any_case(n, count, 60), text=sentence(self.r), at=_moment(n, count), written_by_id=self.r.choice(self.who))

    def meeting(self, n: int, count: int) -> Values:
        on = TODAY - timedelta(days=7 * (count - 1 - n))
        held = on < TODAY
        starts = datetime.combine(on, time(12, 30), tzinfo=UTC)
        return {
            "id": self.id(),
            "circle_id": self.circle(),
            "on": on,
            "starts": time(13, 30),
            "minutes": 90,
            "place": "gemeentehuis",
            "chair_id": OFFICER,
            "secretary_id": self.who[1],
            "state": MeetingState.HELD if held else MeetingState.PREPARED,
            "agenda_version": 1,
            "started_at": starts if held else None,
            "ended_at": starts + timedelta(minutes=90) if held else None,
        }

    def attendance(self, meeting: Values, member: str) -> Values:
        values = {"meeting_id": meeting["id"], "circle_id": meeting["circle_id"], "member_id": member, "is_present": True}
        return {"id": self.id(), **values}

    def spoken(self) -> Iterator[tuple[type[Row], list[Values]]]:
        """Agendas, what was said and decided. The next overleg has every running case on it, as preparing does."""
        items: list[Values] = []
        said: list[Values] = []
        decisions: list[Values] = []
        numbers: dict[int, int] = {}
        running = self.cases[-self.size.running :]
        for n, meeting in enumerate(self.meetings):
            held = meeting["state"] is MeetingState.HELD
            spoken_of = self.r.sample(self.cases, min(POINTS, len(self.cases))) if held else running
            if held and n % 3 == 0 and self.old not in spoken_of:
                spoken_of[0] = self.old
            for position, case in enumerate(spoken_of):
                item = self.item(meeting, case, position, held)
                items.append(item)
                if held:
                    year = meeting["on"].year
                    numbers[year] = numbers.get(year, 0) + 1
                    decisions.append(self.decision(meeting, case, year, numbers[year]))
                    said += self.lines(meeting, item, case, decisions[-1])
        yield AgendaItem, items
        yield Decision, decisions
        yield Said, said

    def item(self, meeting: Values, case: Values, position: int, held: bool) -> Values:
        reason = [(ReasonKind.LATE_ACTION.name, f"actie {position} te laat sinds 3 november", -14)]
        return self.of(
            case,
            meeting_id=meeting["id"],
            kind=ItemKind.CASE,
            position=position,
            reasons=json.dumps(reason),
            state=ItemState.DISCUSSED if held else ItemState.PLANNED,
            seconds=300 if held else 0,
        )

    def decision(self, meeting: Values, case: Values, year: int, number: int) -> Values:
        values = {"year": year, "number": number, "code": f"{year}-{number:03d}", "on": meeting["on"]}
        return self.of(case, meeting_id=meeting["id"], text=sentence(self.r), **values)

    def lines(self, meeting: Values, item: Values, case: Values, decision: Values) -> Iterator[Values]:
        for n, kind in enumerate((LineKind.NOTE, LineKind.NOTE, LineKind.DECISION)):
            decided = kind is LineKind.DECISION
            yield self.of(
                case,
                meeting_id=meeting["id"],
                item_id=item["id"],
                kind=kind,
                text=decision["text"] if decided else sentence(self.r),
                at=meeting["started_at"] + timedelta(minutes=5 * item["position"] + n),
                by_id=meeting["secretary_id"],
                decision_id=decision["id"] if decided else None,
            )

    def log_line(self, n: int, count: int) -> Values:
        """A link in the chain of lines from before there were chains per device: that one is not signed."""
        line = {
            "at": _moment(n, count),
            "kind": LogKind.VIEW,
            "what": "casus bekeken",
            "about": self.r.choice(self.cases)["id"],
            "why": "werk aan de casus",
            "device": BEFORE_CHAINS,
            "number": n + 1,
            "rows": "",
            "seen": "",
        }
        member, previous = self.r.choice(self.who), self.last_line
        told = {"at": line["at"].isoformat(timespec="microseconds"), "kind": "VIEW", "member": member, "previous": previous.hex()}
        self.last_line = bytes.fromhex(line_hash({**line, **told}))
        return {**line, "id": self.id(), "member_id": member, "previous": previous, "hash": self.last_line, "signature": b""}


def _moment(n: int, of: int) -> datetime:
    """The n-th of so many moments, spread evenly over the ten years."""
    end = datetime.combine(TODAY - timedelta(days=1), time(8), tzinfo=UTC)
    return end - timedelta(days=DAYS) * (1 - n / of)
