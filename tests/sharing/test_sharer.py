"""Two members at work on two laptops: what one does is with the other within a look, whatever the folder does."""

from __future__ import annotations

import contextlib
import shutil
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.patience import Patience
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.custody import invite, let_go
from expertiseteam.founding import begin_folder
from expertiseteam.insight.find import find
from expertiseteam.sharing import sharer as sharer_module
from expertiseteam.sharing import upkeep
from expertiseteam.sharing.joining import begin_joining, catch_up_keys, fetch
from expertiseteam.sharing.knocking import Knocking
from expertiseteam.storage.folder import files as files_module
from expertiseteam.storage.folder.whereabouts import remember_folder, with_team
from expertiseteam.team.members import add_member, members
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import rename, unlock, who_can_unlock
from tests.dossier import PASSPHRASE
from tests.faults.sampling import only_long
from tests.sharing.laptops import Laptop, Office

pytestmark = pytest.mark.timeout(600)


def signal(on: Laptop, what: str = "Ruzie op straat") -> str:
    place = "Beukenlaan 7, Turfven"
    return on.workspace.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.PHONE)


def seen(on: Laptop) -> list[str]:
    return sorted(concern.code for concern in on.workspace.ask(concerns))


def test_what_one_does_the_other_sees_and_nobody_waits_for_the_folder(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    femke = office.begun()
    noor = office.colleague("noor")
    noor.share()
    signal(femke)
    femke.sharer.turn()
    noor.heard.clear()
    noor.sharer.turn()
    assert seen(noor) == ["26-001"]
    assert [(changes.is_ours, changes.touch("concern")) for changes in noor.heard] == [(False, True)]
    # The folder goes away: both work on, and see it said, who does nothing too.
    away = office.folder.rename(office.root / "weg")
    for _ in range(sharer_module.AROUND):
        femke.sharer.turn()
    assert not femke.states[-1].is_shared and "niet bereikbaar" in femke.states[-1].stopped
    of_noor = signal(noor, "Gordijnen dicht, post puilt uit")
    signal(femke, "Deur staat open")
    for laptop in (noor, femke):
        laptop.clock.now += timedelta(minutes=5)
        laptop.sharer.turn()
        state = laptop.states[-1]
        assert (state.waiting, state.is_shared) == (1, False) and "niet bereikbaar" in state.stopped
        assert state.since is not None and state.since < laptop.clock.now
    away.rename(office.folder)
    for laptop in (femke, noor, femke):
        laptop.seconds += 60
        laptop.sharer.turn()
    assert femke.states[-1].is_shared and noor.states[-1].is_shared
    assert seen(femke) == seen(noor) == ["26-001", "26-002", "26-003"]
    assert [hit.row_id for hit in femke.workspace.ask(find, "puilt")] == [of_noor]
    # The clock of one of the two is ten minutes ahead (F29).
    assert femke.states[-1].clock == noor.states[-1].clock == ""
    office.team.clock.now += timedelta(minutes=10)
    signal(femke, "Weer ruzie")
    femke.sharer.turn()
    office.team.clock.now -= timedelta(minutes=10)
    noor.seconds += 60
    noor.sharer.turn()
    assert noor.states[-1].is_shared and "De klok van Femke Aarts liep" in noor.states[-1].clock
    # What she does while the folder is looked at goes to the team all the same.
    looked, codes = Knocking.look, list[str]()

    def look_while_she_writes(of: Knocking, last: Link) -> bool:
        if not codes:
            codes.append(signal(femke, "Raam stuk"))
        return looked(of, last)

    monkeypatch.setattr(Knocking, "look", look_while_she_writes)
    for _ in range(sharer_module.AROUND + 1):
        femke.sharer.turn()
    assert codes and femke.workspace.replica is not None and femke.workspace.replica.waiting() == []
    # Through a folder that a program synchronises nobody comes in, and no folder is pointed out again.
    cloud = office.root / "OneDrive - Gemeente"
    shutil.copytree(office.folder, cloud)
    for come_in in (
        lambda: begin_joining(cloud, office.root / "ander.dossier", femke.policy),
        lambda: begin_folder(femke.path, femke.workspace, femke.identity, cloud, policy=femke.policy),
    ):
        with pytest.raises(Refused, match="gelijk gehouden, zoals OneDrive"):
            come_in()


def test_a_folder_that_hangs_holds_up_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    femke = office.begun()
    hangs, goes_on = threading.Event(), threading.Event()

    def read(*_: object) -> None:
        hangs.set()
        goes_on.wait(30)
        raise OSError(5, "gone")

    monkeypatch.setattr(files_module.Files, "read", read)
    monkeypatch.setattr(sharer_module, "GOODBYE", 0.01)
    monkeypatch.setattr(sharer_module, "LONG", 0.05)
    said = threading.Event()
    femke.sharer._told = lambda state: (femke.states.append(state), said.set())
    femke.sharer.start()
    assert hangs.wait(30) and said.wait(30), "a folder that hangs says nothing: we do"
    signal(femke)
    assert seen(femke) == ["26-001 voorlopig"]
    assert "antwoordt niet" in femke.states[-1].stopped and femke.states[-1].waiting == 1
    femke.sharer.close()
    femke.workspace.close()
    goes_on.set()
    thread = femke.sharer._thread
    assert thread is not None
    thread.join(30)
    assert not thread.is_alive()


def test_who_waits_no_longer_leaves_everything_as_it_was(office: Office) -> None:
    """Given up before each thing that joining and fetching ask of the folder: it is as if it were away, and nothing stays behind."""

    class Short(Patience):
        def __init__(self, times: int) -> None:
            super().__init__()
            self.left = times

        def ask(self) -> None:
            self.left -= 1
            if self.left < 0:
                self.give_up()
            super().ask()

    office.begun()
    noor = office.laptop("noor")
    times = 0
    while not key_file_of(noor.path).exists():
        with contextlib.suppress(Refused):
            begin_joining(office.folder, noor.path, replace(noor.policy, patience=Short(times)))
        times += 1
    assert times > 5, "every thing that is asked was given up once"
    shutil.copy(key_file_of(office.team.path), noor.path.parent)
    identity = unlock(key_file_of(noor.path), office.team.ids["noor"], PASSPHRASE.format("noor"), noor.policy)
    before = sorted(noor.path.parent.iterdir())
    for times in (0, 7):
        with pytest.raises(Refused, match="niet bereikbaar"):
            fetch(noor.path, identity, replace(noor.policy, patience=Short(times)), noor.clock)
        assert sorted(noor.path.parent.iterdir()) == before
    fetch(noor.path, identity, noor.policy, noor.clock)
    assert noor.path.exists()


def test_invited_through_the_folder_at_work_and_shut_out(office: Office) -> None:
    femke = office.begun()
    noor = office.colleague("noor")
    bram_id = femke.workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.CARE, function="bemoeizorg")
    member = next(m for m in femke.workspace.ask(members) if m.id == bram_id)
    made = invite(femke.path, femke.workspace, femke.identity, member, policy=femke.policy)
    femke.share()
    bram = office.knocks("bram", bram_id, " ".join(made.groups))
    assert who_can_unlock(key_file_of(bram.path), bram.policy) == []
    assert femke.sharer.share_now().knocking
    assert femke.settle().admitted == ("Bram Vos",)
    assert not femke.share().knocking
    femke.share()
    assert list((office.folder / "requests").iterdir()) == []
    assert not catch_up_keys(bram.path, bram.policy)
    assert [card.name for card in who_can_unlock(key_file_of(bram.path), bram.policy)] == ["Bram Vos"]
    bram.open(bram_id, office.folder)
    assert bram.workspace.me().name == "Bram Vos"
    signal(bram)
    bram.share()
    noor.share()
    assert seen(noor) == ["26-001"]
    assert [path.name for path in bram.path.parent.iterdir() if "aanvraag" in path.name or path.name.startswith(".")] == []
    # Bram leaves: the team goes on under a new key, and his laptop is shut out, wherever it is.
    signal(bram, "Nog niet gedeeld")
    gone = next(m for m in femke.workspace.ask(members) if m.id == bram_id)
    femke.identity = let_go(femke.path, femke.workspace, femke.identity, gone, policy=femke.policy).identity
    femke.share()
    log = len(list((office.folder / "log").iterdir()))
    state = bram.sharer.share_now()
    assert "uitgeschreven" in state.stopped and state.waiting == 1
    assert len(list((office.folder / "log").iterdir())) == log
    assert noor.share().is_shared
    signal(noor, "Na het vertrek")
    noor.share()
    femke.share()
    assert seen(femke) == ["26-001", "26-002"]
    # Noor's own file gets the new key at her next unlocking.
    noor.close()
    noor.open(office.team.ids["noor"], office.folder)
    noor.share()
    assert seen(noor) == ["26-001", "26-002"]


