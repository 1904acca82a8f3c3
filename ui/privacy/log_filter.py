"""Which lines of the log are wanted: whose, about which case or signal, in which period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from expertiseteam.basics.dates import full_date
from expertiseteam.privacy.reading_log import LogFilter, LogSubject
from expertiseteam.team.records import MemberLine
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Fold
from ui.widgets.labels import KeyHint

_ALL, _CASE, _CONCERN = "", "case", "concern"


@dataclass(frozen=True)
class Typed:
    """What was filled in: a filter, and the number of a case or a signal ("" for none)."""

    filter: LogFilter
    code: str = ""
    is_case: bool = True


class LogFilterFold(Fold):
    """Emits `wanted` with a Typed. `whole` is no for who reads only his own lines: then nobody is to be chosen."""

    wanted = Signal(object)

    def __init__(self, today: Callable[[], date], *, whole: bool) -> None:
        super().__init__(self.tr("Filter"))
        self._today, self._whole, self._made = today, whole, False
        self._members: dict[str, str] = {}
        self.words = self.tr("alle regels")  # what was last asked for

    def set_open(self, open_: bool) -> None:
        if open_:
            self._make()
        super().set_open(open_)

    def _make(self) -> None:
        """Make what is inside when it is first wanted: most who read the log never open it."""
        if self._made:
            return
        self._made = True
        self.member = Picker(self._choices(), name=self.tr("Wie"))
        kinds = ((_ALL, self.tr("Alles")), (_CASE, self.tr("Eén casus")), (_CONCERN, self.tr("Eén signaal")))
        self.kind = Picker(kinds, name=self.tr("Waarover"))
        self.code = LineField(self.tr("bijvoorbeeld 26-041"), name=self.tr("Nummer"), longest=20)
        self.first = DateField(self._today, name=self.tr("Vanaf"), placeholder=self.tr("bijvoorbeeld 1 oktober"), looking_back=True)
        self.last = DateField(self._today, name=self.tr("Tot en met"), placeholder=self.tr("bijvoorbeeld vandaag"), looking_back=True)
        self._code_field = Field(self.tr("Nummer"), self.code)
        self._first_field, self._last_field = Field(self.tr("Vanaf"), self.first), Field(self.tr("Tot en met"), self.last)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        top = [Field(self.tr("Waarover"), self.kind), self._code_field]
        if self._whole:
            top.insert(0, Field(self.tr("Wie"), self.member))
        for column, field in enumerate(top):
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
        for column, field in enumerate((self._first_field, self._last_field)):
            grid.addWidget(field, 1, column, Qt.AlignmentFlag.AlignTop)
        for column in range(len(top)):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.show_button = Button(self.tr("Toon deze regels"), self.submit, role="primary")
        foot.addWidget(self.show_button)
        foot.addWidget(KeyHint("Ctrl Enter"))
        foot.addWidget(Button(self.tr("Toon alles"), self.clear))
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.kind.chosen.connect(lambda _: self._show_code())
        for line in (self.code, self.first, self.last):
            line.returnPressed.connect(self.submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self._show_code()

    def offer(self, members: Sequence[MemberLine]) -> None:
        """Say who can be chosen."""
        self._members = {member.id: member.name for member in members}
        if self._made:
            self.member.set_options(self._choices())

    def show_subject(self, subject: LogSubject | None) -> None:
        """Forget what was filled in; show that the log of one case or signal is read."""
        if self._made:
            self._empty()
        if subject is not None:
            self._make()
            self.kind.set_value(_CASE if subject.is_case else _CONCERN)
            self.code.setText(subject.code)
            self._show_code()
        self._tell(Typed(LogFilter(), subject.code, subject.is_case) if subject is not None else Typed(LogFilter()))

    def submit(self) -> None:
        """Tell what is wanted, or say below the fields what is wrong."""
        self._make()
        code = self.code.value() if self.kind.value else ""
        self._code_field.wrong(self.tr("Vul een nummer in.") if self.kind.value and not code else "")
        self._first_field.wrong(self.first.fault)
        first, last = self.first.value_date, self.last.value_date
        turned = first is not None and last is not None and last < first
        self._last_field.wrong(self.tr("Deze dag is eerder dan de dag bij Vanaf.") if turned else self.last.fault)
        wrong = next((field for field in (self._code_field, self._first_field, self._last_field) if field.fault), None)
        if wrong is not None:
            wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        typed = Typed(LogFilter(str(self.member.value or ""), None, first, last), code, self.kind.value == _CASE)
        self._tell(typed)
        self.wanted.emit(typed)

    def clear(self) -> None:
        """Want everything again."""
        self._make()
        self._empty()
        self.submit()

    def not_found(self) -> None:
        """Say that there is no case or signal of the number."""
        words = (
            self.tr("Er is geen casus met dit nummer, of u mag er niet van weten.")
            if self.kind.value == _CASE
            else self.tr("Er is geen signaal met dit nummer, of u mag er niet van weten.")
        )
        self.set_open(True)
        self._code_field.wrong(words)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choices(self) -> list[tuple[object, str]]:
        return [("", self.tr("Iedereen")), *self._members.items()]

    def _empty(self) -> None:
        self.member.set_value("")
        self.kind.set_value(_ALL)
        self.code.clear()
        self.first.set_date(None)
        self.last.set_date(None)
        self._show_code()

    def _show_code(self) -> None:
        self._code_field.setEnabled(bool(self.kind.value))

    def _tell(self, typed: Typed) -> None:
        wanted = typed.filter
        parts = [self._members.get(wanted.member_id, "")] if wanted.member_id else []
        if typed.code:
            parts.append((self.tr("casus {0}") if typed.is_case else self.tr("signaal {0}")).format(typed.code))
        if wanted.first is not None:
            parts.append(self.tr("vanaf {0}").format(full_date(wanted.first)))
        if wanted.last is not None:
            parts.append(self.tr("tot en met {0}").format(full_date(wanted.last)))
        self.words = " · ".join(parts) or self.tr("alle regels")
        self.set_hint(self.words)
