"""Reading what stands in a key file: each part is exactly what it should be, or ValueError with a few Dutch words that say what is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from expertiseteam.vault.encoding import from_base64
from expertiseteam.vault.policy import Cost

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def fields(value: object, *names: str) -> Mapping[str, object]:
    """Return a JSON object that has exactly these names. ValueError otherwise."""
    if not isinstance(value, dict) or set(value) != set(names):
        raise ValueError("een onderdeel ontbreekt of is vreemd")
    return value


def listed(value: object, most: int) -> list[object]:
    """Return a JSON list of at most so many. ValueError otherwise."""
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("een lijst klopt niet")
    return value


def text(value: object) -> str:
    """Return a JSON text. ValueError otherwise."""
    if not isinstance(value, str):
        raise ValueError("een onderdeel is geen tekst")
    return value


def number(value: object) -> int:
    """Return a JSON number from 0 up. ValueError otherwise."""
    if type(value) is not int or value < 0:
        raise ValueError("een onderdeel is geen getal")
    return value


def yes_or_no(value: object) -> bool:
    """Return a JSON true or false. ValueError otherwise."""
    if not isinstance(value, bool):
        raise ValueError("een onderdeel is geen ja of nee")
    return value


def encoded(value: object, size: int | None = None) -> str:
    """Return a text that is base64 of `size` bytes. ValueError otherwise."""
    written = text(value)
    from_base64(written, size)
    return written


def matching(value: object, pattern: re.Pattern[str]) -> str:
    """Return a text of this form. ValueError otherwise."""
    written = text(value)
    if not pattern.fullmatch(written):
        raise ValueError("een onderdeel heeft een andere vorm")
    return written


def plain_id(value: object) -> str:
    """Return an id of at most 64 letters, digits, - and _. ValueError otherwise."""
    return matching(value, _ID)


def name_of_member(value: object) -> str:
    """Return a name that can be shown on one line. ValueError otherwise."""
    name = text(value)
    if not name.strip() or len(name) > 200 or not name.isprintable():
        raise ValueError("een naam kan niet worden getoond")
    return name


def moment(value: object) -> str:
    """Return a moment as `written_moment` writes it. ValueError otherwise."""
    written = text(value)
    if written_moment(datetime.fromisoformat(written).replace(tzinfo=UTC)) != written:
        raise ValueError("een tijdstip klopt niet")
    return written


def written_moment(when: datetime) -> str:
    """Return a moment in UTC, to the second, such as 2026-11-02T08:10:00+00:00."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


def cost_from(value: object) -> Cost:
    """Return a cost of Argon2id; whether it is within bounds is for the policy to say. ValueError when it is none."""
    parts = fields(value, "memory_kib", "passes", "lanes")
    return Cost(number(parts["memory_kib"]), number(parts["passes"]), number(parts["lanes"]))


def stored_cost(given: Cost) -> dict[str, int]:
    """Return a cost as it stands in the file."""
    return {"memory_kib": given.memory_kib, "passes": given.passes, "lanes": given.lanes}
