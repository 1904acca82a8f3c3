"""What the windows before the main window ask of the core, besides unlocking: making, recovering, a code; and the dossier that opened.

Importing this loads neither the vault nor the core (and with it SQLAlchemy): that happens in a worker, behind the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.basics.sentences import Refused
from ui.shell.entrance import KeyHolder

if TYPE_CHECKING:
    from expertiseteam.access.workspace import Workspace
    from expertiseteam.vault.identity import Identity
    from expertiseteam.vault.policy import VaultPolicy
    from ui.shell.create import FirstAnswers, Made

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
