"""Drafts: soon after the last key, at least every two seconds while somebody types on, and for their author alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit

from expertiseteam.access.drafts import DraftText, my_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from tests.dossier import Team
from ui.shell.drafts import DraftKeeper, Fields, Pace
from ui.shell.runner import Runner


@pytest.fixture
def pace(qapp: QApplication) -> Pace:
    owner = QObject(qapp)
    return Pace(owner)


def test_a_rest_is_a_second_and_no_text_waits_longer_than_two(pace: Pace) -> None:
    assert not pace.is_waiting
    pace.touched()
    assert pace.is_waiting
    assert (pace.rest.interval(), pace.longest.interval()) == (1000, 2000)


def test_typing_on_puts_off_the_rest_but_not_the_longest_time(pace: Pace) -> None:
    pace.touched()
    left = pace.longest.remainingTime()
    pace.touched()
    assert pace.longest.remainingTime() <= left


def test_both_tell_that_it_is_time(pace: Pace) -> None:
    heard: list[str] = []
    pace.due.connect(lambda: heard.append("nu"))
    pace.rest.timeout.emit()
    pace.longest.timeout.emit()
    assert heard == ["nu", "nu"]


def test_what_was_kept_waits_no_more(pace: Pace) -> None:
    pace.touched()
    pace.stop()
    assert not pace.is_waiting


class Form:
    """One field of a form, in the program of one member; leaving it is for the tests to do. `again` tells how often a text was written."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.faults: list[BaseException] = []
        self.runner = Runner(workspace, self.faults.append)
        self.field = QLineEdit()
        self.told_by = ""
        self.keeper = DraftKeeper(self.field, self.runner, "note", self._read, self._restore, secret=lambda: self.told_by or None)
        self.field.textEdited.connect(self.keeper.touched)

    def begin(self, about: str = "case 1") -> None:
        self.field.clear()
        self.keeper.begin(about)
        self.runner.wait_until_idle()

    def type(self, text: str) -> None:
        """Type, without the pause that follows."""
        self.field.setText(text)
        self.field.textEdited.emit(text)

    def wait_two_seconds(self) -> None:
        if self.keeper.pace.longest.isActive():
            self.keeper.pace.longest.timeout.emit()
        self.runner.wait_until_idle()

    def draft(self, about: str = "case 1") -> DraftText | None:
        self.runner.wait_until_idle()
        return self.workspace.ask(my_draft, "note", about)

    def _read(self) -> Fields:
        return {"text": self.field.text()}

    def _restore(self, fields: Fields) -> None:
        self.field.setText(fields["text"])


@pytest.fixture
def form_of(qapp: QApplication) -> Iterator[Callable[[Workspace], Form]]:
    """Return a function that opens the form in the program of a member."""
    forms: list[Form] = []

    def open_form(workspace: Workspace) -> Form:
        forms.append(Form(workspace))
        forms[-1].begin()
        return forms[-1]

    yield open_form
    for form in forms:
        form.runner.close()
        assert form.faults == []


OpenForm = Callable[[Workspace], Form]


def test_while_somebody_types_on_the_text_is_on_disk_within_two_seconds(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed op")
    assert form.draft() is None
    form.wait_two_seconds()
    draft = form.draft()
    assert draft is not None and draft.fields == {"text": "Meneer deed op"}


def test_leaving_keeps_the_text_at_once_and_it_comes_back_for_its_author_alone(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.leave()
    form.runner.wait_until_idle()
    assert form_of(team.femke).field.text() == ""
    assert form_of(team.noor).field.text() == "Meneer deed open"


def test_a_text_about_one_case_does_not_turn_up_at_another(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.leave()
    form.begin("case 2")
    assert form.field.text() == ""
    form.begin("case 1")
    assert form.field.text() == "Meneer deed open"


def test_what_is_on_disk_already_is_not_written_again(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.keep_now()
    first = form.draft()
    form.keeper.keep_now()
    assert form.draft() == first


def test_a_text_that_was_wiped_out_takes_its_draft_along(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.wait_two_seconds()
    form.type("")
    form.wait_two_seconds()
    assert form.draft() is None


def test_a_form_in_which_nothing_was_typed_leaves_no_draft(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.field.setText("voorgesteld door het programma")
    form.keeper.keep_now()
    assert form.draft() is None


def test_while_an_act_records_the_text_nothing_is_kept_and_afterwards_nothing_is_left(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.pause()
    assert not form.keeper.pace.is_waiting
    form.keeper.recorded()
    form.keeper.keep_now()
    assert form.draft() is None


def test_a_text_whose_recording_was_refused_is_kept_when_the_screen_is_left(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.pause()
    form.keeper.keep_now()
    assert form.draft() is not None


def test_finishing_drops_the_draft(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.wait_two_seconds()
    form.keeper.finish()
    assert form.draft() is None


def test_what_somebody_typed_before_the_draft_came_stays(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.type("Meneer deed open")
    form.keeper.leave()
    form.field.clear()
    form.keeper.begin("case 1")
    form.type("Iets anders")
    form.runner.wait_until_idle()
    assert form.field.text() == "Iets anders"


def test_a_secret_is_sealed_and_its_author_hears_when_it_is_there(team: Team, form_of: OpenForm) -> None:
    form = form_of(team.noor)
    form.told_by = "Greet Hilkens"
    form.type("Gordijnen dicht.")
    form.wait_two_seconds()
    heard: list[str] = []
    form.keeper.keep_now(lambda: heard.append("verzegeld"))
    draft = form.draft()
    assert heard == ["verzegeld"]
    assert draft is not None and draft.has_sealed and "Greet" not in str(draft)


def test_a_text_that_could_not_be_kept_is_said_once_and_kept_as_soon_as_it_can(
    team: Team, form_of: OpenForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_of(team.noor)

    def full(*_: object, **__: object) -> None:
        raise Refused("De schijf is vol.")

    with monkeypatch.context() as patched:
        patched.setattr(team.noor, "do", full)
        form.type("Meneer deed open.")
        for _ in range(3):
            form.wait_two_seconds()
        assert [str(fault) for fault in form.faults] == ["De schijf is vol."]
    assert form.keeper.pace.is_waiting, "it is tried again though nobody types any more"
    form.wait_two_seconds()
    draft = form.draft()
    assert draft is not None and draft.fields == {"text": "Meneer deed open."}
    assert not form.keeper.pace.is_waiting
    form.faults.clear()
