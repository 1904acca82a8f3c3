"""What an outcome asks besides: why somebody says no, how it is tried again, and what an objection does at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.team.catalogues import options, plain, shipped, word_of
from expertiseteam.team.records import Catalogue, CatalogueLine
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.planning import will_need_check_in
from expertiseteam.visits.recording import is_the_same_again, suggest_next
from expertiseteam.visits.records import SAYS_NO, TRY_AGAIN, ContactMode, DayPart, NextTry, Outcome, Plan, Refusal
from ui.look.theme import px
from ui.shell.drafts import Fields
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.labels import Label
from ui.widgets.pills import Choice

MODES = tuple((mode.name, mode.value.capitalize()) for mode in ContactMode)
PARTS = tuple((part.name, part.value.capitalize()) for part in DayPart)
_UNKNOWN = ("", "Weet ik niet")


class AfterOutcome(QWidget):
    """Shows what belongs to the outcome that is chosen, and nothing else. `changed` at every change."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._outcome: Outcome | None = None
        self._how: ContactMode = ContactMode.VISIT
        self._at: time | None = None
        self._settings = TeamSettings()
        self._words: Sequence[CatalogueLine] = shipped()
        self.refusal = Picker(self._reasons(None), name=self.tr("Waarom niet?"))
        self.again = Check(self.tr("Nog een keer proberen"))
        self.mode = Picker(MODES, name=self.tr("Hoe probeert u het opnieuw?"))
        self.part = Choice(PARTS, name=self.tr("Op welk dagdeel?"))
        self.before = DateField(today, name=self.tr("Uiterlijk op"))
        self.before.setFixedWidth(px(220))
        self.same, self.evening = Label("", "small", "warn"), Label("", "small", "warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = Label(self.tr("Waarom niet?"), "strong")
        words.setBuddy(self.refusal)
        self._why = _row(words, self.refusal)
        until = Label(self.tr("uiterlijk"))
        until.setBuddy(self.before)
        self._try = _row(self.again, self.mode, self.part, until, self.before)
        self._objects = Label(
            self.tr("Als u dit bewaart, ziet alleen de aandachtsfunctionaris deze casus nog, tot over het bezwaar is besloten."),
            "small",
            "warn",
            wrap=True,
        )
        for part in (self._why, self._try, self.same, self.evening, self._objects):
            column.addWidget(part)
        self.refusal.chosen.connect(self._on_changed)
        self.again.toggled.connect(self._on_changed)
        self.mode.chosen.connect(self._on_changed)
        self.part.chosen.connect(self._on_changed)
        self.before.textChanged.connect(self._on_changed)
        self.show_outcome(None)

    def know(self, settings: TeamSettings, words: Sequence[CatalogueLine]) -> None:
        """Hear what the team chose, and its lists; call it before a visit is shown."""
        self._settings, self._words = settings, words

    def _reasons(self, chosen: Refusal | str | None) -> list[tuple[object, str]]:
        return [_UNKNOWN, *options(self._words, Catalogue.REFUSAL, Refusal, chosen)]

    def begin(self, refusal: Refusal | str | None) -> None:
        """Bring the fields into their first state."""
        self.refusal.set_options(self._reasons(refusal))
        self.refusal.set_value(plain(refusal) if refusal else "")
        self._suggest()
        self.again.setChecked(False)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Ask what belongs to this outcome. When it was a door that stayed closed, trying again is the default (domain.md, row 48)."""
        if outcome in TRY_AGAIN and self._outcome not in TRY_AGAIN:
            self._suggest()
            self.again.setChecked(True)
        self._outcome = outcome
        self._why.setVisible(outcome in SAYS_NO)
        self._try.setVisible(outcome in TRY_AGAIN)
        self._objects.setVisible(outcome is Outcome.OBJECTION)
        self._show()

    def went(self, how: ContactMode, at: time | None) -> None:
        """Hear how and when it was tried now: the suggestion is another mode or another hour."""
        if (how, at) != (self._how, self._at):
            self._how, self._at = how, at
            self._suggest()
        self._show()

    def value(self) -> tuple[Refusal | str | None, NextTry | None]:
        """Return why not, and the next attempt if there is one."""
        reason = str(self.refusal.value or "")
        refusal = word_of(Refusal, reason) if self._outcome in SAYS_NO else None
        return refusal, self._next()

    def day_fault(self) -> str:
        """Return what is wrong with the day of the next attempt, or ""."""
        if self._outcome not in TRY_AGAIN or not self.again.isChecked() or self.before.value_date is not None:
            return ""
        return self.before.fault or self.tr("Schrijf voor welke dag u het opnieuw probeert.")

    def as_text(self) -> Fields:
        """Return everything as text, for a draft."""
        return {
            "refusal": str(self.refusal.value or ""),
            "again": "ja" if self.again.isChecked() else "",
            "again_mode": str(self.mode.value or ""),
            "again_part": str(self.part.value or ""),
            "again_before": self.before.text(),
        }

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        self.refusal.set_value(fields.get("refusal", ""))
        self.mode.set_value(fields.get("again_mode") or None)
        self.part.set_value(fields.get("again_part") or None)
        self.before.setText(fields.get("again_before", ""))
        self.again.setChecked(fields.get("again") == "ja")

    def _next(self) -> NextTry | None:
        before = self.before.value_date
        if self._outcome not in TRY_AGAIN or not self.again.isChecked() or before is None:
            return None
        part = self.part.value
        return NextTry(ContactMode[str(self.mode.value)], DayPart[str(part)] if part else None, before)

    def _suggest(self) -> None:
        wanted = suggest_next(self._how, self._at, self._today(), self._settings)
        self.mode.set_value(wanted.mode.name)
        self.part.set_value(wanted.part.name if wanted.part else None)
        self.before.set_date(wanted.before)

    def _show(self) -> None:
        wants = self.again.isChecked()
        for field in (self.mode, self.part, self.before):
            field.setEnabled(wants)
        planned = self._next()
        again = planned is not None and is_the_same_again(self._how, self._at, planned, self._settings.evening)
        self.same.setText(self.tr("Dat is dezelfde manier op hetzelfde dagdeel. Een ander uur of een andere manier werkt vaak beter."))
        self.same.setVisible(again)
        self.evening.setText(self.tr("In de avond wacht er iemand op u: spreek een achterwacht af zodra u weet hoe laat u gaat."))
        self.evening.setVisible(planned is not None and will_need_check_in(planned.part, Plan(), planned.mode))

    def _on_changed(self, *_: object) -> None:
        self._show()
        self.changed.emit()


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    for part in parts:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addStretch(1)
    return row
