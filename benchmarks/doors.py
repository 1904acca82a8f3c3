"""What signals cost in great numbers: matching against 100,000 addresses, and a box in which 20,000 wait."""

from __future__ import annotations

from contextlib import closing
from functools import partial

from benchmarks.bench import Bench, opened
from benchmarks.given import NOW
from benchmarks.measure import Figure, Settings, bare_window, milliseconds, p95, seconds, side_by_side
from benchmarks.rows import STREETS
from expertiseteam.basics.addresses import normalise
from expertiseteam.concerns.intake import concern_counts, concerns
from expertiseteam.concerns.matching import address_history, known_doors, nearly_known
from expertiseteam.concerns.records import WAITING as WAIT
from expertiseteam.concerns.tables import Concern
from ui.concerns.inbox import MOST
from ui.concerns.words import concern_row

DOORS, WAITING = 100_000, 20_000


def matching(settings: Settings) -> dict[str, Figure]:
    """All that a typed address asks: earlier signals on the door, and doors that are nearly it; the slowest of both, p95 over streets."""
    many = round(DOORS * settings.size.scale)
    with opened(settings.size) as bench:
        _more_signals(bench, many, "NOISE")
        w = bench.workspace
        typed = [f"{street} {number}, Turfven" for street in STREETS[:8] for number in (7, 112)]

        def ours() -> float:
            return p95([seconds(partial(w.ask, ask, place)) for place in typed for ask in (address_history, nearly_known)])

        mine, f = side_by_side(settings.runs, ours, bare_window)
        doors = seconds(lambda: w.ask(known_doors))
    remark = (
        f"p95 over {len(typed)} adressen onder {many} meer: {milliseconds(mine)}; alle deuren, op de achtergrond: {milliseconds(doors)}"
    )
    return {"matching": Figure(mine / f, remark)}


def inbox(settings: Settings) -> dict[str, Figure]:
    """The box in which so many wait, from the questions to the rows that are drawn."""
    many = round(WAITING * settings.size.scale)
    with opened(settings.size) as bench:
        _more_signals(bench, many, "NEW")
        w = bench.workspace

        def ours() -> float:
            return seconds(lambda: (w.ask(concern_counts), [concern_row(line, NOW) for line in w.ask(concerns, WAIT, MOST)]))

        mine, f = side_by_side(settings.runs, ours, bare_window)
        waiting = sum(w.ask(concern_counts)[state] for state in WAIT)
    return {"inbox": Figure(mine / f, f"{waiting} signalen: {milliseconds(mine)}")}


def _more_signals(bench: Bench, many: int, state: str) -> None:
    """So many copies of a signal, each at a door of its own, written below the services."""
    columns = [column.name for column in Concern.__table__.columns]
    with closing(bench.driver()) as driver:
        one = dict(zip(columns, driver.execute(f"SELECT {', '.join(columns)} FROM main.concern LIMIT 1").fetchone(), strict=True))
        rows = []
        for n in range(many):
            place = f"{STREETS[n % len(STREETS)]}{'' if n < 8_000 else f'weg {n // 8_000}'} {n % 400 + 1}, Turfven"
            new = {
                "id": f"{n:032x}",
                "code": f"99-{n}",
                "year": None,
                "number": None,
                "place": place,
                "place_key": normalise(place),
                "state": state,
            }
            rows.append(tuple((one | new).values()))
        driver.execute("BEGIN")
        driver.executemany(f"INSERT INTO main.concern ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        driver.execute("COMMIT")
