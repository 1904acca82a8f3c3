"""Tampers with a real dossier, each found and named: 1,000 with `script/test --long`, a seeded sample of every kind otherwise."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Set
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection

from expertiseteam.access import circles
from expertiseteam.access.log_checker import Tamper
from expertiseteam.access.log_rows import changed_rows
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_note, change_case, open_case
from expertiseteam.cases.reading import case_file, case_view
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.integrity import file_problems
from expertiseteam.insight.soundness import problems
from expertiseteam.opening import log_book, workspace_for
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.store import Store
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from tests.access.tampering import KINDS, Scene, replayable, settled_copy, tamper
from tests.dossier import StandingClock, Team, cheap_policy, make_team
from tests.faults.sampling import Tell

MANY, FEW = 1000, 39
SEED = 20261122


@dataclass(frozen=True)
class Stage:
    scene: Scene
    identity: Identity
    team: Team


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A dossier in which four members worked, at two moments; the witness of this computer saw the second."""
    folder = tmp_path_factory.mktemp("tampering")
    team = make_team(folder)
    work(team, 1)
    older = settled_copy(team.path, team.femke._store._key, folder / "older.dossier")
    work(team, 2)
    newest = settled_copy(team.path, team.femke._store._key, folder / "newest.dossier")
    yield Stage(Scene(older, newest, team.femke._store._key), team.femke._keys, team)  # type: ignore[arg-type]
    team.close()


def work(team: Team, turn: int) -> None:
    """Signals, a case, notes and looking, by several members."""
    for n in range(6):
        signal = team.lucja.do(
            record_concern,
            what=f"Gordijnen dicht {turn}.{n}",
            place=f"Beukenlaan {n}, Turfven",
            certainty=Certainty.GUT,
            channel=Channel.PHONE,
        )
        team.femke.ask(concern_view, signal)
    case = team.femke.do(
        open_case, (), label=f"Beukenlaan {turn}", lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp aanbieden",
        goal="Weten of hulp nodig is.", bringing_partner="gemeente",
    )  # fmt: skip
    for n in range(4):
        team.noor.ask(case_file, case)
        team.noor.do(add_note, case, f"Gebeld, {turn}.{n}.")
        team.sem.ask(case_file, case)
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": f"Vertrouwen winnen {turn}."})


def opened(stage: Stage, path: Path, state: Path) -> Workspace:
    """Open a dossier as Femke would, on a computer that remembers what this folder remembers."""
    shutil.copy(key_file_of(stage.team.path), key_file_of(path))
    clock = StandingClock(2026, 11, 20, 9, 0)
    return workspace_for(path, stage.identity, clock, policy=cheap_policy(state, clock))


def found_in(stage: Stage, path: Path, witness: Path, wanted: Set[Tamper]) -> set[Tamper]:
    """What the program calls this dossier: what costs least first, until it is named as wanted or all has been looked at."""
    book = log_book(stage.team.path, stage.identity, cheap_policy(witness, StandingClock(2026, 11, 20, 9, 0)))
    inside: tuple[Callable[[Connection], set[Tamper]], ...] = (
        lambda c: {finding.kind for finding in book.check(c, every_signature=True)},
        lambda c: {Tamper.REPLAYED for row in changed_rows(Reader(c)) if row.is_older},
        lambda c: {Tamper.REPLAYED for problem in problems.run(Reader(c)) if problem.code == "SEARCH_INDEX"},
    )
    named: set[Tamper] = set()
    for look in inside:
        if not named & wanted:
            # A file that contradicts itself cannot always be read.
            with suppress(Refused), closing(Store(path, stage.scene.key, circles.views)) as store, store.whole() as connection:
                named |= look(connection)
    if not named & wanted:
        named |= {Tamper.REPLAYED for problem in file_problems(path, stage.identity) if problem.code == "FILE_REPLAYED"}
    return named


@pytest.fixture(scope="module")
def witness(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the computer remembers of the newest dossier."""
    path = tmp_path_factory.mktemp("seen") / "seen.dossier"
    shutil.copy(stage.scene.newest, path)
    with closing(opened(stage, path, path.parent)) as workspace:
        assert workspace.look_at_log(deep=True) == []
    return path.parent


def test_an_untouched_dossier_is_left_in_peace(stage: Stage, witness: Path, tmp_path: Path) -> None:
    shutil.copy(stage.scene.newest, path := tmp_path / "same.dossier")
    assert found_in(stage, path, witness, set(Tamper)) == set()


@pytest.mark.timeout(1800)  # all of them, on a busy machine
def test_every_tamper_is_found_and_named(stage: Stage, witness: Path, tmp_path: Path, long: bool, tell: Tell) -> None:
    wrong, done = [], Counter[str]()
    many = MANY if long else FEW
    for n in range(many):
        r = random.Random(SEED + n)
        kind = KINDS[n % len(KINDS)]
        path = tmp_path / f"{n}.dossier"
        deed = tamper(kind, r, stage.scene, path)
        named = found_in(stage, path, witness, deed.kinds)
        if not named & deed.kinds:
            wrong.append(f"{n}: {kind}, {deed.what}: {sorted(k.name for k in named)} instead of {sorted(k.name for k in deed.kinds)}")
        done[kind] += 1
        for beside in tmp_path.glob(f"{n}.*"):
            beside.unlink()
    tell(f"tampers: {many - len(wrong)} of {many} found and named; kinds: {dict(done)}")
    assert wrong == []
    assert set(done) == set(KINDS)
    assert set(KINDS) >= {"edit", "remove", "swap", "cut", "cut with head", "old page", "roll back"}


def test_many_pages_can_be_put_back(stage: Stage) -> None:
    assert len(replayable(stage.scene)) > 10


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "old page"])
def test_opening_finds_it(stage: Stage, witness: Path, tmp_path: Path, kind: str) -> None:
    deed = tamper(kind, random.Random(SEED), stage.scene, path := tmp_path / "x.dossier")
    shutil.copytree(witness / "state", tmp_path / "state")
    with closing(opened(stage, path, tmp_path)) as workspace:
        found = workspace.look_at_log(deep=True)
    assert found[0].kind in deed.kinds
    assert found[0].sentence.startswith("Regel ") and found[0].sentence.count(". ") >= 1
