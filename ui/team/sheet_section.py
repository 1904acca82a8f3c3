"""*Herstelblad*: the paper that opens the dossier when nobody's passphrase does; and whether all that is sealed opens for who should."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.access.sealing import Resealed, left_behind, reseal
from expertiseteam.basics.clock import local, local_day
from expertiseteam.basics.dates import full_date, relative
from expertiseteam.team.key_notes import note_new_sheet
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.sheet import last_drill, note_drill
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.overview import KeyRing, key_ring
from ui.entrances import Opened
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.team.access_words import left_behind_words
from ui.team.section import Section, on_ground
from ui.team.sheet_panels import NewSheetPanel, TypedSheetPanel
from ui.team.words import resealed_words
from ui.widgets.buttons import Button
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, Scrolled
from ui.widgets.labels import Label, Quiet

AnyPanel = TypedSheetPanel | NewSheetPanel


class SheetSection(Section):
    """`keys_changed` is called when there is a new sheet, `working` when making it begins and ends."""

    def __init__(self, screen: Screen, opened: Opened, *, keys_changed: Callable[[], None], working: Callable[[bool], None]) -> None:
        super().__init__(screen)
        self._opened, self._keys_changed, self._working = opened, keys_changed, working
        self.may_drill = self.desk.may(note_drill)
        self.may_renew = self.desk.may(note_new_sheet) and opened.identity.is_admin
        self._team_name = self._mark = ""
        self._panels: dict[int, AnyPanel] = {}  # by their place in the stack
        self._lane, self._counts, self._acts = screen.lane(latest=True), screen.lane(latest=True), screen.lane()
        self.stack = Pages()
        self.stack.addWidget(Scrolled(self._make_front()))
        self.column.addWidget(self.stack, 1)

    # Section

    def load(self) -> None:
        self._lane.work(self._on_ring, key_ring, key_file_of(self._opened.path), self.desk.me.id, self._opened.policy)

    def start(self) -> QWidget:
        panel = self.panel
        if panel is not None:
            return panel
        return self.drill_button if self.may_drill else self.stack

    def leave(self) -> None:
        if isinstance(self.panel, TypedSheetPanel):
            self.panel.give_up()

    def escape(self) -> bool:
        panel = self.panel
        if panel is None:
            return False
        panel.give_up()
        return True

    @property
    def panel(self) -> AnyPanel | None:
        """The form that is open."""
        return self._panels.get(self.stack.currentIndex())

    @cached_property
    def typed_panel(self) -> TypedSheetPanel:
        panel = TypedSheetPanel(self.desk, self._opened)
        panel.done.connect(self._on_done)
        self._put(panel)
        return panel

    @cached_property
    def new_panel(self) -> NewSheetPanel:
        panel = NewSheetPanel(self.desk, self._opened, lambda: self._team_name)
        panel.done.connect(self._on_done)
        panel.working.connect(self._working)
        panel.made.connect(self._keys_changed)
        self._put(panel)
        return panel

    # What people do

    def practise(self) -> None:
        """Ask for the sheet, to see whether it opens everything."""
        self._open(self.typed_panel)
        self.typed_panel.open_for(seals=False, mark=self._mark)

    def reseal(self) -> None:
        """Seal again what these keys open."""
        self._acts.do(self._on_resealed, reseal)

    def reseal_with_sheet(self) -> None:
        """Ask for the sheet, to seal again what these keys do not open."""
        self._open(self.typed_panel)
        self.typed_panel.open_for(seals=True, mark=self._mark)

    def renew(self) -> None:
        """Offer a new sheet."""
        self._open(self.new_panel)
        self.new_panel.open_new()

    # What comes back

    def _on_ring(self, ring: KeyRing) -> None:
        self._mark = ring.mark
        made = full_date(local(ring.sheet_made).date()) if ring.sheet_made else self.tr("niet opgeschreven")
        made = self.tr("{0}, door {1}").format(made, ring.sheet_by) if ring.sheet_by else made
        self._facts.tell({**self._facts.told, self.tr("Gemaakt"): made, self.tr("Kenmerk"): ring.mark})
        self._lane.ask(self._on_settings, team_settings)

    def _on_settings(self, settings: TeamSettings) -> None:
        self._team_name = settings.team_name
        self._lane.ask(self._on_drilled_on, last_drill)

    def _on_drilled_on(self, day: date | None) -> None:
        drilled = self.tr("Nog nooit. Oefen een keer, dan weet u zeker dat het blad werkt als het nodig is.")
        if day is not None:
            drilled = f"{full_date(day)} ({relative(day, local_day(self.desk.clock()))})"
        self._facts.tell({**self._facts.told, self.tr("Laatst geoefend"): drilled})
        if self.desk.may(left_behind):
            self._counts.ask(self._on_left, left_behind, self.desk.workspace.recovery)

    def _on_left(self, count: int) -> None:
        self._sealed.setText(left_behind_words(count))
        self._sealed.set_tone("warn" if count else "")
        self.reseal_button.setVisible(count > 0)
        self.reseal_sheet_button.setVisible(count > 0)

    def _on_resealed(self, sealed: Resealed) -> None:
        said = resealed_words(sealed.done)
        if sealed.left:
            many = self.tr("1 verzegelde tekst past") if sealed.left == 1 else self.tr("{0} verzegelde teksten passen").format(sealed.left)
            told = self.tr("{0} niet op uw sleutels. Neem het herstelblad, of vraag een andere aandachtsfunctionaris.").format(many)
            said = f"{said} {told}".strip()
        self.host.inform(said or self.tr("Er was niets meer om opnieuw te verzegelen."), "warn" if sealed.left else "accent")
        self.load()

    def _on_done(self, said: str) -> None:
        self.host.inform(said, "accent")
        self._keys_changed()

    # Parts

    def _put(self, panel: AnyPanel) -> None:
        panel.closed.connect(self._on_closed)
        card = Card(margins=20)
        card.body.addWidget(Scrolled(panel), 1)
        self._panels[self.stack.addWidget(card)] = panel

    def _open(self, panel: AnyPanel) -> None:
        self.stack.setCurrentIndex(next(number for number, known in self._panels.items() if known is panel))

    def _on_closed(self) -> None:
        self.stack.setCurrentIndex(0)
        self.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_front(self) -> QWidget:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        sheet = Card(self.tr("Herstelblad"), margins=20, gap=10)
        told = self.tr(
            "Dit papier opent het dossier als niemand er meer in kan. Wie het heeft, kan alles lezen, ook wie iets vertelde. Het hoort in "
            "een kluis of een afgesloten kast."
        )
        sheet.body.addWidget(Quiet(told, wrap=True))
        self._facts = Facts()
        sheet.body.addWidget(self._facts)
        self.drill_button = Button(self.tr("Oefen met het blad"), self.practise, role="primary", icon="badge-check")
        self.renew_button = Button(self.tr("Maak een nieuw blad…"), self.renew, icon="file-plus")
        sheet.body.addWidget(_row((self.drill_button, self.may_drill), (self.renew_button, self.may_renew)))
        if not self.may_drill:
            sheet.body.addWidget(Quiet(self.tr("De aandachtsfunctionaris oefent met het blad, en maakt zo nodig een nieuw."), wrap=True))
        column.addWidget(on_ground(sheet))
        seals = Card(self.tr("Verzegelde teksten"), margins=20, gap=10)
        told = self.tr("Wie iets vertelde, is apart verzegeld: alleen wie nu aandachtsfunctionaris is, kan het lezen, en het herstelblad.")
        seals.body.addWidget(Quiet(told, wrap=True))
        self._sealed = Label("", wrap=True)
        seals.body.addWidget(self._sealed)
        self.reseal_button = Button(self.tr("Verzegel opnieuw met mijn sleutels"), self.reseal, icon="lock")
        self.reseal_sheet_button = Button(self.tr("Verzegel opnieuw met het herstelblad…"), self.reseal_with_sheet)
        seals.body.addWidget(_row((self.reseal_button, False), (self.reseal_sheet_button, False)))
        column.addWidget(on_ground(seals))
        seals.setVisible(self.desk.may(left_behind))
        column.addStretch(1)
        return front


def _row(*buttons: tuple[Button, bool]) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=10, line_gap=8)
    for button, shown in buttons:
        row.addWidget(button)
        button.setVisible(shown)
    return holder
