"""A form within a screen: a heading, fields, one button that does it and one that does not. Nothing stops while it is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.basics.dates import clock_time, full_date, short_date
from expertiseteam.basics.sentences import Conflict, Refused
from ui.shell.conflict import with_whose
from ui.shell.desk import Desk
from ui.shell.drafts import WAS, DraftKeeper, Fields
from ui.shell.runner import Lane
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import TextArea
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import MessageBar, Scrolled
from ui.widgets.labels import Heading, KeyHint, Quiet
from ui.widgets.pills import Choice, FilterChips


class Panel(QWidget):
    """Base of the forms within a screen. Give `form`, build in `body`, name fields with `keep`, and write `submit`.

    A form that changes a record gives `titles` too and writes `submit_anew`: then a colleague's change of the same fields shows both.

    `closed` tells that the panel is done with, recorded or not. Ctrl+Enter submits. Esc (the screen calls `give_up`) closes without
    recording; what was typed is there again when the panel opens about the same thing.

    Values in a Choice or Picker that is kept are texts: the code of an enumeration, the id of a row; those of FilterChips are codes.
    """

    form = ""
    is_tall = False  # True: its fields scroll, because they may be higher than the window
    titles: Mapping[str, str] = {}  # by the names of the fields in the record; a field that is kept has the same name
    closed = Signal()

    def __init__(self, desk: Desk, title: str, verb: str, *, aside: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._fields: dict[str, QWidget] = {}
        self._first: Fields = {}
        self._table = self._about = ""
        self._clash = Conflict({})
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 0)
        outer.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.heading, self.aside = Heading(title), Quiet(aside)
        head.addWidget(self.heading)
        head.addWidget(self.aside)
        head.addStretch(1)
        self.anew = Button(self.tr("Uw tekst van eerder staat er nog. Opnieuw beginnen"), self._on_anew, role="link")
        self.anew.hide()
        head.addWidget(self.anew)
        outer.addLayout(head)
        self.bar = MessageBar()
        outer.addWidget(self.bar)
        self._above = outer.count()
        self._sheet, self._below = QWidget(), QWidget()  # the fields and the buttons; away while both texts stand there
        self.body = QVBoxLayout(self._sheet)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._page = Scrolled(self._sheet) if self.is_tall else self._sheet
        outer.addWidget(self._page, 1 if self.is_tall else 0)
        self.button = Button(verb, self.submit, role="primary")
        self.cancel = Button(self.tr("Niet doen"), self.give_up)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._below.setSizePolicy(policy)
        self.foot = FlowLayout(self._below, gap=10)
        self.submit_key = KeyHint("Ctrl Enter")
        for part in (self.button, self.submit_key, self.cancel, KeyHint("Esc")):
            self.foot.addWidget(part)
        outer.addWidget(self._below)
        if not self.is_tall:
            outer.addStretch(1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self.kept = DraftKeeper(self, desk.runner, self.form, self._to_keep, self.restore)

    # What a panel writes itself

    def submit(self) -> None:
        """Record what was typed."""
        raise NotImplementedError

    def submit_anew(self) -> None:
        """Get the record as it is now, and record what stands in the fields on top of it."""
        raise NotImplementedError

    def words_of(self, field: str, value: object) -> str:
        """Say a value of the record as people read it."""
        return short_date(value) if isinstance(value, date) else str(value).capitalize() if isinstance(value, StrEnum) else str(value or "")

    # What a panel uses

    def keep(self, name: str, widget: QWidget) -> None:
        """Let a field be part of the draft under this name."""
        self._fields[name] = widget
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            widget.textChanged.connect(self._on_touched)
        elif isinstance(widget, Choice | Picker):
            widget.chosen.connect(self._on_touched)
        elif isinstance(widget, Check):
            widget.toggled.connect(self._on_touched)
        elif isinstance(widget, FilterChips):
            widget.changed.connect(self._on_touched)

    def begin(self, about: str, *, table: str = "") -> None:
        """Let an earlier draft about this come back. Call it when the fields are in their first state.

        `table`: the fields show a record of that kind, with the id `about`. A draft then also keeps what stood in it, and one that was
        begun on an older version shows both texts where a colleague changed the same.
        """
        self._table, self._about = table, about
        self.bar.close_bar()
        self._show_both(False)
        self.anew.hide()
        self._first = self.typed()
        self.kept.begin(about)

    def lane(self) -> Lane:
        """Return a lane whose refusals stand above the fields; what was typed stays."""
        return self.desk.runner.lane(self, self.show_refusal)

    def show_refusal(self, refused: Refused) -> None:
        """Say calmly why it was not done, or show what a colleague made of it meanwhile beside what was typed here."""
        if isinstance(refused, Conflict) and self.titles.keys() & refused.fields.keys():
            self._clash = refused
            self.bar.close_bar()
            self._show_both(True)
            self.both.show_conflict(refused, self.titles, self._words_of_either, self.desk.clock())
        else:
            self.bar.tell(str(refused), "warn")

    def _words_of_either(self, name: str, value: object) -> str:
        """A value of the record, or as a draft kept it: then as its field says it."""
        widget = self._fields.get(name)
        label = widget.label_of(value) if isinstance(value, str) and isinstance(widget, Choice | Picker) else None
        return self.words_of(name, value) if label is None else label

    @cached_property
    def both(self) -> BothTexts:
        """Both texts, in the place of the fields; made when two people first changed the same."""
        both = BothTexts()
        both.chosen.connect(self.choose)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(self._above, both)
        return both

    def _show_both(self, shown: bool) -> None:
        if shown or "both" in self.__dict__:
            self.both.setVisible(shown)
        self._page.setVisible(not shown)
        self._below.setVisible(not shown)

    def choose(self, mine: list[str]) -> None:
        """Take over what the colleague wrote in all fields but `mine`, and record the rest again."""
        self._show_both(False)
        for name, (_, theirs) in (self._clash.fields | self._clash.left).items():
            if name in self._fields and name not in mine:
                _put(self._fields[name], _stored(self._fields[name], theirs))
        if mine or self.titles.keys() - self._clash.fields.keys():
            self.submit_anew()
        else:
            self.recorded()
            self.desk.say(self.tr("De keuze van {0} blijft staan.").format(self._clash.by or self.tr("uw collega")))

    def give_up(self) -> None:
        """Close without recording. The draft stays."""
        self.kept.leave()
        self.closed.emit()

    def recorded(self) -> None:
        """It is on disk: forget the draft and close."""
        self.kept.finish()
        self.closed.emit()

    def typed(self) -> Fields:
        """Return what is in the named fields, as text."""
        return {name: text for name, widget in self._fields.items() if (text := _text_of(widget))}

    def restore(self, fields: Fields) -> None:
        """Put an earlier draft back. What its author left as it was follows the record; what both changed shows both texts."""
        clash: dict[str, tuple[object, object]] = {}
        mine = {name: text for name, text in fields.items() if not name.startswith(WAS)}
        for name in self._of_record():
            typed, was, now = fields.get(name, ""), fields.get(WAS + name), self._first.get(name, "")
            if was is None or was == now or typed == now:
                continue
            if typed == was:
                mine[name] = now
            else:
                clash[name] = (typed, now)
        self.fill(mine)
        self.anew.show()
        if clash:
            with_whose(self.lane(), clash, self._table, self._about, self.show_refusal)

    def _to_keep(self) -> Fields:
        typed = self.typed()
        if typed == self._first:
            return typed
        return typed | {WAS + name: self._first.get(name, "") for name in self._of_record()}

    def _of_record(self) -> list[str]:
        return [name for name in self.titles if name in self._fields] if self._table else []

    def fill(self, fields: Fields) -> None:
        """Put texts into the named fields; a field that is not named becomes empty."""
        for name, widget in self._fields.items():
            _put(widget, fields.get(name, ""))

    def _on_anew(self) -> None:
        self.anew.hide()
        self.fill(self._first)
        self.kept.touched()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_touched(self, *_: object) -> None:
        self.kept.touched()


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, Choice | Picker):
        return str(widget.value or "")
    if isinstance(widget, Check):
        return "ja" if widget.isChecked() else ""
    if isinstance(widget, FilterChips):
        return " ".join(str(code) for code in widget.values)
    raise TypeError(type(widget))


def _stored(widget: QWidget, value: object) -> str:
    match value:
        case StrEnum():
            return value.name
        case date():
            return full_date(value)
        case time():
            return clock_time(value)
        case bool():
            return "ja" if value else "" if isinstance(widget, Check) else "nee"
    return str(value or "")


def _put(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, TextArea):
        widget.set_value(text)
    elif isinstance(widget, Picker | Choice):
        widget.set_value(text or None)
    elif isinstance(widget, Check):
        widget.setChecked(bool(text))
    elif isinstance(widget, FilterChips):
        widget.set_value(*text.split())
