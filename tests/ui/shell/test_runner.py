"""Work happens off the window's thread; answers come back on it, in order, and only to whoever still wants them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Refused
from tests.ui.shell.stage import Cardboard, refuse
from ui.shell.application import make_application
from ui.shell.runner import Background, Runner


class Desk:
    def __init__(self) -> None:
        self.workspace = Cardboard()
        self.failures: list[BaseException] = []
        self.runner = Runner(self.workspace, self.failures.append)  # type: ignore[arg-type]
        self.got: list[object] = []


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    make_application([])  # it alone sweeps up: Python itself would do so in a worker, too
    desk = Desk()
    yield desk
    desk.runner.close()


def touching(*kinds: str):  # type: ignore[no-untyped-def]
    def act() -> str:
        return "gedaan"

    act.touches = kinds  # type: ignore[attr-defined]
    return act


def test_work_runs_elsewhere_and_its_answer_comes_here(desk: Desk) -> None:
    here = threading.current_thread()
    seen: list[threading.Thread] = []
    desk.runner.work(lambda answer: seen.extend([answer, threading.current_thread()]), threading.current_thread)
    desk.runner.wait_until_idle()
    assert seen[0] is not here
    assert seen[1] is here


def test_acts_run_one_at_a_time_in_the_order_asked(desk: Desk) -> None:
    done: list[int] = []
    for number in range(30):
        desk.runner.do(desk.got.append, lambda n: done.append(n) or n, number)  # type: ignore[arg-type,misc]
    desk.runner.wait_until_idle()
    assert done == list(range(30)) == desk.got
    assert len(set(desk.workspace.threads)) == 1


def test_a_query_does_not_wait_for_a_slow_one(desk: Desk) -> None:
    gate = threading.Event()
    desk.runner.ask(desk.got.append, lambda: gate.wait(5) and "laat")  # type: ignore[arg-type,misc]
    desk.runner.ask(lambda answer: (desk.got.append(answer), gate.set()), lambda: "vlot")  # type: ignore[arg-type,misc]
    desk.runner.wait_until_idle()
    assert desk.got == ["vlot", "laat"]


def test_changes_are_told_once_and_before_the_answer(desk: Desk) -> None:
    heard: list[object] = []
    desk.runner.changed.connect(lambda changes: heard.append({kind for kind, _ in changes.rows}))
    desk.runner.do(heard.append, touching("case"))
    desk.runner.wait_until_idle()
    assert heard == [{"case"}, "gedaan"]


def test_what_goes_wrong_reaches_the_boundary(desk: Desk) -> None:
    desk.runner.work(desk.got.append, lambda: 1 / 0)
    desk.runner.do(desk.got.append, refuse)  # type: ignore[arg-type]
    desk.runner.wait_until_idle()
    assert {type(error) for error in desk.failures} == {ZeroDivisionError, Refused}
    assert desk.got == []


def test_a_screen_that_cannot_show_its_answer_is_a_bug_for_the_boundary(desk: Desk) -> None:
    desk.runner.work(lambda answer: [][answer], lambda: 3)  # type: ignore[call-overload]
    desk.runner.wait_until_idle()
    assert [type(error) for error in desk.failures] == [IndexError]


def test_a_lane_answers_its_own_refusals(desk: Desk, qtbot: QtBot) -> None:
    owner, refused = QObject(), []
    desk.runner.lane(owner, refused.append).do(desk.got.append, refuse)  # type: ignore[arg-type]
    desk.runner.wait_until_idle()
    assert [str(one) for one in refused] == ["Dit mag u niet. Er is niets gewijzigd. Vraag Femke."]
    assert desk.failures == []


def test_only_the_newest_answer_of_a_latest_lane_is_given(desk: Desk) -> None:
    gate = threading.Event()
    owner = QObject()
    lane = desk.runner.lane(owner, latest=True)
    lane.ask(desk.got.append, lambda: gate.wait(5) and "beuk")  # type: ignore[arg-type,misc]
    lane.ask(lambda answer: (desk.got.append(answer), gate.set()), lambda: "beukenlaan")  # type: ignore[arg-type,misc]
    desk.runner.wait_until_idle()
    assert desk.got == ["beukenlaan"]


def test_forgetting_drops_what_is_still_to_come(desk: Desk) -> None:
    owner = QObject()
    lane = desk.runner.lane(owner, latest=True)
    lane.ask(desk.got.append, lambda: "oud")  # type: ignore[arg-type,misc]
    lane.forget()
    desk.runner.wait_until_idle()
    assert desk.got == []


def test_answers_for_an_owner_that_is_gone_are_dropped_but_a_refused_act_is_told(desk: Desk) -> None:
    import shiboken6

    owner = QObject()
    lane = desk.runner.lane(owner, desk.got.append, latest=False)
    lane.ask(desk.got.append, lambda: "antwoord")  # type: ignore[arg-type,misc]
    lane.do(desk.got.append, refuse)  # type: ignore[arg-type]
    shiboken6.delete(owner)
    desk.runner.wait_until_idle()
    assert desk.got == []
    assert [type(error) for error in desk.failures] == [Refused]


def test_closing_finishes_acts_and_tells_nothing_more(desk: Desk, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(5):
        desk.runner.do(desk.got.append, lambda n: done.append(n), number)  # type: ignore[arg-type,misc]
    desk.runner.close()
    desk.runner.do(desk.got.append, lambda: done.append(99))  # type: ignore[arg-type,misc]
    from tests.screens.harness import rest

    rest()
    assert done == [0, 1, 2, 3, 4]
    assert desk.got == []
    assert desk.workspace.listeners == []
    assert not desk.runner.busy


def test_closing_breaks_off_what_is_still_being_read(desk: Desk) -> None:
    begun = threading.Event()

    def read() -> bool:
        begun.set()
        return desk.workspace.no_longer.wait()

    desk.runner.ask(desk.got.append, read)  # type: ignore[arg-type]
    assert begun.wait(30)
    desk.runner.close()  # would never come back
    assert desk.got == []


def test_waiting_too_long_is_told(desk: Desk) -> None:
    gate = threading.Event()
    desk.runner.work(desk.got.append, gate.wait, 5)
    with pytest.raises(TimeoutError):
        desk.runner.wait_until_idle(20)
    gate.set()
    desk.runner.wait_until_idle()
    assert desk.got == [True]


def test_without_a_workspace_there_are_no_acts(qtbot: QtBot) -> None:
    from ui.shell.runner import Lane

    background = Background([].append)
    owner = QObject()
    with pytest.raises(TypeError):
        Lane(background, owner, None, latest=False).do([].append, refuse)  # type: ignore[arg-type]
    background.close()


def test_who_asked_never_ends_in_a_worker(desk: Desk) -> None:
    ended: list[str] = []

    class Asker(QObject):
        def hear(self, answer: object) -> None: ...

        def __del__(self) -> None:
            ended.append(threading.current_thread().name)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns as often as they can
    try:
        for _ in range(400):
            asker = Asker()
            desk.runner.lane(asker).work(asker.hear, lambda: 1)
            del asker  # as a screen that is closed before its answer comes
            desk.runner.wait_until_idle()
    finally:
        sys.setswitchinterval(usual)
    desk.runner.close()
    assert set(ended) == {threading.main_thread().name}
    assert len(ended) == 400
