"""A real window on a real encrypted dossier, with the screens that a test names; worked by keys, as somebody would."""

from __future__ import annotations

from expertiseteam.privacy.reading_log import my_log
from tests.ui.stage import Stage
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.shell.commands import Command
from ui.shell.desk import Place
from ui.shell.rail import Entry
from ui.shell.screen import Screen


class Elsewhere(Screen):
    """Stands where another subject's screen stands in the program."""

    title = "Elders"


def concern_entries() -> list[Entry]:
    """The screens of signals, as the window gets them."""
    new = lambda desk: [Command("concern.new", "Schrijf een signaal op", lambda: desk.go(Place("concern-new")), "Ctrl+N")]  # noqa: E731
    return [
        Entry("concerns", "Signalen", "inbox", ConcernsScreen, kinds=frozenset({"concern"}), everywhere=new),
        Entry("concern-new", "Signaal", "plus", ConcernForm, rail=False),
    ]


def elsewhere_entries() -> list[Entry]:
    """Places that belong to other subjects."""
    return [
        Entry("cases", "Casussen", "house", Elsewhere, kinds=frozenset({"case"})),
        Entry("meetings", "Overleg", "presentation", Elsewhere),
        Entry("visits", "Huisbezoeken", "footprints", Elsewhere, kinds=frozenset({"visit"})),
        Entry("import", "Importeren", "upload", Elsewhere, rail=False),
    ]


class Bench(Stage):
    """The window of one member, with the log at hand."""

    @property
    def log(self) -> list[str]:
        """What stands in the log of who is signed in, newest first."""
        return [entry.what for entry in self.runner.workspace.ask(my_log, self.runner.workspace.me().id)]
