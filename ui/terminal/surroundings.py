"""What a command needs from around it: a terminal to ask on, the key store, time, and the rules for keys. Tests hand in their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.workplace import Workplace, read_workplace

if TYPE_CHECKING:
    from expertiseteam.vault.policy import VaultPolicy


def ask_passphrase(question: str) -> str:
    """Ask for a passphrase without showing it. Refused where it would be shown, or where nobody can type."""
    import warnings
    from getpass import GetPassWarning, getpass  # here: the window starts without them

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            return getpass(question)
    except (GetPassWarning, EOFError):
        raise Refused(
            "Hier kan niemand de wachtzin typen zonder dat iemand hem ziet. Er is niets gedaan. "
            "Gebruik --passphrase-file of --key-store, of start het programma in een gewone terminal."
        ) from None


def ask_yes(question: str) -> bool:
    """Ask a question that is answered with j or n; silence means no."""
    try:
        return input(f"{question} [j/N] ").strip().casefold() in ("j", "ja")
    except EOFError:
        return False


def tell(text: str) -> None:
    """Write a line for the user."""
    print(text)


def warn(text: str) -> None:
    """Write a line beside the outcome."""
    print(text, file=sys.stderr)


def rules_of(path: Path) -> VaultPolicy:
    """How dear the keys of a dossier have to be: the example has cheaper ones."""
    from expertiseteam.example.people import EXAMPLE_POLICY, shown_passphrases
    from expertiseteam.vault.policy import VaultPolicy

    return EXAMPLE_POLICY if shown_passphrases(path) else VaultPolicy()


def clock_of(path: Path) -> Clock:
    """The clock with which a dossier is opened: in the example it is the day on which the story stands."""
    from expertiseteam.example.people import FILE_NAME

    if path.name != FILE_NAME:
        return system_clock
    from expertiseteam.example.clock import clock_from
    from expertiseteam.example.making import NOW

    return clock_from(NOW)


@dataclass(frozen=True)
class Surroundings:
    """See the functions of the same names."""

    ask_passphrase: Callable[[str], str] = ask_passphrase
    ask_yes: Callable[[str], bool] = ask_yes
    tell: Callable[[str], None] = tell
    warn: Callable[[str], None] = warn
    rules_of: Callable[[Path], VaultPolicy] = rules_of
    workplace: Callable[[], Workplace] = read_workplace
    clock_of: Callable[[Path], Clock] = clock_of
