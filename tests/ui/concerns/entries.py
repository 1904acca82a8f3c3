"""The screens of signals as the window gets them, and places of other subjects around them."""

from __future__ import annotations

from tests.ui.stage import Elsewhere
from ui.concerns.campaigns import CampaignsScreen
from ui.concerns.figures import ConcernFiguresScreen
from ui.concerns.form import ConcernForm
from ui.concerns.inbox import ConcernsScreen
from ui.concerns.prevention import PreventionScreen
from ui.concerns.series import SeriesForm
from ui.shell.commands import Command
from ui.shell.desk import Place
from ui.shell.rail import Entry


def concern_entries() -> list[Entry]:
    """The screens of signals, as the window gets them."""
    new = lambda desk: [Command("concern.new", "Schrijf een signaal op", lambda: desk.go(Place("concern-new")), "Ctrl+N")]  # noqa: E731
    return [
        Entry("concerns", "Signalen", "inbox", ConcernsScreen, kinds=frozenset({"concern"}), everywhere=new),
        Entry("concern-new", "Signaal", "plus", ConcernForm, rail=False),
        Entry("concern-figures", "Cijfers", "chart-column", ConcernFiguresScreen, rail=False),
        Entry("prevention", "Bewaard om te voorkomen", "inbox", PreventionScreen, rail=False),
        Entry("campaigns", "Gedaan", "flag", CampaignsScreen, rail=False),
        Entry("concern-series", "Reeks", "list-checks", SeriesForm, rail=False),
    ]


def elsewhere_entries() -> list[Entry]:
    """Places that belong to other subjects."""
    return [
        Entry("cases", "Casussen", "house", Elsewhere, kinds=frozenset({"case"})),
        Entry("meetings", "Overleg", "presentation", Elsewhere),
        Entry("visits", "Huisbezoeken", "footprints", Elsewhere, kinds=frozenset({"visit"})),
        Entry("import", "Importeren", "upload", Elsewhere, rail=False),
        Entry("log", "Logboek", "history", Elsewhere, rail=False),
    ]
