"""What a move at the front door asks: under which condition, the four questions, and who comes new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.text import fold
from expertiseteam.cases.front_door import front_door, set_who_comes
from expertiseteam.cases.records import DOOR_QUESTIONS, AtTheDoor, DoorAnswers, Place
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.cases.door_words import CONDITIONS, OFF, RINGS, UNTIL, at, chip_words, condition_words
from ui.look.theme import px
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.panel import Panel
from ui.visits.pair import option
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card, EmptyState, announce
from ui.widgets.labels import KeyHint, Label, Quiet
from ui.widgets.pills import Choice
from ui.widgets.rows import Row, RowList

_FIELDS = ("intended", "less", "belongs", "without_ringing")


@dataclass(frozen=True)
class Move:
    """A move that the user asked for."""

    organisation_id: str
    organisation: str
    place: Place
    condition: str = ""
    member_id: str | None = None
    back_on: date | None = None
    is_off: bool = False  # it leaves the case
    is_call: bool = False  # it is called in from behind the door


class ConditionPanel(Card):
    """One line below the picture: *inroepen als …*, *terug als …*. Enter records, also when it is empty; Esc gives up.

    Coming to the door from behind it asks until when. Stepping aside asks when the team looks whether somebody comes back: a condition or a
    day, so that it is no absence (domain.md, row 82). Leaving the case asks why.
    """

    answered = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=14, gap=8)
        self._move: Move | None = None
        self.title = Label("", "strong")
        self.line = LineField()
        self.line.returnPressed.connect(self._on_answered)
        self.lead = Quiet()
        self.lead.setBuddy(self.line)
        self.day = DateField(lambda: local_day(desk.clock()), name=self.tr("of kijk op deze dag"), placeholder=self.tr("of op een dag"))
        self.day.setFixedWidth(px(150))
        self.day.returnPressed.connect(self._on_answered)
        self.fault = Label("", "small", "warn")
        self.button = Button(self.tr("Vastleggen"), self._on_answered, role="primary")
        self.cancel = Button(self.tr("Niet doen"), self.give_up)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.fault)
        head.addStretch(1)
        head.addWidget(KeyHint("Enter", self.tr("vastleggen")))
        head.addWidget(KeyHint("Esc", self.tr("niet doen")))
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.lead, self.line, self.day, self.button, self.cancel):
            row.addWidget(part, 1 if part is self.line else 0)
        self.body.addLayout(row)
        self.kept = DraftKeeper(self, desk.runner, "door-condition", self._typed, self._restore)
        self.line.textEdited.connect(self.kept.touched)
        self.line.textEdited.connect(lambda: self.fault.setText(""))
        self.day.textEdited.connect(self.kept.touched)

    def ask(self, case_id: str, move: Move, now: str) -> None:
        """Ask the condition of a move; `now` is the one that holds already."""
        self._move = move
        self.fault.setText("")
        what = self.tr("van deze casus halen") if move.is_off else str(move.place)
        self.title.setText(f"{move.organisation}: {what}")
        is_front = move.place is Place.FRONT
        lead = (OFF if move.is_off else CONDITIONS.get(move.place, UNTIL)).capitalize()
        self.lead.setText(f"{lead} …")
        may_be_empty = not move.is_off and move.place is not Place.STEPPED_ASIDE
        tail = self.tr(" (mag leeg blijven)") if may_be_empty else ""
        self.line.setAccessibleName(f"{move.organisation}, {lead}{tail}")
        self.line.setPlaceholderText(self.tr("mag leeg blijven") if may_be_empty else "")
        self.line.setText("" if move.is_off else now.removeprefix(f"{CONDITIONS.get(move.place, '')} "))
        self.line.setVisible(not is_front)
        self.day.setVisible(not move.is_off and move.place in (Place.STEPPED_ASIDE, Place.FRONT))
        self.day.setAccessibleName(
            self.tr("{0}, tot en met welke dag").format(move.organisation) if is_front else self.tr("of kijk op deze dag")
        )
        self.day.set_date(move.back_on)
        self.kept.begin(f"{case_id} {move.organisation_id} {'off' if move.is_off else move.place.name}")
        (self.day if is_front else self.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Close without a move; what was typed stays as a draft."""
        self.kept.leave()
        self.given_up.emit()

    def _on_answered(self) -> None:
        if (move := self._move) is None:
            return
        words, is_aside = self.line.value(), move.place is Place.STEPPED_ASIDE and not move.is_off
        is_front = move.place is Place.FRONT
        fault = self.day.fault if is_aside or is_front else ""
        if move.is_off and not words:
            fault = self.tr("Schrijf waarom.")
        elif is_aside and not words and self.day.value_date is None:
            fault = fault or self.tr("Wanneer komt deze organisatie terug? Schrijf het, of kies een dag om ernaar te kijken.")
        elif move.is_call and self.day.value_date is None:
            fault = fault or self.tr("Tot en met welke dag? Kies een dag; die kan later nog anders.")
        self.fault.setText(fault)
        if fault:
            announce(self.fault, fault)
            (self.day if is_front or (is_aside and words) else self.line).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.kept.keep_now()  # until the move is on disk: it may be refused
        said = words if move.is_off else condition_words(move.place, words)
        self.answered.emit(replace(move, condition=said, back_on=self.day.value_date if is_aside or is_front else None))

    def _typed(self) -> Fields:
        return {"condition": self.line.text(), "back_on": self.day.text()}

    def _restore(self, fields: Fields) -> None:
        self.line.setText(fields.get("condition", ""))
        self.day.setText(fields.get("back_on", ""))


