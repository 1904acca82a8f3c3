"""What the unlock window of the example shows besides: that nobody is real, and each passphrase. Loaded for the example alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.widgets.buttons import Button
from ui.widgets.frames import Well
from ui.widgets.labels import Label, Quiet


class ExampleWell(Well):
    """Lets somebody choose who to be. `holders` are ids and names; `fill_in` gets the id of the member whose passphrase is wanted."""

    def __init__(self, holders: Sequence[tuple[str, str]], passphrases: Mapping[str, str], fill_in: Callable[[str], None]) -> None:
        super().__init__()
        self.body.addWidget(Label(self.tr("Dit is een voorbeeld"), "strong"))
        self.body.addWidget(Quiet(self.tr("Alle mensen en adressen zijn verzonnen. Kies iemand en kijk rond."), small=True, wrap=True))
        for member, name in holders:
            if (passphrase := passphrases.get(member)) is None:
                continue
            row = QHBoxLayout()
            row.setSpacing(8)
            fill = Button(name, partial(fill_in, member), role="link")
            fill.setAccessibleDescription(self.tr("Vult deze wachtzin in: {0}").format(passphrase))
            words = Quiet(passphrase, small=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(fill)
            row.addStretch(1)
            row.addWidget(words)
            self.body.addLayout(row)
