"""*Overslaan*: one overleg does not go on, with the reason and what that does to the rhythm."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from expertiseteam.basics.dates import long_date
from expertiseteam.meetings.records import MeetingLine
from expertiseteam.meetings.rhythm import gap_words
from ui.meetings.planning import Form
from ui.shell.drafts import Fields
from ui.widgets.fields import Field, LineField
from ui.widgets.labels import Label, Quiet


class SkipForm(Form):
    """`skipped` tells the reason."""

    skipped = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Overleg overslaan"))
        self.because = LineField(self.tr("bijvoorbeeld: zomerreces"), name=self.tr("Waarom gaat het niet door?"))
        self._field = Field(self.tr("Waarom gaat het niet door?"), self.because)
        self.gap = Label("", "small", "warn", wrap=True)
        self.fields.addWidget(self._field)
        self.fields.addWidget(self.gap)
        self.fields.addWidget(Quiet(self.tr("De overleggen daarna blijven op hun eigen dag. U kunt dit later terugdraaien."), wrap=True))
        self.fields.addStretch(1)
        self.add_foot(self.tr("Overslaan"))
        self.because.textEdited.connect(lambda _: self.typed.emit())

    def open(self, meeting: MeetingLine, before: date | None, after: date | None) -> None:
        """Show the form for one overleg; `before` and `after` are the overleggen around it that go on."""
        self.aside.setText(long_date(meeting.on))
        self.because.clear()
        self._field.wrong("")
        self.gap.setText(gap_words(before, after) if after is not None else "")
        self.gap.setVisible(bool(self.gap.text()))
        self.show()
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, kept: Fields) -> None:
        """Put back what was typed before."""
        self.because.setText(kept.get("because", ""))

    def kept(self) -> Fields:
        """Return what is worth keeping as a draft."""
        return {"because": self.because.value()} if self.because.value() else {}

    def save(self) -> None:
        self._field.wrong("" if self.because.value() else self.tr("Schrijf waarom dit overleg niet doorgaat."))
        if self.because.value():
            self.skipped.emit(self.because.value())
        else:
            self.because.setFocus(Qt.FocusReason.OtherFocusReason)
