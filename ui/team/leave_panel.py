"""*Toegang beëindigen*: somebody leaves for good, or a laptop was stolen. What that means, before anything happens and after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from expertiseteam.basics.sentences import Refused
from expertiseteam.custody import Departed, let_go, lose_laptop
from expertiseteam.insight.open_work import OpenWork, open_work
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.overview import Holder
from ui.entrances import Opened
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.access_words import open_work_words
from ui.widgets.frames import Well
from ui.widgets.labels import Label, Quiet


class LeavePanel(Panel):
    """Open with `open_for`. `working` tells when it begins and ends; `gone` tells a sentence once the access is over."""

    working = Signal(bool)
    gone = Signal(str)
    _told = Signal(str)  # from the thread that works

    def __init__(self, desk: Desk, opened: Opened) -> None:
        super().__init__(desk, "", "")
        self._opened = opened
        self._member: MemberLine | None = None
        self._is_working = self._had_keys = self._is_lost = False
        self._parts: list[tuple[Label, Label]] = []
        for title in (self.tr("Wat er nu gebeurt"), self.tr("Het werk"), self.tr("Wat dit lid nog heeft"), self.tr("De collega’s")):
            head, words = Label(title, "strong"), Label("", wrap=True)
            self.body.addWidget(head)
            self.body.addWidget(words)
            self._parts.append((head, words))
        self._progress = Well()
        self._doing = Label("", wrap=True)
        self._progress.body.addWidget(self._doing)
        self._progress.body.addWidget(Quiet(self.tr("U kunt intussen kijken; bewaren wacht even. Sluit het programma niet."), wrap=True))
        self.body.addWidget(self._progress)
        self._told.connect(self._doing.setText)
        self._work, self._counts = self.lane(), desk.runner.lane(self, self.show_refusal, latest=True)

    @property
    def is_working(self) -> bool:
        """Whether the access is being ended right now: no moment to close the form."""
        return self._is_working

    def open_for(self, member: MemberLine, holder: Holder | None) -> None:
        """Say what it would mean for this member."""
        self._member, self._had_keys, self._is_lost = member, holder is not None, False
        name = member.first_name
        self.bar.close_bar()
        self._set_working(False)
        self.heading.setText(self.tr("De toegang van {0} beëindigen").format(member.name))
        self.button.setText(self.tr("Beëindig de toegang van {0}").format(name))
        happens = self.tr("{0} gaat uit het team en komt het dossier niet meer in.").format(name)
        if self._had_keys:
            happens += " " + self.tr(
                "Het dossier krijgt een nieuwe sleutel, die {0} nooit heeft gehad. Dat duurt zo lang als het maken van een kopie."
            ).format(name)
            has = self.tr(
                "Wie een oude kopie van de bestanden bewaarde, leest die met de eigen wachtzin nog, net als papier en oude reservekopieën. "
                "Vraag {0} om laptop, usb-schijven en papier in te leveren."
            ).format(name)
        else:
            has = self.tr("{0} had geen sleutels. Vraag wel om papier terug.").format(name)
        self._say(0, happens)
        self._say(1, self.tr("Het open werk wordt geteld…"))
        self._say(2, has)
        self._say(
            3,
            self.tr("Wie het dossier nu ergens anders open heeft, moet het straks opnieuw openen. Verder merken zij niets.")
            if self._had_keys
            else self.tr("Collega’s merken hier niets van."),
        )
        self._parts[2][0].setText(self.tr("Wat dit lid nog heeft"))
        self._counts.ask(self._on_counted, open_work, member.id)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for_lost(self, member: MemberLine) -> None:
        """Say what it means that this member's laptop was stolen or lost."""
        self._member, self._had_keys, self._is_lost = member, True, True
        name = member.first_name
        self.bar.close_bar()
        self._set_working(False)
        self.heading.setText(self.tr("De laptop van {0} is gestolen of kwijt").format(member.name))
        self.button.setText(self.tr("Sluit de laptop van {0} buiten").format(name))
        self._say(
            0,
            self.tr(
                "Het dossier krijgt een nieuwe sleutel, die de laptop nooit heeft gehad. Dat duurt zo lang als het maken van een kopie. "
                "Wat erop staat, blijft versleuteld achter de wachtzin; nieuws komt er niet meer bij."
            ),
        )
        self._say(1, self.tr("{0} blijft in het team, en het werk blijft op die naam staan.").format(name))
        self._say(
            2,
            self.tr(
                "Nodig {0} daarna opnieuw uit met een code, voor een andere computer. Wat {0} op de laptop deed en nog niet deelde, is weg."
            ).format(name),
        )
        self._parts[2][0].setText(self.tr("Daarna"))
        self._say(3, self.tr("Wie het dossier nu ergens anders open heeft, moet het straks opnieuw openen. Verder merken zij niets."))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._member is None or self._is_working:
            return
        self.bar.close_bar()
        self._doing.setText(self.tr("Het dossier wordt voorbereid…"))
        self._set_working(True)
        here = self._opened
        self._work.work_apart(
            self._on_gone,
            lose_laptop if self._is_lost else let_go,
            here.path,
            here.workspace,
            here.identity,
            self._member,
            policy=here.policy,
            tell=self._told.emit,
        )

    def give_up(self) -> None:
        if not self._is_working:
            super().give_up()

    def show_refusal(self, refused: Refused) -> None:
        self._set_working(False)
        super().show_refusal(refused)

    def _on_counted(self, work: OpenWork) -> None:
        if self._member is not None and not self._is_lost:
            self._say(1, open_work_words(self._member.first_name, work))

    def _on_gone(self, departed: Departed) -> None:
        member = self._member
        assert member is not None
        self._opened.identity = departed.identity
        self._set_working(False)
        self.recorded()
        said = (
            self.tr("De laptop van {0} komt het dossier niet meer in. Nodig {1} opnieuw uit met een code.").format(
                member.name, member.first_name
            )
            if self._is_lost
            else self.tr("De toegang van {0} is beëindigd.").format(member.name)
        )
        if self._had_keys and departed.has_new_key:
            if not self._is_lost:
                said += " " + self.tr("Het dossier heeft een nieuwe sleutel, die {0} niet heeft.").format(member.first_name)
        elif self._had_keys:
            said += " " + self.tr(
                "Het dossier kon zijn nieuwe sleutel nog niet krijgen, omdat het ergens anders open is of de schijf vol is. Dat gebeurt "
                "vanzelf bij de volgende keer ontgrendelen. Tot dan opent {0} met de oude sleutel nog wat er nu in staat."
            ).format(member.first_name)
        self.gone.emit(said)

    def _say(self, number: int, words: str) -> None:
        self._parts[number][1].setText(words)

    def _set_working(self, working: bool) -> None:
        changed, self._is_working = working != self._is_working, working
        self._progress.setVisible(working)
        self.button.setEnabled(not working)
        self.cancel.setEnabled(not working)
        if changed:
            self.working.emit(working)
