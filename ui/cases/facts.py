"""The tab *Gegevens*: what is agreed about the case itself, and who lives there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.door_records import FactLine
from expertiseteam.cases.opening import change_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import RUNNING, CaseFile, CaseState, CaseView, HouseholdKind
from expertiseteam.cases.subject_records import Household
from ui.cases.known import Known
from ui.cases.known_facts import FactsKnownCard
from ui.cases.people import PeopleCard
from ui.cases.subject import LinkedCard, SubjectCard
from ui.cases.words import is_running
from ui.shell.conflict import with_whose
from ui.shell.desk import Desk
from ui.shell.drafts import WAS, DraftKeeper, Fields
from ui.shell.pages import Pages
from ui.visits.pair import option
from ui.widgets.both_texts import BothTexts
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.frames import MessageBar, Scrolled
from ui.widgets.labels import KeyHint

TITLES = {
    "label": "Naam op papier",
    "goal": "Doel van deze casus",
    "lead_id": "Regisseur",
    "state": "Hoe staat het ervoor?",
    "legal_basis": "Grondslag",
    "purpose": "Waarvoor delen wij gegevens?",
    "bringing_partner": "Ingebracht door",
    "household": "Huishouden",
    "place": "Waar",
    "trusted_contact": "Vertrouwd persoon",
}
# The fields as they stand in the form: rows of (name, width in sixths).
_ROWS = (
    (("label", 2), ("goal", 4)),
    (("lead_id", 2), ("state", 2), ("household", 2)),
    (("legal_basis", 3), ("purpose", 3)),
    (("place", 2), ("bringing_partner", 2), ("trusted_contact", 2)),
)
_ENUMS = {"state": CaseState, "household": HouseholdKind}
_NAMING = ("label", "place", "trusted_contact")  # may name a resident; dots while names are hidden
Clash = dict[str, tuple[object, object]]


class FactsTab(QWidget):
    """Shows the fields; what was changed is saved together. A colleague's change of the same field shows both texts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: CaseView | None = None
        self._lead_names: dict[str, str] = {}
        self._new: dict[str, Any] = {}  # what was being saved when a colleague turned out to have changed the same
        self._clash: Clash = {}
        self._clash_on: CaseView | None = None
        self._lane = desk.runner.lane(self, self._on_refused)
        self.fields: dict[str, LineField | TextArea | Picker] = {
            "label": LineField(),
            "goal": TextArea(least=2, most=4),
            "lead_id": Picker(),
            "state": Picker(),
            "legal_basis": Picker(),
            "purpose": Picker(),
            "bringing_partner": LineField(),
            "household": Picker(),
            "place": LineField(),
            "trusted_contact": LineField(self.tr("bijvoorbeeld een buurvrouw")),
        }
        self.people = PeopleCard(desk, self._on_refused)
        self.subject, self.linked = SubjectCard(desk, self._on_refused), LinkedCard(desk, self._on_refused)
        self.told = FactsKnownCard(desk, self._on_refused)
        self.bar = MessageBar()
        self.button = Button(self.tr("Bewaar de gegevens"), self.save, role="primary")
        self.back = Button(self.tr("Terug naar wat er stond"), self._on_back)
        self.both = BothTexts()
        self.both.chosen.connect(self._on_chosen)
        self.kept = DraftKeeper(self, desk.runner, "case", self._typed, self._restore)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        for widget in self.fields.values():
            if isinstance(widget, Picker):
                widget.chosen.connect(self._on_touched)
            else:
                widget.textChanged.connect(self._on_touched)

    def show_file(self, file: CaseFile, known: Known) -> None:
        """Show a case. What somebody is typing here stays when a colleague changes the case meanwhile."""
        self.people.show_case(file.case.id, can_write=is_running(file.case))
        if self._shown is not None and self._shown.id == file.case.id and self.changed():
            return
        another = self._shown is None or self._shown.id != file.case.id
        if another:
            self.kept.leave()
            self.bar.close_bar()
            self._pages.setCurrentIndex(0)
        self._fill_lists(file.case, known)
        if another:
            self._begin(file.case)
        else:
            self._shown = file.case
            self._put(file.case)
            self._on_touched()

    def show_told(self, case: CaseView, facts: Sequence[FactLine], known: Known) -> None:
        """Show what is known already."""
        self.told.show_facts(case.id, facts, known.organisations, can_write=is_running(case))

    def show_household(self, case: CaseView, found: Household, known: Known) -> None:
        """Show who and what the case is about, which comes after its file."""
        can_write = is_running(case)
        self.people.show_household(found)
        self.subject.show_subject(case.id, found, can_write=can_write)
        self.linked.show_linked(case.id, found, known.cases, can_write=can_write)

    def changed(self) -> dict[str, Any]:
        """Return the fields that differ from what is stored."""
        shown = self._shown
        if shown is None:
            return {}
        now = {name: self._value(name) for name in self.fields}
        return {name: value for name, value in now.items() if value != getattr(shown, name)}

    def save(self) -> None:
        """Record what was changed."""
        if self._shown is not None and self.changed() and self.desk.may(change_case):
            self._save(self._shown, self.changed())

    def leave(self) -> None:
        """Keep what is typed."""
        self.kept.keep_now()
        self.people.kept.keep_now()
        self.linked.kept.keep_now()
        self.told.kept.keep_now()

    def escape(self) -> bool:
        """Leave the choice between two texts; what was typed is still in the fields."""
        if self._pages.currentIndex() == 1:
            self._pages.setCurrentIndex(0)
            return True
        return False

    # Parts

    def _lay_out(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for number in range(6):
            grid.setColumnStretch(number, 1)
        for widget in self.fields.values():  # the columns decide how wide a field is, not what is in it
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
        for row, names in enumerate(_ROWS):
            column_now = 0
            for name, wide in names:
                grid.addWidget(Field(TITLES[name], self.fields[name]), row, column_now, 1, wide, Qt.AlignmentFlag.AlignTop)
                column_now += wide
        column.addLayout(grid)
        for card in (self.people, self.told, self.subject, self.linked):
            column.addWidget(card)
        column.addStretch(1)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.bar)
        outer.addWidget(Scrolled(form), 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for part in (self.button, KeyHint("Ctrl Enter"), self.back):
            foot.addWidget(part)
        foot.addStretch(1)
        outer.addLayout(foot)
        self._pages = Pages()
        self._pages.addWidget(page)
        self._pages.addWidget(self.both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _fill_lists(self, case: CaseView, known: Known) -> None:
        members = [option(m, self.desk.workspace.today) for m in known.members]
        self._lead_names = {m.id: m.name for m in known.members} | {case.lead_id: case.lead}
        if case.lead_id not in {m for m, _ in members}:
            members.append((case.lead_id, case.lead))
        states = RUNNING if case.state in RUNNING else (*RUNNING, case.state)
        options: dict[str, list[tuple[str, str]]] = {
            "lead_id": members,
            "state": [(s.name, s.value.capitalize()) for s in states],
            "household": [(h.name, h.value.capitalize()) for h in HouseholdKind],
            "legal_basis": _with_own(known.settings.legal_bases, case.legal_basis),
            "purpose": _with_own(known.settings.purposes, case.purpose),
        }
        for name, choices in options.items():
            widget = self.fields[name]
            if isinstance(widget, Picker):
                widget.set_options(choices)

    def _put(self, case: CaseView) -> None:
        for name, widget in self.fields.items():
            value = getattr(case, name)
            text = value.name if name in _ENUMS else str(value)
            self._put_text(widget, text)
            widget.setEnabled(is_running(case) and self.desk.may(change_case))
            if name in _NAMING and isinstance(widget, QLineEdit):
                widget.setEchoMode(QLineEdit.EchoMode.Password if self.desk.names.hidden else QLineEdit.EchoMode.Normal)

    def _put_text(self, widget: QWidget, text: str) -> None:
        if isinstance(widget, Picker):
            widget.set_value(text)
        elif isinstance(widget, TextArea):
            widget.set_value(text)
        elif isinstance(widget, QLineEdit):
            widget.setText(text)
            widget.setCursorPosition(0)  # its beginning is seen, also where it is longer than its field

    def _text(self, name: str) -> str:
        widget = self.fields[name]
        if isinstance(widget, Picker):
            return str(widget.value or "")
        return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()

    def _value(self, name: str) -> Any:
        text = self._text(name).strip()
        return _ENUMS[name][text] if name in _ENUMS else text

    def _typed(self) -> Fields:
        """Only what was changed, and what stood there: a draft must not bring back what a colleague changed meanwhile."""
        kept = {}
        for name in self.changed():
            before = getattr(self._shown, name)
            kept[name] = self._text(name)
            kept[WAS + name] = before.name if name in _ENUMS else str(before)
        return kept

    def _restore(self, fields: Fields) -> None:
        clash: Clash = {}
        for name, widget in self.fields.items():
            if name not in fields:
                continue
            stored = self._text(name)
            self._put_text(widget, fields[name])
            if fields.get(WAS + name) != stored and name in self.changed():
                clash[name] = (self._value(name), getattr(self._shown, name))
        if self.changed():
            self.bar.tell(self.tr("Uw wijzigingen van eerder staan er nog. Ze zijn nog niet bewaard."), "calm")
        self._on_touched()
        if clash and (shown := self._shown) is not None:
            self._new = self.changed()
            with_whose(self._lane, clash, "case", shown.id, lambda conflict: self._show_both(conflict, shown))

    def _save(self, shown: CaseView, new: Mapping[str, Any]) -> None:
        self._new = dict(new)
        self._lane.do(lambda _: self._on_saved(), change_case, shown, new)

    def _on_saved(self) -> None:
        self.kept.finish()
        self.bar.close_bar()
        self._pages.setCurrentIndex(0)
        if self._shown is not None:
            self.desk.say(self.tr("De gegevens van casus {0} zijn bewaard.").format(self._shown.code))
            self._lane.ask(self._begin, case_view, self._shown.id)

    def _begin(self, case: CaseView) -> None:
        """Show what is stored, and count changes from here."""
        self._shown = case
        self._put(case)
        self.kept.begin(case.id)
        self._on_touched()

    def _on_refused(self, refused: Refused) -> None:
        if isinstance(refused, Conflict) and refused.fields and self._shown is not None:
            self._lane.ask(lambda now: self._show_both(refused, now), case_view, self._shown.id)
        else:
            self.bar.tell(str(refused), "warn")

    def _show_both(self, conflict: Conflict, now: CaseView) -> None:
        self._clash, self._clash_on = conflict.fields, now
        self._pages.setCurrentWidget(self.both)
        self.both.show_conflict(conflict, TITLES, self._as_text, self.desk.clock())

    def _as_text(self, name: str, value: object) -> str:
        if name == "lead_id":
            return self._lead_names.get(str(value), "")
        return str(value).capitalize() if name in _ENUMS else str(value)

    def _on_chosen(self, mine: list[str]) -> None:
        now = self._clash_on
        new = {name: value for name, value in self._new.items() if name in mine or name not in self._clash}
        if now is not None and new:
            self._save(now, new)
        elif now is not None:
            self.kept.finish()
            self.bar.close_bar()
            self._pages.setCurrentIndex(0)
            self._begin(now)
            self.desk.say(self.tr("De tekst van uw collega blijft staan."))

    def _on_back(self) -> None:
        if self._shown is not None:
            self._put(self._shown)
            self.bar.close_bar()
            self._on_touched()

    def _on_touched(self, *_: object) -> None:
        changed = bool(self.changed())
        self.button.setEnabled(changed)
        self.back.setVisible(changed)
        self.kept.touched()


def _with_own(known: tuple[str, ...], own: str) -> list[tuple[str, str]]:
    """Return the team's own list, and what this case has when that is no longer on it."""
    return [(text, text) for text in dict.fromkeys((*known, own)) if text]
