"""A dossier that the released program put in a team folder is opened with this one: the real step from layout 19, on two laptops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused, TeamIsOlder
from expertiseteam.cases.reading import case_view, cases
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.soundness import problems
from expertiseteam.opening import workspace_for
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.safety.restoring import prepare
from expertiseteam.sharing import crossing
from expertiseteam.sharing.joining import begin_joining
from expertiseteam.sharing.sharer import Sharer
from expertiseteam.storage.backup import make_copy
from expertiseteam.storage.file import SCHEMA, connect, integrity_problems
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.founding import found, join
from expertiseteam.storage.folder.outbox import box
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.storage.folder.tables import shape_of, shared_kinds
from expertiseteam.storage.folder.whereabouts import remember_folder
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault.copies import Reason, copies, copies_folder
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.keys import unlock, who_can_unlock
from expertiseteam.vault.parsing import written_moment
from expertiseteam.vault.policy import VaultPolicy
from tests.dossier import PASSPHRASE, StandingClock, cheap_policy
from tests.faults.sampling import only_long
from tests.storage.released import released

RELEASED = 19


@dataclass
class Laptop:
    """A computer with a replica that the released program made."""

    path: Path
    identity: Identity
    policy: VaultPolicy
    clock: StandingClock
    folder: Path
    opened: list[Workspace] = field(default_factory=list)

    @property
    def replica(self) -> Replica:
        return Replica(self.path, self.identity.dossier_key, shared_kinds())

    def before(self, sql: str, *given: Any) -> None:
        """Something done with the released program, without the folder."""
        with closing(connect(self.path, self.identity.dossier_key)) as c:
            c.execute("BEGIN IMMEDIATE")
            assert c.execute(sql, given).rowcount == 1
            box(c, shape_of(c, shared_kinds()), written_moment(self.clock()))
            c.execute("COMMIT")

    def ask(self, sql: str) -> list[Any]:
        with closing(connect(self.path, self.identity.dossier_key)) as c:
            return list(c.execute(sql).fetchall())

    def team(self, schema: int) -> TeamFolder:
        ring = KeyRing(read_key_file(key_file_of(self.path)).entries, self.identity.private)
        author = Author(self.identity.member_id, self.identity.private)
        return TeamFolder(Files(self.folder), self.replica, ring, author, schema=schema, clock=self.clock)

    def open(self, *, together: bool = False) -> Workspace:
        """Open it with this program."""
        self.opened.append(workspace_for(self.path, self.identity, self.clock, policy=self.policy, together=together))
        return self.opened[-1]

    def share(self) -> None:
        sharer = Sharer(self.opened[-1], self.identity, self.folder, self.policy)
        assert sharer.share_now().is_shared, sharer.state
        sharer.close()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Femke's laptop, on which the dossier was, and that of a member who fetched it; nobody has the new program yet."""
    clock = StandingClock(2026, 12, 1, 9, 0)
    folder = tmp_path / "teammap"
    folder.mkdir()
    source, key = released(tmp_path, RELEASED)
    cards = who_can_unlock(key_file_of(source))
    femke_card = next(card for card in cards if card.name == "Femke Aarts")
    other = next(card for card in cards if not card.is_admin)
    laptops = []
    for card in (femke_card, other):
        own = tmp_path / f"laptop-{card.name.split()[0]}"
        own.mkdir()
        path = own / "team.dossier"
        shutil.copy(key_file_of(source), key_file_of(path))
        policy = cheap_policy(own, clock)
        first = card.name.split()[0].lower()
        identity = unlock(key_file_of(path), card.member_id, PASSPHRASE.format(first), policy)
        remember_folder(policy, identity.dossier_id, folder)
        laptops.append(Laptop(path, identity, policy, clock, folder))
    femke, noor = laptops
    shutil.copy(source, femke.path)
    ring = KeyRing(read_key_file(key_file_of(femke.path)).entries, femke.identity.private)
    author = Author(femke.identity.member_id, femke.identity.private)
    found(Files(folder), femke.replica, ring, author, schema=RELEASED, clock=clock)
    join(Files(folder), noor.identity.private, shared_kinds(), noor.path, noor.identity.dossier_key, newest_schema=RELEASED)
    noor.team(RELEASED).catch_up()
    yield femke, noor
    for laptop in laptops:
        for workspace in laptop.opened:
            workspace.close()


