"""What putting another dossier in the place of this one would change, by name, and the two ways on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.safety.records import Difference, SavedMatter
from ui.safety.words import difference_lines, saved_lines
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, Scrolled, announce, clear
from ui.widgets.labels import Heading, KeyHint, Label, Quiet


class DecisionPage(Card):
    """A question, lines under headings, what happens then, and two buttons: `go` and `cancel`. Esc is the second."""

    def __init__(self, go: Button, words: str, give_up: Callable[[], None]) -> None:
        super().__init__(margins=20, gap=10)
        self._head = Heading()
        self._head.setWordWrap(True)
        self.body.addWidget(self._head)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.scrolled = Scrolled(inside)
        self.scrolled.setAccessibleName(self.tr("Wat er verandert"))
        self.body.addWidget(self.scrolled, 1)
        self._after = Quiet(words, wrap=True)
        self.body.addWidget(self._after)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.go = go
        self.cancel = Button(self.tr("Toch niet"), give_up)
        foot.addWidget(self.go)
        foot.addWidget(self.cancel)
        foot.addWidget(KeyHint("Esc"))
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_lines(self, question: str, headings: Mapping[str, Sequence[str]]) -> None:
        """Ask this, with these lines under these headings; a heading may be empty."""
        self._head.setText(question)
        clear(self._lines)
        for heading, lines in headings.items():
            if heading:
                self._lines.addWidget(Label(heading, "strong"))
            for line in lines:
                self._lines.addWidget(Label(line, wrap=True))
            self._lines.addSpacing(6)
        self._lines.addStretch(1)
        announce(self, " ".join([question, *(f"{heading}: {'; '.join(lines)}." for heading, lines in headings.items())]))


class RestorePage(DecisionPage):
    """Shows how a copy differs from the dossier. `restore` and `give_up` are the two ways on."""

    def __init__(self, restore: Callable[[], None], give_up: Callable[[], None]) -> None:
        super().__init__(Button(self.tr("Zet de kopie terug"), restore, role="danger", icon="rotate-ccw"), "", give_up)

    def show_differences(self, is_from: str, found: Sequence[Difference] | None, lines_behind: int = 0) -> None:
        """Say what the dossier of now has that the copy has not, and the other way round; None: the dossier of now cannot be read.

        `lines_behind`: how many lines of the log were seen here that the copy has not.
        """
        kept = self.tr("Het dossier van nu wordt eerst zelf bewaard als kopie: u kunt het straks weer terugzetten.")
        aside = self.tr("Het dossier van nu wordt niet weggegooid maar apart gezet.")
        self._after.setText(f"{aside if found is None else kept} {self.tr('Daarna typt u uw wachtzin opnieuw.')}")
        headings = dict(difference_lines(found or ()))
        if found is None:
            unread = self.tr("Het dossier van nu is niet te lezen. Daarom is niet te zeggen wat daarin nieuwer is dan in deze kopie.")
            headings[""] = [unread]
        elif not headings:
            same = self.tr("In casussen, signalen, huisbezoeken, overleggen, besluiten, acties, notities en leden is niets verschillend.")
            headings[""] = [same]
        if lines_behind:
            headings[self.tr("Het logboek")] = [
                self.tr("Het gaat {0} terug. Dat wordt er zelf in vastgelegd.").format(
                    self.tr("1 regel") if lines_behind == 1 else self.tr("{0} regels").format(lines_behind)
                )
            ]
        self.show_lines(self.tr("De {0} terugzetten?").format(is_from), headings)


class SavedPage(DecisionPage):
    """Shows what could be saved of a damaged dossier, and what is missing."""

    def __init__(self, put_in_place: Callable[[], None], give_up: Callable[[], None]) -> None:
        words = self.tr(
            "Het beschadigde dossier wordt apart gezet en niet weggegooid. Wat gered is komt ervoor in de plaats. Daarna typt u uw "
            "wachtzin opnieuw."
        )
        super().__init__(Button(self.tr("Zet het geredde dossier op zijn plek"), put_in_place, role="danger"), words, give_up)

    def show_saved(self, found: Sequence[SavedMatter]) -> None:
        """Say what is missing first, then what is there."""
        self.show_lines(self.tr("Dit is er nog heel. Hiermee verder?"), saved_lines(found))
