"""What is weighed during the overleg beside the lines: the mandate of a decision, and sharing with the partners in the room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.cases.scale_records import EscalateTo
from expertiseteam.meetings.mandate import escalate_decision, set_mandate
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemFile, SaidLine, SharingState
from expertiseteam.meetings.sharing import Weighing, check_sharing
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.meetings.conductor import Conductor
from ui.meetings.live_layout import LiveLayout
from ui.shell.commands import Command
from ui.shell.drafts import DraftKeeper
from ui.shell.screen import Screen

SHARING_FORM = "sharing_check"


class LiveWeighing(QObject):
    """Works two panels above the input line. Neither stops the talk: both can wait, and say so in one line."""

    def __init__(self, screen: Screen, parts: LiveLayout, conductor: Conductor) -> None:
        super().__init__(screen)
        self._screen, self._parts, self._conductor = screen, parts, conductor
        panel = parts.line.sharing
        self.keeper = DraftKeeper(self, screen.desk.runner, SHARING_FORM, panel.kept, panel.restore)
        panel.typed.connect(self.keeper.touched)
        parts.line.weighed.connect(self._on_weighed)
        parts.line.told_mandate.connect(self._on_mandate)
        parts.lines.mandated.connect(self._ask_mandate)

    def commands(self) -> Sequence[Command]:
        """The keys of the lines that tell what was weighed, and of sharing."""
        line, tr = self._parts.line, self.tr
        kinds = (
            (LineKind.VIEW, tr("Typ een andere kijk op het besluit"), "Alt+K"),
            (LineKind.SECRECY, tr("Typ wie hier niets over zegt vanwege het beroepsgeheim"), "Alt+G"),
            (LineKind.ADVICE, tr("Typ het advies van een vak: recht, zorg, wonen"), "Alt+E"),
            (LineKind.RESIDENT, tr("Typ van wie de bewoner het hoort"), "Alt+B"),
            (LineKind.REPORTER, tr("Typ van wie de melder het hoort"), "Alt+M"),
        )
        found = [Command(f"line.{kind.name.lower()}", words, partial(line.choose_kind, kind), keys) for kind, words, keys in kinds]
        return [
            *found,
            Command("meeting.sharing", tr("Ga na of we dit delen met de partners in de kamer"), self.ask_sharing, "Alt+D"),
        ]

    def ask_sharing(self) -> None:
        """Go through sharing with the partners in the room."""
        file = self._file
        if file is None or file.sharing is None:
            self._screen.inform(self.tr("Er is bij dit punt niemand van een partner in de kamer. Er is niets om na te gaan."))
            return
        self._parts.line.ask_sharing(file.sharing)
        self.keeper.begin(file.item.id)

    @property
    def _file(self) -> ItemFile | None:
        return self._conductor.file

    def _on_weighed(self, weighed: Weighing) -> None:
        file = self._file
        if file is None or file.sharing is None:
            return

        def done(_: None) -> None:
            self.keeper.finish()
            self._parts.line.close_panel()
            self._screen.desk.say(self.tr("Vastgelegd of we dit delen."))
            self._conductor.people_changed.emit()

        self._conductor.do(done, check_sharing, file.item.id, _asked(file.sharing), weighed)

    def _ask_mandate(self, line: SaidLine) -> None:
        def known(settings: TeamSettings) -> None:
            self._parts.line.ask_mandate(line, settings.mandates)

        self._screen.lane().ask(known, team_settings)

    def _on_mandate(self, line: SaidLine, mandate: object) -> None:
        file = self._file
        if file is None or file.item.case_id is None:
            return

        def done(_: object) -> None:
            self._parts.line.close_panel()
            self._screen.desk.say(self.tr("Mandaat van besluit {0} vastgelegd.").format(line.decision_number))
            self._conductor.took_down.emit()

        if isinstance(mandate, EscalateTo):
            question = self.tr("Mag dit besluit worden genomen? {0}").format(line.text)
            self._conductor.do(done, escalate_decision, file.item.case_id, line.decision_id, to=mandate, question=question)
        else:
            self._conductor.do(done, set_mandate, file.item.case_id, line.decision_id, str(mandate))


def _asked(state: SharingState) -> list[str]:
    """The partners whom a weighing is about: those for whom it was not done, else all."""
    return [partner.id for partner in state.missing or [check.partner for check in state.checked]]
