"""What stands above a visit, whether it is written down or read: which case, who goes, the task, and the papers to take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.visits.records import VisitView, duo_words
from ui.visits.form_words import task_words
from ui.visits.papers import PaperLinks
from ui.widgets.labels import Elided, Label, Title


class VisitHead(QWidget):
    """`need` says what must still be filled in; the screen writes it."""

    def __init__(self, links: PaperLinks) -> None:
        super().__init__()
        self.name, self.about, self.need = Title(), Elided("", "quiet"), Label("", "small", "warn")
        self.task = Elided("", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for parts, wide in (((self.name, self.about, self.need), self.about), ((self.task, links), self.task)):
            line = QHBoxLayout()
            line.setSpacing(14)
            for part in parts:
                line.addWidget(part, int(part is wide))
            column.addLayout(line)

    def show_visit(self, view: VisitView, names: Callable[[str, str], str], today: date, *, writes: bool) -> None:
        """Show whose visit it is; `names` hides what leads to a household while names are hidden."""
        self.name.setText(self.tr("Huisbezoek vastleggen") if writes else self.tr("Huisbezoek"))
        about = (view.code, names(view.label, ""), names(view.place, ""), duo_words(view.care, view.enforcement))
        self.about.setText(" \u2009·\u2009 ".join(part for part in about if part))
        known = names(view.trusted_contact, "…") if view.trusted_contact else ""
        self.task.setText(task_words(view, known, today))
