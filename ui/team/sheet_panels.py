"""Forms with the recovery sheet in hand: practise, seal again, and make a new one."""

from __future__ import annotations

from collections.abc import Callable
from secrets import randbelow

from PySide6.QtCore import Qt, Signal

from expertiseteam.access.sealing import Resealed
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.custody import drill, renew_sheet, reseal_with_sheet
from expertiseteam.meetings.papers import RecoverySheetPaper
from expertiseteam.vault.groups import GROUP_SIZE
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import fingerprint
from expertiseteam.vault.recovery import GROUPS, RecoveryKey
from ui.entrances import Opened
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.words import resealed_words
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Well
from ui.widgets.groups import GroupsField, as_on_paper
from ui.widgets.labels import Label, Quiet


class TypedSheetPanel(Panel):
    """The sheet is typed over. Open with `open_for`; `done` tells a sentence. What is typed is kept nowhere."""

    done = Signal(str)

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__(desk, "", "")
        self._opened = opened
        self._words = Quiet("", wrap=True)
        self._seals = False
        self.sheet = GroupsField(GROUPS, GROUP_SIZE)
        self.body.addWidget(self._words)
        self.body.addWidget(Label(self.tr("De groepen op het herstelblad"), "strong"))
        self.body.addWidget(self.sheet)
        self.closed.connect(self.sheet.clear)
        self._work = self.lane()

    def open_for(self, *, seals: bool, mark: str) -> None:
        """Ask for the sheet with this mark: to practise, or to seal texts again."""
        self._seals = seals
        self.bar.close_bar()
        self.sheet.clear()
        if seals:
            self.heading.setText(self.tr("Verzegelde teksten openen met het herstelblad"))
            self._words.setText(
                self.tr(
                    "Neem het blad met kenmerk {0} uit de kluis. Het opent de verzegelde teksten, en verzegelt ze meteen weer voor wie nu "
                    "aandachtsfunctionaris is."
                ).format(mark)
            )
        else:
            self.heading.setText(self.tr("Oefenen met het herstelblad"))
            self._words.setText(
                self.tr(
                    "Neem het blad met kenmerk {0} uit de kluis en typ alle groepen over. Het programma kijkt of het blad de sleutels en "
                    "het dossier opent. Er verandert niets. Leg het blad daarna terug."
                ).format(mark)
            )
        self._set_busy(False)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if not self.button.isEnabled():
            return
        unfinished = self.sheet.unfinished()
        self.sheet.mark(unfinished)
        if unfinished:
            told = self.tr("Nog niet alle groepen zijn ingevuld. Elke groep heeft {0} tekens.").format(GROUP_SIZE)
            self.bar.tell(told, "warn")
            return
        self.bar.close_bar()
        self._set_busy(True)
        here = self._opened
        if self._seals:
            self._work.work(self._on_sealed, reseal_with_sheet, here.path, here.workspace, self.sheet.text())
        else:
            self._work.work(self._on_drilled, drill, here.path, here.workspace, self.sheet.text())

    def show_refusal(self, refused: Refused) -> None:
        self._set_busy(False)
        super().show_refusal(refused)
        self.sheet.mark(list(getattr(refused, "groups", ())))

    def _on_drilled(self, _: None) -> None:
        self.recorded()
        self.done.emit(self.tr("Het herstelblad klopt: het opent de sleutels en het dossier. Leg het terug in de kluis."))

    def _on_sealed(self, sealed: Resealed) -> None:
        self.recorded()
        said = resealed_words(sealed.done) or self.tr("Er was niets meer om opnieuw te verzegelen.")
        if sealed.left:
            said += " " + self.tr("{0} teksten opent ook dit blad niet: ze zijn beschadigd.").format(sealed.left)
        self.done.emit(said)

    def _set_busy(self, busy: bool) -> None:
        words = self.tr("Verzegel opnieuw") if self._seals else self.tr("Kijk of het blad klopt")
        self.button.setText(self.tr("Bezig met openen…") if busy else words)
        self.button.setEnabled(not busy)


