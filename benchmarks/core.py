"""Operations of the core: search, agenda, saving, encryption, growth."""

from __future__ import annotations

import itertools
import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from benchmarks.bench import Bench, opened, statements
from benchmarks.measure import Figure, Settings, bare_window, milliseconds, p95, seconds, side_by_side
from benchmarks.rows import OFFICER, OLD_CASE, SEED, STREETS, TODAY, WORDS, Size
from expertiseteam.access import circles
from expertiseteam.access.work import query
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.text import fold
from expertiseteam.cases.actions import agree_action, closed_actions, open_actions
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import RUNNING
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.intake import concerns, concluded_concerns, record_concern
from expertiseteam.concerns.matching import address_history
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.insight.opened_case import opened_case
from expertiseteam.insight.timeline import timeline
from expertiseteam.insight.today import today
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.reasons import Weighed, weigh_cases
from expertiseteam.meetings.records import MeetingState
from expertiseteam.storage.reading import Reader
from expertiseteam.team.members import members
from expertiseteam.visits.duos import recent_visits, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome

TYPED = [word[:n] for word in ("gordijnen", "huisarts", "beukenlaan", "schuld", "26-014", "verhuizing") for n in range(3, len(word) + 1)]
DAY_OF_WORK = ("view",) * 8 + ("search",) * 4 + ("concern",) * 3 + ("action",) * 3 + ("visit", "minutes")


@query()
def weighed(read: Reader) -> list[Weighed]:
    """The agenda of the next overleg with its reasons."""
    return weigh_cases(read, TODAY, TODAY - timedelta(days=7))


@query()
def case_ids(read: Reader) -> list[str]:
    """Some running cases to open."""
    return read.values(select(Case.id).where(Case.state.in_(RUNNING)).order_by(Case.code.desc()).limit(200))


def search(settings: Settings) -> dict[str, Figure]:
    """Search as you type over everything: against F, and against the same question in the bare driver."""
    with opened(settings.size) as bench, closing(bench.driver()) as driver:
        w = bench.workspace

        def of_one(typed: str) -> list[float]:
            """In turns, key by key: what the machine does meanwhile falls on both alike."""
            return side_by_side(
                settings.runs, partial(seconds, partial(w.ask, find, typed)), partial(seconds, partial(_bare_find, driver, typed))
            )

        mine, raw = (p95(list(column)) for column in zip(*map(of_one, TYPED), strict=True))
        (f,) = side_by_side(settings.runs, bare_window)
    remark = f"p95 van {len(TYPED)} toetsaanslagen: {milliseconds(mine)}, kaal {milliseconds(raw)}"
    return {"search": Figure(mine / f, remark), "search_fts": Figure(mine / raw, remark)}


def agenda(settings: Settings) -> dict[str, Figure]:
    """Every reason of the running cases, from the question to the records."""
    with opened(settings.size) as bench:
        w = bench.workspace
        found = w.ask(weighed)
        mine, f = side_by_side(settings.runs, lambda: seconds(lambda: w.ask(weighed)), bare_window)
    reasons = sum(len(case.reasons) for case in found)
    return {"agenda": Figure(mine / f, f"{len(found)} lopende casussen, {reasons} redenen in {milliseconds(mine)}")}


def save(settings: Settings) -> dict[str, Figure]:
    """Saving an act with its log line: the same statements, with other ids, through the bare driver."""
    with opened(settings.size) as bench:
        w = bench.workspace

        def act(n: int) -> None:
            w.do(
                record_concern,
                what=f"Gordijnen dicht {n}",
                place=f"Beukenlaan {n % 190 + 1}, Turfven",
                certainty=Certainty.SEEN,
                channel=Channel.PHONE,
            )

        act(0)
        with statements() as recorded:
            act(1)
        counter = itertools.count(2)
        driver = bench.driver()
        _show_views(driver)

        def ours() -> float:
            return statistics.median(seconds(lambda: act(next(counter))) for _ in range(30))

        def bare() -> float:
            return statistics.median(seconds(lambda: _replay(driver, recorded, next(counter))) for _ in range(30))

        with closing(driver):
            mine, raw = side_by_side(settings.runs, ours, bare)
    return {"save": Figure(mine / raw, f"{len(recorded)} opdrachten: {milliseconds(mine)}, kaal {milliseconds(raw)}")}


def encryption(settings: Settings) -> dict[str, Figure]:
    """The weighted work of design section 7 on the encrypted file against the same file unencrypted."""
    with opened(settings.size) as sealed, opened(settings.size, plain=True) as plain:
        days = [_Day(bench.workspace) for bench in (sealed, plain)]
        mine, bare = side_by_side(settings.runs, *(lambda day=day: seconds(day.work) for day in days))
    return {"encryption": Figure(mine / bare, f"{len(DAY_OF_WORK)} handelingen: {milliseconds(mine)}, onversleuteld {milliseconds(bare)}")}


