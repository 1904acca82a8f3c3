"""What the windows before the main window ask of the core: who can unlock, unlocking, making, recovering.

Importing this loads neither the vault nor the core (and with it SQLAlchemy): that happens in a worker, behind the unlock window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import Clock, local_day, system_clock
from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.workplace import Workplace
from ui.shell.unlock import KeyHolder

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.basics.patience import Patience
    from expertiseteam.vault.identity import Identity
    from expertiseteam.vault.policy import VaultPolicy
    from ui.shell.create import FirstAnswers, Made

NOT_WAITED = (
    "U wachtte niet langer op de teammap. Het dossier is niet geopend. Kijk of u met het netwerk verbonden bent en probeer het opnieuw."
)
FETCHED = "Het dossier staat nog niet op deze computer. Bij het ontgrendelen komt het uit de teammap."
WAITS = (
    "Uw aanvraag ligt in de teammap. Zodra een aandachtsfunctionaris het dossier open heeft, bent u lid. Start het programma daarna "
    "opnieuw en ontgrendel met de wachtzin die u koos."
)
GROUP_SIZE = 5  # four characters and a check character (vault/recovery.py)


@dataclass
class Opened:
    """An unlocked dossier: where it is, who opened it, and the keys; `identity` is replaced when the dossier got a new key meanwhile."""

    path: Path
    workspace: Workspace
    identity: Identity
    policy: VaultPolicy
    told: tuple[str, ...] = ()  # what is wrong with the log; what was still to be done with the keys, and is done now
    older: str = ""  # says so when it is an older one than was seen on this computer: then nothing was written yet


def load_core() -> None:
    """Load what unlocking and the first screen need, while the user types: the core, and the Dutch holidays (over a second of work)."""
    import expertiseteam.custody  # noqa: F401
    from expertiseteam.basics.working_days import working_days_between

    today = local_day(system_clock())
    working_days_between(today, today + timedelta(days=366))


def settled(opened: Opened) -> Opened:
    """End what was begun with the keys, and tell it. What cannot be done now is told too: it is no reason to stay out."""
    from expertiseteam.custody import settle

    try:
        done = settle(opened.path, opened.workspace, opened.identity, policy=opened.policy)
    except Refused as refused:
        return replace(opened, older="", told=(*opened.told, str(refused)))
    return replace(opened, identity=done.identity, older="", told=(*opened.told, *done.told))


def _policy(given: VaultPolicy | None) -> VaultPolicy:
    from expertiseteam.vault.policy import VaultPolicy

    return given or VaultPolicy()


@dataclass
class Unlocking:
    """A dossier that waits for a passphrase. `passphrases` by member id, for the example only."""

    path: Path
    clock: Clock
    policy: VaultPolicy | None = None
    passphrases: Mapping[str, str] = field(default_factory=dict)
    last_member: str | None = None
    members: Sequence[KeyHolder] = ()
    tell: Callable[[str], None] | None = None  # hears what unlocking waits for, in the thread that waits
    identity: Identity | None = None  # who proved to be a member, whether the dossier opened or not
    backup: str = ""
    waits: str = ""
    is_to_be_fetched: bool = False
    patience: Patience | None = None  # of who waits for the folder of the team
    together: bool = False  # the whole team goes over to this program's layout, when it is not there yet

    def read_members(self) -> Sequence[KeyHolder]:
        """Read who can unlock, in a worker. Refused when the dossier has no key file, or one that is none."""
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.keys import who_can_unlock

        policy, waits = replace(_policy(self.policy), patience=self.patience), False
        if not self.path.exists():
            from expertiseteam.sharing.joining import catch_up_keys, is_to_be_fetched

            self.is_to_be_fetched = is_to_be_fetched(self.path, policy)
            waits = self.is_to_be_fetched and catch_up_keys(self.path, policy)
        self.members = tuple(KeyHolder(c.member_id, c.name) for c in who_can_unlock(key_file_of(self.path), policy))
        self.backup = FETCHED if self.is_to_be_fetched else self._latest_copy()
        self.waits = WAITS if waits and not self.members else ""
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
        from expertiseteam.access.log_checker import Tamper
        from expertiseteam.opening import team_policy, workspace_for
        from expertiseteam.vault import keys, putting_back

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


@dataclass(frozen=True)
class Making:
    """A new dossier at a path that holds nothing yet."""

    path: Path
    clock: Clock
    policy: VaultPolicy | None = None

    def judge(self, passphrase: str, own_words: Iterable[str]) -> str | None:
        from expertiseteam.vault.passphrases import judge_passphrase

        return judge_passphrase(passphrase, own_words=own_words, demand=_policy(self.policy).demand)

    def suggest(self) -> str:
        from expertiseteam.vault.passphrases import suggest_passphrase

        return suggest_passphrase(_policy(self.policy).demand)

    @property
    def rules(self) -> Sequence[str]:
        from expertiseteam.vault.passphrases import rules

        return rules(_policy(self.policy).demand)

    def make(self, answers: FirstAnswers) -> Made:
        from secrets import randbelow

        from expertiseteam import opening
        from expertiseteam.meetings.papers import RecoverySheetPaper
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.keys import fingerprint
        from reports.recovery_sheet import recovery_sheet_pdf
        from ui.shell.create import Made

        policy = _policy(self.policy)
        municipality = answers.team.removeprefix("Expertiseteam ").strip() or answers.team
        new = opening.NewDossier(
            municipality, answers.villages, answers.name, answers.discipline, "aandachtsfunctionaris", answers.passphrase
        )
        workspace, identity, recovery = opening.create_dossier(self.path, new, policy=policy, clock=self.clock)
        mark = fingerprint(key_file_of(self.path))
        paper = RecoverySheetPaper(f"Expertiseteam {municipality}", answers.name, local_day(self.clock()), mark, recovery.groups())
        opened = Opened(self.path, workspace, identity, policy)
        asked = randbelow(len(recovery.groups())) + 1
        return Made(opened, recovery.groups(), recovery_sheet_pdf(paper), asked)

    def discard(self, made: Made) -> None:
        from expertiseteam.opening import discard_dossier

        if isinstance(made.result, Opened):
            made.result.workspace.close()
        discard_dossier(self.path)


@dataclass
class Retyping:
    """A dossier for which groups are typed over from paper, and a passphrase is chosen."""

    path: Path
    clock: Clock
    policy: VaultPolicy | None = None

    @property
    def group_size(self) -> int:
        return GROUP_SIZE

    def judge(self, passphrase: str) -> str | None:
        from expertiseteam.vault.passphrases import judge_passphrase

        return judge_passphrase(passphrase, own_words=(self.path.stem,), demand=_policy(self.policy).demand)

    def suggest(self) -> str:
        from expertiseteam.vault.passphrases import suggest_passphrase

        return suggest_passphrase(_policy(self.policy).demand)


class Recovering(Retyping):
    """A dossier whose passphrase was forgotten."""

    @property
    def group_count(self) -> int:
        from expertiseteam.vault.recovery import GROUPS

        return GROUPS

    @property
    def members(self) -> Sequence[KeyHolder]:
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.keys import current_cards

        return tuple(KeyHolder(c.member_id, c.name) for c in current_cards(key_file_of(self.path)))

    def recover(self, member_id: str, sheet: str, passphrase: str) -> Opened:
        from expertiseteam.opening import recover, team_policy

        policy = _policy(self.policy)
        workspace, identity = recover(self.path, member_id, sheet, passphrase, policy=policy, clock=self.clock)
        return Opened(self.path, workspace, identity, team_policy(identity, policy))


class Accepting(Retyping):
    """A dossier for which somebody has a one-time code: of an invitation, or from the old laptop."""

    @property
    def group_count(self) -> int:
        from expertiseteam.vault.codes import GROUPS

        return GROUPS

    @property
    def members(self) -> Sequence[KeyHolder]:
        from expertiseteam.vault.invitations import open_invitations
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.moving import who_can_move_here

        policy, key_path = _policy(self.policy), key_file_of(self.path)
        invited = [KeyHolder(one.member_id, one.name) for one in open_invitations(key_path, policy)]
        return (*invited, *(KeyHolder(card.member_id, card.name) for card in who_can_move_here(key_path)))

    def recover(self, member_id: str, sheet: str, passphrase: str) -> str:
        from expertiseteam.vault.invitations import accept, open_invitations
        from expertiseteam.vault.keyfile import key_file_of
        from expertiseteam.vault.moving import finish_move

        policy, key_path = _policy(self.policy), key_file_of(self.path)
        if any(one.member_id == member_id for one in open_invitations(key_path, policy)):
            said = accept(key_path, member_id, sheet, passphrase, policy)
            if not self.path.exists():
                from expertiseteam.sharing.joining import catch_up_keys, is_to_be_fetched

                if is_to_be_fetched(self.path, policy):
                    catch_up_keys(self.path, policy)  # takes the request to the folder of the team
            return said
        finish_move(key_path, member_id, sheet, passphrase, policy)
        if not self.path.exists():
            from expertiseteam.sharing.moves import take_away

            take_away(key_path, member_id, policy)
        return "Uw sleutels staan nu op deze computer. Ontgrendel met de wachtzin die u net koos."


def policy_of(workplace: Workplace) -> VaultPolicy | None:
    """What the organisation asks of new passphrases; None, and nothing loaded, when it asks nothing."""
    if not (workplace.fixes("passphrase_words") or workplace.fixes("passphrase_characters")):
        return None
    from expertiseteam.vault.policy import Demand, VaultPolicy

    return VaultPolicy(demand=Demand(workplace.of("passphrase_words", 0), workplace.of("passphrase_characters", 0)))
