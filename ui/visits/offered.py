"""*Hulp aangeboden*: one line for each offer, financial or other, with what was answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import short_date
from expertiseteam.cases.offer_records import ACCEPTED_HELP, NewOffer, OfferAnswer, OfferKind, OfferLine, ReferralState
from ui.look.theme import px
from ui.shell.drafts import Fields
from ui.widgets.buttons import IconButton
from ui.widgets.checks import Picker
from ui.widgets.fields import LineField
from ui.widgets.frames import clear
from ui.widgets.labels import Chip, ChipKind, Elided, Heading, IconLabel, KeyHint, Quiet
from ui.widgets.pills import Choice

ANSWERS = tuple((answer.name, answer.value.capitalize()) for answer in OfferAnswer)


class Offers(QWidget):
    """`changed` at every change. `value()` gives the offers, also the one that is still in the line."""

    changed = Signal()

    def __init__(self, say: Callable[[str, Callable[[], None]], None]) -> None:
        super().__init__()
        self._say = say
        self._made: list[NewOffer] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Heading(self.tr("Hulp aangeboden")))
        head.addWidget(Quiet(self.tr("mag leeg blijven")))
        head.addStretch(1)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.line = LineField(self.tr("Welke hulp? Bijvoorbeeld: samen de post doornemen"), name=self.tr("Welke hulp bood u aan?"))
        self.kind = Choice(
            ((OfferKind.FINANCIAL.name, self.tr("Geld")), (OfferKind.OTHER.name, self.tr("Andere hulp"))), name=self.tr("Soort hulp")
        )
        self.kind.set_value(OfferKind.OTHER.name)
        self.answer = Picker(ANSWERS, name=self.tr("Wat was het antwoord?"), placeholder=self.tr("Antwoord"))
        self.to_whom = LineField(self.tr("naar wie?"), name=self.tr("Naar wie verwees u door?"), longest=80)
        self.to_whom.setFixedWidth(px(170))
        self.to_whom.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.line, self.kind, self.answer, self.to_whom, KeyHint("Enter", self.tr("voegt toe")), KeyHint("Alt L")):
            row.addWidget(part, 1 if part is self.line else 0)
        column.addLayout(row)
        self.line.textChanged.connect(self._on_changed)
        self.to_whom.textChanged.connect(self._on_changed)
        self.kind.chosen.connect(self._on_changed)
        self.answer.chosen.connect(self._on_answer)
        self.line.returnPressed.connect(self.add)
        self.to_whom.returnPressed.connect(self.add)

    def value(self) -> tuple[NewOffer, ...]:
        """Return all offers. One without an answer counts as help that somebody thinks about."""
        return tuple([*self._made, *([self._in_line()] if self.line.value() else [])])

    @property
    def made(self) -> Sequence[NewOffer]:
        """The offers that have a row."""
        return self._made

    def fault(self) -> str:
        """Return what is still missing, or ""."""
        unsaid = [offer for offer in self.value() if offer.answer is OfferAnswer.REFERRED and not offer.to_whom]
        return self.tr("Schrijf bij “{0}” naar wie u doorverwees.").format(unsaid[0].what) if unsaid else ""

    def clear(self) -> None:
        """Begin with none."""
        self._made = []
        self._empty_line()
        self._show()

    def add(self) -> None:
        """Make a row of the line, once it says to whom a referral goes."""
        if not self.line.value():
            return
        if self.answer.value == OfferAnswer.REFERRED.name and not self.to_whom.value():
            self.to_whom.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._made.append(self._in_line())
        self._empty_line()
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def as_text(self) -> Fields:
        """Return what is typed, for a draft; nothing for nothing."""
        kept = {}
        if self._made:
            kept["offers"] = json.dumps([[o.what, o.kind.name, o.answer.name, o.to_whom] for o in self._made], ensure_ascii=False)
        if self.line.text():
            line = [self.line.text(), str(self.kind.value), str(self.answer.value or ""), self.to_whom.text()]
            kept["offer"] = json.dumps(line, ensure_ascii=False)
        return kept

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        rows = json.loads(fields.get("offers", "[]"))
        self._made = [NewOffer(what, OfferKind[kind], OfferAnswer[answer], to_whom) for what, kind, answer, to_whom in rows]
        self._empty_line()
        if "offer" in fields:
            what, kind, answer, to_whom = json.loads(fields["offer"])
            self.kind.set_value(kind)
            self.answer.set_value(answer or None)
            self._on_answer()
            self.to_whom.setText(to_whom)
            self.line.setText(what)
        self._show()

    # Parts

    def _in_line(self) -> NewOffer:
        answer = OfferAnswer[str(self.answer.value)] if self.answer.value else OfferAnswer.THINKING
        to_whom = self.to_whom.value() if answer is OfferAnswer.REFERRED else ""
        return NewOffer(self.line.value(), OfferKind[str(self.kind.value)], answer, to_whom)

    def _empty_line(self) -> None:
        self.answer.set_value(None)
        self.to_whom.clear()
        self.to_whom.hide()
        self.line.clear()

    def _on_answer(self, *_: object) -> None:
        self.to_whom.setVisible(self.answer.value == OfferAnswer.REFERRED.name)
        self.changed.emit()

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()

    def _show(self) -> None:
        clear(self._grid)
        for number, made in enumerate(self._made):
            gone = IconButton("x", self.tr("Aanbod weghalen: {0}").format(made.what), partial(self._remove, number), size=16)
            for column, part in enumerate((IconLabel("hand-helping", ink="accent"), Elided(made.what), *_chips(made), gone)):
                self._grid.addWidget(part, number, column)

    def _remove(self, number: int) -> None:
        gone = self._made.pop(number)
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self._say(self.tr("Het aanbod is weggehaald."), lambda: self._put_back(number, gone))

    def _put_back(self, number: int, gone: NewOffer) -> None:
        self._made.insert(min(number, len(self._made)), gone)
        self._show()
        self.changed.emit()


def _chips(offer: NewOffer) -> tuple[QWidget, QWidget, QWidget]:
    kind = ChipKind.RUNNING if offer.answer in ACCEPTED_HELP else ChipKind.CALM
    return Quiet(offer.kind.value), Quiet(offer.to_whom), Chip(offer.answer.value.capitalize(), kind)


def offer_chip(offer: OfferLine, today: date) -> tuple[str, ChipKind]:
    """Return how an offer stands, in words: the answer, or where a referral waits."""
    if offer.referral is None:
        return offer.answer.value.capitalize(), ChipKind.RUNNING if offer.answer in ACCEPTED_HELP else ChipKind.CALM
    if offer.is_late(today):
        return "Nog geen antwoord", ChipKind.URGENT
    kinds = {ReferralState.WAITING: ChipKind.WAITING, ReferralState.ACCEPTED: ChipKind.RUNNING, ReferralState.DECLINED: ChipKind.CALM}
    return offer.referral.value.capitalize(), kinds[offer.referral]


def offer_foot(offer: OfferLine, today: date) -> str:
    """Return when it was offered, which kind it is, to whom it was referred and before when an answer is expected."""
    parts = [short_date(offer.offered_on, today), offer.kind.value]
    if offer.to_whom:
        parts.append(f"naar {offer.to_whom}")
    if offer.referral is ReferralState.WAITING and offer.reply_before:
        parts.append(f"antwoord vóór {short_date(offer.reply_before, today)}")
    if offer.remark:
        parts.append(offer.remark)
    return " · ".join(parts)


def offer_row(offer: OfferLine, today: date) -> QHBoxLayout:
    """Return one offer as a row for reading."""
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel("hand-helping", ink="accent"))
    row.addWidget(Elided(offer.what), 1)
    row.addWidget(Quiet(offer_foot(offer, today)))
    row.addWidget(Chip(*offer_chip(offer, today)))
    return row
