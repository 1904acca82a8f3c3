"""*Melder wijzigen*: what was shown a moment ago, to change and seal anew; *Melder toevoegen*: who told it, where nobody was sealed.

Nothing of it is kept in a draft, and closing forgets it.
"""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from expertiseteam.concerns.records import ConcernView, ReporterText
from expertiseteam.concerns.reporter import change_reporter
from ui.concerns.panels import Done, Panel, needed
from ui.shell.runner import Lane
from ui.widgets.checks import Check
from ui.widgets.fields import Field, LineField


class ReporterPanel(Panel):
    """Name, number, employer, and what was agreed about the name; with a reason for the log."""

    def __init__(self) -> None:
        super().__init__(" ", " ")
        self._trade, self._is_first = "", False
        self.name = LineField(name=self.tr("Naam van de melder"), longest=200)
        self.phone = LineField(name=self.tr("Telefoon of e-mail van de melder"), longest=200)
        self.employer = LineField(name=self.tr("Werkgever van de melder"), longest=200)
        self.remark = LineField(name=self.tr("Opmerking over de melder"))
        self.may_be_named = Check(self.tr("De melder vindt het goed dat de naam genoemd wordt"))
        self.named_to = LineField(name=self.tr("Aan wie mag de naam genoemd worden"))
        self.agreed_with = LineField(name=self.tr("Met wie is dat afgesproken"), longest=200)
        self.reason = LineField(self.tr("bijvoorbeeld: de melder belde met een ander nummer"), name=self.tr("Waarom wijzigt u dit?"))
        self._reason_field = Field(
            self.tr("Waarom wijzigt u dit?"), self.reason, hint=self.tr("dit staat in het logboek; schrijf geen naam")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, (label, field) in enumerate(
            (
                (self.tr("Naam"), self.name),
                (self.tr("Telefoon of e-mail"), self.phone),
                (self.tr("Werkgever"), self.employer),
                (self.tr("Opmerking"), self.remark),
                (self.tr("Naam mag genoemd worden aan"), self.named_to),
                (self.tr("Afgesproken met"), self.agreed_with),
            )
        ):
            grid.addWidget(Field(label, field), place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addWidget(self.may_be_named)
        self.body.addWidget(self._reason_field)
        self.ask_first(False)

    def ask_first(self, is_first: bool) -> None:
        """Say whether somebody was sealed already, who is changed, or nobody yet, and who told it is added."""
        self._is_first = is_first
        self.button = self.tr("Verzegelen") if is_first else self.tr("Opnieuw verzegelen")
        self.heading.setText(self.tr("Melder toevoegen") if is_first else self.tr("Melder of toestemming wijzigen"))
        self.aside.setText(self.tr("wordt verzegeld") if is_first else self.tr("wordt opnieuw verzegeld"))
        self._reason_field.rename(self.tr("Waarom voegt u de melder toe?") if is_first else self.tr("Waarom wijzigt u dit?"))

    def offer(self, reporter: ReporterText | None) -> None:
        """Show what is sealed now; None: nobody was named yet."""
        known = reporter or ReporterText()
        self._trade = known.trade  # goes along unchanged
        for field, text in (
            (self.name, known.name),
            (self.phone, known.phone),
            (self.employer, known.employer),
            (self.remark, known.remark),
            (self.named_to, known.named_to),
            (self.agreed_with, known.agreed_with),
        ):
            field.setText(text)
        self.may_be_named.setChecked(known.may_be_named)
        self.reason.clear()

    def first(self) -> QWidget:
        return self.name

    def check(self) -> bool:
        too_short = len(self.reason.value()) < 3
        return needed((self._reason_field, self.tr("Schrijf waarom u dit wijzigt, zonder de naam.") if too_short else ""))

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        named = self.may_be_named.isChecked()
        new = ReporterText(
            self.name.value(),
            self.phone.value(),
            self.remark.value(),
            named,
            self.employer.value(),
            self.named_to.value() if named else "",
            self.agreed_with.value() if named else "",
            self._trade,
        )
        again = self.tr("De melder van signaal {0} is opnieuw verzegeld.")
        said = (self.tr("De melder van signaal {0} is verzegeld.") if self._is_first else again).format(concern.code)
        lane.do(lambda _: done(said), change_reporter, concern.id, new, self.reason.value(), is_first=self._is_first)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # put away, not only out of sight for a moment
            self.offer(None)
