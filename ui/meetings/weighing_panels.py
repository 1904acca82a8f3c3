"""What else opens above the input line: under which mandate was this decided, and is this shared with the partners in the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from expertiseteam.cases.scale_records import EscalateTo
from expertiseteam.meetings.records import SaidLine, SharingState
from expertiseteam.meetings.sharing import Weighing
from ui.meetings.panels import LONGEST_ANSWER, Panel
from ui.meetings.words import join_names
from ui.widgets.fields import LineField
from ui.widgets.labels import KeyHint
from ui.widgets.pills import Choice


class UnderMandate(Panel):
    """Under which mandate a decision falls. `answered` tells the mandate in the team's words, or an EscalateTo when there is none."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("vastleggen")))
        self.hints.addWidget(KeyHint(self.tr("Esc"), self.tr("zo laten")))
        self.which = Choice((), name=self.tr("Onder welk mandaat valt dit besluit?"))
        self.add(self.tr("Mandaat"), self.which)

    def ask(self, line: SaidLine, mandates: Sequence[str]) -> None:
        """Open for a decision, with what was said of it before."""
        self.say(self.tr("Onder welk mandaat valt besluit {0}?").format(line.decision_number))
        outside = [
            (
                to,
                self.tr("Buiten mandaat: vraag de {0}").format(to)
                if to is not EscalateTo.SAFETY_HOUSE
                else self.tr("Buiten mandaat: vraag het {0}").format(to),
            )
            for to in EscalateTo
        ]
        self.which.set_options([*((mandate, mandate) for mandate in mandates), *outside])
        self.which.set_value(line.mandate or None)
        self.show()
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self) -> None:
        if self.which.value is None:
            self.say(self.heading.text(), self.tr("Kies een mandaat, of aan wie u het vraagt."))
            return
        self.answered.emit(self.which.value)


class WeighSharing(Panel):
    """Whether a case is shared with the partners in the room. `answered` tells a Weighing, `typed` that something changed."""

    answered = Signal(object)
    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hints.addWidget(KeyHint(self.tr("Enter"), self.tr("volgende")))
        self.hints.addWidget(KeyHint(self.tr("Ctrl Enter"), self.tr("vastleggen")))
        self.shares = Choice([(True, self.tr("wel delen")), (False, self.tr("niet delen"))], name=self.tr("Delen"))
        questions = (self.tr("Waarom is het nodig?"), self.tr("Wat delen we, en wat niet?"), self.tr("Waarom kan het niet met minder?"))
        self.fields = [LineField(name=question, longest=LONGEST_ANSWER) for question in questions]
        self.add(self.tr("Besluit"), self.shares)
        for question, field in zip(questions, self.fields, strict=True):
            self.add(question, field)
            field.textEdited.connect(lambda _: self.typed.emit())
        self.shares.chosen.connect(lambda _: self.typed.emit())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.done)

    def ask(self, state: SharingState) -> None:
        """Open for the partners for whom it was not gone through yet; for all of them when it was for each."""
        names = [partner.name for partner in state.missing or [check.partner for check in state.checked]]
        self.say(self.tr("Delen we dit met {0}?").format(join_names(names)), self.tr("Doel: {0}.").format(state.purpose.rstrip(".")))
        self.shares.set_value(True)
        for field in self.fields:
            field.clear()
        self.show()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def kept(self) -> dict[str, str]:
        """Return what was typed, as a draft."""
        texts = {str(number): field.text() for number, field in enumerate(self.fields)}
        return texts | {"shares": "ja" if self.shares.value else "nee"} if any(texts.values()) else {}

    def restore(self, fields: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.shares.set_value(fields.get("shares") != "nee")
        for number, field in enumerate(self.fields):
            field.setText(fields.get(str(number), ""))

    def done(self) -> None:
        necessity, proportion, less = (field.value() for field in self.fields)
        if not necessity:
            self.say(self.heading.text(), self.tr("Schrijf in één zin waarom: zo kan iedereen het later volgen."))
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answered.emit(Weighing(necessity, proportion, less, bool(self.shares.value)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = next((n for n, field in enumerate(self.fields) if field.hasFocus()), -1)
            if at + 1 < len(self.fields):
                self.fields[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.done()
        else:
            super().keyPressEvent(event)
