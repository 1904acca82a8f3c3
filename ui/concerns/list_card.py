"""The list of signals: filters that count, what waits too long, the rows, the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from expertiseteam.concerns.records import WAITING, ConcernLine, ConcernState, ConcernView
from expertiseteam.team.records import CatalogueLine
from ui.concerns.words import of_farm
from ui.widgets.buttons import Button, IconButton, Run
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState
from ui.widgets.labels import Chip, ChipKind, KeyHint, Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

WIDTH = 368
DONE = "done"  # the filter of what has an outcome
FARM = "farm"  # the filter of what was seen on a farmyard


class ConcernListCard(Card):
    """Lays them out; the screen fills them. `new` opens the form, `bring_in` the import (None for who may not)."""

    def __init__(self, new: Run, bring_in: Run | None) -> None:
        super().__init__(margins=0, gap=8)
        self.new_words = self.tr("Nog geen signalen. Dat is goed nieuws, of niemand weet u te vinden.")  # while no new one waits
        self.setFixedWidth(WIDTH)
        self.body.setContentsMargins(1, 1, 1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 0)
        head.setSpacing(8)
        head.addWidget(Title(self.tr("Signalen")), 1)
        if bring_in is not None:
            self.bring_in = IconButton("upload", self.tr("Signalen uit een lijst importeren"), bring_in)
            head.addWidget(self.bring_in)
        head.addWidget(Button(self.tr("Opschrijven"), new, role="primary", icon="plus"))
        self.body.addLayout(head)
        self.filter = FilterChips(
            [(ConcernState.NEW, self.tr("Nieuw")), (ConcernState.OBSERVED, self.tr("Observatie")), (DONE, self.tr("Afgehandeld"))],
            name=self.tr("Welke signalen"),
        )
        self._late = Chip()
        chips = QVBoxLayout()
        chips.setContentsMargins(14, 0, 14, 0)
        chips.setSpacing(8)
        chips.addWidget(self.filter)
        late = QHBoxLayout()  # a chip is as wide as its words; straight in the column it would narrow the pills too
        self.farm = FilterChips([(FARM, self.tr("Boerenerf"))], name=self.tr("Alleen signalen van een boerenerf"), several=True)
        late.addWidget(self.farm)
        late.addWidget(self._late)
        late.addStretch(1)
        chips.addLayout(late)
        self.body.addLayout(chips)
        self.list = RowList(self.tr("Signalen"), lines=2, empty=EmptyState(self.new_words, self.tr("Signaal opschrijven"), new))
        self.body.addWidget(self.list, 1)
        foot = FlowLayout(gap=12, line_gap=4)
        foot.setContentsMargins(14, 0, 14, 12)
        for keys, meaning in (("↑ ↓", self.tr("kiezen")), ("Enter", self.tr("openen")), ("Ctrl N", self.tr("nieuw"))):
            foot.addWidget(KeyHint(keys, meaning))
        self.body.addLayout(foot)

    def count(self, counts: Mapping[ConcernState, int]) -> None:
        """Say beside each filter how many signals lie there, and later why there is none."""
        waiting, many = sum(counts[state] for state in WAITING), sum(counts.values())
        new, observed = counts[ConcernState.NEW], counts[ConcernState.OBSERVED]
        self.filter.set_counts({ConcernState.NEW: new, ConcernState.OBSERVED: observed, DONE: many - waiting})
        if many:
            self.new_words = self.tr("Alle signalen zijn gewogen.")

    def say_why_empty(self) -> None:
        """Say in the place of the rows why there is none under the filter of now."""
        words = {
            ConcernState.NEW: self.new_words,
            ConcernState.OBSERVED: self.tr("Er is niets in observatie."),
            DONE: self.tr("Er is nog geen signaal afgehandeld."),
        }
        if self.list.empty is not None:
            self.list.empty.say(words[self.filter.value])  # type: ignore[index]

    def narrowed(self, lines: Sequence[ConcernLine], words: Sequence[CatalogueLine]) -> Sequence[ConcernLine]:
        """Return the signals of a box that were asked for; say how many are of a farmyard: without any there is nothing to choose."""
        on_farm = [line for line in lines if of_farm(line.signs, words)]
        self.farm.set_counts({FARM: len(on_farm)})
        self.farm.setVisible(bool(on_farm or self.farm.values))
        return on_farm if self.farm.values else lines

    def show_late(self, waiting: Sequence[ConcernLine], today: date, *, or_more: bool) -> None:
        """Say how many signals should have been weighed by now; `or_more`: so many wait that not all of them were read."""
        late = sum(line.state is ConcernState.NEW and line.triage_before < today for line in waiting)
        said = self.tr("1 signaal wacht te lang") if late == 1 else self.tr("{0} signalen wachten te lang").format(late)
        if or_more:
            said = self.tr("{0} of meer signalen wachten te lang").format(late)
        self._late.show_state(said if late else "", ChipKind.URGENT)


def box_of(concern: ConcernView) -> object:
    """Return the filter under which a signal lies."""
    return concern.state if concern.state in WAITING else DONE
