"""*Naam weghalen*: who told it slipped into what stands beside a signal, and is taken out without history (domain.md, row 13)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from expertiseteam.concerns.correcting import BesideText, take_name_out, texts_beside
from expertiseteam.concerns.intake import LONGEST
from expertiseteam.concerns.records import ConcernView
from ui.concerns.panels import keeps_plain_keys
from ui.concerns.words import capital, first_words
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, TextArea


class StrikePanel(Panel):
    """One text that somebody wrote beside the signal, to be written without the name."""

    form = "concern-strike"
    titles = {"text": "Tekst"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Naam weghalen"), self.tr("Weghalen"), aside=self.tr("wat er stond, wordt niet bewaard"))
        self._concern: ConcernView | None = None
        self._found: dict[str, BesideText] = {}
        self.which = Picker(name=self.tr("In welke tekst?"), placeholder=self.tr("kies de tekst"))
        self.text = TextArea(least=3, most=8, longest=LONGEST)
        self._which_field, self._text_field = (
            Field(self.tr("In welke tekst?"), self.which),
            Field(self.tr("Zo komt er te staan"), self.text),
        )
        self.body.addWidget(self._which_field)
        self.body.addWidget(self._text_field)
        self.which.chosen.connect(self._on_which)
        self._lane, self._asks = self.lane(), desk.runner.lane(self, self.show_refusal, latest=True)
        for shortcut in self.findChildren(QShortcut):  # the screen has Ctrl+Enter as its own command, and two of them would do nothing
            shortcut.setEnabled(shortcut.key() != QKeySequence("Ctrl+Return"))

    def open_for(self, concern: ConcernView) -> None:
        """Offer what stands beside this signal. Nothing that is typed here is kept as a draft: it would hold the name."""
        self._concern, self._found = concern, {}
        self.which.set_options([])
        self.text.set_value("")
        for field in (self._which_field, self._text_field):
            field.wrong("")
        self.begin(concern.id)
        self._asks.ask(partial(self._on_found, ""), texts_beside, concern.id)

    def submit(self) -> None:
        chosen, concern = self._found.get(str(self.which.value)), self._concern
        self._which_field.wrong("" if chosen else self.tr("Kies in welke tekst de naam staat."))
        if chosen is None or concern is None:
            self.which.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._lane.do(lambda _: self._on_taken_out(concern.code), take_name_out, concern.id, chosen, self.text.value())

    def submit_anew(self) -> None:
        if self._concern is not None:
            self._asks.ask(partial(self._on_found, str(self.which.value)), texts_beside, self._concern.id)

    def choose(self, mine: list[str]) -> None:
        """What a colleague made of it meanwhile is shown, to take the name out of that; or what was typed here goes over it."""
        if mine:
            super().choose(mine)
        elif self._concern is not None:
            self.open_for(self._concern)
            self._show_both(False)

    def _on_found(self, again: str, found: list[BesideText]) -> None:
        self._found = {f"{text.kind.name} {text.id}": text for text in found}
        self.which.set_options([(key, f"{capital(text.kind.value)}: {first_words(text.text)[:90]}") for key, text in self._found.items()])
        if again:
            self.which.set_value(again)
            self.submit()
        else:
            self.which.set_value(None)
            self.bar.close_bar()
            if not found:
                self.bar.tell(self.tr("Er is niets bij dit signaal geschreven."))
            self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_which(self, key: object) -> None:
        self._which_field.wrong("")
        self.text.set_value(self._found[str(key)].text if key in self._found else "")

    def _on_taken_out(self, code: str) -> None:
        self.recorded()
        self.desk.say(self.tr("Bij signaal {0} staat de naam er niet meer. Wat er stond, is niet bewaard.").format(code))

    def event(self, event: QEvent) -> bool:
        return keeps_plain_keys(event) or super().event(event)
