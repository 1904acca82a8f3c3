"""*Team*: who is in it, what each may do, and who can unlock the dossier."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.access.who import Role
from expertiseteam.custody import follow
from expertiseteam.team.members import add_member, change_member, members, organisations, villages
from expertiseteam.team.records import MemberLine, OrganisationLine, VillageLine
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.entrances import Opened
from ui.shell.screen import Screen
from ui.team.let_in_panel import LetInPanel
from ui.team.member_card import MemberCard
from ui.team.member_panel import MemberPanel, Recorded
from ui.team.section import Section, key_hints
from ui.team.words import member_row, needs_key, own_words_of, resealed_words
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import Heading
from ui.widgets.rows import RowList

LIST_WIDTH = 310


class TeamSection(Section):
    """A list of members with one of them beside it, or a form about one."""

    def __init__(self, screen: Screen, opened: Opened) -> None:
        super().__init__(screen)
        self._opened = opened
        self.may_change = self.desk.may(change_member)
        self._members: dict[str, MemberLine] = {}
        self._organisations: list[OrganisationLine] = []
        self._own_words: tuple[str, ...] = ()
        self._wanted: str | None = None  # the member to choose once it is loaded
        self._lane, self._acts, self._keys = screen.lane(latest=True), screen.lane(), screen.lane()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._make_list())
        row.addWidget(self._make_detail(), 1)
        self.column.addLayout(row, 1)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_settings, team_settings)

    def start(self) -> QWidget:
        panel = self.panel
        return self.list if panel is None else panel

    def leave(self) -> None:
        panel = self.panel
        if isinstance(panel, MemberPanel):
            panel.kept.keep_now()
        elif panel is not None:
            panel.give_up()

    def escape(self) -> bool:
        panel = self.panel
        if panel is None:
            return False
        panel.give_up()
        return True

    def add(self) -> None:
        self.member_panel.open_new(self._organisations)
        self._open(self.member_panel)
        self.member_panel.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def can_add(self) -> bool:
        return self.desk.may(add_member)

    @property
    def panel(self) -> MemberPanel | LetInPanel | None:
        """The form that is open."""
        page = self.stack.currentWidget()
        form = page.widget() if isinstance(page, Scrolled) else None
        return form if isinstance(form, MemberPanel | LetInPanel) else None

    # The forms are made at their first use, so that the screen itself is there at once

    @cached_property
    def member_panel(self) -> MemberPanel:
        panel = MemberPanel(self.desk)
        panel.done.connect(self._on_recorded)
        self._add(panel)
        return panel

    @cached_property
    def let_in_panel(self) -> LetInPanel:
        panel = LetInPanel(self.desk, self._opened)
        panel.done.connect(self._on_let_in)
        self._add(panel)
        return panel

    def _add(self, panel: MemberPanel | LetInPanel) -> None:
        panel.closed.connect(self._on_closed)
        self.stack.addWidget(Scrolled(panel))

    def _open(self, panel: MemberPanel | LetInPanel) -> None:
        pages = (self.stack.widget(number) for number in range(self.stack.count()))
        self.stack.setCurrentWidget(next(page for page in pages if isinstance(page, Scrolled) and page.widget() is panel))

    # What can be done with the chosen member

    @property
    def member(self) -> MemberLine | None:
        """The chosen member."""
        return self._members.get(self.list.current or "")

    def can_change(self) -> bool:
        """Whether the chosen member can be changed."""
        return self.may_change and self.member is not None and self.member.is_active

    def change(self) -> None:
        """Open the form of the chosen member."""
        if (member := self.member) is not None and self.can_change():
            self._open(self.member_panel)
            self.member_panel.open_for(member, self._organisations)

    def can_let_in(self) -> bool:
        """Whether the chosen member can be given a passphrase here."""
        member = self.member
        if member is None or not self.may_change or member.id == self.desk.me.id:
            return False
        return needs_key(member) or (member.is_active and member.can_sign_in and member.role is not Role.GUEST)

    def let_in(self) -> None:
        """Ask the chosen member for a passphrase."""
        if (member := self.member) is not None and self.can_let_in():
            self._open(self.let_in_panel)
            self.let_in_panel.open_for(member, (member.name, *self._own_words))

    def leave_or_return(self) -> None:
        """Let the chosen member leave the team, or come back."""
        if (member := self.member) is not None and self.may_change:
            self._set_active(member, not member.is_active, undoes=True)

    # Loading

    def _on_settings(self, settings: TeamSettings) -> None:
        self._lane.ask(partial(self._on_villages, settings), villages)

    def _on_villages(self, settings: TeamSettings, known: list[VillageLine]) -> None:
        self._own_words = own_words_of("", settings.municipality, settings.team_name, [v.name for v in known])
        self._lane.ask(self._on_organisations, organisations)

    def _on_organisations(self, known: list[OrganisationLine]) -> None:
        self._organisations = known
        self._lane.ask(self._on_members, members, active_only=False)

    def _on_members(self, team: list[MemberLine]) -> None:
        self._members = {member.id: member for member in team}
        gone = sum(not member.is_active for member in team)
        self.gone.setText(self.tr("Toon ook wie vertrokken is ({0})").format(gone))
        self.gone.setVisible(gone > 0)
        self._show_list()

    def _show_list(self) -> None:
        shown = [m for m in self._members.values() if m.is_active or self.gone.isChecked()]
        self.list.set_rows([member_row(member, self.desk.me.id) for member in shown], current=self._wanted)
        self._wanted = None
        self.list.choose_first()
        self._show_member()

    def _show_member(self) -> None:
        if (member := self.member) is not None:
            names = {o.id: o.name for o in self._organisations}
            self.card.show_member(member, names.get(member.organisation_id or "", ""))

    # Acts

    def _set_active(self, member: MemberLine, is_active: bool, *, undoes: bool) -> None:
        self._acts.do(
            lambda sealed: self._on_active(member, is_active, undoes=undoes, resealed=sealed.done),
            change_member,
            member,
            role=member.role,
            discipline=member.discipline,
            function=member.function,
            organisation_id=member.organisation_id,
            phone=member.phone,
            is_active=is_active,
        )

    def _on_active(self, member: MemberLine, is_active: bool, *, undoes: bool, resealed: int) -> None:
        name = member.first_name
        if is_active:
            self.desk.say(self.tr("{0} is terug in het team.").format(name))
        else:
            words = self.tr("{0} is vertrokken en komt het dossier niet meer in. Casussen en acties van {0} blijven staan.").format(name)
            self.desk.say(words, partial(self._undo, member.id) if undoes else None)
        if member.role is Role.OFFICER:
            self._settle(member.id, resealed)

    def _undo(self, member_id: str) -> None:
        self._acts.ask(partial(self._on_fresh, member_id), members, active_only=False)

    def _on_fresh(self, member_id: str, team: list[MemberLine]) -> None:
        member = next((m for m in team if m.id == member_id), None)
        if member is not None and not member.is_active:
            self._wanted = member_id
            self._set_active(member, True, undoes=False)

    def _on_recorded(self, recorded: Recorded) -> None:
        self._wanted = recorded.member_id
        self.desk.say(recorded.sentence)
        self.load()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if recorded.keys_follow:
            self._settle(recorded.member_id, recorded.resealed)

    def _settle(self, member_id: str, resealed: int) -> None:
        self.host.busy(self.tr("Het sleutelbestand wordt bijgewerkt…"))
        opened = self._opened
        self._keys.work(
            lambda _: self._on_settled(resealed), follow, opened.path, opened.workspace, opened.identity, member_id, policy=opened.policy
        )

    def _on_settled(self, resealed: int) -> None:
        self.host.busy("")
        if resealed:
            self.host.inform(resealed_words(resealed), "accent")

    def _on_let_in(self, sentence: str) -> None:
        self.host.inform(sentence, "accent")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closed(self) -> None:
        self.stack.setCurrentWidget(self.card)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _make_list(self) -> QWidget:
        card = Card(margins=0, gap=0)
        card.setFixedWidth(LIST_WIDTH)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(Heading(self.tr("Team")))
        head.addStretch(1)
        self.add_button = Button(self.tr("Lid toevoegen"), self.add, icon="user-plus")
        if self.can_add():
            head.addWidget(self.add_button)
        card.body.addLayout(head)
        self.list = RowList(self.tr("Leden van het team"), lines=2, empty=EmptyState(self.tr("Er staat nog niemand in het team.")))
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _: self.change())
        card.body.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 14, 10)
        self.gone = Check("")
        self.gone.hide()
        self.gone.toggled.connect(self._show_list)
        foot.addWidget(self.gone)
        hints = [("↑ ↓", self.tr("kiezen"))]
        if self.may_change:
            hints += [("Enter", self.tr("wijzigen")), ("N", self.tr("nieuw"))]
        foot.addWidget(key_hints(*hints))
        card.body.addLayout(foot)
        return card

    def _make_detail(self) -> QWidget:
        self.stack = QStackedWidget()
        self.card = MemberCard(
            may_change=self.may_change, my_id=self.desk.me.id, change=self.change, let_in=self.let_in, leave_or_return=self.leave_or_return
        )
        self.stack.addWidget(self.card)
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        return card

    def _on_chosen(self, _: str) -> None:
        if self.panel is not None:
            self.panel.give_up()
        self._show_member()
