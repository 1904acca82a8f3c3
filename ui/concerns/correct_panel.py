"""*Signaal verbeteren*: what was written down wrong. What stood there stays readable below the signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from expertiseteam.concerns.correcting import correct_concern
from expertiseteam.concerns.intake import LONGEST, concern_view
from expertiseteam.concerns.records import Channel, ConcernKind, ConcernState, ConcernView
from expertiseteam.concerns.triage import set_noise
from expertiseteam.team.catalogues import code_of, offered
from expertiseteam.team.records import Catalogue, CatalogueLine
from ui.concerns.detail import ConcernDetail
from ui.concerns.panels import keeps_plain_keys
from ui.concerns.words import capital, word_label
from ui.shell.desk import Desk
from ui.shell.drafts import Fields
from ui.shell.panel import Panel
from ui.shell.screen import Screen
from ui.widgets.checks import Check
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.pills import Choice

WORRY = "WORRY"  # no question and no initiative: the empty kind, as a pill


class CorrectPanel(Panel):
    """The text, the place, what kind it is and how it came in; a colleague's change of the same shows both."""

    form = "concern-correct"
    titles = {"what": "Wat is er?", "place": "Waar?", "kind": "Wat is het?", "channel": "Hoe kwam het binnen?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Signaal verbeteren"), self.tr("Verbeteren"), aside=self.tr("wat er stond, blijft leesbaar"))
        self._shown: ConcernView | None = None
        self._labels: dict[str, str] = {}
        self.what = TextArea(least=2, most=8, longest=LONGEST)
        self.place = LineField(self.tr("mag leeg blijven"), name=self.tr("Waar?"))
        kinds = [(WORRY, self.tr("Zorg")), *((kind.name, capital(kind.value)) for kind in ConcernKind)]
        self.kind = Choice(kinds, name=self.tr("Wat is het?"))
        self.channel = Choice([], name=self.tr("Hoe kwam het binnen?"))
        self.what_field = Field(self.tr("Wat is er?"), self.what)
        for field in (
            self.what_field,
            Field(self.tr("Waar?"), self.place),
            Field(self.tr("Hoe kwam het binnen?"), self.channel),
            Field(self.tr("Wat is het?"), self.kind),
        ):
            self.body.addWidget(field)
        self.forget = Check(self.tr("Er stond wie het vertelde: bewaar niet wat er eerst stond"))
        self.forget.setVisible(desk.may(set_noise))
        self.body.addWidget(self.forget)
        for name, widget in (("what", self.what), ("place", self.place), ("kind", self.kind), ("channel", self.channel)):
            self.keep(name, widget)
        self.keep("forget", self.forget)
        self._lane = self.lane()
        for shortcut in self.findChildren(QShortcut):  # the screen has Ctrl+Enter as its own command, and two of them would do nothing
            shortcut.setEnabled(shortcut.key() != QKeySequence("Ctrl+Return"))

    def open_for(self, shown: ConcernView, words: Sequence[CatalogueLine]) -> None:
        """Show this signal as it is; `words` are the lists of the team."""
        self._shown = shown
        self._labels = {word.code: word.label for word in words}
        channels = dict(offered(words, Catalogue.CHANNEL, Channel))
        channels.setdefault(shown.channel, word_label(shown.channel, self._labels))  # also a word that is offered no more
        self.channel.set_options([(_name(word), capital(label)) for word, label in channels.items()])
        self.what_field.wrong("")
        self.fill(_fields_of(shown))
        self.begin(shown.id, table="concern")
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(self, fields: Fields) -> None:
        super().fill({"kind": WORRY} | fields)

    def words_of(self, field: str, value: object) -> str:
        if field == "kind":
            return capital(str(value)) if isinstance(value, StrEnum) else self.tr("Zorg")
        return capital(self._labels.get(code_of(value), value)) if field == "channel" and isinstance(value, str) else str(value or "")

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één zin wat er is."))
        shown = self._shown
        if shown is None or self.what_field.fault:
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        channel = str(self.channel.value or _name(shown.channel))
        now = {
            "what": self.what.value(),
            "place": self.place.value(),
            "kind": ConcernKind.__members__.get(str(self.kind.value)),
            "channel": Channel.__members__.get(channel, channel),
        }
        new = {name: value for name, value in now.items() if value != getattr(shown, name)}
        if new or self.forget.isChecked():
            self._lane.do(lambda _: self._on_corrected(shown.code), correct_concern, shown, new, forget=self.forget.isChecked())
        else:
            self.recorded()

    def submit_anew(self) -> None:
        if self._shown is not None:
            self._lane.ask(self._on_fresh, concern_view, self._shown.id)

    def _on_fresh(self, now: ConcernView) -> None:
        """What was not touched here follows the signal; the rest is recorded on top of it."""
        before = _fields_of(self._shown) if self._shown is not None else {}
        fresh, typed = _fields_of(now), self.typed()
        mine = {name: fresh[name] if typed.get(name, "") == before.get(name) else typed.get(name, "") for name in fresh}
        self.fill({"forget": typed.get("forget", "")} | mine)
        self._shown = now
        self.submit()

    def _on_corrected(self, code: str) -> None:
        said = self.tr("Signaal {0} is verbeterd. Wat er stond, blijft leesbaar.")
        if self.forget.isChecked():
            said = self.tr("Signaal {0} is verbeterd. Wat er stond, is niet bewaard.")
        self.recorded()
        self.desk.say(said.format(code))

    def event(self, event: QEvent) -> bool:
        return keeps_plain_keys(event) or super().event(event)


