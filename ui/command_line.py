"""The command `expertiseteam`: opens the window, or does one thing without it.

Loads neither Qt nor the database by itself, nor the commands when the window is asked for: what loads here is waited for by everybody who
starts the program. What is refused is one Dutch sentence on standard error and exit code 1; wrong use is 2. A passphrase never stands in
an argument or in the environment.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.endings import OPENED
from expertiseteam.basics.sentences import Refused
from ui.terminal.display import open_window

if TYPE_CHECKING:
    from ui.terminal.surroundings import Surroundings

REFUSED, BROKEN_OFF = 1, 130


def main(arguments: Sequence[str] | None = None, around: Surroundings | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or something found wrong, 2 wrong use."""
    _speak_every_letter()
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        if not given or (len(given) == 1 and given[0].endswith(OPENED)):  # a double click: the window need not wait for the parser
            return open_window(Path(given[0]) if given else None)
        from ui.terminal.commands import run

        return run(given, around)
    except Refused as refused:
        _warn(str(refused), around)
        return REFUSED
    except KeyboardInterrupt:
        _warn("Afgebroken. Wat bewaard is, staat er nog.", around)
        return BROKEN_OFF


def _warn(text: str, around: Surroundings | None) -> None:
    if around is not None:
        around.warn(text)
    else:
        print(text, file=sys.stderr)


def _speak_every_letter() -> None:
    """A terminal that lacks a letter shows a question mark for it, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
