"""*Licht contact houden*: who was spoken to and accepts no help is asked to the drop-in, or seen once more (domain.md, row 112)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.recording import suggest_light
from expertiseteam.visits.records import LIGHT_FOLLOW, ContactMode, NextTry, Outcome
from ui.look.theme import px
from ui.shell.drafts import Fields
from ui.visits.after import MODES
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.labels import Label


class LightContact(QWidget):
    """Nobody is pressed: the check is off until somebody of the duo wants it. `changed` at every change."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._outcome: Outcome | None = None
        self._how, self._settings = ContactMode.VISIT, TeamSettings()
        self.keeps = Check(self.tr("Licht contact houden"))
        self.mode = Picker(MODES, name=self.tr("Hoe houdt u licht contact?"))
        self.before = DateField(today, name=self.tr("Licht contact, uiterlijk op"))
        self.before.setFixedWidth(px(220))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        until = Label(self.tr("uiterlijk"))
        until.setBuddy(self.before)
        for part in (self.keeps, self.mode, until, self.before):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.keeps.toggled.connect(self._on_changed)
        self.mode.chosen.connect(self._on_changed)
        self.before.textChanged.connect(self._on_changed)
        self.hide()

    def know(self, settings: TeamSettings) -> None:
        """Hear what the team chose; call it before a visit is shown."""
        self._settings = settings

    def begin(self, how: ContactMode) -> None:
        """Bring the fields into their first state: nothing is planned."""
        self._how = how
        self.keeps.setChecked(False)
        wanted = suggest_light(how, self._today(), self._settings)
        self.mode.set_value(wanted.mode.name)
        self.before.set_date(wanted.before)
        self._show()

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Ask it where somebody said no."""
        self._outcome = outcome
        self._show()

    def value(self) -> NextTry | None:
        """Return how and before when contact is kept; None when it is not."""
        before = self.before.value_date
        if self._outcome not in LIGHT_FOLLOW or not self.keeps.isChecked() or before is None:
            return None
        return NextTry(ContactMode[str(self.mode.value)], None, before)

    def day_fault(self) -> str:
        """Return what is wrong with the day, or ""."""
        if self._outcome not in LIGHT_FOLLOW or not self.keeps.isChecked() or self.before.value_date is not None:
            return ""
        return self.before.fault or self.tr("Schrijf vóór welke dag u weer contact hebt.")

    def as_text(self) -> Fields:
        """Return everything as text, for a draft."""
        return {
            "light": "ja" if self.keeps.isChecked() else "",
            "light_mode": str(self.mode.value or ""),
            "light_before": self.before.text(),
        }

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        self.mode.set_value(fields.get("light_mode") or ContactMode.DROP_IN.name)
        self.before.setText(fields.get("light_before", ""))
        self.keeps.setChecked(fields.get("light") == "ja")

    def _show(self) -> None:
        self.setVisible(self._outcome in LIGHT_FOLLOW)
        for field in (self.mode, self.before):
            field.setEnabled(self.keeps.isChecked())

    def _on_changed(self, *_: object) -> None:
        self._show()
        self.changed.emit()
