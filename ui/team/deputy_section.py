"""*Waarnemen*: who stands in for the aandachtsfunctionaris, and until when."""

from __future__ import annotations

from functools import cached_property, partial

from expertiseteam.access.sealing import Resealed
from expertiseteam.team.covering import cover_work, covers, end_cover
from expertiseteam.team.deputation import deputations, deputise, end_deputation
from expertiseteam.team.members import members
from expertiseteam.team.records import CoverLine, DeputationLine, MemberLine
from ui.shell.screen import Screen
from ui.team.access_words import period_words
from ui.team.cover_panel import CoverPanel
from ui.team.deputy_panel import DeputyPanel
from ui.team.list_section import ListSection
from ui.team.words import resealed_words
from ui.widgets.buttons import Button
from ui.widgets.labels import ChipKind, KeyHint
from ui.widgets.rows import Row


class DeputySection(ListSection):
    """Who stands in now; to begin it, and to end it before its last day."""

    def __init__(self, screen: Screen) -> None:
        told = self.tr(
            "Bent u een tijd weg? Laat een collega uw werk waarnemen: die ziet zolang op Vandaag alles wat op uw naam openstaat. De rol "
            "van aandachtsfunctionaris kan ook alleen worden waargenomen; wie dat doet, leest zolang wat voor die rol verzegeld is."
        )
        name, empty = self.tr("Wie neemt waar"), self.tr("Niemand neemt waar.")
        super().__init__(screen, self.tr("Waarnemen"), told, name=name, empty=empty)
        self.may_change = self.desk.may(deputise)
        self._team: dict[str, MemberLine] = {}
        self._lines: dict[str, DeputationLine] = {}
        self._covers: dict[str, CoverLine] = {}
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self.cover_button = Button(self.tr("Laat werk waarnemen"), self.cover, icon="calendar-check")
        self.add_button = Button(self.tr("Laat de rol waarnemen"), self.add, icon="user-plus")
        self.end_button, self._end_key = Button(self.tr("Beëindig deze waarneming nu"), self.end), KeyHint("B")
        self.offer(self.cover_button, KeyHint("L"), shown=self.desk.may(cover_work))
        self.offer(self.add_button, KeyHint("N"), self.end_button, self._end_key, shown=self.may_change)

    # Section

    def load(self) -> None:
        self._lane.ask(self._on_members, members, active_only=False)

    def add(self) -> None:
        self.open(self.panel)
        self.panel.open_for([member for member in self._team.values() if member.is_active])

    def cover(self) -> None:
        """Open the form that lets somebody see to the work of another."""
        if self.can_cover():
            self.open(self.cover_panel)
            self.cover_panel.open_for([member for member in self._team.values() if member.is_active])

    def can_add(self) -> bool:
        return self.may_change and self.open_panel is None

    def can_cover(self) -> bool:
        """Whether somebody's work can be given to a deputy here."""
        return self.desk.may(cover_work) and self.open_panel is None

    @cached_property
    def panel(self) -> DeputyPanel:
        return self.added(DeputyPanel(self.desk))

    @cached_property
    def cover_panel(self) -> CoverPanel:
        return self.added(CoverPanel(self.desk))

    def can_end(self) -> bool:
        """Whether the chosen deputation can be ended."""
        cover = self._covers.get(self.list.current or "")
        mine = cover is not None and (self.may_change or cover.member_id == self.desk.me.id)
        return self.open_panel is None and (mine or (self.may_change and self.list.current in self._lines))

    def end(self) -> None:
        """End the chosen deputation now."""
        if self.can_end() and (cover := self._covers.get(self.list.current or "")):
            said = self.tr("{0} neemt het werk van {1} niet meer waar.").format(cover.deputy, cover.name)
            self._acts.do(lambda _: self.host.inform(said, "accent"), end_cover, cover)
        elif self.can_end():
            one = self._lines[self.list.current or ""]
            had_begun = one.since <= self.desk.workspace.today
            self._acts.do(partial(self._on_ended, self._name(one), had_begun), end_deputation, one)

    # What comes back

    def _on_members(self, team: list[MemberLine]) -> None:
        self._team = {member.id: member for member in team}
        self._lane.ask(self._on_lines, deputations)

    def _on_lines(self, lines: list[DeputationLine]) -> None:
        self._lines = {one.id: one for one in lines}
        self._lane.ask(self._on_covers, covers, self.desk.workspace.today)

    def _on_covers(self, found: list[CoverLine]) -> None:
        self._covers = {one.id: one for one in found}
        today = self.desk.workspace.today
        rows = [
            Row(
                one.id,
                self._name(one),
                foot=period_words(one, today).capitalize(),
                chip=self.tr("neemt waar") if one.since <= today else self.tr("gaat waarnemen"),
                kind=ChipKind.NEW if one.since <= today else ChipKind.RUNNING,
            )
            for one in self._lines.values()
        ]
        rows += [
            Row(
                one.id,
                self.tr("{0}, voor het werk van {1}").format(one.deputy, one.name),
                foot=period_words(one, today).capitalize(),
                chip=self.tr("neemt waar") if one.since <= today else self.tr("gaat waarnemen"),
                kind=ChipKind.NEW if one.since <= today else ChipKind.RUNNING,
            )
            for one in found
        ]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
        may_end = self.may_change or any(one.member_id == self.desk.me.id for one in found)
        self.end_button.setVisible(may_end and bool(rows))
        self._end_key.setVisible(may_end and bool(rows))

    def _on_ended(self, name: str, had_begun: bool, sealed: Resealed) -> None:
        said = self.tr("{0} neemt niet meer waar en heeft de rol van daarvoor weer.") if had_begun else self.tr("{0} gaat niet waarnemen.")
        said = said.format(name)
        self.host.inform(f"{said} {resealed_words(sealed.done)}".strip(), "accent")

    def _name(self, one: DeputationLine) -> str:
        member = self._team.get(one.member_id)
        return member.name if member else self.tr("een lid dat er niet meer is")