def test_of_two_administrators_who_change_the_keys_at_once_one_is_told(office: Office) -> None:
    femke = office.begun()
    again = office.laptop("femke-thuis")
    shutil.copy(key_file_of(femke.path), again.path.parent)
    sem = next(m for m in femke.workspace.ask(members) if m.name == "Sem de Graaf")
    femke.identity = let_go(femke.path, femke.workspace, femke.identity, sem, policy=femke.policy).identity
    remember_folder(again.policy, femke.identity.dossier_id, office.folder)
    identity = unlock(key_file_of(again.path), office.team.ids["femke"], PASSPHRASE.format("femke"), again.policy)
    before = key_file_of(again.path).read_bytes()
    with pytest.raises(Refused, match="Een collega wijzigde intussen"):
        rename(
            key_file_of(again.path), identity, office.team.ids["wil"], "Wil Stammer", policy=with_team(again.policy, identity.dossier_id)
        )
    assert key_file_of(again.path).read_bytes() == before
    office.folder.rename(office.root / "weg")
    with pytest.raises(Refused, match="alleen samen met het team veranderen"):
        rename(key_file_of(femke.path), femke.identity, office.team.ids["wil"], "Wil Stammer", policy=femke.policy)


def test_a_file_from_before_the_folder_is_not_worked_in(office: Office) -> None:
    femke = office.begun()
    femke.close()
    shutil.copy(office.team.path, femke.path)
    for beside in ("-wal", "-shm"):
        femke.path.with_name(femke.path.name + beside).unlink(missing_ok=True)
    with pytest.raises(Refused, match="hoort daar niet bij"):
        femke.open(office.team.ids["femke"], office.folder)
    femke.path.unlink()
    femke.open(office.team.ids["femke"], office.folder)
    assert femke.workspace.me().name == "Femke Aarts"


@only_long
def test_who_was_away_too_long_gets_the_dossier_anew_and_takes_own_work_along(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "EVERY", 5)
    femke = office.begun()
    noor, sem = office.colleague("noor"), office.colleague("sem")
    sem.share()
    signal(sem, "Van Sem, zonder netwerk")
    while not list((office.folder / "snap").glob("00000000000[1-9]*")):
        signal(femke)
        femke.share()
    noor.share()  # confirms the snapshot, and takes away what it replaces
    assert not (office.folder / "log" / "000000000001").exists()
    assert "langer weg geweest" in sem.sharer.share_now().stopped
    sem.close()
    sem.open(office.team.ids["sem"], office.folder)
    for laptop in (sem, femke, noor):
        laptop.share()
    assert seen(sem) == seen(femke) == seen(noor)
    assert "Van Sem, zonder netwerk" in {one.what for one in femke.workspace.ask(concerns)}
    assert sem.workspace.look_at_log(deep=True) == []
