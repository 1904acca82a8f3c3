"""What putting a copy back would change, by name, and the two ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.safety.records import Difference
from ui.safety.words import difference_lines
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Scrolled, announce, clear
from ui.widgets.labels import Heading, KeyHint, Label, Quiet


class RestorePage(Card):
    """Shows differences. `restore` and `give_up` are the two ways on; Esc is the second."""

    def __init__(self, restore: Callable[[], None], give_up: Callable[[], None]) -> None:
        super().__init__(margins=20, gap=10)
        self._head = Heading()
        self._head.setWordWrap(True)
        self.body.addWidget(self._head)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.scrolled = Scrolled(inside)
        self.scrolled.setAccessibleName(self.tr("Wat er verandert"))
        self.body.addWidget(self.scrolled, 1)
        words = self.tr(
            "Het dossier van nu wordt eerst zelf bewaard als kopie: u kunt het straks weer terugzetten. Daarna gaat het dossier dicht en "
            "typt u uw wachtzin opnieuw."
        )
        self.body.addWidget(Quiet(words, wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.go = Button(self.tr("Zet de kopie terug"), restore, role="danger", icon="rotate-ccw")
        self.cancel = Button(self.tr("Toch niet"), give_up)
        foot.addWidget(self.go)
        foot.addWidget(self.cancel)
        foot.addWidget(KeyHint("Esc"))
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_differences(self, is_from: str, found: Sequence[Difference]) -> None:
        """Say what the dossier of now has that the copy has not, and the other way round."""
        self._head.setText(self.tr("De kopie van {0} terugzetten?").format(is_from))
        clear(self._lines)
        headings = difference_lines(found)
        for heading, lines in headings.items():
            self._lines.addWidget(Label(heading, "strong"))
            for line in lines:
                self._lines.addWidget(Label(line, wrap=True))
            self._lines.addSpacing(6)
        if not headings:
            same = self.tr("In casussen, signalen, huisbezoeken, overleggen, besluiten, acties, notities en leden is niets verschillend.")
            self._lines.addWidget(Label(same, wrap=True))
        self._lines.addStretch(1)
        announce(self, " ".join([self._head.text(), *(f"{heading}: {'; '.join(lines)}." for heading, lines in headings.items())]))