def test_the_team_goes_over_and_nobody_loses_anything(two: tuple[Laptop, Laptop]) -> None:
    femke, noor = two
    noor.before("UPDATE \"case\" SET goal = 'Van Noor', version = version + 1")
    noor.before("UPDATE village SET name = 'Aan Zee', version = version + 1 WHERE id = (SELECT min(id) FROM village)")
    triggers = len(noor.ask("SELECT 1 FROM sqlite_master WHERE type = 'trigger'"))

    with pytest.raises(TeamIsOlder, match="Vraag Femke Aarts .* te laten overgaan") as refused:
        noor.open()
    assert not refused.value.may_raise and noor.replica.position().schema == RELEASED
    with pytest.raises(TeamIsOlder, match="U mag het hele team laten overgaan") as asked:
        femke.open()
    assert asked.value.may_raise
    assert femke.open(together=True).ask(problems) == []
    assert "team laten overgaan op een nieuwere versie" in {entry.what for entry in femke.opened[-1].ask(whole_log)}
    assert [copy.reason for copy in copies(copies_folder(femke.path))] == [Reason.MIGRATION]
    femke.opened[-1].do(add_village, name="Nieuwdorp")
    femke.share()

    told = noor.team(RELEASED).share()  # the released program, which is still open there
    assert "nieuwere versie" in told.stopped and told.waiting == 2
    workspace = noor.open()
    assert noor.replica.position().schema == SCHEMA and len(noor.replica.waiting()) == 2
    assert case_view_of(workspace).goal == "Van Noor"
    assert {"Nieuwdorp", "Aan Zee"} <= {village.name for village in workspace.ask(villages)}
    kinds = shared_kinds()
    noted = {row[0] for row in noor.ask("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'folder_insert_%'")}
    assert noted == set(kinds) and len(noor.ask("SELECT 1 FROM sqlite_master WHERE type = 'trigger'")) >= triggers
    workspace.do(record_concern, what="Post puilt uit", place="Kerkpad 2, Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE)
    for laptop in (noor, femke, noor):
        laptop.share()
    assert case_view_of(femke.opened[-1]).goal == "Van Noor"
    assert "Post puilt uit" in {concern.what for concern in femke.opened[-1].ask(concerns)}
    assert femke.replica.digest() == noor.replica.digest()
    assert femke.opened[-1].ask(problems) == []
    for laptop in two:
        assert laptop.opened[-1].check_log() == []
        laptop.opened[-1].close()
        assert integrity_problems(laptop.path, laptop.identity.dossier_key) == []


def case_view_of(workspace: Workspace) -> Any:
    return workspace.ask(case_view, workspace.ask(cases)[0].id)


@only_long
def test_a_copy_from_before_and_a_laptop_that_has_nothing_yet(two: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    femke, noor = two
    with closing(connect(noor.path, noor.identity.dossier_key)) as source:
        copy = make_copy(source, noor.path, noor.identity.dossier_key, Reason.BULK, noor.clock())
    new = tmp_path / "nieuw" / "team.dossier"
    new.parent.mkdir()
    policy = cheap_policy(new.parent, noor.clock)
    begin_joining(noor.folder, new, policy)
    shutil.copytree(noor.path.parent / "state", new.parent / "state", dirs_exist_ok=True)
    shutil.copy(key_file_of(noor.path), key_file_of(new))
    fresh = Laptop(new, noor.identity, policy, noor.clock, noor.folder)
    with pytest.raises(TeamIsOlder, match="Het dossier is niet opgehaald"):
        fresh.open()
    assert not new.exists()
    femke.open(together=True).do(add_village, name="Nieuwdorp")
    femke.share()
    assert "Nieuwdorp" in [v.name for v in fresh.open().ask(villages)]
    noor.open()
    ready = prepare(noor.path, copy, noor.identity, noor.clock, lambda *given: workspace_for(*given, policy=noor.policy))
    assert ready.lines_behind() >= 0
    ready.discard()


def test_without_the_folder_nothing_is_begun(two: tuple[Laptop, Laptop], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    femke, noor = two
    before = femke.path.read_bytes()
    away = noor.folder.rename(tmp_path / "weg")
    for laptop in two:
        with pytest.raises(Refused, match="nu niet bereikbaar"):
            laptop.open(together=True)
    away.rename(noor.folder)
    monkeypatch.setattr(crossing, "integrity_problems", lambda *_: ["stuk"])
    with pytest.raises(Refused, match="passen niet in de nieuwe indeling"):
        femke.open(together=True)
    assert [path.name for path in (noor.folder / "log").iterdir()] == [f"{1:012}"], "nobody was told"
    assert femke.replica.position().schema == RELEASED and femke.path.read_bytes() == before
    assert [path.name for path in femke.path.parent.iterdir() if path.name.startswith(".")] == []


def test_the_step_says_the_same_on_every_laptop_and_takes_no_table_away(two: tuple[Laptop, Laptop]) -> None:
    """What every migration owes a team folder: it follows from the rows alone."""
    femke, noor = two
    shared = {row[0] for row in noor.ask("SELECT tbl_name FROM sqlite_master WHERE name LIKE 'folder_insert_%'")}
    for laptop, day in ((femke, 1), (noor, 9)):
        laptop.clock.at(2027, 1, day, 8, 0)
        laptop.replica.cross(SCHEMA, laptop.clock())
    assert femke.replica.digest() == noor.replica.digest()
    assert shared <= {row[0] for row in noor.ask("SELECT tbl_name FROM sqlite_master WHERE name LIKE 'folder_insert_%'")}
