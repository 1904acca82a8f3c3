"""*Lid toevoegen* and *Lid wijzigen*: who somebody is in the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal

from expertiseteam.access.who import Discipline, Role
from expertiseteam.team.members import add_member, change_member, members
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.team.words import MEMBER_TITLES, ROLE_MAY, value_text
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

LONGEST_NAME = 120  # characters
LONGEST_PHONE = 40


@dataclass(frozen=True)
class Recorded:
    """What the panel did. `keys_follow`: the key file must follow (`custody.follow`). `resealed`: so many texts."""

    member_id: str
    sentence: str
    keys_follow: bool
    resealed: int = 0
    needs_access: bool = False  # somebody new, who could unlock but has no keys yet
    first_name: str = ""


class MemberPanel(Panel):
    """Open with `open_new` or `open_for`. `done` tells a Recorded once it is on disk."""

    form = "member"
    titles = MEMBER_TITLES
    done = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Lid toevoegen"), self.tr("Voeg dit lid toe"))
        self._shown: MemberLine | None = None
        self._organisations: dict[str, str] = {}
        self.name = LineField(self.tr("voornaam en achternaam"), longest=LONGEST_NAME)
        self.name_field = Field(self.tr("Naam"), self.name)
        self.role = Choice([(role.name, role.value) for role in Role], name=self.tr("Rol"))
        self.role_field = Field(self.tr("Rol"), self.role)
        self.may = Quiet("", small=True, wrap=True)
        self.discipline = Choice([(d.name, d.value) for d in Discipline], name=self.tr("Discipline"))
        self.discipline_field = Field(self.tr("Discipline"), self.discipline, hint=self.tr("vanuit welk vak kijkt dit lid?"))
        self.function = LineField(self.tr("bijvoorbeeld bemoeizorg of boa"), longest=LONGEST_NAME)
        self.organisation = Picker(placeholder=self.tr("Geen organisatie"))
        self.phone = LineField(longest=LONGEST_PHONE)
        for part in (self.name_field, self.role_field, self.may, self.discipline_field):
            self.body.addWidget(part)
        self.body.addWidget(Field(self.tr("Functie"), self.function))
        self.body.addWidget(beside(Field(self.tr("Organisatie"), self.organisation), Field(self.tr("Telefoon"), self.phone)))
        for key, widget in (
            ("name", self.name),
            ("role", self.role),
            ("discipline", self.discipline),
            ("function", self.function),
            ("organisation_id", self.organisation),
            ("phone", self.phone),
        ):
            self.keep(key, widget)
        self.role.chosen.connect(self._show_may)
        self._acts = self.lane()

    def open_new(self, organisations: Sequence[OrganisationLine]) -> None:
        """Ask who comes."""
        self._open(None, organisations)
        self.heading.setText(self.tr("Lid toevoegen"))
        self.button.setText(self.tr("Voeg dit lid toe"))
        self.fill({"role": Role.MEMBER.name})
        self.begin("")
        self._show_may()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, member: MemberLine, organisations: Sequence[OrganisationLine]) -> None:
        """Change what somebody does, or correct the name. Nobody changes his own role."""
        self._open(member, organisations)
        self.heading.setText(self.tr("{0} wijzigen").format(member.name))
        self.button.setText(self.tr("Bewaar deze wijziging"))
        self.fill(
            {
                "name": member.name,
                "role": member.role.name,
                "discipline": member.discipline.name,
                "function": member.function,
                "organisation_id": member.organisation_id or "",
                "phone": member.phone,
            }
        )
        self.begin(member.id, table="member")
        self._show_may()
        (self.function if self._is_me() else self.role).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.name_field.wrong("" if self.name.value() else self.tr("Vul een naam in."))
        self.discipline_field.wrong("" if self.discipline.value else self.tr("Kies vanuit welk vak dit lid kijkt."))
        wrong = next((field for field in (self.name_field, self.discipline_field) if field.fault), None)
        if wrong is not None:
            wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._shown is None:
            wanted = self._wanted()
            self._acts.do(partial(self._on_added, wanted["name"], wanted["role"]), add_member, **wanted)
        else:
            self._change(self._shown, self._wanted())

    def words_of(self, field: str, value: object) -> str:
        return value_text(field, value, self._organisations)

    def submit_anew(self) -> None:
        self._acts.ask(self._on_fresh, members, active_only=False)

    def _open(self, member: MemberLine | None, organisations: Sequence[OrganisationLine]) -> None:
        self._shown = member
        self._organisations = {o.id: o.name for o in organisations}
        self.organisation.set_options([("", self.tr("Geen organisatie")), *self._organisations.items()])
        self.name_field.say(self.tr("voor een verbetering of een nieuwe achternaam") if member is not None else "")
        self.role_field.setEnabled(not self._is_me())
        for field in (self.name_field, self.discipline_field):
            field.wrong("")
        self.fill({})

    def _wanted(self) -> dict[str, Any]:
        return {
            "name": " ".join(self.name.value().split()),
            "role": Role[str(self.role.value)] if self.role.value else Role.MEMBER,
            "discipline": Discipline[str(self.discipline.value)],
            "function": self.function.value(),
            "organisation_id": str(self.organisation.value) if self.organisation.value else None,
            "phone": self.phone.value(),
        }

    def _change(self, shown: MemberLine, wanted: dict[str, Any]) -> None:
        words = self.tr("De gegevens van {0} zijn bewaard.").format(wanted["name"])
        rights = Role.OFFICER in (shown.role, wanted["role"]) and shown.role is not wanted["role"]
        follow = shown.can_sign_in and (rights or wanted["name"] != shown.name)
        self._acts.do(
            lambda sealed: self._on_done(shown.id, words, follow=follow, resealed=sealed.done),
            change_member,
            shown,
            **wanted,
            is_active=shown.is_active,
        )

    def _on_fresh(self, team: list[MemberLine]) -> None:
        """Send again what was changed here, on top of what stands there now."""
        self._shown = next((m for m in team if self._shown is not None and m.id == self._shown.id), None)
        if self._shown is not None:
            self._change(self._shown, self._wanted())

    def _on_added(self, name: str, role: Role, member_id: str) -> None:
        self.recorded()
        words = self.tr("{0} staat in het team.").format(name)
        self.done.emit(Recorded(member_id, words, False, needs_access=role is not Role.GUEST, first_name=name.split()[0]))

    def _on_done(self, member_id: str, words: str, *, follow: bool, resealed: int = 0) -> None:
        self.recorded()
        self.done.emit(Recorded(member_id, words, follow, resealed))

    def _is_me(self) -> bool:
        return self._shown is not None and self._shown.id == self.desk.me.id

    def _show_may(self, *_: object) -> None:
        if self._is_me():
            self.may.setText(self.tr("Alleen een andere aandachtsfunctionaris kan uw eigen rol wijzigen."))
        else:
            self.may.setText(ROLE_MAY[Role[str(self.role.value)]] if self.role.value else "")