class NewSheetPanel(Panel):
    """A new recovery sheet, which must be proven before the form closes. `working` tells when it takes long; `done` tells a sentence."""

    working = Signal(bool)
    made = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, opened: Opened, team_name: Callable[[], str]) -> None:
        super().__init__(desk, self.tr("Een nieuw herstelblad"), "")
        self._opened, self._team_name = opened, team_name
        self._key: RecoveryKey | None = None
        self._pdf, self._asked, self._is_working = b"", 1, False
        self._words = Label("", wrap=True)
        self.body.addWidget(self._words)
        self.show_button = Button(self.tr("Bekijken en afdrukken"), self.show_sheet, role="primary", icon="printer")
        self._proof = Well()
        self._proof.body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.proof = LineField(self.tr("5 tekens"), longest=20)
        self.proof_field = Field(self.tr("Groep op het herstelblad"), self.proof)
        self._proof.body.addWidget(self.proof_field)
        self.body.addWidget(self._proof)
        self._work = self.lane()

    def open_new(self) -> None:
        """Say what it means, and offer to do it. A sheet that was made but not proven is shown again."""
        self.bar.close_bar()
        self._show()
        (self.cancel if self._key is None else self.show_button).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_held(self) -> bool:
        """Whether the form must stay open: the work goes on, or the new sheet is not proven yet."""
        return self._is_working or self._key is not None

    def submit(self) -> None:
        if self._is_working:
            return
        self.bar.close_bar()
        if self._key is not None:
            self._prove(self._key)
            return
        self._set_working(True)
        here = self._opened
        self._work.work_apart(self._on_made, self._make, here)

    def show_sheet(self) -> None:
        """Show the paper."""
        self.desk.paper(self.tr("Herstelblad"), self._pdf, self.tr("herstelblad.pdf"))

    def give_up(self) -> None:
        if self._key is not None:
            told = self.tr("Het oude blad werkt niet meer. Druk het nieuwe af en typ een groep over; dan kan het naar de kluis.")
            self.bar.tell(told, "warn")
        elif not self._is_working:
            super().give_up()

    def show_refusal(self, refused: Refused) -> None:
        self._set_working(False)
        super().show_refusal(refused)

    def _make(self, here: Opened) -> tuple[Identity, RecoveryKey, bytes]:
        from reports.recovery_sheet import recovery_sheet_pdf  # ReportLab is loaded at the first page, in the background

        identity, key = renew_sheet(here.path, here.workspace, here.identity, policy=here.policy)
        today, mark = local_day(self.desk.clock()), fingerprint(key_file_of(here.path))
        paper = RecoverySheetPaper(self._team_name(), self.desk.me.name, today, mark, key.groups())
        return identity, key, recovery_sheet_pdf(paper)

    def _on_made(self, made: tuple[Identity, RecoveryKey, bytes]) -> None:
        self._opened.identity, self._key, self._pdf = made
        self._asked = randbelow(GROUPS) + 1
        self._set_working(False)
        self.made.emit()
        self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prove(self, key: RecoveryKey) -> None:
        if as_on_paper(self.proof.value()) == key.groups()[self._asked - 1]:
            self._key, self._pdf = None, b""
            self.proof.clear()
            self.recorded()
            self.done.emit(self.tr("Het nieuwe herstelblad klopt. Leg het in de kluis en vernietig het oude."))
            return
        self.proof_field.wrong(self.tr("Dit is niet groep {0}. Kijk nog eens op het blad en typ de groep over.").format(self._asked))
        self.proof.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        is_made = self._key is not None
        self._proof.setVisible(is_made)
        self.proof_field.wrong("")
        self.proof_field.rename(self.tr("Typ groep {0} van het nieuwe blad over").format(self._asked))
        self.button.setEnabled(not self._is_working)
        self.cancel.setEnabled(not self._is_working)
        self.cancel.setVisible(not is_made)  # the old sheet is worth nothing any more: there is no way back
        if is_made:
            self._words.setText(
                self.tr(
                    "Het nieuwe blad is gemaakt en het oude opent niets meer dat vanaf nu wordt geschreven. Druk het af, en typ één groep "
                    "over: dan weten we zeker dat het blad er is en leesbaar is."
                )
            )
            self.button.setText(self.tr("Klaar"))
        else:
            self._words.setText(
                self.tr(
                    "Maak een nieuw blad als het oude kwijt is, of als iemand anders het gezien heeft. Het dossier krijgt een nieuwe "
                    "sleutel en de melders worden opnieuw verzegeld; dat duurt zo lang als het maken van een kopie. Het oude blad opent "
                    "daarna niets nieuws meer. Oude reservekopieën opent het nog wel. Wie het dossier ergens anders open heeft, opent "
                    "het straks opnieuw."
                )
            )
            self.button.setText(self.tr("Het nieuwe blad wordt gemaakt…") if self._is_working else self.tr("Maak een nieuw herstelblad"))

    def _set_working(self, working: bool) -> None:
        changed, self._is_working = working != self._is_working, working
        self._show()
        if changed:
            self.working.emit(working)
