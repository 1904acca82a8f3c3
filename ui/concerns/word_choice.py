"""One word out of a list that the team keeps itself: how sure, through which channel."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from expertiseteam.team.catalogues import offered, shipped
from expertiseteam.team.records import Catalogue, CatalogueLine
from ui.concerns.words import capital
from ui.widgets.pills import Choice


class WordChoice(Choice):
    """The words of `which` that are offered; those that the program knows are members of `kind`, others are codes. `only`: no others."""

    def __init__(self, which: Catalogue, kind: type[StrEnum], *, name: str, only: Sequence[StrEnum] = ()) -> None:
        self._which, self._kind, self._only = which, kind, only
        self._kept = ""  # from a draft: its word may still be on its way
        self._shown: list[tuple[object, str]] = []
        super().__init__([], name=name)
        self.know(shipped())

    def know(self, words: Sequence[CatalogueLine]) -> None:
        """Offer what the list says now; what was chosen stays chosen where it is still offered."""
        found: list[tuple[object, str]] = [
            (word, capital(label)) for word, label in offered(words, self._which, self._kind) if not self._only or word in self._only
        ]
        if found != self._shown:  # new buttons would take the keyboard from who stands on one
            self._shown = found
            self.set_options(found)
        if self._kept and self.value is None:
            self.put(self._kept)

    @property
    def word(self) -> StrEnum | str | None:
        """What is chosen; None for nothing."""
        return self.value if isinstance(self.value, str) else None

    @property
    def kept(self) -> str:
        """What is chosen, as a draft keeps it; "" for nothing."""
        return self.value.name if isinstance(self.value, StrEnum) else str(self.value or "")

    def put(self, kept: str) -> None:
        """Choose what a draft kept, at once or as soon as the list is there."""
        self._kept = kept
        self.set_value(self._kind.__members__.get(kept, kept) if kept else None)
