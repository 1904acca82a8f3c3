"""What the window for a dossier that does not open asks of the core. Every function that takes time is called in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.clock import Clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import prepare_copy, save_whole, workspace_for
from expertiseteam.safety.keeping import line_of
from expertiseteam.safety.mending import copies_for, look_again, put_keys_back
from expertiseteam.safety.records import CopyLine, Diagnosis, Difference, SavedMatter
from expertiseteam.safety.restoring import Prepared
from expertiseteam.safety.standing import record_restored
from expertiseteam.vault import copies, keys, putting_back
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy
from ui.entrances import Opened
from ui.shell.entrance import KeyHolder

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """What is the matter, the copies that there are, and the names of the folders in which a damaged dossier was set aside."""

    diagnosis: Diagnosis
    lines: Sequence[CopyLine]
    asides: Sequence[str]


@dataclass
class Mending:
    """A dossier that does not open, or is older than what was seen here: then `opened` is what was unlocked.

    `identity` is None until somebody proved to be a member; `elsewhere` is a folder with copies that somebody pointed at.
    """

    path: Path
    clock: Clock
    policy: VaultPolicy = field(default_factory=VaultPolicy)
    identity: Identity | None = None
    opened: Opened | None = None
    elsewhere: Path | None = None

    def members(self) -> Sequence[KeyHolder]:
        """Who can unlock here. Refused as the key file is."""
        return [KeyHolder(card.member_id, card.name) for card in keys.who_can_unlock(key_file_of(self.path), self.policy)]

    def unlock(self, member_id: str, passphrase: str) -> None:
        """Prove to be this member, whatever state the dossier is in. Refused as `keys.unlock`."""
        self.identity = keys.unlock(key_file_of(self.path), member_id, passphrase, self.policy)

    def look(self) -> Found:
        """Look at the file again and list the copies."""
        putting_back.finish(self.path)
        if self.opened is not None:
            diagnosis = Diagnosis(self.opened.older, is_whole=True, may_restore=True, may_save=False)
        else:
            diagnosis = look_again(self.path, self._me())
        lines = tuple(line_of(copy) for copy in copies_for(self.path, self.elsewhere).values())
        return Found(diagnosis, lines, tuple(aside.parent.name for aside in copies.set_asides(self.path)))

    def prepare(self, key: str, tell: Tell) -> tuple[Prepared, list[Difference] | None]:
        """Make a copy ready and compare it with the dossier; None when that does not open. Refused for who may not put a copy back."""
        tell("De kopie wordt klaargezet en bladzijde voor bladzijde nagekeken…")
        copy = copies_for(self.path, self.elsewhere).get(key)
        if copy is None:
            raise Refused("Deze kopie is er niet meer. Er is niets gewijzigd. Kies een andere kopie.")
        prepared = prepare_copy(self.path, copy, self._me(), self.clock, policy=self.policy)
        try:
            prepared.count()  # refused for who may not
            tell("De kopie wordt met het dossier vergeleken…")
            return prepared, self._compared(prepared)
        except BaseException:
            prepared.discard()
            raise

    def save_whole(self, aside: str, tell: Tell) -> tuple[Prepared, list[SavedMatter]]:
        """Make what is whole ready; of the dossier itself, or of one that was set aside ("" for the first). Refused as `prepare`."""
        tell("Wat heel is wordt uit het beschadigde dossier gehaald…")
        damaged = copies.copies_folder(self.path) / aside / self.path.name if aside else self.path
        prepared, found = save_whole(self.path, damaged, self._me(), self.clock, policy=self.policy)
        try:
            prepared.count()
        except BaseException:
            prepared.discard()
            raise
        return prepared, found

    def put_back(self, prepared: Prepared, tell: Tell) -> str:
        """Put what was made ready in the dossier's place; returns what to tell."""
        tell("Het dossier van nu wordt bewaard. Daarna komt het andere op zijn plek…")
        if self.opened is not None:
            self.opened.workspace.close()
        undo = prepared.put_back(self.clock)
        kept = (
            "Wat er stond is bewaard als kopie: via Herstellen zet u het zo nodig weer terug."
            if undo is not None
            else "Wat er stond was niet te lezen. Het is apart gezet bij de kopieën."
        )
        return f"Het dossier staat weer op zijn plek: {prepared.is_from}. {kept}"

    def put_keys_back(self) -> str:
        """Put the newest key file of the copies back; returns what to tell. Refused when there is no better one."""
        return f"{put_keys_back(self.path, self.clock, self.elsewhere)} Ontgrendel met uw wachtzin, of kies Wachtzin vergeten."

    def accept(self) -> None:
        """Write down in an older dossier that it was put back on purpose. Refused for who is no aandachtsfunctionaris."""
        assert self.opened is not None
        self.opened.workspace.do(record_restored, "met de hand teruggezet, buiten het programma om")
        self.opened = replace(self.opened, older="", told=())

    def close(self) -> None:
        """Nothing is done with it."""
        if self.opened is not None:
            self.opened.workspace.close()

    def _me(self) -> Identity:
        assert self.identity is not None
        return self.identity

    def _compared(self, prepared: Prepared) -> list[Difference] | None:
        try:
            if self.opened is not None:
                return prepared.compare(self.opened.workspace)
            present = workspace_for(self.path, self._me(), self.clock, policy=self.policy)
            return _and_closed(prepared, present)
        except Refused:
            return None  # what does not open cannot be compared; that is said


def _and_closed(prepared: Prepared, present: Workspace) -> list[Difference]:
    try:
        return prepared.compare(present)
    finally:
        present.close()