class Corrections(QObject):
    """Who may correct the signal that is open, and the form in the place of what it says, made when somebody first wants it."""

    def __init__(
        self, screen: Screen, detail: ConcernDetail, opened: Callable[[], ConcernView | None], before: Callable[[], None], after: QWidget
    ) -> None:
        """`before` is called first, to put other panels away; `after` gets the keyboard when the form closes."""
        super().__init__(screen)
        self._desk, self._detail, self._opened, self._before, self._after = screen.desk, detail, opened, before, after
        self._may_all = screen.desk.may(set_noise)
        detail.correct_wanted.connect(self.open)

    @cached_property
    def panel(self) -> CorrectPanel:
        panel = CorrectPanel(self._desk)
        panel.closed.connect(self._on_closed)
        return panel

    def may(self) -> bool:
        """Who wrote it down and who weighs it may, while they can read what they correct."""
        opened = self._opened()
        return opened is not None and (self._may_all or opened.written_by_id == self._desk.me.id) and not self._desk.names.hidden

    def offer(self) -> None:
        """Show the button to who may; who may no longer (names were hidden), keeps a draft."""
        self._detail.correct.setVisible(self.may())
        if not self.may():
            self.give_up()

    def open(self) -> None:
        """Show the form, if that may."""
        opened = self._opened()
        if opened is not None and self.may():
            self._before()
            self._detail.open_form(self.panel)
            self.panel.open_for(opened, self._detail.seen.words)

    def submit(self) -> bool:
        """Record what was typed; return whether the form was open."""
        was_open = self._detail.has_form
        if was_open:
            self.panel.submit()
        return was_open

    def give_up(self) -> bool:
        """Close the form, its draft stays; return whether it was open."""
        was_open = self._detail.has_form
        if was_open:
            self.panel.give_up()
        return was_open

    def flush(self) -> None:
        """Write down what was typed."""
        if self._detail.has_form:
            self.panel.kept.keep_now()

    def _on_closed(self) -> None:
        self._detail.close_form()
        if (opened := self._opened()) is not None:
            self._detail.asked.begin(opened.id, can_plan=opened.state is ConcernState.LINKED)
        self._after.setFocus()


def _name(word: str) -> str:
    return word.name if isinstance(word, StrEnum) else word


def _fields_of(shown: ConcernView) -> Fields:
    kind = shown.kind.name if shown.kind is not None else WORRY
    return {"what": shown.what, "place": shown.place, "kind": kind, "channel": _name(shown.channel)}
