"""What stands behind the unlock window. Only its types are of use there, so this is never loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from expertiseteam.basics.patience import Patience
from ui.shell.entrance import KeyHolder


class UnlockModel(Protocol):
    """What the window needs to know and can ask. Cheap to make: reading the names must not open the dossier.

    Reading the key file loads the libraries of the vault, which takes as long as half a window; so a real program gives `read_members`
    to the window, which calls it in the background once it is painted, and `members` is not asked.

    `team` heads the window; `where` and `backup` are quiet lines, or empty; `backup` and `waits` are asked once the members are known.
    `ground` says what to know of where the dossier stands, `is_misplaced` that it had better be moved; both asked then too.
    `waits` says why nobody can unlock yet, when that is known. `patience` goes along with
    `read_members` and `unlock`: see `Waiting`. `may_mend`: a dossier that does not open can be looked at and mended here.
    `example_passphrases` (by member) is empty for a real dossier. `together`: unlocking lets the whole team go over to a newer program.
    """

    together: bool
    patience: Patience | None

    @property
    def team(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def backup(self) -> str: ...
    @property
    def waits(self) -> str: ...
    @property
    def ground(self) -> str: ...
    @property
    def is_misplaced(self) -> bool: ...
    @property
    def may_mend(self) -> bool: ...
    @property
    def members(self) -> Sequence[KeyHolder]: ...
    @property
    def last_member(self) -> str | None: ...
    @property
    def example_passphrases(self) -> Mapping[str, str]: ...

    def unlock(self, member_id: str, passphrase: str) -> object:
        """Open the dossier; called in a background thread. Raises Refused, with `seconds` when the next try has to wait."""
        ...
