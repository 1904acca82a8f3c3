"""Members on laptops of their own with a team folder between them: the real dossier, keys that stay on the laptop where they were made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

from expertiseteam import founding
from expertiseteam.access.workspace import Changes, Workspace
from expertiseteam.custody import Settled, settle
from expertiseteam.founding import begin_folder
from expertiseteam.opening import unlock_dossier
from expertiseteam.safety.folder_trial import FolderReport
from expertiseteam.sharing.joining import begin_joining, catch_up_keys
from expertiseteam.sharing.records import SharedState
from expertiseteam.sharing.sharer import Sharer
from expertiseteam.storage.folder.whereabouts import remember_folder, with_team
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.invitations import accept
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import dossier_id_of
from expertiseteam.vault.policy import VaultPolicy
from tests.dossier import PASSPHRASE, StandingClock, Team


@dataclass
class Laptop:
    """One member's computer. `heard`: what the change bus told; `seconds`: a clock that stands until the test moves it."""

    name: str
    path: Path
    policy: VaultPolicy
    clock: StandingClock
    workspace: Workspace = field(init=False)
    identity: Identity = field(init=False)
    sharer: Sharer = field(init=False)
    seconds: float = 0.0
    heard: list[Changes] = field(default_factory=list)
    states: list[SharedState] = field(default_factory=list)

    def open(self, member_id: str, folder: Path | None = None) -> Laptop:
        """Unlock; with a folder the sharing is made ready too, but no thread is begun."""
        policy = self.policy
        self.workspace, self.identity = unlock_dossier(self.path, member_id, PASSPHRASE.format(self.name), policy=policy, clock=self.clock)
        self.workspace.listeners.append(self.heard.append)
        if folder is not None:
            self.sharing(folder)
        return self

    def sharing(self, folder: Path) -> None:
        self.policy = with_team(self.policy, self.identity.dossier_id)
        self.sharer = Sharer(self.workspace, self.identity, folder, self.policy, told=self.states.append, seconds=lambda: self.seconds)

    def settle(self) -> Settled:
        done = settle(self.path, self.workspace, self.identity, policy=self.policy)
        self.identity = done.identity
        return done

    def share(self) -> SharedState:
        """Share all; nothing may stand in the way."""
        state = self.sharer.share_now()
        assert state.is_shared, state
        return state

    def close(self) -> None:
        if hasattr(self, "sharer"):
            self.sharer.close()
        if hasattr(self, "workspace"):
            self.workspace.close()


class Office:
    """Laptops and the folder between them. The dossier begins on Femke's."""

    def __init__(self, team: Team, root: Path) -> None:
        team.close()
        self.team, self.root, self.folder = team, root, root / "teammap"
        self.folder.mkdir()
        self.laptops: dict[str, Laptop] = {}

    def laptop(self, name: str) -> Laptop:
        """A computer on which nothing of the team stands yet."""
        own = self.root / f"laptop-{name}"
        own.mkdir()
        policy = replace(self.team.policy, travels=False, own_folder=own / "sleutels", state_folder=own / "toestand")
        self.laptops[name] = Laptop(name, own / self.team.path.name, policy, self.team.clock)
        return self.laptops[name]

    def begun(self) -> Laptop:
        """Femke's laptop, with the dossier in the folder."""
        femke = self.laptop("femke")
        for file in (self.team.path, key_file_of(self.team.path)):
            shutil.copy(file, femke.path.parent)
        femke.open(self.team.ids["femke"])
        with mock.patch.object(founding, "report_on", lambda *_: FolderReport(True, "")):  # tests/ui/terminal tries a folder for real
            begin_folder(femke.path, femke.workspace, femke.identity, self.folder, policy=femke.policy)
        femke.sharing(self.folder)
        femke.share()
        return femke

    def colleague(self, name: str) -> Laptop:
        """The laptop of a member who has keys already; the dossier comes from the folder."""
        found = self.laptop(name)
        shutil.copy(key_file_of(self.team.path), found.path.parent)
        remember_folder(found.policy, dossier_id_of(key_file_of(found.path)), self.folder)
        catch_up_keys(found.path, found.policy)
        found.open(self.team.ids[name], self.folder)
        return found

    def knocks(self, name: str, member_id: str, code: str) -> Laptop:
        """The laptop of somebody with a code, who typed it."""
        found = self.laptop(name)
        begin_joining(self.folder, found.path, found.policy)
        accept(key_file_of(found.path), member_id, code, PASSPHRASE.format(name), found.policy)
        assert catch_up_keys(found.path, found.policy)
        return found

    def close(self) -> None:
        for laptop in self.laptops.values():
            laptop.close()
