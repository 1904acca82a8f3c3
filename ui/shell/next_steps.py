"""What comes after a new dossier was made: the last page of making one, and the first steps in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.desk import Place
from ui.widgets.buttons import Button
from ui.widgets.frames import Card
from ui.widgets.labels import IconLabel, Label, Quiet

BEGINNING = Place("today")


@dataclass(frozen=True)
class Next:
    """Something to do: where that is, and what it is good for."""

    place: Place
    icon: str
    verb: str
    why: str


class NextSteps(QWidget):
    """`chosen` tells the Place where the user wants to begin. `to_share`: a team folder comes first."""

    chosen = Signal(object)

    def __init__(self, *, to_share: bool = False) -> None:
        super().__init__()
        self._to_share = to_share
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(14)
        column.addWidget(
            Label(self.tr("Uw dossier is gemaakt en het herstelblad klopt. Leg het blad in de kluis. Waar wilt u beginnen?"), wrap=True)
        )
        self.buttons = []
        for one in self._steps():
            card = Card(gap=4)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconLabel(one.icon, size=24, ink="accent"))
            row.addWidget(Quiet(one.why, wrap=True), 1)
            button = Button(one.verb, partial(self.chosen.emit, one.place))
            button.setAccessibleDescription(one.why)
            self.buttons.append(button)
            row.addWidget(button)
            card.body.addLayout(row)
            column.addWidget(card)
        column.addWidget(Quiet(self.tr("U vindt dit alles later terug, onderaan links: Leden en Instellingen."), small=True, wrap=True))
        column.addStretch(1)
        self.setFocusProxy(self.buttons[0])

    def _steps(self) -> Sequence[Next]:
        folder = Next(
            Place("members", "folder"),
            "folder-open",
            self.tr("Maak de teammap"),
            self.tr("Wijs de map op het netwerk aan. Uw collega’s werken er dan in mee, ieder op de eigen laptop."),
        )
        return (
            *((folder,) if self._to_share else ()),
            Next(
                Place("members", "people"),
                "user-plus",
                self.tr("Nodig collega’s uit"),
                self.tr("Zet uw collega’s in het team. Ieder krijgt een code en kiest zelf een wachtzin."),
            ),
            Next(
                Place("settings", "organisations"),
                "building",
                self.tr("Vul organisaties in"),
                self.tr("Met wie staat u aan de deur? Daarna kiest u termijnen en het overleg."),
            ),
            Next(
                Place("copies"),
                "copy",
                self.tr("Kies een tweede plek"),
                self.tr("Reservekopieën komen vanzelf. Op een tweede schijf overleven ze ook een kapotte laptop."),
            ),
        )
