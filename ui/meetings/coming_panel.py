"""Who comes in while the overleg goes on and was not expected: somebody of the team, or a guest of an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from expertiseteam.access.who import AT_THE_DOOR, Discipline
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.meetings.panels import Panel
from ui.widgets.fields import LineField
from ui.widgets.labels import KeyHint, Label
from ui.widgets.pills import Choice

GUEST = ""
LONGEST_NAME = 80


class WhoComes(Panel):
    """`member` tells the id of somebody of the team, `guest` the name, the organisation's id and the trade of a guest; `typed` a change."""

    member = Signal(str)
    guest = Signal(str, str, object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("vastleggen")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.who = Choice((), name=self.tr("Wie komt binnen"))
        self.name = LineField(self.tr("voornaam en achternaam"), name=self.tr("Naam van de gast"), longest=LONGEST_NAME)
        self.organisation = Choice((), name=self.tr("Van welke organisatie"))
        trades = [trade for trade in Discipline if trade in AT_THE_DOOR]
        self.trade = Choice([(trade, str(trade)) for trade in trades], name=self.tr("Kijkt vanuit"))
        self._guest_rows: list[QWidget] = []
        self.add(self.tr("Wie"), self.who)
        for words, field in (
            (self.tr("Naam"), self.name),
            (self.tr("Organisatie"), self.organisation),
            (self.tr("Kijkt vanuit"), self.trade),
        ):
            label = Label()
            self.add(words, field, label)
            self._guest_rows += [label, field]
        self.who.chosen.connect(self._on_who)
        self.name.textEdited.connect(lambda _: self.typed.emit())
        self.organisation.chosen.connect(lambda _: self.typed.emit())
        self.trade.chosen.connect(lambda _: self.typed.emit())

    def ask(self, members: Sequence[MemberLine], organisations: Sequence[OrganisationLine]) -> None:
        """Open with those of the team who are not on the list yet; without any it is a guest."""
        self.say(self.tr("Wie komt er binnen?"), self.tr("Een gast hoort alleen de casussen waarvoor hij of zij is uitgenodigd."))
        self.who.set_options([*((one.id, one.name) for one in members), (GUEST, self.tr("een gast"))])
        self.organisation.set_options([(one.id, one.name) for one in organisations])
        for choice in (self.organisation, self.trade):
            choice.set_value(None)
        self.name.clear()
        self.who.set_value(GUEST if not members else None)
        self._show_guest(shown=not members)
        self.show()
        (self.name if not members else self.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def kept(self) -> dict[str, str]:
        """Return what was typed about a guest, as a draft."""
        if not self.name.text().strip():
            return {}
        trade = self.trade.value
        kept = {"organisation": str(self.organisation.value or ""), "trade": trade.name if isinstance(trade, Discipline) else ""}
        return {"name": self.name.text(), **kept}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.who.set_value(GUEST)
        self._show_guest(shown=True)
        self.name.setText(fields.get("name", ""))
        self.organisation.set_value(fields.get("organisation") or None)
        if fields.get("trade") in Discipline.__members__:
            self.trade.set_value(Discipline[fields["trade"]])

    def done(self) -> None:
        who = self.who.value
        if who is None:
            self._ask_for(self.who, self.tr("Kies wie er binnenkomt."))
        elif who != GUEST:
            self.member.emit(str(who))
        elif not self.name.value():
            self._ask_for(self.name, self.tr("Schrijf de naam van de gast."))
        elif self.organisation.value is None:
            self._ask_for(self.organisation, self.tr("Kies voor welke organisatie de gast hier zit."))
        elif self.trade.value is None:
            self._ask_for(self.trade, self.tr("Kies vanuit welk vak de gast kijkt: wie handhaaft, hoort niet wat alleen voor hulp is."))
        else:
            self.guest.emit(self.name.value(), str(self.organisation.value), self.trade.value)

    def _ask_for(self, field: QWidget, words: str) -> None:
        self.say(self.heading.text(), words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_who(self, who: object) -> None:
        self._show_guest(shown=who == GUEST)

    def _show_guest(self, *, shown: bool) -> None:
        for widget in self._guest_rows:
            widget.setVisible(shown)
