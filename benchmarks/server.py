"""`python -m benchmarks.server`: the same work on PostgreSQL, against the bare driver on the same server and against the file.

Needs PostgreSQL on this computer: it starts one of its own, as the tests do. Not part of the table, which has to run anywhere.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import insert

from benchmarks.bench import opened, statements
from benchmarks.core import TYPED, weighed
from benchmarks.given import NOW, PASSPHRASE, policy
from benchmarks.measure import milliseconds, p95, seconds, side_by_side
from benchmarks.rows import OFFICER, Size, everything
from expertiseteam.access import circles
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.text import fold
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.storage import search
from expertiseteam.storage.server import search as words
from expertiseteam.storage.server.address import ServerAddress
from expertiseteam.storage.server.connecting import connect
from expertiseteam.storage.server.login import Login, login_sql, roles_sql
from expertiseteam.storage.server.store import ServerStore
from expertiseteam.storage.server.tables import bring_up_to_date
from expertiseteam.vault import keys
from tests.places import postgres

LINE = "{:<22} {:>7}  {}"
BARE_FIND = "SELECT kind, row_id, said FROM main.search_entry WHERE words @@ %s::tsquery ORDER BY n DESC LIMIT 20"


def main() -> None:
    """Measure and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server", description=__doc__)
    parser.add_argument("--scale", type=float, default=0.2, help="times the data of design section 7")
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args()
    size = Size(chosen.scale)
    with _on_server(size) as (server, address, login), opened(size) as bench:
        file = bench.workspace
        with closing(connect(address, login)) as driver:
            driver.execute(f'SET ROLE "{address.write_role}"; SET search_path = main')
            _compare("save, bare driver", chosen.runs, partial(_saving, server), _bare_saving(server, driver))
            _compare("save, file", chosen.runs, partial(_saving, server), partial(_saving, file))
            _compare("search p95, bare driver", chosen.runs, partial(_searching, server), partial(_bare_searching, driver))
            _compare("search p95, file", chosen.runs, partial(_searching, server), partial(_searching, file))
            _compare("agenda, file", chosen.runs, *(partial(lambda w: seconds(lambda: w.ask(weighed)), w) for w in (server, file)))


def _compare(name: str, runs: int, ours: Any, floor: Any) -> None:
    mine, other = side_by_side(runs, ours, floor)
    print(LINE.format(name, f"{mine / other:.2f}", f"{milliseconds(mine)} against {milliseconds(other)}"), flush=True)


_counter = itertools.count()


def _save(w: Workspace) -> None:
    n = next(_counter)
    place = f"Beukenlaan {n % 190 + 1}, Turfven"
    w.do(record_concern, what=f"Gordijnen dicht {n}", place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)


def _saving(w: Workspace) -> float:
    return statistics.median(seconds(lambda: _save(w)) for _ in range(30))


def _bare_saving(w: Workspace, driver: psycopg.Connection[Any]) -> Any:
    """The statements of one act, with other ids, in one transaction of the bare driver that waits for its turn as we do."""
    _save(w)
    with statements() as recorded:
        _save(w)

    def once() -> None:
        n, fresh = next(_counter), dict[str, str]()

        def renewed(value: Any) -> Any:
            made = isinstance(value, str) and len(value) == 32 and not value.startswith("0000")
            return fresh.setdefault(value, f"{n:08x}{len(fresh):024x}") if made else value

        driver.execute("BEGIN; SELECT pg_advisory_xact_lock(1)")
        for sql, values in recorded:
            driver.execute(sql, {name: renewed(value) for name, value in values.items()} or None).rowcount  # noqa: B018
        driver.execute("COMMIT")

    return lambda: statistics.median(seconds(once) for _ in range(30))


def _searching(w: Workspace) -> float:
    return p95([seconds(partial(w.ask, find, typed)) for typed in TYPED])


def _bare_searching(driver: psycopg.Connection[Any]) -> float:
    wanted = [f"'{fold(typed)}':*" for typed in TYPED if typed.isalnum()]
    return p95([seconds(lambda given=(one,): driver.execute(BARE_FIND, given).fetchall()) for one in wanted])


@contextmanager
def _on_server(size: Size) -> Iterator[tuple[Workspace, ServerAddress, Login]]:
    there = postgres.server()
    address = ServerAddress("localhost", there.port, "bench", there.authority, None, "1.3", "bench")
    with tempfile.TemporaryDirectory(prefix="expertiseteam-bench-") as folder:
        path = Path(folder) / "bench.expertiseteam-server"
        key_file = keys.key_file_of(path)
        identity, recovery = keys.create_keys(
            key_file, member_id=OFFICER, name="Femke Aarts", passphrase=PASSPHRASE, policy=policy(Path(folder))
        )
        login = Login(OFFICER, identity.server_password())
        there.script(roles_sql(address) + login_sql(address, login, may_change_layout=True))
        bring_up_to_date(address, login, 0)
        store = ServerStore(path, address, login, circles.views)
        with store.writing((OFFICER,)) as connection:
            for kind, rows in everything(size):
                found = list(rows)
                sample = kind(**found[0])  # knows the defaults of what the rows leave out
                others = {c.key: getattr(sample, c.key) for c in kind.__table__.columns if c.key not in found[0]} | {"version": 1}
                complete = [others | row for row in found]
                connection.execute(insert(kind), complete)
                for row in complete if kind.searched else ():
                    said = search.said_of(row[c] for c in kind.searched)
                    entry = {"kind": kind.__tablename__, "id": row["id"], "circle": row["circle_id"], "said": said}
                    words.enter(connection, entry, fold(said))
        there.run("ANALYZE", database="bench")
        workspace = Workspace(store, OFFICER, identity, lambda: NOW, recovery.private().recipient())
        try:
            yield workspace, address, login
        finally:
            workspace.close()


if __name__ == "__main__":
    main()
