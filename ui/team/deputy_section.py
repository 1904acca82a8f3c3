"""*Waarnemen*: who stands in for the aandachtsfunctionaris, and until when."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.access.sealing import Resealed
from expertiseteam.team.deputation import deputations, deputise, end_deputation
from expertiseteam.team.members import members
from expertiseteam.team.records import DeputationLine, MemberLine
from ui.shell.screen import Screen
from ui.team.access_words import period_words
from ui.team.deputy_panel import DeputyPanel
from ui.team.section import Section
from ui.team.words import resealed_words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import ChipKind, Heading, KeyHint, Quiet
from ui.widgets.rows import Row, RowList


class DeputySection(Section):
    """Who stands in now; to begin it, and to end it before its last day."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.may_change = self.desk.may(deputise)
        self._team: dict[str, MemberLine] = {}
        self._lines: dict[str, DeputationLine] = {}
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_list())
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        self.column.addWidget(card, 1)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_members, members, active_only=False)

    def start(self) -> QWidget:
        panel = self.open_panel
        return self.list if panel is None else panel.who

    def leave(self) -> None:
        if (panel := self.open_panel) is not None:
            panel.kept.keep_now()

    def escape(self) -> bool:
        panel = self.open_panel
        if panel is None:
            return False
        panel.give_up()
        return True

    def add(self) -> None:
        self.stack.setCurrentIndex(self.stack.indexOf(self._page(self.panel)))
        self.panel.open_for([member for member in self._team.values() if member.is_active])

    def can_add(self) -> bool:
        return self.may_change and self.open_panel is None

    @property
    def open_panel(self) -> DeputyPanel | None:
        """The form, while it is open."""
        return self.panel if self.stack.currentIndex() > 0 else None

    @cached_property
    def panel(self) -> DeputyPanel:
        panel = DeputyPanel(self.desk)
        panel.closed.connect(self._on_closed)
        panel.done.connect(lambda said: self.host.inform(said, "accent"))
        self.stack.addWidget(Scrolled(panel))
        return panel

    def can_end(self) -> bool:
        """Whether the chosen deputation can be ended."""
        return self.may_change and self.open_panel is None and self.list.current in self._lines

    def end(self) -> None:
        """End the chosen deputation now."""
        if self.can_end():
            one = self._lines[self.list.current or ""]
            had_begun = one.since <= self.desk.workspace.today
            self._acts.do(partial(self._on_ended, self._name(one), had_begun), end_deputation, one)

    # What comes back

    def _on_members(self, team: list[MemberLine]) -> None:
        self._team = {member.id: member for member in team}
        self._lane.ask(self._on_lines, deputations)

    def _on_lines(self, lines: list[DeputationLine]) -> None:
        self._lines = {one.id: one for one in lines}
        today = self.desk.workspace.today
        rows = [
            Row(
                one.id,
                self._name(one),
                foot=period_words(one, today).capitalize(),
                chip=self.tr("neemt waar") if one.since <= today else self.tr("gaat waarnemen"),
                kind=ChipKind.NEW if one.since <= today else ChipKind.RUNNING,
            )
            for one in lines
        ]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
        self.end_button.setVisible(self.may_change and bool(lines))
        self._end_key.setVisible(self.may_change and bool(lines))

    def _on_ended(self, name: str, had_begun: bool, sealed: Resealed) -> None:
        said = self.tr("{0} neemt niet meer waar en heeft de rol van daarvoor weer.") if had_begun else self.tr("{0} gaat niet waarnemen.")
        said = said.format(name)
        self.host.inform(f"{said} {resealed_words(sealed.done)}".strip(), "accent")

    def _on_closed(self) -> None:
        self.stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _name(self, one: DeputationLine) -> str:
        member = self._team.get(one.member_id)
        return member.name if member else self.tr("een lid dat er niet meer is")

    def _page(self, panel: DeputyPanel) -> QWidget:
        pages = (self.stack.widget(number) for number in range(self.stack.count()))
        return next(page for page in pages if isinstance(page, Scrolled) and page.widget() is panel)

    def _make_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Heading(self.tr("Waarnemen")))
        told = self.tr(
            "Bent u een tijd weg? Laat een lid van het team waarnemen: dat lid is zolang ook aandachtsfunctionaris, en leest zolang ook "
            "wat voor die rol verzegeld is."
        )
        column.addWidget(Quiet(told, wrap=True))
        self.list = RowList(self.tr("Wie neemt waar"), lines=2, empty=EmptyState(self.tr("Niemand neemt waar.")))
        column.addWidget(self.list, 1)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=10, line_gap=8)
        self.add_button = Button(self.tr("Laat iemand waarnemen"), self.add, icon="user-plus")
        self.end_button, self._end_key = Button(self.tr("Beëindig deze waarneming nu"), self.end), KeyHint("B")
        for part in (self.add_button, KeyHint("N"), self.end_button, self._end_key):
            row.addWidget(part)
            part.setVisible(self.may_change)
        column.addWidget(buttons)
        buttons.setVisible(self.may_change)  # only now that it has a parent: else it is a window of its own
        return page