def growth(settings: Settings) -> dict[str, Figure]:
    """Lists, search, opening and saving with as many running cases, but ten times the history."""
    counter = itertools.count()
    shapes: dict[str, Callable[[Workspace], object]] = {
        "vandaag": lambda w: w.ask(today, OFFICER, TODAY),
        "signalen": lambda w: w.ask(concerns),
        "casussen": lambda w: w.ask(cases),
        "gewogen signalen": lambda w: w.ask(concluded_concerns),
        "adres": lambda w: w.ask(address_history, f"{STREETS[0]} 7, Turfven"),
        "acties": lambda w: w.ask(open_actions),
        "acties klaar": lambda w: w.ask(closed_actions),
        "huisbezoeken": lambda w: w.ask(recent_visits),
        "agenda": lambda w: w.ask(weighed),
        "zoeken": lambda w: [w.ask(find, typed) for typed in TYPED],
        "casus openen": lambda w: (w.ask(opened_case, OLD_CASE, TODAY), w.ask(timeline, OLD_CASE)),
        "notulen": lambda w: w.ask(minutes_paper, _last_held(w)),
        "bewaren": lambda w: w.do(agree_action, OLD_CASE, what=f"actie {next(counter)}", owner_id=None, due=TODAY),
    }
    found = []
    with opened(Size(settings.size.scale / 10, settings.size.active)) as little, opened(settings.size) as much:
        for name, run in shapes.items():
            before, after = side_by_side(settings.runs, _thrice(run, little), _thrice(run, much))
            found.append((after / before, name))
    ratio, _ = max(found)
    return {"growth": Figure(ratio, ", ".join(f"{name} {grown:.2f}" for grown, name in sorted(found, reverse=True)))}


class _Day:
    """What people do, in the shares of design section 7: view 40, search 20, signal 15, action 15, visit 5, minutes 5 of a hundred."""

    def __init__(self, w: Workspace) -> None:
        self.w, self.r = w, random.Random(SEED)
        self.counter = itertools.count()
        self.cases = w.ask(case_ids)
        self.other = next(m.id for m in w.ask(members) if m.id != OFFICER)
        self.meeting = _last_held(w)

    def work(self) -> None:
        for kind in self.r.sample(DAY_OF_WORK, len(DAY_OF_WORK)):
            self._one(kind, self.r.choice(self.cases), next(self.counter))

    def _one(self, kind: str, case: str, n: int) -> None:
        w, r = self.w, self.r
        match kind:
            case "view":
                w.ask(opened_case, case, TODAY)
                w.ask(timeline, case)
            case "search":
                w.ask(find, r.choice(WORDS))
            case "concern":
                place = f"{r.choice(STREETS)} {n}, Turfven"
                w.do(record_concern, what=f"Signaal {n}", place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)
            case "action":
                w.do(agree_action, case, what=f"actie {n}", owner_id=None, due=date(2026, 12, 1))
            case "visit":
                self._visit(case)
            case "minutes":
                w.ask(minutes_paper, self.meeting)

    def _visit(self, case: str) -> None:
        w = self.w
        visit = w.do(send_duo, case, care_id=OFFICER, enforcement_id=self.other, task="Samen langs.", before=TODAY)
        w.do(
            record_visit,
            w.ask(visit_view, visit),
            on=TODAY,
            is_announced=True,
            outcome=Outcome.AT_THE_DOOR,
            care_view="Meneer wil praten.",
            enforcement_view="Geen direct gevaar.",
        )


def _bare_find(driver: Any, typed: str) -> list[Any]:
    words = " ".join(f'"{word}"*' for word in fold(typed).split())
    sql = (
        "SELECT e.kind, e.row_id, e.said FROM search_entry e JOIN search_text ON search_text.rowid = e.n "
        "WHERE search_text MATCH ? ORDER BY search_text.rowid DESC LIMIT 20"
    )
    return list(driver.execute(sql, (words,)).fetchall())


def _last_held(w: Workspace) -> str:
    return next(m.id for m in w.ask(meetings) if m.state is MeetingState.HELD)


def _thrice(run: Callable[[Workspace], object], bench: Bench) -> Callable[[], float]:
    return lambda: seconds(lambda: [run(bench.workspace) for _ in range(3)])


def _show_views(driver: Any) -> None:
    """The views through which the program reads, so that the recorded statements find what they found there."""
    for name, sql in circles.views((OFFICER,)).items():
        driver.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')


def _replay(driver: Any, recorded: list[tuple[str, Any]], n: int) -> None:
    """The recorded statements in one transaction. Ids that the program made are made anew; those of the kept rows begin with zeros."""
    fresh: dict[str, str] = {}

    def renewed(values: Any) -> Iterator[Any]:
        for value in values:
            made = isinstance(value, str) and len(value) == 32 and not value.startswith("0000")
            yield fresh.setdefault(value, f"{n:08x}{len(fresh):024x}") if made else value

    entry: Any = None
    for sql, parameters in recorded:
        values = list(renewed(parameters))
        if sql.startswith("INSERT INTO main.search_text"):
            values[0] = entry  # the number that the database gave to the entry just before
        rows = driver.execute(sql, values).fetchall()
        entry = rows[0][0] if "RETURNING" in sql else entry
    if driver.in_transaction:
        driver.execute("COMMIT")
