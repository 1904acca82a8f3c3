"""`folder-test`: whether a folder on the network is fit to be the folder of a team."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.files import put_for_user
from ui.terminal.surroundings import Surroundings


def try_out(place: Path, out: Path | None, *, force: bool, around: Surroundings) -> bool:
    """Try a folder, tell what was seen, and keep the report when asked; returns whether the folder is fit."""
    from expertiseteam.safety.folder_trial import report_on

    if out is not None and out.exists() and not force:
        raise Refused(f"Er staat al een bestand “{out.name}”. Er is niets gedaan. Kies een andere naam of gebruik --force.")
    report = report_on(place, around.clock_of(place)())
    around.tell(report.text)
    if out is not None:
        try:
            put_for_user(out, report.text.encode() + b"\n")
        except OSError:
            raise Refused(f"“{out.name}” is niet te schrijven. De proef is wel gedaan. Kies een andere map voor het verslag.") from None
        around.tell(f"\nHet verslag staat in “{out.name}”.")
    return report.is_fit
