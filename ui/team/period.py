"""From which day and until which day somebody stands in: the two fields that every form about it has."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from expertiseteam.basics.clock import local_day
from ui.shell.desk import Desk
from ui.widgets.dates import DateField
from ui.widgets.fields import Field


class Period:
    """The fields `since` and `until`, to put in a form, and what is wrong with them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.since, self.until = (DateField(self._today, name=name) for name in (_tr("Vanaf"), _tr("Tot en met")))
        self.since_field = Field(_tr("Vanaf"), self.since)
        self.until_field = Field(_tr("Tot en met"), self.until, hint=_tr("hoogstens een half jaar vooruit"))
        self.fields = (self.since_field, self.until_field)

    def begin(self) -> None:
        """Start today, with no last day yet."""
        self.since.set_date(self._today())
        for field in self.fields:
            field.wrong("")

    def faults(self) -> tuple[tuple[Field, str], ...]:
        """What is wrong with each field; "" for nothing."""
        first = "" if self.since.value_date else self.since.fault or _tr("Vul de eerste dag in.")
        last = "" if self.until.value_date else self.until.fault or _tr("Vul de laatste dag in.")
        return ((self.since_field, first), (self.until_field, last))

    def _today(self) -> date:
        return local_day(self._desk.clock())


def told_first(faults: tuple[tuple[Field, str], ...]) -> Field | None:
    """Show each fault at its field; return the first field that has one."""
    for field, fault in faults:
        field.wrong(fault)
    return next((field for field, fault in faults if fault), None)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Period", words)
