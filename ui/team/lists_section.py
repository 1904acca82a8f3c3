"""*Organisaties* and *Kernen*: what is there, and one line to add to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.access.work import Act
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.team.members import (
    add_organisation,
    add_village,
    members,
    organisations,
    set_covenant,
    set_route,
    set_village_contact,
    villages,
)
from expertiseteam.team.records import MemberLine, OrganisationLine, VillageLine
from ui.shell.drafts import DraftKeeper
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.team.words import ORGANISATION_ICONS
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import Card, EmptyState, Line
from ui.widgets.labels import KeyHint, Quiet
from ui.widgets.rows import Row, RowList

LONGEST_NAME = 120  # characters
LONGEST_ROUTE = 200


class _ListSection(Section):
    """A list of names and one line to add another. `form` names the draft of that line."""

    form = ""

    def __init__(self, screen: Screen, *, heading: str, told: str, asked: str, adds: Act[..., Any], empty: str) -> None:
        super().__init__(screen)
        self._adds = adds
        self._lane, self._acts = screen.lane(latest=True), screen.lane()
        self.card = Card(heading, margins=20)
        self.card.body.addWidget(Quiet(told, wrap=True))
        self.list = RowList(heading, lines=1, empty=EmptyState(empty))
        self.card.body.addWidget(self.list, 1)
        self._line = QWidget(self)
        self.row = QHBoxLayout(self._line)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.name = LineField(longest=LONGEST_NAME)
        self.name_field = Field(asked, self.name)
        self.row.addWidget(self.name_field, 1, Qt.AlignmentFlag.AlignTop)
        self.button = Button(self.tr("Voeg toe"), self.submit, role="primary")
        if self.can_add():
            self.card.body.addWidget(Line())
            self.card.body.addWidget(self._line)
        else:
            self._line.hide()
        self.column.addWidget(self.card, 1)
        self.kept = DraftKeeper(self, self.desk.runner, self.form, self._typed, self._restore)
        self.name.textEdited.connect(self._on_typed)
        self.name.returnPressed.connect(self.submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)
        self._begun = False

    def finish_row(self) -> None:
        """Put the button behind the fields, at the height of the fields."""
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self.button)
        beside.addWidget(KeyHint("Enter"))
        column = QVBoxLayout()
        column.addStretch(1)
        column.addLayout(beside)
        self.row.addLayout(column)

    def start(self) -> QWidget:
        return self.list

    def leave(self) -> None:
        self.kept.keep_now()

    def add(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def can_add(self) -> bool:
        return self.desk.may(self._adds)

    def begin(self) -> None:
        """Let an earlier draft come back, once."""
        if not self._begun and self.can_add():
            self._begun = True
            self.kept.begin("")

    def submit(self) -> None:
        """Add what is typed."""
        if not self.can_add():
            return
        if not self.name.value():
            self.name_field.wrong(self.tr("Vul een naam in."))
            self.add()
            return
        self.name_field.wrong("")
        name = " ".join(self.name.value().split())
        self._acts.do(lambda new: self._on_added(new, name), self._adds, name=name, **self.more())

    def more(self) -> dict[str, Any]:
        """Return what else is asked beside the name."""
        return {}

    def _on_added(self, _: object, name: str) -> None:
        self.kept.finish()
        self.name.clear()
        self._begun = False
        self.begin()
        self.desk.say(self.tr("{0} is toegevoegd.").format(name))
        self.add()

    def _typed(self) -> dict[str, str]:
        return {"name": self.name.text()} if self.name.text() else {}

    def _restore(self, fields: dict[str, str]) -> None:
        self.name.setText(fields.get("name", ""))

    def _on_typed(self) -> None:
        self.name_field.wrong("")
        self.kept.touched()


class OrganisationsSection(_ListSection):
    """With whom the team works: who can stand at a front door."""

    form = "organisation"

    def __init__(self, screen: Screen) -> None:
        super().__init__(
            screen,
            heading=self.tr("Organisaties"),
            told=self.tr("Wie aan een voordeur kan staan. U kiest hieruit bij een casus en in het overleg."),
            asked=self.tr("Nieuwe organisatie"),
            adds=add_organisation,
            empty=self.tr("Er staat nog geen organisatie."),
        )
        self.icon = Picker(ORGANISATION_ICONS)
        self.row.addWidget(Field(self.tr("Tekening"), self.icon), 0, Qt.AlignmentFlag.AlignTop)
        self.finish_row()
        self._found: list[OrganisationLine] = []
        self.signed = DateField(
            self._today,
            name=self.tr("Convenant getekend op"),
            placeholder=self.tr("nog niet: dan gaat er geen papier heen"),
            looking_back=True,
        )
        self._signed_field = Field(self.tr("Convenant getekend op"), self.signed)
        self.signed_button = Button(self.tr("Bewaar convenant"), self.keep_covenant)
        covenant = QHBoxLayout()
        covenant.setSpacing(12)
        covenant.addWidget(self._signed_field, 1, Qt.AlignmentFlag.AlignTop)
        covenant.addWidget(self.signed_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.first = LineField(self.tr("bijvoorbeeld: eerst bespreken in het wijkteam"), longest=LONGEST_ROUTE)
        self.contact = LineField(self.tr("bijvoorbeeld: de teamleider wonen"), longest=LONGEST_ROUTE)
        self.first_field = Field(self.tr("Wie daar iets signaleert, doet eerst"), self.first)
        self.contact_field = Field(self.tr("Met wie"), self.contact)
        self.route_button = Button(self.tr("Bewaar route"), self.keep_route)
        route = QHBoxLayout()
        route.setSpacing(12)
        route.addWidget(self.first_field, 3, Qt.AlignmentFlag.AlignTop)
        route.addWidget(self.contact_field, 2, Qt.AlignmentFlag.AlignTop)
        route.addWidget(self.route_button, 0, Qt.AlignmentFlag.AlignBottom)
        for field in (self.first, self.contact):
            field.returnPressed.connect(self.keep_route)
        if self.can_add():
            self.card.body.insertLayout(self.card.body.indexOf(self.list) + 1, covenant)
            self.card.body.insertLayout(self.card.body.indexOf(self.list) + 2, route)
        else:
            for part in (self._signed_field, self.signed_button, self.first_field, self.contact_field, self.route_button):
                part.hide()
        self.signed.returnPressed.connect(self.keep_covenant)
        self.list.chosen.connect(lambda _: self._show_covenant())

    def load(self) -> None:
        self.begin()
        self._lane.ask(self._on_found, organisations)

    def keep_covenant(self) -> None:
        """Record the day for the organisation that is chosen; an empty field means that it has none."""
        chosen = self._chosen()
        self._signed_field.wrong(self.signed.fault)
        if chosen is not None and not self.signed.fault:
            self._acts.do(lambda _: self._on_kept(chosen.name), set_covenant, chosen.id, self.signed.value_date)

    def keep_route(self) -> None:
        """Record what the people of the chosen organisation do first; both empty means that nothing was agreed."""
        chosen = self._chosen()
        if chosen is not None:
            said = self.tr("Eigen route van {0} bewaard.").format(chosen.name)
            self._acts.do(lambda _: self._on_said(said), set_route, chosen.id, first=self.first.value(), contact=self.contact.value())

    def _on_kept(self, name: str) -> None:
        self._on_said(self.tr("Convenant van {0} bewaard.").format(name))

    def _on_said(self, words: str) -> None:
        self.desk.say(words)
        self.load()

    def _chosen(self) -> OrganisationLine | None:
        return next((o for o in self._found if o.id == self.list.current), None)

    def _show_covenant(self) -> None:
        chosen = self._chosen()
        self.signed.set_date(chosen.covenant_on if chosen else None)
        asked = self.tr("Convenant met {0} getekend op").format(chosen.name) if chosen else self.tr("Convenant getekend op")
        self.signed.setAccessibleName(asked)  # a label with the name in it could be wider than the window
        self._signed_field.wrong("")
        self.first.setText(chosen.route_first or "" if chosen else "")
        self.contact.setText(chosen.route_contact or "" if chosen else "")

    def _today(self) -> date:
        return local_day(self.desk.clock())

    def more(self) -> dict[str, Any]:
        return {"icon": str(self.icon.value or "building")}

    def _on_found(self, found: list[OrganisationLine]) -> None:
        self.card.aside.setText(str(len(found)))
        self._found = found
        signed = {o.id: self.tr("convenant {0}").format(full_date(o.covenant_on)) if o.covenant_on else "" for o in found}
        self.list.set_rows([Row(o.id, o.name, icon=o.icon, chip=signed[o.id]) for o in found], current=self.list.current)
        self.list.choose_first()
        self._show_covenant()


class VillagesSection(_ListSection):
    """Where the team works, and who knows it best there."""

    form = "village"

    def __init__(self, screen: Screen) -> None:
        super().__init__(
            screen,
            heading=self.tr("Kernen"),
            told=self.tr("De dorpen en wijken van uw gemeente. Het programma herkent ze in een adres en noemt het aanspreekpunt."),
            asked=self.tr("Nieuwe kern"),
            adds=add_village,
            empty=self.tr("Er staat nog geen kern."),
        )
        self.finish_row()
        self._found: list[VillageLine] = []
        self._names: dict[str, str] = {}
        self._asked: tuple[str, str | None] | None = None
        self.contact = Picker([("", self.tr("niemand"))], name=self.tr("Aanspreekpunt"))
        self._contact_field = Field(self.tr("Aanspreekpunt van de gekozen kern"), self.contact)
        if self.can_add():
            self.card.body.insertWidget(self.card.body.indexOf(self.list) + 1, self._contact_field)
        else:
            self._contact_field.hide()
        self.contact.settled.connect(self.keep_contact)
        QWidget.setTabOrder(self.list, self.contact)  # the line below it was made before
        QWidget.setTabOrder(self.contact, self.name)
        self.list.chosen.connect(lambda _: self._show_contact())

    def load(self) -> None:
        self.begin()
        self._lane.ask(self._on_members, members)

    def keep_contact(self) -> None:
        """Keep who was chosen for the village that is chosen, once the user is done choosing."""
        chosen, member_id = self._chosen(), str(self.contact.value or "") or None
        if chosen is not None and self.can_add() and member_id != chosen.member_id and (chosen.id, member_id) != self._asked:
            self._asked = chosen.id, member_id  # Enter and then leaving the list say the same twice
            said = self.tr("Aanspreekpunt van {0}: {1}.").format(chosen.name, self._names.get(member_id or "", self.tr("niemand")))
            self._acts.do(lambda _: self._on_kept(said), set_village_contact, chosen, member_id)

    def _on_kept(self, said: str) -> None:
        self.desk.say(said)
        self.load()

    def _on_members(self, team: list[MemberLine]) -> None:
        self._names = {member.id: member.name for member in team}
        self.contact.set_options([("", self.tr("niemand")), *self._names.items()])
        self._lane.ask(self._on_found, villages)

    def _on_found(self, found: list[VillageLine]) -> None:
        self.card.aside.setText(str(len(found)))
        self._found, self._asked = found, None
        rows = [Row(v.id, v.name, icon="map-pin", right=self._names.get(v.member_id or "", "")) for v in found]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
        self._show_contact()

    def _chosen(self) -> VillageLine | None:
        return next((v for v in self._found if v.id == self.list.current), None)

    def _show_contact(self) -> None:
        chosen = self._chosen()
        self.contact.setEnabled(chosen is not None)
        self.contact.set_value((chosen.member_id if chosen else None) or "")
        self.contact.setAccessibleName(self.tr("Aanspreekpunt van {0}").format(chosen.name) if chosen else self.tr("Aanspreekpunt"))
