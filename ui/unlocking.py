"""A dossier that waits for a passphrase: who can unlock, and unlocking.

The one of the entrances that everybody waits for who starts the program; so it loads the vault, the core and the other entrances only in a
worker, behind the unlock window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import Clock, local_day, system_clock
from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.workplace import Workplace
from ui.shell.entrance import KeyHolder

if TYPE_CHECKING:
    from expertiseteam.basics.patience import Patience
    from expertiseteam.vault.identity import Identity
    from expertiseteam.vault.policy import VaultPolicy
    from ui.entrances import Opened

NOT_WAITED = (
    "U wachtte niet langer op de teammap. Het dossier is niet geopend. Kijk of u met het netwerk verbonden bent en probeer het opnieuw."
)
FETCHED = "Het dossier staat nog niet op deze computer. Bij het ontgrendelen komt het uit de teammap."
WAITS = (
    "Uw aanvraag ligt in de teammap. Zodra een aandachtsfunctionaris het dossier open heeft, bent u lid. Kijk dan opnieuw, en "
    "ontgrendel met de wachtzin die u koos."
)


def load_core() -> None:
    """Load what unlocking and the first screen need, while the user types: the core, and the Dutch holidays (over a second of work)."""
    import expertiseteam.custody
    import expertiseteam.vault.ahead  # noqa: F401
    from expertiseteam.basics.working_days import working_days_between

    today = local_day(system_clock())
    working_days_between(today, today + timedelta(days=366))


def policy_of(workplace: Workplace) -> VaultPolicy | None:
    """What the organisation asks of new passphrases; None, and nothing loaded, when it asks nothing."""
    if not (workplace.fixes("passphrase_words") or workplace.fixes("passphrase_characters")):
        return None
    from expertiseteam.vault.policy import Demand, VaultPolicy

    return VaultPolicy(demand=Demand(workplace.of("passphrase_words", 0), workplace.of("passphrase_characters", 0)))


def _policy(given: VaultPolicy | None) -> VaultPolicy:
    from expertiseteam.vault.policy import VaultPolicy

    return given or VaultPolicy()


class Unlocking:
    """A dossier that waits for a passphrase. `passphrases` by member id, for the example only."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        policy: VaultPolicy | None = None,
        passphrases: Mapping[str, str] | None = None,
        last_member: str | None = None,
    ) -> None:
        self.path, self.clock, self.policy, self.last_member = path, clock, policy, last_member
        self.passphrases: Mapping[str, str] = passphrases or {}
        self.members: Sequence[KeyHolder] = ()
        self.tell: Callable[[str], None] | None = None  # hears what unlocking waits for, in the thread that waits
        self.identity: Identity | None = None  # who proved to be a member, whether the dossier opened or not
        self.backup = self.waits = ""
        self.is_to_be_fetched = False
        self.patience: Patience | None = None  # of who waits for the folder of the team
        self.ground = ""  # what to know of where the dossier stands, and whether it had better be moved
        self.is_misplaced = False
        self.together = False  # the whole team goes over to this program's layout, when it is not there yet

    def read_members(self) -> Sequence[KeyHolder]:
        """Read who can unlock, in a worker. Refused when the dossier has no key file, or one that is none; Misplaced on the network."""
        from dataclasses import replace

        from expertiseteam.vault.disk_kind import refuse_to_open, to_know
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.keys import who_can_unlock

        refuse_to_open(self.path)
        policy, waits = replace(_policy(self.policy), patience=self.patience), False
        if not self.path.exists():
            from expertiseteam.sharing.joining import catch_up_keys, is_to_be_fetched

            self.is_to_be_fetched = is_to_be_fetched(self.path, policy)
            waits = self.is_to_be_fetched and catch_up_keys(self.path, policy)
        self.members = tuple(KeyHolder(c.member_id, c.name) for c in who_can_unlock(key_file_of(self.path), policy))
        self.backup = FETCHED if self.is_to_be_fetched else self._latest_copy()
        self.waits = WAITS if waits and not self.members else ""
        self.ground, self.is_misplaced = to_know(self.path)
        return self.members

    @property
    def team(self) -> str:
        """The name of the file says which team: what is inside is not known before unlocking."""
        return f"Expertiseteam {self.path.stem.removeprefix('voorbeeld-').replace('-', ' ').title()}"

    @property
    def where(self) -> str:
        if self.path.suffix == SERVER:
            return "Dossier op een server"
        return "Dossier op deze computer" if not self.passphrases else "Voorbeeld: alles hierin is verzonnen"

    @property
    def may_mend(self) -> bool:
        return self.path.suffix != SERVER

    @property
    def example_passphrases(self) -> Mapping[str, str]:
        return self.passphrases

    def unlock(self, member_id: str, passphrase: str) -> Opened:
        from dataclasses import replace

        from expertiseteam.access.log_checker import Tamper
        from expertiseteam.opening import team_policy, workspace_for
        from expertiseteam.vault import keys, putting_back
        from ui.entrances import Opened, settled

        policy = _policy(self.policy)
        patience = self.patience
        heard = replace(policy, tell=self.tell, patience=patience)
        if self.is_to_be_fetched and self.tell is not None:
            self.tell("Het dossier wordt uit de teammap gehaald. Dat duurt even…")
        putting_back.finish(self.path)
        self.identity = keys.unlock(keys.key_file_of(self.path), member_id, passphrase, heard)
        workspace = workspace_for(self.path, self.identity, self.clock, policy=heard, together=self.together)
        alarms = workspace.look_at_log()[:1]  # before anything is written
        told = tuple(finding.sentence for finding in alarms)
        if not alarms and (apart := workspace.clock_apart()):
            told = (apart,)
        is_older = self.may_mend and any(finding.kind is Tamper.ROLLED_BACK for finding in alarms)
        opened = Opened(self.path, workspace, self.identity, team_policy(self.identity, heard), told, told[0] if is_older else "")
        opened = replace(opened if is_older else settled(opened), policy=team_policy(self.identity, policy))
        if patience is not None and patience.is_over:
            workspace.close()
            raise Refused(NOT_WAITED)
        return opened

    def _latest_copy(self) -> str:
        from expertiseteam.basics.dates import moment_text
        from expertiseteam.vault import copies

        newest = next(iter(copies.copies(copies.copies_folder(self.path))), None)
        return f"Laatste reservekopie: {moment_text(newest.at, self.clock())}" if newest is not None else ""
