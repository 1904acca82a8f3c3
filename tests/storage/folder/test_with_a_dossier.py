"""The real dossier, its acts, queries, log and search, on two laptops with a folder between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from expertiseteam.access import circles
from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.opening import change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.insight.find import find
from expertiseteam.insight.soundness import problems
from expertiseteam.opening import log_book
from expertiseteam.storage.file import SCHEMA, check_opens, integrity_problems
from expertiseteam.storage.folder.files import Files
from expertiseteam.storage.folder.founding import found, join
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, read_links
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.storage.folder.store import FolderStore
from expertiseteam.storage.folder.tables import shared_kinds
from expertiseteam.storage.places import Place
from expertiseteam.storage.store import Store
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file
from expertiseteam.vault.keys import recovery_recipient, unlock
from tests.dossier import PASSPHRASE, Team, cheap_policy

NEW = {
    "label": "Kerkpad · echtpaar",
    "legal_basis": "Wmo 2015",
    "purpose": "hulp",
    "goal": "Contact krijgen",
    "bringing_partner": "gemeente",
}


@dataclass
class Computer:
    """A member's laptop with the real program on it."""

    workspace: Workspace
    team: TeamFolder
    identity: Identity
    path: Path

    def share(self) -> None:
        shared = self.team.share()
        assert (shared.stopped, shared.waiting) == ("", 0)


def computer(team: Team, root: Path, first_name: str) -> Computer:
    """Femke brings the dossier; who comes after her has only a key file, and gets the rest from the folder."""
    own = root / first_name
    own.mkdir()
    path = own / team.path.name
    shutil.copy(key_file_of(team.path), own)
    policy = cheap_policy(own, team.clock)
    shutil.copytree(team.path.parent / "state", own / "state", dirs_exist_ok=True)
    identity = unlock(key_file_of(path), team.ids[first_name], PASSPHRASE.format(first_name), policy)
    author, files = Author(identity.member_id, identity.private), Files(root / "teammap")
    if first_name == "femke":
        shutil.copy(team.path, own)
        replica = Replica(path, identity.dossier_key, shared_kinds())
        ring = KeyRing(read_key_file(key_file_of(path)).entries, identity.private)
        shared = found(files, replica, ring, author, schema=SCHEMA, clock=team.clock)
    else:
        replica = join(files, identity.private, shared_kinds(), path, identity.dossier_key, newest_schema=SCHEMA)
        ring = KeyRing(read_links(files), identity.private)
        shared = TeamFolder(files, replica, ring, author, schema=SCHEMA, clock=team.clock)
    place: Place = FolderStore(Store(path, identity.dossier_key, circles.views), identity.dossier_key, team.clock)
    recovery = recovery_recipient(key_file_of(path))
    workspace = Workspace(place, identity.member_id, identity, team.clock, recovery, log_book(path, identity, policy))
    return Computer(workspace, shared, identity, path)


@pytest.fixture
def two(team: Team, tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    team.close()
    (tmp_path / "teammap").mkdir()
    femke, noor = computer(team, tmp_path, "femke"), computer(team, tmp_path, "noor")
    yield femke, noor
    femke.workspace.close()
    noor.workspace.close()


def signal(on: Computer, what: str) -> str:
    place = "Beukenlaan 7, Turfven"
    return on.workspace.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)


def test_a_day_of_two_members_on_two_laptops(two: tuple[Computer, Computer], team: Team) -> None:
    femke, noor = two
    of_femke = signal(femke, "Ruzie op straat")
    of_noor = signal(noor, "Gordijnen dicht, post puilt uit")
    assert [one.workspace.ask(concerns)[0].code for one in two] == ["26-001", "26-001"]
    case = femke.workspace.do(open_case, (), lead_id=team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    femke.share()
    noor.share()
    femke.share()
    for one in two:
        assert {c.id: c.code for c in one.workspace.ask(concerns)} == {of_femke: "26-001", of_noor: "26-002"}
        assert [hit.row_id for hit in one.workspace.ask(find, "puilt")] == [of_noor]
        assert of_noor in {hit.row_id for hit in one.workspace.ask(find, "26-002")}
    saw = [one.workspace.ask(case_view, case) for one in two]
    femke.workspace.do(change_case, saw[0], {"goal": "Vertrouwen winnen"})
    noor.workspace.do(change_case, saw[1], {"trusted_contact": "de huisarts"})
    for one in (femke, noor, femke, noor):
        one.share()
    for one in two:
        now = one.workspace.ask(case_view, case)
        assert (now.goal, now.trusted_contact) == ("Vertrouwen winnen", "de huisarts")
    for one in (femke, noor, femke, noor):
        one.share()
    assert femke.team.replica.digest() == noor.team.replica.digest()
    assert femke.workspace.ask(problems) == []
    for one in two:
        assert one.workspace.look_at_log(deep=True) == []
        assert one.workspace.check_log() == []
        one.workspace.close()
        assert integrity_problems(one.path, one.identity.dossier_key) == []
        assert check_opens(one.path, one.identity.dossier_key) == SCHEMA


def test_a_clash_is_kept_with_both_texts_and_the_log_stays_whole(two: tuple[Computer, Computer], team: Team) -> None:
    femke, noor = two
    case = femke.workspace.do(open_case, (), lead_id=team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    femke.share()
    noor.share()
    saw = noor.workspace.ask(case_view, case)
    femke.workspace.do(change_case, femke.workspace.ask(case_view, case), {"goal": "Vertrouwen winnen"})
    noor.workspace.do(change_case, saw, {"goal": "Huis opruimen"})
    for one in (femke, noor, femke):
        one.share()
    kept = [clash.fields for aside in noor.team.replica.aside() for clash in aside.clashes]
    assert kept == [{"goal": ("Huis opruimen", "Vertrouwen winnen")}]
    for one in two:
        assert one.workspace.ask(case_view, case).goal == "Vertrouwen winnen"
        assert one.workspace.look_at_log(deep=True) == []
    noor.workspace.do(change_case, noor.workspace.ask(case_view, case), {"goal": "Huis opruimen"})  # the choice is a new act
    for one in (noor, femke):
        one.share()
    assert femke.workspace.ask(case_view, case).goal == "Huis opruimen"
