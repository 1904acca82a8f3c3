"""Operations of the core: search, agenda, saving, encryption, growth."""

from __future__ import annotations

import itertools
import random
import statistics
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.bench import workspace
from benchmarks.data import KEY, SEED, STREETS, TODAY, WORDS, Size
from benchmarks.measure import Outcome, bare_window, p95, seconds, side_by_side
from expertiseteam.access.work import query
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.text import fold
from expertiseteam.cases.reading import case_file, cases
from expertiseteam.cases.tables import Case
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.insight.timeline import timeline
from expertiseteam.meetings.reasons import Weighed, weigh_cases
from expertiseteam.storage.file import connect
from expertiseteam.storage.reading import Reader
from expertiseteam.visits.duos import recent_visits

TYPED = [word[:n] for word in ("gordijnen", "huisarts", "beukenlaan", "schuld", "26-014", "verhuizing") for n in range(3, len(word) + 1)]


@query()
def weighed(read: Reader) -> list[Weighed]:
    """The agenda of the next overleg with its reasons."""
    return weigh_cases(read, TODAY, None)


@query()
def case_ids(read: Reader) -> list[str]:
    """Some cases to open."""
    return read.values(select(Case.id).order_by(Case.code.desc()).limit(200))


def search() -> list[Outcome]:
    """Search as you type over everything: against F, and against the same question in the bare driver."""
    with workspace() as w:
        path = Path(w._store._path)

        def ours() -> float:
            return p95([seconds(lambda t=t: w.ask(find, t)) for t in TYPED])

        def bare() -> float:
            with closing(connect(path, KEY)) as c:
                c.execute("SELECT count(*) FROM search_entry").fetchone()
                return p95([seconds(lambda t=t: _bare_find(c, t)) for t in TYPED])

        mine, driver, f = side_by_side(ours, bare, bare_window)
    return [
        Outcome("search", "zoeken terwijl u typt, p95, tegen een leeg venster", mine / f, 0.1),
        Outcome("search_fts", "zoeken, p95, tegen dezelfde FTS5-vraag in de kale driver", mine / driver, 3.0),
    ]


def _bare_find(c: Any, typed: str) -> list[Any]:
    words = " ".join(f'"{word}"*' for word in fold(typed).split())
    sql = "SELECT e.kind, e.row_id, e.said FROM search_entry e JOIN search_text ON search_text.rowid = e.n WHERE search_text MATCH ? ORDER BY search_text.rowid DESC LIMIT 20"
    return list(c.execute(sql, (words,)).fetchall())


def agenda() -> list[Outcome]:
    """Every reason of 500 active cases, from the question to the records."""
    with workspace() as w:
        assert len(w.ask(weighed)) == 500
        mine, f = side_by_side(lambda: seconds(lambda: w.ask(weighed)), bare_window)
    return [Outcome("agenda", "agenda met redenen, 500 lopende casussen", mine / f, 0.5)]


def save() -> list[Outcome]:
    """Saving an act with its log line: the same statements, with other ids, through the bare driver."""
    from benchmarks.bench import statements

    with workspace(Size(0.1)) as w:
        path = Path(w._store._path)

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
        script = [(sql, list(p) if isinstance(p, tuple) else p) for sql, p in recorded if not sql.startswith("PRAGMA user_version")]
        counter = itertools.count(2)

        def ours() -> float:
            return statistics.median(seconds(lambda: act(next(counter))) for _ in range(30))

        def driver() -> float:
            with closing(connect(path, KEY)) as c:
                _views(w, c)
                return statistics.median(seconds(lambda: _replay(c, script, next(counter))) for _ in range(30))

        mine, bare = side_by_side(ours, driver)
    return [Outcome("save", "een handeling met logregel bewaren, tegen dezelfde opdrachten in de kale driver", mine / bare, 4.0)]


def _views(w: Workspace, c: Any) -> None:
    for name, sql in w._store._views((w._me,)).items():
        c.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')


def _replay(c: Any, script: list[tuple[str, Any]], n: int) -> None:
    """The recorded statements in one transaction; ids that were made for them are made anew, numbers run on."""
    fresh: dict[str, str] = {}

    def renew(value: Any) -> Any:
        if isinstance(value, str) and len(value) == 32 and not value.startswith("0000"):
            return fresh.setdefault(value, f"{n:08x}{len(fresh):024x}")
        return value

    for sql, parameters in script:
        if isinstance(parameters, dict):
            c.execute(sql, {k: renew(v) for k, v in parameters.items()})
        else:
            c.execute(sql, [renew(v) for v in parameters])
    if c.in_transaction:
        c.execute("COMMIT")


def encryption() -> list[Outcome]:
    """The weighted work of a day on the encrypted file against the same file unencrypted."""
    with workspace() as sealed, workspace(plain=True) as plain:
        counters = {id(w): itertools.count() for w in (sealed, plain)}
        ids = sealed.ask(case_ids)

        def day(w: Workspace) -> float:
            r = random.Random(SEED)
            return seconds(lambda: [_one(w, r, ids, next(counters[id(w)])) for _ in range(100)])

        mine, bare = side_by_side(lambda: day(sealed), lambda: day(plain))
    return [Outcome("encryption", "versleuteling: gewogen werk tegen een onversleuteld bestand", mine / bare, 1.15)]


def _one(w: Workspace, r: random.Random, ids: list[str], n: int) -> None:
    """View 40, search 20, signal 15, action 15, visit 5, minutes 5 of a hundred."""
    turn = r.random()
    case = r.choice(ids)
    if turn < 0.40:
        w.ask(case_file, case)
    elif turn < 0.60:
        w.ask(find, r.choice(WORDS))
    elif turn < 0.75:
        w.do(
            record_concern, what=f"Signaal {n}", place=f"{r.choice(STREETS)} {n}, Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE
        )
    elif turn < 0.90:
        from expertiseteam.cases.actions import agree_action

        w.do(agree_action, case, what=f"actie {n}", owner_id=None, due=date(2026, 12, 1))
    elif turn < 0.95:
        w.ask(recent_visits)
    else:
        w.ask(timeline, case)


def growth() -> list[Outcome]:
    """Lists and search at ten times the data: from a tenth of the size to the size itself."""
    found = []
    shapes: dict[str, Callable[[Workspace], object]] = {
        "lijst met casussen": lambda w: w.ask(cases),
        "inbox": lambda w: w.ask(concerns),
        "zoeken": lambda w: [w.ask(find, t) for t in TYPED],
        "casus openen": lambda w: w.ask(case_file, w.ask(case_ids)[0]),
    }
    small, large = Size(0.1, active=50), Size(1.0, active=50)
    with workspace(small) as little, workspace(large) as much:
        for name, run in shapes.items():
            before, after = side_by_side(lambda run=run: seconds(lambda: run(little)), lambda run=run: seconds(lambda: run(much)))
            found.append((after / before, name))
    ratio, worst = max(found)
    return [
        Outcome(
            "growth",
            "tienmaal de gegevens (lijsten, zoeken, casus openen)",
            ratio,
            2.0,
            "; ".join(f"{n} {x:.2f}" for x, n in found) + f"; slechtste: {worst}",
        )
    ]
