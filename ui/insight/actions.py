"""*Acties*: mine, of the team, and done; late ones first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import lateness, short_date
from expertiseteam.cases.actions import closed_actions, open_actions
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.meetings.origins import Origin, where_from
from ui.insight.action_screen import ActionScreen
from ui.insight.words import action_row, case_title, due_chip
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import Chip, ChipKind, Label, Quiet, Title
from ui.widgets.pills import FilterChips
from ui.widgets.rows import RowList

MINE, TEAM, DONE = "mine", "team", "done"
SIDE = 400  # width of the detail


class ActionsScreen(ActionScreen):
    """All that was agreed. Kind of place: "actions"; an id chooses an action, whoever's it is and also when it is done."""

    title = "Acties"
    watches = frozenset({"action", "case", "member"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._open: list[ActionLine] = []
        self._closed: list[ActionLine] | None = None  # the latest that ended
        self._wants_closed = False  # they are not read before somebody looks for them
        self._wanted = ""
        self._origins: dict[str, Origin] = {}  # of the actions that were looked at
        self._lanes, self._from_lane = (self.lane(latest=True), self.lane(latest=True)), self.lane(latest=True)
        self.list.key("Space", lambda _: self.with_chosen(self.work.ask_result)() if self._is_open() else None)

    # Screen

    def load(self) -> None:
        self.busy(self.tr("Acties ophalen…"))
        self._origins = {}
        self._lanes[0].ask(self._on_open, open_actions)
        if self._wants_closed:
            self._read_closed()
        self.work.load()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._wanted = place.id or ""
        if self._wanted and self.is_kept:
            self._show_rows()
        self.list.setFocus()

    def commands(self) -> Sequence[Command]:
        return (
            *self.work_commands("actions", self.work.ask_result, self._is_open),
            Command("actions.reopen", self.tr("Zet de actie weer open"), self.with_chosen(self.work.reopen), "H", self._is_closed),
            Command("actions.case", self.tr("Open de casus van de actie"), self._open_case, "O", self._has_case),
            Command("actions.minutes", self.tr("Open de notulen met het besluit"), self._open_minutes, "B", self._has_minutes),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self._list_card, self._detail)

    def names_switched(self) -> None:
        self._show_rows()

    # The list

    def _on_open(self, lines: list[ActionLine]) -> None:
        self.busy("")
        self._open = lines
        self._show_rows()

    def _read_closed(self) -> None:
        self._wants_closed = True
        self._lanes[1].ask(self._on_closed, closed_actions)

    def _on_closed(self, lines: list[ActionLine]) -> None:
        self._closed = lines
        self._show_rows()

    def _mine(self) -> list[ActionLine]:
        return [a for a in self._open if a.owner_id == self.desk.me.id]

    def _lines(self) -> list[ActionLine]:
        return {MINE: self._mine(), TEAM: self._open, DONE: self._closed or []}[str(self.filter.value)]

    def _show_rows(self) -> None:
        self.filter.set_counts({MINE: len(self._mine()), TEAM: len(self._open)})  # of what has ended only the latest are read
        if self._wanted and not any(a.id == self._wanted for a in self._lines()):
            for value, lines in ((MINE, self._mine()), (TEAM, self._open), (DONE, self._closed or [])):
                if any(a.id == self._wanted for a in lines):
                    self.filter.set_value(value)
        wanted_is_open = not self._wanted or any(a.id == self._wanted for a in self._open)
        if not self._wants_closed and (self.filter.value == DONE or not wanted_is_open):
            self._read_closed()
        lines, day, hidden = self._lines(), self.day(), self.desk.names.hidden
        if self.list.empty is not None:
            self.list.empty.say(
                {
                    MINE: self.tr("Er staat geen actie op uw naam."),
                    TEAM: self.tr("Er staat geen actie open."),
                    DONE: self.tr("Er is nog geen actie afgerond.") if self._closed is not None else self.tr("Acties ophalen…"),
                }[str(self.filter.value)]
            )
        rows = [action_row(a, day, hidden=hidden, with_owner=True) for a in lines]
        current = self._wanted if any(a.id == self._wanted for a in lines) else self.list.current
        if current == self._wanted:
            self._wanted = ""
        self.list.set_rows(rows, current=current or (rows[0].key if rows else None))
        late = sum(a.due is not None and a.due < day for a in lines) if self.filter.value != DONE else 0
        self._late.show_state(self.tr("{0} te laat").format(late) if late else "", ChipKind.URGENT)
        self._show_detail()

    def chosen(self) -> ActionLine | None:
        return next((a for a in self._lines() if a.id == self.list.current), None)

    def _show_detail(self) -> None:
        action = self.chosen()
        self._page.setVisible(action is not None)
        if action is None:
            return
        day, hidden = self.day(), self.desk.names.hidden
        is_open = action.state is ActionState.OPEN
        self._number.setText(self.tr("Actie {0}").format(action.number))
        chip, kind = due_chip(action.due, day) if is_open else (action.state.value, ChipKind.CALM)
        self._chip.show_state(chip, kind)
        self._what.setText(self.tr("De tekst is verborgen zolang namen verborgen zijn.") if hidden else action.what)
        self._facts.setText("\n".join(fact for fact in self._facts_of(action, day) if fact))
        self._result.setText("" if hidden else action.result)
        self._result.setVisible(bool(action.result) and not hidden)
        self._case.setText(case_title(action.code, action.label, hidden=hidden))
        self._case.setVisible(action.case_id is not None)
        self._show_origin(action)
        if action.id not in self._origins:
            self._from_lane.ask(self._on_origins, where_from, [action.id])
        for button in (self._done_button, self._move_button, self._not_button):
            button.setVisible(is_open)
        self._reopen_button.setVisible(not is_open)

    def _facts_of(self, action: ActionLine, day: date) -> list[str]:
        due = self.tr("Uiterlijk {0}").format(short_date(action.due, day)) if action.due else ""
        if action.due and action.due <= day:
            due += f" ({lateness(action.due, day)})"
        return [
            self.tr("Wie: {0}").format(action.owner or self.tr("nog niemand")),
            due if action.state is ActionState.OPEN else "",
            self.tr("Afgesproken op {0}").format(short_date(action.agreed_on, day)),
            self.tr("Dit is aan de bewoner toegezegd.") if action.is_promise else "",
            self.tr("Afgerond op {0}").format(short_date(action.done_on, day)) if action.done_on else "",
        ]

    def _show_origin(self, action: ActionLine) -> None:
        origin = self._origins.get(action.id)
        words = origin.words if origin is not None else ""
        self._origin.setText(self.tr("Komt uit: {0}").format(words))
        self._origin.setVisible(bool(words))
        self._minutes_button.setVisible(origin is not None and origin.has_minutes)
        is_decided = origin is not None and bool(origin.decision)
        self._minutes_button.setText(self.tr("Naar de notulen met het besluit") if is_decided else self.tr("Naar de notulen"))

    def _on_origins(self, found: dict[str, Origin]) -> None:
        self._origins |= found
        action = self.chosen()
        if action is not None:
            self._show_origin(action)

    # Work

    def _open_minutes(self) -> None:
        action = self.chosen()
        origin = self._origins.get(action.id) if action is not None else None
        if origin is not None and origin.has_minutes:
            self.desk.go(Place("minutes", origin.meeting_id))

    def _has_minutes(self) -> bool:
        action = self.chosen()
        origin = self._origins.get(action.id) if action is not None else None
        return origin is not None and origin.has_minutes

    def _open_case(self) -> None:
        action = self.chosen()
        if action is not None and action.case_id:
            self.desk.go(Place("case", action.case_id))

    def _on_chosen(self) -> None:
        if self.work.panel is not None:
            self.work.close()
        self._show_detail()

    def _is_open(self) -> bool:
        action = self.chosen()
        return action is not None and action.state is ActionState.OPEN

    def _is_closed(self) -> bool:
        return self.chosen() is not None and not self._is_open()

    def _has_case(self) -> bool:
        action = self.chosen()
        return action is not None and action.case_id is not None

    # Parts

    def lay_out(self) -> None:
        self.filter: FilterChips = FilterChips(
            [(MINE, self.tr("Van mij")), (TEAM, self.tr("Van het team")), (DONE, self.tr("Afgerond"))], name=self.tr("Welke acties")
        )
        self.filter.changed.connect(lambda _: self._show_rows())
        self.list: RowList = RowList(self.tr("Acties"), lines=2, empty=EmptyState(self.tr("Er staat geen actie open.")))
        self.list.chosen.connect(lambda _: self._on_chosen())
        self.list.opened.connect(lambda _: self._open_case())
        self._list_card = Card(margins=0, gap=8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(12)
        head.addWidget(Title(self.tr("Acties")))
        self._late = Chip()
        head.addWidget(self._late)
        head.addStretch(1)
        chips = QHBoxLayout()
        chips.setContentsMargins(16, 0, 16, 0)
        chips.addWidget(self.filter, 1)
        foot = self.key_hints(self.tr("casus openen"))
        foot.setContentsMargins(16, 0, 16, 12)
        self._list_card.body.setContentsMargins(1, 1, 1, 1)
        for layout in (head, chips):
            self._list_card.body.addLayout(layout)
        self._list_card.body.addWidget(self.list, 1)
        self._list_card.body.addLayout(foot)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._list_card, 1)
        row.addWidget(self._make_detail())

    def _make_detail(self) -> QWidget:
        self._detail = Card(margins=18, gap=10)
        self._detail.setFixedWidth(SIDE)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._number, self._chip = Label("", "heading"), Chip()
        head.addWidget(self._number)
        head.addWidget(self._chip)
        head.addStretch(1)
        column.addLayout(head)
        self._what, self._facts, self._result = Label(wrap=True), Quiet(wrap=True), Label("", "strong", wrap=True)
        self._case = Button("", self._open_case, role="link", icon="house")
        self._origin = Quiet(wrap=True)
        self._minutes_button = Button(self.tr("Naar de notulen"), self._open_minutes, role="link", icon="file-text")
        for part in (self._what, self._facts, self._result, self._origin, self._minutes_button, self._case):
            column.addWidget(part)
        buttons = FlowLayout()
        self._done_button = Button(self.tr("Gedaan"), lambda: self.with_chosen(self.work.ask_result)(), role="primary", icon="check")
        self._move_button = Button(self.tr("Verzetten"), lambda: self.with_chosen(self.work.ask_move)())
        self._not_button = Button(self.tr("Niet gelukt"), lambda: self.with_chosen(self.work.ask_why)())
        self._reopen_button = Button(self.tr("Weer openzetten"), lambda: self.with_chosen(self.work.reopen)())
        for button in (self._done_button, self._move_button, self._not_button, self._reopen_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.slot = QVBoxLayout()
        column.addLayout(self.slot)
        column.addStretch(1)
        self._detail.body.addWidget(Scrolled(self._page))
        return self._detail
