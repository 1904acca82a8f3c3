"""Paper about a case is shown inside the window, from the menu of the case."""

from __future__ import annotations

import pytest

from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Story
from ui.shell.pdf_view import PdfPage


@pytest.mark.parametrize(("command", "title"), [("cases.handover", "Overdracht 26-001"), ("cases.resident", "Blad voor de bewoner 26-001")])
def test_a_sheet_is_shown_and_saved_nowhere(story: Story, open_stage: Open, command: str, title: str) -> None:
    stage = open_stage(story.team.noor)
    stage.go("case", story.case)
    next(one for one in stage.cases.commands() if one.id == command).run()
    stage.settle()
    [page] = stage.window.findChildren(PdfPage)
    assert page.accessibleName() == title and page.document.pageCount() == 1
    stage.shoot(command.replace(".", "-"))
