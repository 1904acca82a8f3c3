"""Which lists of the minutes go along in a copy: all of them, unless somebody unticks one."""

from __future__ import annotations

from expertiseteam.meetings.papers import MinutesSection
from ui.meetings.words import capital
from ui.widgets.checks import Check
from ui.widgets.frames import Fold


class SectionsField(Fold):
    """Closed at first: most copies are whole. What was said and decided at each point always goes along."""

    def __init__(self) -> None:
        super().__init__(self.tr("Welke onderdelen"))
        self.checks = {section: Check(capital(section), checked=True) for section in MinutesSection}
        for check in self.checks.values():
            self.body.addWidget(check)
            check.toggled.connect(lambda _: self._tell())
        self._tell()

    @property
    def without(self) -> tuple[MinutesSection, ...]:
        """What is left out."""
        return tuple(section for section, check in self.checks.items() if not check.isChecked())

    def _tell(self) -> None:
        count = len(self.without)
        self.set_hint(self.tr("alle") if not count else self.tr("zonder {0}").format(count))
