"""The municipality's logo on paper: one picture in the dossier, drawn at the head of agenda, minutes and letters."""

from __future__ import annotations

import base64
import binascii
import json
import struct

from sqlalchemy import select

from expertiseteam.access.who import DESK, EVERYONE
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import LOGO
from expertiseteam.team.tables import Setting

MOST_BYTES = 100_000
MOST_WIDE, MOST_HIGH = 800, 300  # pixels; on paper it is at most 170 by 34 points
_PNG = b"\x89PNG\r\n\x1a\n"
_PLAIN_RGB = (8, 2)  # bits, and colours without transparency: PDF/A wants no more


@act("logo gekozen", by=DESK)
def set_logo(work: Work, png: bytes) -> None:
    """Put this picture on paper from now on; b"" takes it away. Refused for what is no plain PNG of a fitting size."""
    if png:
        _check(png)
    value = json.dumps(base64.b64encode(png).decode())
    found = work.value(select(Setting.id).where(Setting.key == LOGO))
    if found is not None:
        work.edit(Setting, work.get(Setting, found), value=value)
    elif png:
        work.add(Setting(key=LOGO, value=value))


@query(by=EVERYONE)
def logo(read: Reader) -> bytes:
    """The picture as a PNG; b"" when none was chosen, or when what stands there is none."""
    stored = read.value(select(Setting.value).where(Setting.key == LOGO))
    try:
        png = base64.b64decode(json.loads(stored), validate=True) if stored else b""
        if png:
            _check(png)
    except (ValueError, TypeError, binascii.Error, Refused):
        return b""
    return png


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def _check(png: bytes) -> None:
    is_png = png.startswith(_PNG) and len(png) > 33 and png[12:16] == b"IHDR"
    if not is_png or len(png) > MOST_BYTES or tuple(png[24:26]) != _PLAIN_RGB:
        raise Refused("Dit plaatje past niet op papier. Het logo is niet veranderd. Kies een klein plaatje (PNG of JPEG).")
    wide, high = size_of(png)
    if not (0 < wide <= MOST_WIDE and 0 < high <= MOST_HIGH):
        raise Refused("Dit plaatje is te groot voor papier. Het logo is niet veranderd. Kies een kleiner plaatje.")
