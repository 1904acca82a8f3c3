"""*Leden en toegang*: who is in the team, who gets in, who stands in, and what keeps the dossier openable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from expertiseteam.access.workspace import Changes
from expertiseteam.custody import Settled, settle
from expertiseteam.team.key_notes import note_invited
from expertiseteam.vault.invitations import OpenInvitation, open_invitations
from expertiseteam.vault.keyfile import key_file_of
from ui.entrances import Opened
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.team.absence_section import AbsenceSection
from ui.team.deputy_section import DeputySection
from ui.team.folder_section import FolderSection
from ui.team.folder_watch import FolderWatch
from ui.team.group_training_section import GroupTrainingSection
from ui.team.history_section import HistorySection
from ui.team.invitations_section import InvitationsSection
from ui.team.own_section import OwnSection
from ui.team.parts_screen import Part, PartsScreen
from ui.team.people_section import PeopleSection
from ui.team.sheet_section import SheetSection
from ui.team.training_section import TrainingSection


class MembersScreen(PartsScreen):
    """Kind of place: "members"; `place.id` names a part ("people", "invitations", "deputies", "absence", "training", "groups", "sheet",
    "own", "history", "folder")."""

    title = "Leden en toegang"
    watches = frozenset({"member", "organisation", "village", "setting", "deputation", "cover", "absence", "training", "group_training"})

    def __init__(self, desk: Desk, opened: Opened, watch: FolderWatch | None = None) -> None:
        """`watch` shares the dossier through a team folder; None where that cannot be, as on a server."""
        self._opened, self._is_working = opened, False
        changed, working = self.keys_changed, self._on_working
        super().__init__(
            desk,
            (
                Part("people", _tr("Leden"), "users", lambda: PeopleSection(self, opened, keys_changed=changed, working=working)),
                Part(
                    "invitations",
                    _tr("Uitnodigingen"),
                    "send",
                    lambda: InvitationsSection(self, opened, go_to_members=lambda: self.show_part("people"), keys_changed=changed),
                ),
                Part("deputies", _tr("Waarnemen"), "calendar-check", lambda: DeputySection(self)),
                Part("absence", _tr("Afwezigheid"), "calendar-days", lambda: AbsenceSection(self)),
                Part("training", _tr("Training"), "book-open", lambda: TrainingSection(self)),
                Part("groups", _tr("Training per groep"), "users", lambda: GroupTrainingSection(self)),
                Part("sheet", _tr("Herstelblad"), "file-text", lambda: SheetSection(self, opened, keys_changed=changed, working=working)),
                Part("own", _tr("Mijn toegang"), "key-round", lambda: OwnSection(self, opened)),
                Part("history", _tr("Geschiedenis"), "history", lambda: HistorySection(self, opened)),
                *(
                    (Part("folder", _tr("Teammap"), "folder-open", lambda: FolderSection(self, opened, watch, working=working)),)
                    if watch is not None
                    else ()
                ),
            ),
            nav_name=_tr("Onderdelen van leden en toegang"),
        )
        self._settling = self.lane()

    # Screen

    def load(self) -> None:
        super().load()
        if self.desk.may(note_invited) and self._opened.identity.is_admin:
            self._settling.work(self._on_invited, open_invitations, key_file_of(self._opened.path), self._opened.policy)

    def changed(self, changes: Changes) -> None:
        if not self._is_working:  # it loads when the work is done: until then the dossier is closed for moments
            super().changed(changes)

    def commands(self) -> Sequence[Command]:
        words = {
            "deputies": self.tr("Laat de rol van aandachtsfunctionaris waarnemen"),
            "absence": self.tr("Leg afwezigheid vast"),
            "training": self.tr("Leg een training vast"),
            "groups": self.tr("Leg training van een groep vast"),
        }
        add = words.get(self.key, self.tr("Voeg een lid toe"))
        return (
            Command("members.add", add, lambda: self.section.add(), "N", lambda: self.section.can_add()),
            Command("members.change", self.tr("Wijzig dit lid"), lambda: self._people.change(), "W", self._with_people("can_change")),
            Command("members.invite", self.tr("Nodig dit lid uit"), lambda: self._people.invite(), "U", self._with_people("can_invite")),
            Command(
                "members.let-in",
                self.tr("Laat dit lid hier een wachtzin kiezen"),
                lambda: self._people.let_in(),
                "O",
                self._with_people("can_let_in"),
            ),
            Command("members.cover", self.tr("Laat iemands werk waarnemen"), lambda: self._cover(), "L", self._can_cover),
            Command("members.end", self.tr("Beëindig deze waarneming of afwezigheid"), lambda: self._end(), "B", self._can_end),
            *self.go_commands("members", self.tr("Ga naar leden en toegang: {0}")),
        )

    # Keys

    def keys_changed(self) -> None:
        """The key file changed: show it as it is now."""
        self.refresh()

    def _on_working(self, working: bool) -> None:
        self._is_working = working
        self.nav.setEnabled(not working)
        if not working:
            self.refresh()

    def _on_invited(self, found: list[OpenInvitation]) -> None:
        """Somebody used a code: let him in now, as unlocking would."""
        if any(one.is_accepted for one in found) and not self._is_working:
            here = self._opened
            self._settling.work_apart(self._on_settled, settle, here.path, here.workspace, here.identity, policy=here.policy)

    def _on_settled(self, done: Settled) -> None:
        self._opened.identity = done.identity
        if done.told:
            self.inform(" ".join(done.told), "accent")
            self.refresh()

    # Commands

    @property
    def _people(self) -> PeopleSection:
        section = self.section
        assert isinstance(section, PeopleSection)
        return section

    def _with_people(self, can: str) -> Callable[[], bool]:
        """Whether the part with the members is shown, no form is open, and this can be done."""

        def may() -> bool:
            section = self.section
            return isinstance(section, PeopleSection) and section.panel is None and bool(getattr(section, can)())

        return may

    def _can_end(self) -> bool:
        section = self.section
        if isinstance(section, AbsenceSection):
            return section.can_withdraw()
        return isinstance(section, DeputySection) and section.can_end()

    def _can_cover(self) -> bool:
        section = self.section
        return isinstance(section, DeputySection) and section.can_cover()

    def _cover(self) -> None:
        if isinstance(self.section, DeputySection):
            self.section.cover()

    def _end(self) -> None:
        section = self.section
        if isinstance(section, AbsenceSection):
            section.withdraw()
        elif isinstance(section, DeputySection):
            section.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("MembersScreen", text)