class QuestionsPanel(Panel):
    """The four questions before one more stands at the door than the limit. Enter goes to the next, Ctrl+Enter records."""

    form = "door-questions"
    answered = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "", self.tr("Leg vast en zet aan de deur"))
        self._move: Move | None = None
        self.now = Label(wrap=True)
        self.body.addWidget(self.now)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(12)
        self.lines: list[LineField] = []
        for number, (name, question) in enumerate(zip(_FIELDS, DOOR_QUESTIONS, strict=True)):
            line = LineField()
            line.returnPressed.connect(lambda number=number: self._on_return(number))
            grid.addWidget(Field(question, line, number=number + 1), number // 2, number % 2)
            self.lines.append(line)
            self.keep(name, line)
        self.body.addLayout(grid)
        self.body.addWidget(Quiet(self.tr("Eén antwoord is genoeg. Het staat bij deze stap op de tijdlijn van de casus."), small=True))
        self.foot.addWidget(KeyHint("Enter", self.tr("volgende vraag")))

    def ask(self, case_id: str, move: Move, door: Sequence[AtTheDoor], limit: int) -> None:
        """Ask them about this move."""
        self._move = move
        front = at(door, Place.FRONT)
        self.heading.setText(self.tr("{0} ook aan de deur?").format(move.organisation))
        self.aside.setText(self.tr("van {0} naar {1}, de grens is {2}").format(len(front), len(front) + 1, limit))
        names = ", ".join(chip_words(one) for one in front)
        self.now.setText(self.tr("Nu aan de deur: {0}.").format(names) if names else "")
        self.fill({})
        self.begin(f"{case_id} {move.organisation_id}")
        self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        answers = DoorAnswers(*(line.value() for line in self.lines))
        if answers.is_empty:
            self.bar.tell(self.tr("Er is nog geen antwoord. Er is niets veranderd. Beantwoord minstens één vraag."), "warn")
            self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._move is not None:
            self.answered.emit(self._move, answers)

    def _on_return(self, number: int) -> None:
        after = self.lines[number + 1] if number + 1 < len(self.lines) else self.button
        after.setFocus(Qt.FocusReason.TabFocusReason)


class NewcomerPanel(Panel):
    """Somebody new at this front door: a list that narrows as one types, the first place, the colleague who comes."""

    form = "door-newcomer"
    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Organisatie erbij"), self.tr("Voeg toe"))
        self._organisations: list[OrganisationLine] = []
        self.search = LineField(self.tr("begin te typen, ↓ kiest"))
        self.search.installEventFilter(self)
        self._none = EmptyState(door=48)
        self.list = RowList(self.tr("Organisaties"), lines=1, empty=self._none)
        self.list.setFixedHeight(210)
        self.place = Choice(((p.name, RINGS[p]) for p in Place), name=self.tr("Eerste plek"))
        self.member = Picker(placeholder=self.tr("nog niet bekend"))
        self.condition = LineField(self.tr("mag leeg blijven"))
        self.condition_lead = Label("", "strong")
        self.condition_lead.setBuddy(self.condition)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(Field(self.tr("Welke organisatie?"), self.search))
        left.addWidget(self.list)
        right.addWidget(Field(self.tr("Waar staat zij eerst?"), self.place))
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(self.condition_lead)
        asked.addWidget(self.condition)
        right.addLayout(asked)
        right.addWidget(Field(self.tr("Wie komt er?"), self.member, hint=self.tr("mag later")))
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.body.addLayout(both)
        for name, widget in (("search", self.search), ("place", self.place), ("member", self.member), ("condition", self.condition)):
            self.keep(name, widget)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._on_return)
        self.list.opened.connect(lambda _: self.place.setFocus(Qt.FocusReason.TabFocusReason))
        self.place.chosen.connect(self._on_place)

    def ask(
        self, case_id: str, organisations: Sequence[OrganisationLine], members: Sequence[MemberLine], door: Sequence[AtTheDoor]
    ) -> None:
        """Ask who comes; who stands there already is left out of the list."""
        there = {one.organisation_id for one in door}
        self._organisations = [o for o in organisations if o.id not in there]
        self.member.set_options([("", self.tr("nog niet bekend")), *(option(m, self.desk.workspace.today) for m in members)])
        self.fill({"place": Place.RESERVE.name})
        self._narrow()
        self._on_place()
        self.begin(case_id)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, fields: Fields) -> None:
        super().restore(fields)
        self._on_place()

    def submit(self) -> None:
        found = next((o for o in self._organisations if o.id == self.list.current), None)
        if found is None:
            self.bar.tell(self.tr("Kies eerst een organisatie uit de lijst. Er is niets veranderd."), "warn")
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        place = Place[str(self.place.value)]
        words = "" if place is Place.FRONT else condition_words(place, self.condition.value())
        self.chosen.emit(Move(found.id, found.name, place, words, str(self.member.value or "") or None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if (step := {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))) is not None:
                self._step(step)
                return True
        return False

    def _step(self, step: int) -> None:
        keys = [row.key for row in self.list.rows]
        if keys:
            now = keys.index(self.list.current) if self.list.current in keys else -step
            self.list.choose(keys[max(0, min(len(keys) - 1, now + step))])

    def _narrow(self, *_: object) -> None:
        typed = fold(self.search.value())
        found = [o for o in self._organisations if all(word in fold(o.name) for word in typed.split())]
        what = self.tr("Geen organisatie met deze naam.") if typed else self.tr("Alle organisaties staan al bij deze voordeur.")
        self._none.say(what + " " + self.tr("Een nieuwe zet u erbij onder Instellingen."))
        self.list.set_rows([Row(o.id, o.name, icon=o.icon) for o in found])
        if typed and found:
            self.list.choose(found[0].id)

    def _on_return(self) -> None:
        if self.list.current is not None:
            self.place.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_place(self, *_: object) -> None:
        lead = CONDITIONS.get(Place[str(self.place.value or Place.FRONT.name)], "")
        words = f"{lead.capitalize()} …"
        self.condition_lead.setText(words)
        self.condition.setAccessibleName(words)
        for part in (self.condition_lead, self.condition):
            part.setVisible(bool(lead))


class ComesPanel(Panel):
    """Who comes on behalf of an organisation, filled in later."""

    form = "door-comes"
    titles = {"member_id": "Wie komt er?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Wie komt er?"), self.tr("Vastleggen"))
        self._case_id = ""
        self._shown: AtTheDoor | None = None
        self.member = Picker(name=self.tr("Wie komt er?"), placeholder=self.tr("nog niet bekend"))
        self.body.addWidget(Field(self.tr("Welke collega?"), self.member, hint=self.tr("mag ook weer leeg")))
        self.keep("member_id", self.member)
        self._lane = self.lane()

    def open_for(self, case_id: str, one: AtTheDoor, members: Sequence[MemberLine]) -> None:
        """Ask it about an organisation at this door."""
        self._case_id, self._shown = case_id, one
        self.aside.setText(one.organisation)
        self.member.set_options([("", self.tr("nog niet bekend")), *(option(m, self.desk.workspace.today) for m in members)])
        self.fill({"member_id": one.member_id or ""})
        self.begin(one.id, table="involvement")
        self.member.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._shown is not None:
            self._lane.do(lambda _: self._on_set(), set_who_comes, self._shown, str(self.member.value or "") or None)

    def submit_anew(self) -> None:
        self._lane.ask(self._on_fresh, front_door, self._case_id)

    def _on_fresh(self, door: Sequence[AtTheDoor]) -> None:
        self._shown = next((one for one in door if self._shown is not None and one.id == self._shown.id), None)
        self.submit()

    def _on_set(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd wie er komt."))
