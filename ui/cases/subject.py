"""What a case is about, which domains of life matter, and which cases belong to it. Every choice is recorded at once; none is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.records import CaseLine
from expertiseteam.cases.subject import change_subject, choose_domain, link_cases, unlink_cases
from expertiseteam.cases.subject_records import AgeBand, Household, LifeDomain, LinkedCase, SubjectKind, SubjectView, Tenure
from ui.cases.domain_prompts import prompt_words
from ui.shell.desk import Desk, Place
from ui.shell.drafts import DraftKeeper, Fields
from ui.widgets.buttons import Button, IconButton
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.frames import Fold, Line, clear
from ui.widgets.labels import Heading, Label, Quiet
from ui.widgets.pills import FilterChips

_NONE = ("", "niet ingevuld")
_CHOICES: dict[str, type[StrEnum]] = {"kind": SubjectKind, "tenure": Tenure, "age_band": AgeBand}


class SubjectCard(QWidget):
    """`refused` is the tab's way to say what was not done."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._subject: SubjectView | None = None
        self._domains: set[object] = set()
        self._lane = desk.runner.lane(self, refused)
        self.pickers = {name: Picker() for name in _CHOICES}
        self.has_child = Check(self.tr("Er is een kind in dit huishouden"))
        self.domains = FilterChips([(d, d.value.capitalize()) for d in LifeDomain], name=self.tr("Leefgebieden"), several=True)
        self._lay_out()
        for name, picker in self.pickers.items():
            picker.chosen.connect(lambda *_, name=name: self._on_picked(name))
        self.has_child.clicked.connect(lambda *_: self._change({"has_child": self.has_child.isChecked()}))
        self.domains.changed.connect(lambda *_: self._on_domains())

    def show_subject(self, case_id: str, found: Household, *, can_write: bool) -> None:
        """Show what was chosen."""
        self._case_id, self._subject, self._domains = case_id, found.subject, set(found.domains)
        for name, kinds in _CHOICES.items():
            empty = [] if name == "kind" else [_NONE]
            self.pickers[name].set_options([*empty, *((k.name, k.value.capitalize()) for k in kinds)])
            chosen = getattr(found.subject, name) if found.subject else SubjectKind.HOUSEHOLD if name == "kind" else None
            self.pickers[name].set_value(chosen.name if chosen else "")
        self.has_child.setChecked(found.subject is not None and found.subject.has_child)
        self.domains.set_value(*found.domains)
        self.prompts.setText(prompt_words(found.domains))
        self.prompts.setVisible(bool(found.domains))
        many = len(found.domains)
        self._fold.set_hint(self.tr("niets gekozen") if not many else ", ".join(d.value for d in found.domains))
        for part in (*self.pickers.values(), self.has_child, self.domains):
            part.setEnabled(can_write)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Heading(self.tr("Waar gaat het over?")))
        head.addWidget(Quiet(self.tr("Vul alleen in wat u nodig hebt. Leeg is nooit onvolledig."), small=True))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(
            beside(
                Field(self.tr("De casus gaat over"), self.pickers["kind"]),
                Field(self.tr("Hoe woont men er?"), self.pickers["tenure"]),
                Field(self.tr("Leeftijd, ongeveer"), self.pickers["age_band"]),
            )
        )
        column.addWidget(self.has_child)
        self._fold = Fold(self.tr("Leefgebieden die er hier toe doen"))
        self._fold.body.addWidget(self.domains)
        self.prompts = Quiet("", small=True, wrap=True)
        self._fold.body.addWidget(self.prompts)
        column.addWidget(self._fold)

    def _on_picked(self, name: str) -> None:
        code = str(self.pickers[name].value or "")
        self._change({name: _CHOICES[name][code] if code else None})

    def _change(self, new: dict[str, Any]) -> None:
        self._lane.do(lambda _: self._desk.say(self.tr("Vastgelegd.")), change_subject, self._case_id, self._subject, new)

    def _say(self, words: str, _: None) -> None:
        self._desk.say(words)

    def _on_domains(self) -> None:
        chosen = set(self.domains.values)
        for domain in chosen ^ self._domains:
            if isinstance(domain, LifeDomain):
                matters = domain in chosen
                said = self.tr("{0} doet er hier toe.") if matters else self.tr("{0} staat er niet meer bij.")
                words = said.format(domain.value.capitalize())
                self._lane.do(partial(self._say, words), choose_domain, self._case_id, domain, matters)
        self._domains = chosen


