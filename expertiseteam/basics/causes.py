"""What the operating system says of a file, in Dutch: its own words are in the language of the computer, or in none."""

from __future__ import annotations

import errno

UNKNOWN = "onbekende oorzaak"
_CAUSES = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijf is vol",
    errno.EACCES: "u hebt daar geen rechten voor",
    errno.EPERM: "u hebt daar geen rechten voor",
    errno.EROFS: "op deze schijf kan alleen worden gelezen",
    errno.ENOENT: "het bestand of de map is er niet",
    errno.EIO: "de schijf of het netwerk antwoordt niet goed",
    errno.EBUSY: "een ander programma houdt het vast",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EFBIG: "de schijf neemt geen bestand dat zo groot is",
}


def cause_of(error: OSError, otherwise: str = UNKNOWN) -> str:
    """Why a file or folder did not do what was asked, as a part of a sentence; `otherwise` when that is not known."""
    return _CAUSES.get(error.errno or 0, otherwise)
