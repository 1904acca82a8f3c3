"""What was agreed at the door: one line to type in, and a row for each agreement. They become actions when the visit is saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import short_date
from expertiseteam.meetings.recognise import LineKind, Person, Recognised, recognise
from expertiseteam.team.records import MemberLine, OrganisationLine
from expertiseteam.visits.records import Agreement
from ui.look.theme import px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import LineField
from ui.widgets.labels import Chip, ChipKind, Elided, Heading, IconLabel, KeyHint, Label, Quiet

_OWNER, _DAY, _KIND = 110, 130, 128


@dataclass(frozen=True)
class Known:
    """Who may be named in an agreement."""

    people: tuple[Person, ...] = ()
    organisations: tuple[str, ...] = ()


def known_people(members: Sequence[MemberLine], organisations: Sequence[OrganisationLine]) -> Known:
    """Return the members and partners as the recogniser wants them."""
    return Known(tuple(Person(m.id, m.name, m.function) for m in members), tuple(o.name for o in organisations))


def agreement_in(text: str, known: Known, today: date, *, is_promise: bool) -> tuple[Agreement, Recognised]:
    """Return the agreement that a line makes, and what was recognised in it."""
    found = recognise(text, people=known.people, organisations=known.organisations, today=today, kind=LineKind.ACTION)
    owner = found.owner.id if found.owner else None
    return Agreement(found.action_text or text.strip(), owner, found.due.day if found.due else None, is_promise), found


class Agreements(QWidget):
    """`changed` at every change. `value()` gives the agreements, also the one that is still in the line.

    `after` is where Tab comes from: rows that come later must stand in the chain as they stand on the screen.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], say: Callable[[str, Callable[[], None]], None], *, after: QWidget) -> None:
        super().__init__()
        self._today, self._say, self._after = today, say, after
        self._known = Known()
        self._made: list[Agreement] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        for number, wide in ((2, _OWNER), (3, _DAY), (4, _KIND)):
            self._grid.setColumnMinimumWidth(number, px(wide))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Afspraken")))
        head.addWidget(Quiet(self.tr("worden meteen acties")))
        head.addStretch(1)
        self._grid.addLayout(head, 0, 0, 1, 2)
        self._heads = [Label(words, "section") for words in (self.tr("WIE"), self.tr("VÓÓR"), self.tr("SOORT"))]
        for number, words in enumerate(self._heads):
            self._grid.addWidget(words, 0, 2 + number)
        self._rows: list[QWidget] = []
        self._stops: list[QWidget] = []
        column.addLayout(self._grid)
        self.line = LineField(self.tr("Nieuwe afspraak, bijvoorbeeld: Noor komt dinsdag terug met soep"), name=self.tr("Nieuwe afspraak"))
        self.promise = Button(self.tr("Toezegging"), role="filter")
        self.promise.setToolTip(self.tr("Aan het huishouden beloofd (Alt T)"))
        self.promise.setAccessibleName(self.tr("Toezegging: dit is aan het huishouden beloofd"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.line, self.promise, KeyHint("Enter", self.tr("voegt toe")), KeyHint("Alt A")):
            row.addWidget(part, 1 if part is self.line else 0)
        column.addLayout(row)
        inside = QHBoxLayout(self.line)  # what was recognised stands in the line itself, at its end
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(6)
        inside.addStretch(1)
        self.owner_chip, self.day_chip = Chip(), Chip()
        for chip in (self.owner_chip, self.day_chip):
            inside.addWidget(chip)
            chip.hide()
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self.add)
        self.promise.toggled.connect(lambda _: self.changed.emit())

    def set_known(self, known: Known) -> None:
        """Hear who may be named."""
        self._known = known
        self._show()

    def value(self) -> tuple[Agreement, ...]:
        """Return all agreements."""
        return tuple([*self._made, *([self._in_line()] if self.line.value() else [])])

    @property
    def made(self) -> Sequence[Agreement]:
        """The agreements that have a row."""
        return self._made

    def clear(self) -> None:
        """Begin with none."""
        self._made = []
        self.line.clear()
        self.promise.setChecked(False)
        self._show()

    def add(self) -> None:
        """Make a row of the line."""
        if self.line.value():
            self._made.append(self._in_line())
            self.line.clear()
            self.promise.setChecked(False)
            self._show()
            self.changed.emit()

    def as_text(self) -> dict[str, str]:
        """Return what is typed, for a draft; nothing for nothing."""
        kept = {}
        if self._made:
            rows = [[a.what, a.owner_id, a.due.isoformat() if a.due else None, a.is_promise] for a in self._made]
            kept["agreements"] = json.dumps(rows, ensure_ascii=False)
        if self.line.text():
            kept["agreement"] = self.line.text()
        return kept

    def restore(self, fields: dict[str, str]) -> None:
        """Put a draft back."""
        rows = json.loads(fields.get("agreements", "[]"))
        self._made = [Agreement(what, owner, date.fromisoformat(due) if due else None, promise) for what, owner, due, promise in rows]
        self.line.setText(fields.get("agreement", ""))
        self._show()

    # Parts

    def _in_line(self) -> Agreement:
        return agreement_in(self.line.value(), self._known, self._today(), is_promise=self.promise.isChecked())[0]

    def _on_text(self, text: str) -> None:
        if not text.strip():
            for chip in (self.owner_chip, self.day_chip):
                chip.hide()
            self.line.setAccessibleDescription("")
        else:
            made, found = agreement_in(text, self._known, self._today(), is_promise=False)
            several = " of ".join(p.name.split()[0] for a in found.ambiguous for p in a.choices)
            owner = self._owner_name(made.owner_id)
            self.owner_chip.show_state(owner or (f"{several}?" if several else self.tr("wie?")), _kind(bool(owner)))
            self.day_chip.show_state(short_date(made.due, self._today()) if made.due else self.tr("wanneer?"), _kind(bool(made.due)))
            self.line.setAccessibleDescription(self.tr("herkend: {0}, {1}").format(self.owner_chip.text(), self.day_chip.text()))
            taken = self.owner_chip.sizeHint().width() + self.day_chip.sizeHint().width() + 20
            self.line.setTextMargins(0, 0, taken, 0)
        self.changed.emit()

    def _owner_name(self, member_id: str | None) -> str:
        return next((p.name.split()[0] for p in self._known.people if p.id == member_id), "")

    def _show(self) -> None:
        for head in self._heads:
            head.setVisible(bool(self._made))
        for part in self._rows:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._rows, self._stops = [], []
        for number, made in enumerate(self._made):
            self._show_row(number, made)

    def _show_row(self, number: int, made: Agreement) -> None:
        owner = self._owner_name(made.owner_id)
        day = short_date(made.due, self._today()) if made.due else ""
        kind = Button(self.tr("Toezegging"), role="filter")
        kind.setChecked(made.is_promise)
        kind.setAccessibleName(self.tr("Toezegging: {0}").format(made.what))
        kind.clicked.connect(lambda: self._change(number, replace(made, is_promise=kind.isChecked())))
        gone = IconButton("x", self.tr("Afspraak weghalen: {0}").format(made.what), lambda: self._remove(number), size=16)
        parts: tuple[QWidget, ...] = (
            IconLabel("circle-check", ink="accent"),
            Elided(made.what),
            Label(owner) if owner else Chip(self.tr("wie?"), ChipKind.WAITING),
            Label(day) if day else Chip(self.tr("wanneer?"), ChipKind.WAITING),
            kind,
            gone,
        )
        for column, part in enumerate(parts):
            beside = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if column > 1 else Qt.AlignmentFlag(0))
            self._grid.addWidget(part, number + 1, column, beside)
            self._rows.append(part)
        before = self._stops[-1] if self._stops else self._after
        for stop in (kind, gone):  # before the line, as they stand on the screen
            QWidget.setTabOrder(before, stop)
            before = stop
            self._stops.append(stop)

    def _change(self, number: int, made: Agreement) -> None:
        self._made[number] = made
        self.changed.emit()

    def _remove(self, number: int) -> None:
        gone = self._made.pop(number)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self._say(self.tr("De afspraak is weggehaald."), lambda: self._put_back(number, gone))

    def _put_back(self, number: int, gone: Agreement) -> None:
        self._made.insert(min(number, len(self._made)), gone)
        self._show()
        self.changed.emit()


def _kind(known: bool) -> ChipKind:
    return ChipKind.RUNNING if known else ChipKind.WAITING