class LinkedCard(QWidget):
    """Other cases that belong to this one."""

    def __init__(self, desk: Desk, refused: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._lane = desk.runner.lane(self, refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line())
        column.addWidget(Heading(self.tr("Welke casussen horen hierbij?")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self._adder = QWidget()
        row = QHBoxLayout(self._adder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.other = Picker(name=self.tr("Welke casus?"), placeholder=self.tr("kies een casus"))
        self.why = LineField(self.tr("waarom horen zij bij elkaar?"), name=self.tr("Waarom horen deze casussen bij elkaar?"))
        self.why.returnPressed.connect(self.link)
        self.button = Button(self.tr("Koppel"), self.link, icon="link")
        for widget, stretch in ((self.other, 3), (self.why, 4), (self.button, 0)):
            row.addWidget(widget, stretch)
        column.addWidget(self._adder)
        self.kept = DraftKeeper(self, desk.runner, "case-link", self._typed, self._restore)
        self.why.textChanged.connect(self.kept.touched)

    def show_linked(self, case_id: str, found: Household, cases: Sequence[CaseLine], *, can_write: bool) -> None:
        """Show what is linked; `cases` are those to choose from."""
        clear(self._rows)
        for one in found.linked:
            self._rows.addWidget(self._line(one, can_write=can_write))
        if not found.linked:
            self._rows.addWidget(Quiet(self.tr("Er is geen andere casus aan deze gekoppeld.")))
        there = {case_id, *(one.other_id for one in found.linked)}
        names = self._desk.names.of
        self.other.set_options([(c.id, f"{c.code} · {names(c.label, '')}".rstrip(" ·")) for c in cases if c.id not in there])
        self._adder.setVisible(can_write)
        if self._case_id != case_id:
            self._case_id = case_id
            self._restore({})
            self.kept.begin(case_id)

    def link(self) -> None:
        """Link the case that was chosen."""
        other = str(self.other.value or "")
        self._lane.do(lambda _: self._on_linked(), link_cases, self._case_id, other or self._case_id, self.why.value())

    def _line(self, one: LinkedCase, *, can_write: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = self._desk.names.of(f"{one.code} · {one.label}", one.code)
        open_ = Button(name, lambda: self._desk.go(Place("case", one.other_id)), role="link")
        line.addWidget(open_)
        line.addWidget(Label(self._desk.names.of(one.why, ""), wrap=True), 1)
        if can_write:
            words = self.tr("Haal de koppeling met casus {0} weg").format(one.code)
            line.addWidget(IconButton("x", words, lambda: self._unlink(one)))
        return row

    def _unlink(self, one: LinkedCase) -> None:
        case_id = self._case_id
        said = self.tr("Casus {0} is losgekoppeld.").format(one.code)

        def back() -> None:
            self._lane.do(lambda _: None, link_cases, case_id, one.other_id, one.why)

        self._lane.do(lambda _: self._desk.say(said, back), unlink_cases, case_id, one.other_id)

    def _on_linked(self) -> None:
        self.kept.finish()
        self._restore({})
        self.kept.begin(self._case_id)
        self._desk.say(self.tr("De casussen zijn gekoppeld."))

    def _typed(self) -> Fields:
        return {"why": self.why.text()}

    def _restore(self, fields: Fields) -> None:
        self.why.setText(fields.get("why", ""))
