"""*Wie vertelt het?* in the form: typed, sealed, and from then on never shown again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.concerns.records import ReporterText, Source
from ui.concerns.words import capital
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Fold, Well
from ui.widgets.labels import IconLabel, Label
from ui.widgets.pills import Choice

TOLD_BY = (Source.RESIDENT, Source.VOLUNTEER, Source.PROFESSIONAL, Source.ANONYMOUS)


class ReporterPart(Fold):
    """The folded part. `changed` tells that something in it was typed or chosen.

    Two states: fields in which somebody types, or *verzegeld bewaard*, from which only replacing leads back to empty fields.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Wie vertelt het?"), icon="lock")
        self._is_sealed = self._is_touched = False
        self.source = Choice([(s, capital(s.value)) for s in TOLD_BY], name=self.tr("Bron"))
        self.body.addWidget(Field(self.tr("Bron"), self.source, hint=self.tr("dit ziet het hele team")))
        self.name = LineField(name=self.tr("Naam van de melder"), longest=200)
        self.phone = LineField(name=self.tr("Telefoon of e-mail van de melder"), longest=200)
        self.remark = LineField(self.tr("bijvoorbeeld: alleen ’s avonds bellen"), name=self.tr("Opmerking over de melder"))
        self.may_be_named = Check(self.tr("De melder vindt het goed dat de naam genoemd wordt"))
        self._open_part = QWidget()
        column = QVBoxLayout(self._open_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Naam"), self.name), 3)
        row.addWidget(Field(self.tr("Telefoon of e-mail"), self.phone), 2)
        column.addLayout(row)
        column.addWidget(Field(self.tr("Opmerking"), self.remark))
        column.addWidget(self.may_be_named)
        self.body.addWidget(self._open_part)
        self._sealed_part = Well()
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(IconLabel("lock"))
        said.addWidget(Label(self.tr("Verzegeld bewaard. Niemand kan het hier teruglezen, ook u niet."), wrap=True), 1)
        self.replace_button = Button(self.tr("Vervangen"), self._on_replace)
        said.addWidget(self.replace_button)
        self._sealed_part.body.addLayout(said)
        self.body.addWidget(self._sealed_part)
        for field in (self.name, self.phone, self.remark):
            field.textEdited.connect(self._on_typed)
        self.may_be_named.clicked.connect(self._on_typed)
        self.source.chosen.connect(lambda _: self._tell())
        self._show_state()

    @property
    def is_sealed(self) -> bool:
        """Whether a reporter lies sealed in the draft."""
        return self._is_sealed

    @property
    def is_touched(self) -> bool:
        """Whether the reporter was typed, or taken away, since the last time it was sealed."""
        return self._is_touched

    def text(self) -> ReporterText:
        """Return what is typed now."""
        return ReporterText(self.name.value(), self.phone.value(), self.remark.value(), self.may_be_named.isChecked())

    def chosen_source(self) -> Source:
        """Return the source, *niet genoemd* when nobody chose one."""
        value = self.source.value
        return value if isinstance(value, Source) else Source.UNKNOWN

    def show_sealed(self) -> None:
        """Forget what was typed: it lies sealed in the draft now."""
        self._empty()
        self._is_sealed = True
        self._show_state()

    def clear(self) -> None:
        """Begin anew."""
        self._empty()
        self._is_sealed = False
        self.source.set_value(None)
        self._show_state()
        self.set_open(False)

    def _empty(self) -> None:
        for field in (self.name, self.phone, self.remark):
            field.clear()
        self.may_be_named.setChecked(False)
        self._is_touched = False

    def _on_replace(self) -> None:
        self._is_sealed = False
        self._is_touched = True
        self._show_state()
        self.name.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._is_touched = True
        self._tell()

    def _tell(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self._open_part.setVisible(not self._is_sealed)
        self._sealed_part.setVisible(self._is_sealed)
        if self._is_sealed:
            said = self.tr("verzegeld bewaard")
        elif not self.text().is_empty:
            said = self.tr("ingevuld, wordt verzegeld")
        else:
            said = self.tr("verzegeld: alleen de aandachtsfunctionaris kan dit lezen")
        source = self.source.value
        self.set_hint(f"{source} · {said}" if isinstance(source, Source) else said)
