"""*Leden*: who is in the team, what each may do, who can unlock the dossier, and who comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.access.who import Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.custody import follow, withdraw
from expertiseteam.team.deputation import deputations
from expertiseteam.team.key_notes import last_seen, note_invited
from expertiseteam.team.members import add_member, change_member, members, organisations, villages
from expertiseteam.team.records import DeputationLine, MemberLine, OrganisationLine, VillageLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.vault.invitations import OpenInvitation
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.overview import KeyRing, key_ring
from ui.entrances import Opened
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.team.access_words import member_facts, member_row, seen_words
from ui.team.invite_panel import InvitePanel
from ui.team.leave_panel import LeavePanel
from ui.team.let_in_panel import LetInPanel
from ui.team.member_card import Doings, MemberCard
from ui.team.member_panel import MemberPanel, Recorded
from ui.team.section import Section, key_hints
from ui.team.words import needs_key, own_words_of, resealed_words
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import Heading
from ui.widgets.rows import RowList

LIST_WIDTH = 310
AnyPanel = MemberPanel | LetInPanel | InvitePanel | LeavePanel


class PeopleSection(Section):
    """A list of members with one of them beside it, or a form about one.

    `keys_changed` is called when the key file changed; `working` when something that takes long begins and ends.
    """

    def __init__(self, screen: Screen, opened: Opened, *, keys_changed: Callable[[], None], working: Callable[[bool], None]) -> None:
        super().__init__(screen)
        self._opened, self._keys_changed, self._working = opened, keys_changed, working
        self.may_change = self.desk.may(change_member)
        self.may_keys = self.desk.may(note_invited) and opened.identity.is_admin
        self._members: dict[str, MemberLine] = {}
        self._organisations: list[OrganisationLine] = []
        self._ring: KeyRing | None = None
        self._seen: dict[str, datetime] = {}
        self._standing_in: dict[str, DeputationLine] = {}
        self._team_name = ""
        self._own_words: tuple[str, ...] = ()
        self._wanted: str | None = None  # the member to choose once it is loaded
        self._lane, self._acts, self._keys = screen.lane(latest=True), screen.lane(), screen.lane()
        self._ring_lane = self.desk.runner.lane(self, self._on_no_ring, latest=True)
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
        elif isinstance(panel, LetInPanel):
            panel.give_up()  # a passphrase; a code stays to be read aloud, also while its paper is looked at

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
    def panel(self) -> AnyPanel | None:
        """The form that is open."""
        page = self.stack.currentWidget()
        form = page.widget() if isinstance(page, Scrolled) else None
        return form if isinstance(form, AnyPanel) else None

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

    @cached_property
    def invite_panel(self) -> InvitePanel:
        panel = InvitePanel(self.desk, self._opened)
        panel.invited.connect(self._keys_changed)
        self._add(panel)
        return panel

    @cached_property
    def leave_panel(self) -> LeavePanel:
        panel = LeavePanel(self.desk, self._opened)
        panel.gone.connect(self._on_gone)
        panel.working.connect(self._working)
        self._add(panel)
        return panel

    def _add(self, panel: AnyPanel) -> None:
        panel.closed.connect(self._on_closed)
        self.stack.addWidget(Scrolled(panel))

    def _open(self, panel: AnyPanel) -> None:
        self.host.bar.close_bar()
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

    def can_invite(self) -> bool:
        """Whether the chosen member can be given a code."""
        return self.may_keys and self.member is not None and needs_key(self.member)

    def invite(self) -> None:
        """Offer a code for the chosen member."""
        if (member := self.member) is not None and self.can_invite():
            self._open(self.invite_panel)
            self.invite_panel.open_for(member, self._team_name, self._invitation(member))

    def withdraw(self) -> None:
        """End the invitation of the chosen member."""
        if (member := self.member) is not None and self._invitation(member) is not None:
            here, said = self._opened, self.tr("De uitnodiging van {0} is ingetrokken. De code werkt niet meer.").format(member.name)
            self._keys.work_apart(
                lambda _: self._on_withdrawn(said), withdraw, here.path, here.workspace, here.identity, member.id, policy=here.policy
            )

    def can_let_in(self) -> bool:
        """Whether the chosen member can be given a passphrase here."""
        member = self.member
        if member is None or not self.may_keys or member.id == self.desk.me.id:
            return False
        return needs_key(member) or (member.is_active and member.can_sign_in and member.role is not Role.GUEST)

    def let_in(self) -> None:
        """Ask the chosen member for a passphrase."""
        if (member := self.member) is not None and self.can_let_in():
            self._open(self.let_in_panel)
            self.let_in_panel.open_for(member, (member.name, *self._own_words))

    def lose_laptop(self) -> None:
        """Ask to shut out the laptop of the chosen member."""
        if (member := self.member) is not None and self.may_keys:
            self._open(self.leave_panel)
            self.leave_panel.open_for_lost(member)

    def leave_or_return(self) -> None:
        """Ask how the chosen member leaves the team, or let this member come back."""
        member = self.member
        if member is None or not self.may_change:
            return
        if member.is_active:
            self._open(self.leave_panel)
            self.leave_panel.open_for(member, self._ring.holders.get(member.id) if self._ring else None)
        else:
            self._wanted = member.id
            back = replace(member, is_active=True)
            self._acts.do(
                lambda _: self._on_back(back),
                change_member,
                member,
                role=member.role,
                discipline=member.discipline,
                function=member.function,
                organisation_id=member.organisation_id,
                phone=member.phone,
            )

    # Loading

    def _on_settings(self, settings: TeamSettings) -> None:
        self._lane.ask(partial(self._on_villages, settings), villages)

    def _on_villages(self, settings: TeamSettings, known: list[VillageLine]) -> None:
        self._team_name = settings.team_name
        self._own_words = own_words_of("", settings.municipality, settings.team_name, [v.name for v in known])
        self._lane.ask(self._on_organisations, organisations)

    def _on_organisations(self, known: list[OrganisationLine]) -> None:
        self._organisations = known
        self._lane.ask(self._on_deputations, deputations)

    def _on_deputations(self, found: list[DeputationLine]) -> None:
        self._standing_in = {one.member_id: one for one in found}
        self._lane.ask(self._on_seen, last_seen)

    def _stands_in_now(self, member: MemberLine) -> DeputationLine | None:
        one = self._standing_in.get(member.id)
        return one if one is not None and one.since <= self.desk.workspace.today else None

    def _on_seen(self, seen: dict[str, datetime]) -> None:
        self._seen = seen
        self._ring_lane.work(self._on_ring, key_ring, key_file_of(self._opened.path), self.desk.me.id, self._opened.policy)

    def _on_no_ring(self, refused: Refused) -> None:
        """The key file cannot be read: the team is shown all the same."""
        self.host.show_refusal(refused)
        self._on_ring(None)

    def _on_ring(self, ring: KeyRing | None) -> None:
        self._ring = ring
        self._lane.ask(self._on_members, members, active_only=False)

    def _on_members(self, team: list[MemberLine]) -> None:
        self._members = {member.id: member for member in team}
        gone = sum(not member.is_active for member in team)
        self.gone.setText(self.tr("Toon ook wie vertrokken is ({0})").format(gone))
        self.gone.setVisible(gone > 0)
        self._show_list()

    def _show_list(self) -> None:
        shown = [m for m in self._members.values() if m.is_active or self.gone.isChecked()]
        me = self.desk.me.id
        rows = [member_row(member, me, self._invitation(member), self._stands_in_now(member)) for member in shown]
        self.list.set_rows(rows, current=self._wanted)
        self._wanted = None
        self.list.choose_first()
        self._show_member()

    def _show_member(self) -> None:
        if (member := self.member) is not None:
            self.card.show_member(member, self._facts(member), self._invitation(member))

    def _facts(self, member: MemberLine) -> dict[str, str]:
        organisation = next((o.name for o in self._organisations if o.id == member.organisation_id), "")
        holder = self._ring.holders.get(member.id) if self._ring else None
        knows_seen, now = self.may_change or member.id == self.desk.me.id, self.desk.clock()
        seen = seen_words(self._seen.get(member.id), now) if knows_seen and holder else ""
        return member_facts(member, organisation, self._standing_in.get(member.id), holder, self._invitation(member), seen, now)

    def _invitation(self, member: MemberLine) -> OpenInvitation | None:
        return self._ring.invitation_of(member.id) if self._ring else None

    # Acts

    def _on_back(self, member: MemberLine) -> None:
        said = self.tr("{0} is terug in het team.").format(member.first_name)
        if needs_key(member) and self.may_keys:
            self._offer_access(said, member.first_name)
        else:
            self.desk.say(said)

    def _on_gone(self, sentence: str) -> None:
        self.host.inform(sentence, "accent")
        self._keys_changed()

    def _on_withdrawn(self, said: str) -> None:
        self.desk.say(said)
        self._keys_changed()

    def _offer_access(self, said: str, name: str) -> None:
        """Somebody stands in the team without keys: the next step is at hand."""
        buttons = [
            (self.tr("Nodig {0} uit met een code").format(name), self.invite),
            (self.tr("Laat {0} hier ontgrendelen").format(name), self.let_in),
        ]
        self.host.inform(self.tr("{0} Geef nu toegang, of doe dat later.").format(said), "accent", buttons)

    def _on_recorded(self, recorded: Recorded) -> None:
        self._wanted = recorded.member_id
        if recorded.needs_access and self.may_keys:
            self._offer_access(recorded.sentence, recorded.first_name)
        else:
            self.desk.say(recorded.sentence)
        self.load()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if recorded.keys_follow:
            self._settle(recorded.member_id, recorded.resealed)

    def _settle(self, member_id: str, resealed: int) -> None:
        self.host.busy(self.tr("Het sleutelbestand wordt bijgewerkt…"))
        opened = self._opened
        self._keys.work_apart(
            lambda _: self._on_settled(resealed), follow, opened.path, opened.workspace, opened.identity, member_id, policy=opened.policy
        )

    def _on_settled(self, resealed: int) -> None:
        self.host.busy("")
        self._keys_changed()
        if resealed:
            self.host.inform(resealed_words(resealed), "accent")

    def _on_let_in(self, sentence: str) -> None:
        self.host.inform(sentence, "accent")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keys_changed()

    def _on_closed(self) -> None:
        self.stack.setCurrentWidget(self.card)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _make_list(self) -> QWidget:
        card = Card(margins=0, gap=0)
        card.setFixedWidth(LIST_WIDTH)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(Heading(self.tr("Leden")))
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
        self.stack = Pages()
        doings = Doings(self.invite, self.withdraw, self.let_in, self.change, self.leave_or_return, self.lose_laptop)
        self.card = MemberCard(doings, may_change=self.may_change, may_keys=self.may_keys, my_id=self.desk.me.id)
        self.stack.addWidget(self.card)
        card = Card(margins=20)
        card.body.addWidget(self.stack, 1)
        return card

    def _on_chosen(self, _: str) -> None:
        if self.panel is not None:
            self.panel.give_up()
        self._show_member()
