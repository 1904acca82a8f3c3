"""At the door: did the resident let the duo in, and was it said who they are and for what they come (domain.md, R-31 and R-32)?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.visits.records import ASKS_CONSENT, AT_HOME, INSIDE, REACHED, Consent, ContactMode, Outcome, VisitView
from ui.shell.drafts import Fields
from ui.widgets.checks import Check
from ui.widgets.fields import LineField
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice


class AtTheDoor(QWidget):
    """Asks what belongs to the outcome, and nothing at a door that stayed closed. `changed` at every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._outcome: Outcome | None = None
        self._how = ContactMode.VISIT
        self._supervisor = ""
        self.consent = Choice(((c.name, c.value.capitalize()) for c in Consent), name=self.tr("Mocht u binnenkomen?"))
        self.because = LineField(self.tr("bijvoorbeeld: gaslucht, en niemand deed open"), name=self.tr("Welke nood was er?"))
        self.told = Check(self.tr("Gezegd wie wij zijn en waarvoor wij komen"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = Label(self.tr("Mocht u binnenkomen?"), "strong")
        words.setBuddy(self.consent)
        words.setContentsMargins(0, 5, 0, 0)
        self._asked = QWidget()
        row = QHBoxLayout(self._asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.consent, 1)
        self._maybe = Quiet(self.tr("Bleef u buiten? Laat dit dan leeg."), small=True)
        for part in (self._asked, self._maybe, self.because, self.told):
            column.addWidget(part)
        self.consent.chosen.connect(self._on_changed)
        self.because.textChanged.connect(self._on_changed)
        self.told.toggled.connect(self._on_changed)

    def begin(self, view: VisitView) -> None:
        """Bring the fields into their first state."""
        self._supervisor = view.supervisor
        self.because.setText(view.consent_because)
        self.told.setChecked(view.told_purpose)
        self.consent.pill(Consent.OUTSIDE.name).setVisible(bool(view.supervisor) or view.consent is Consent.OUTSIDE)
        self.consent.set_value(view.consent.name if view.consent else None)
        both = self.tr("Gezegd wie wij zijn en waarvoor wij komen: hulp én toezicht")
        self.told.setText(both if view.supervisor else self.tr("Gezegd wie wij zijn en waarvoor wij komen"))
        self.show_outcome(self._outcome)

    def went(self, how: ContactMode) -> None:
        """Hear how they met: who came to a consult hour let nobody in."""
        self._how = how
        self.show_outcome(self._outcome)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Ask what belongs to this outcome."""
        self._outcome = outcome
        asks = self._asks
        self._asked.setVisible(asks)
        self._maybe.setVisible(asks and outcome not in INSIDE)
        self.because.setVisible(asks and self.consent.value == Consent.NEED.name)
        self.told.setVisible(outcome in REACHED)

    def is_missing(self) -> bool:
        """Whether it must still be said how somebody who supervises came in."""
        return bool(self._supervisor) and self._asks and self._outcome in INSIDE and self.consent.value is None

    def value(self) -> tuple[Consent | None, str, bool]:
        """Return how they came in, which need there was, and whether it was said who they are."""
        chosen = Consent[str(self.consent.value)] if self._asks and self.consent.value else None
        return chosen, self.because.value() if chosen is Consent.NEED else "", self._outcome in REACHED and self.told.isChecked()

    def as_text(self) -> Fields:
        """Return everything as text, for a draft."""
        return {
            "consent": str(self.consent.value or ""),
            "consent_because": self.because.text(),
            "told_purpose": "ja" if self.told.isChecked() else "",
        }

    def restore(self, fields: Fields) -> None:
        """Put a draft back."""
        self.consent.set_value(fields.get("consent") or None)
        self.because.setText(fields.get("consent_because", ""))
        self.told.setChecked(fields.get("told_purpose") == "ja")
        self.show_outcome(self._outcome)

    @property
    def _asks(self) -> bool:
        return self._how in AT_HOME and self._outcome in ASKS_CONSENT

    def _on_changed(self, *_: object) -> None:
        self.show_outcome(self._outcome)
        self.changed.emit()
