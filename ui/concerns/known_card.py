"""*Dit adres kennen we*: what is already known of the door that is being typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.plausible import postcode_doubt
from expertiseteam.cases.records import CaseLine, CaseState
from expertiseteam.concerns.records import AddressHistory
from expertiseteam.team.records import CatalogueLine
from ui.concerns.words import history_line, spelled_otherwise
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Line, clear
from ui.widgets.labels import Chip, ChipKind, Elided, Quiet

MOST = 4  # earlier signals that are shown; more says nothing more about the door


class KnownCard(Card):
    """A card that says what is known of an address: running cases, and the latest signals."""

    def __init__(self, open_case: Callable[[str], None]) -> None:
        super().__init__("x", margins=16, gap=6)
        self._open_case = open_case
        self._labels: Mapping[str, str] = {}
        self._place = Quiet(wrap=True)
        self.body.addWidget(self._place)
        self._doubt = Quiet(small=True, wrap=True)
        self._doubt.set_tone("warn")
        self.body.addWidget(self._doubt)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.show_nothing("")

    def know(self, words: Sequence[CatalogueLine]) -> None:
        """How the team calls the codes of its lists."""
        self._labels = {word.code: word.label for word in words}

    def show_nothing(self, place: str) -> None:
        """Say that nothing is known, or that a door is needed first."""
        clear(self._rows)
        self._show_doubt(place)
        self.heading.setText(self.tr("Wat weten we al?"))
        has_number = any(c.isdigit() for c in place)
        if not place:
            said = self.tr("Vul in waar het is. Dan ziet u hier eerdere signalen en lopende casussen.")
        elif has_number:
            said = self.tr("Van {0} is nog niets bekend.").format(place)
        else:
            said = self.tr("Zonder huisnummer zoeken we niet naar eerdere signalen.")
        self._place.setText(said)

    def show_known(self, place: str, cases: Sequence[CaseLine], history: Sequence[AddressHistory], today: date, *, hidden: bool) -> None:
        """Show what is known; with names hidden a case shows its code only."""
        if not cases and not history:
            self.show_nothing(place)
            return
        clear(self._rows)
        self._show_doubt(place)
        self.heading.setText(self.tr("Dit adres kennen we"))
        self._place.setText(place)
        for case in cases:
            self._rows.addWidget(Line())
            self._rows.addWidget(self._case(case, hidden=hidden))
        for earlier in history[:MOST]:
            self._rows.addWidget(Line())
            self._rows.addWidget(_signal(earlier, today, self._labels))
        if len(history) > MOST:
            self._rows.addWidget(Quiet(self.tr("en nog {0} eerdere signalen").format(len(history) - MOST), small=True))
        if other := spelled_otherwise(place, history):
            self._rows.addWidget(Line())
            self._rows.addWidget(Quiet(self.tr("Zelfde adres, anders geschreven: “{0}”.").format(other), small=True, wrap=True))

    def _show_doubt(self, place: str) -> None:
        """A postcode that cannot be; the signal is kept all the same."""
        self._doubt.setText(postcode_doubt(place))
        self._doubt.setVisible(bool(self._doubt.text()))

    def _case(self, case: CaseLine, *, hidden: bool) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        title = case.code if hidden else f"{case.code} · {case.label}"
        inside.addWidget(Elided(title, "strong"), 1)
        new = case.state is CaseState.EXPLORING
        inside.addWidget(Chip(case.state.value, ChipKind.NEW if new else ChipKind.RUNNING))
        button = Button(self.tr("Openen"), lambda: self._open_case(case.id), role="link")
        button.setAccessibleName(self.tr("Casus {0} openen").format(case.code))
        inside.addWidget(button)
        return row


def _signal(earlier: AddressHistory, today: date, labels: Mapping[str, str]) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 2, 0, 2)
    when, how = history_line(earlier, today, labels)
    day = Elided(when)
    inside.addWidget(day, 1)
    inside.addWidget(Quiet(how, small=True))
    return row
