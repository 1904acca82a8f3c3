"""A new passphrase, typed twice, with a judgement while typing and a good one on request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.frames import Well
from ui.widgets.labels import Label, Quiet
from ui.widgets.passphrase import PassphraseField


class NewPassphrase(QWidget):
    """`judge` returns None or one sentence that says what to change, `suggest` a good passphrase. `entered` at Enter in the second."""

    entered = Signal()

    def __init__(self, judge: Callable[[str], str | None], suggest: Callable[[], str]) -> None:
        super().__init__()
        self._judge, self._suggest = judge, suggest
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.first = PassphraseField(self.tr("Uw nieuwe wachtzin"))
        self.second = PassphraseField(self.tr("Nog een keer dezelfde wachtzin"))
        for words, part in ((self.tr("Uw nieuwe wachtzin"), self.first), (self.tr("Nog een keer"), self.second)):
            label = Label(words, "strong")
            label.setBuddy(part.line)
            column.addWidget(label)
            column.addWidget(part)
            if part is self.first:
                self._judgement = Label(self.tr("Vijf gewone woorden achter elkaar zijn sterk en te onthouden."), "small", wrap=True)
                column.addWidget(self._judgement)
                column.addSpacing(6)
        self._fault = Label("", "small", "alert", wrap=True)
        self._fault.hide()
        column.addWidget(self._fault)
        self._offer = Well()
        self._offered = Label("", "heading")
        self._offered.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offer.body.addWidget(self._offered)
        self._offer.body.addWidget(
            Quiet(self.tr("Schrijf de woorden op papier en typ ze hierboven twee keer over. Zo leert u ze meteen."), small=True, wrap=True)
        )
        self._offer.hide()
        row = QHBoxLayout()
        self.suggest_button = Button(self.tr("Bedenk een wachtzin voor mij"), self._on_suggest, role="link")
        row.addWidget(self.suggest_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._offer)
        self.setFocusProxy(self.first)
        self.first.typed.connect(self._on_typed)
        self.second.typed.connect(self._on_second)
        self.first.entered.connect(self._on_first_entered)
        self.second.entered.connect(self.entered)

    @property
    def judgement(self) -> str:
        return self._judgement.text()

    @property
    def fault(self) -> str:
        return self._fault.text()

    @property
    def offered(self) -> str:
        """The passphrase that was thought up, or empty."""
        return self._offered.text()

    def text(self) -> str:
        """Return what stands in the first field."""
        return self.first.text()

    def check(self) -> bool:
        """Return whether it is good and typed twice alike; if not, say so and go there."""
        sentence = self._judge(self.first.text()) if self.first.text() else self.tr("Typ een wachtzin.")
        if sentence:
            self._say(sentence, self.first)
        elif self.first.text() != self.second.text():
            self._say(self.tr("De twee wachtzinnen zijn niet gelijk. Typ de tweede opnieuw, of bekijk ze met het oogje."), self.second)
        else:
            self._say("", None)
        return not self._fault.text()

    def _say(self, sentence: str, at: PassphraseField | None) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        for part in (self.first, self.second):
            part.set_wrong(part is at)
            part.line.setAccessibleDescription(sentence if part is at else "")
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self, text: str) -> None:
        if self.fault:
            self._say("", None)
        sentence = self._judge(text) if text else None
        if not text:
            self._judgement.setText(self.tr("Vijf gewone woorden achter elkaar zijn sterk en te onthouden."))
        else:
            self._judgement.setText(sentence or self.tr("Sterk genoeg."))
        self._judgement.set_tone("" if not text else "warn" if sentence else "accent")

    def _on_second(self, text: str) -> None:
        if self.fault:
            self._say("", None)

    def _on_first_entered(self) -> None:
        self.second.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_suggest(self) -> None:
        self._offered.setText(self._suggest())
        self._offer.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
