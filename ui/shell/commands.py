"""What can be done from where the user stands, as records: the palette (Ctrl+K) and the list of keys (F1) are made from these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def always() -> bool:
    """Return True: the command can be given at any moment."""
    return True


@dataclass(frozen=True)
class Command:
    """One thing a user can do.

    `id` is English and stable, for "last used first". `title` is Dutch and begins with a verb. `shortcut` as Qt writes it ("Ctrl+N"), or
    empty. A screen's shortcuts work while that screen is shown; `key_only` commands are listed under F1 but not in the palette.
    """

    id: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    enabled: Callable[[], bool] = always
    key_only: bool = False


_KEYS = {
    "Return": "Enter", "Space": "Spatie", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Del": "Delete", "PgUp": "Page Up",
    "PgDown": "Page Down",
}  # fmt: skip


def key_text(shortcut: str) -> str:
    """Return a shortcut as it stands on a key cap: "Ctrl+Shift+Return" -> "Ctrl Shift Enter"."""
    parts = shortcut.replace("++", "+＋").split("+") if shortcut != "+" else ["+"]
    return " ".join(_KEYS.get(part, part).replace("＋", "+") for part in parts)
