"""The one background runner: work off the window's thread, answers back on it.

    runner.do(self._on_saved, record_concern, draft)            # an act
    runner.ask(self._on_cases, list_cases, village="Turfven")   # a query
    runner.work(self._on_pdf, minutes_pdf, minutes)             # any function that needs time

`then` is called on the window's thread. What goes wrong is handed to the one error boundary. A screen that wants to answer a
refusal itself, or wants only the newest of several answers, takes a lane:

    self._search = runner.lane(self, latest=True)               # an answer that was overtaken is dropped
    self._save = runner.lane(self, refused=self.show_refusal)   # Refused comes here instead of to the boundary

Answers for an owner that no longer exists are dropped. Acts run one at a time, in the order in which they were asked; queries and other
work run beside each other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot

from expertiseteam.basics.sentences import Refused

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    # the core is loaded after the unlock window has been painted
    from expertiseteam.access.work import Act, Query
    from expertiseteam.access.workspace import Changes, Workspace

P = ParamSpec("P")
T = TypeVar("T")
Failed = Callable[[BaseException], None]
RefusedHere = Callable[[Refused], None]
LONGEST_GOODBYE = 3.0  # seconds that closing waits for what goes on apart: a folder on a network may never answer
_NUDGE = 0.1  # seconds between two times that what is being read is broken off, at closing: it may just have begun another statement


class Job:
    """A function for a worker, and what it returned: what is to be done with the outcome on the window's thread."""

    def __init__(self, work: Callable[[], Callable[[], None]]) -> None:
        self._work = work
        self.deliver: Callable[[], None] = lambda: None

    def run(self) -> None:
        """Do the work, in a worker."""
        self.deliver = self._work()


class Background(QObject):
    """Runs functions off the window's thread. Works before there is a workspace: for keys, opening and paper.

    What a job refers to (the screen that asked) is let go on the window's thread, never in a worker: Qt's objects may only end there. So a
    worker borrows the job from `_held`, and says when it has nothing of it any more.
    """

    idle = Signal()
    closing = Signal()  # nobody waits any more
    _delivered = Signal(int)
    _let_go = Signal(int)

    def __init__(self, failed: Failed) -> None:
        """`failed` is the error boundary; it is called on the window's thread."""
        super().__init__()
        self._failed = failed
        self._pools: tuple[ThreadPoolExecutor, ThreadPoolExecutor] | None = None
        self._pending = 0
        self._closed = False
        self._beside: set[Future[None]] = set()  # what is run beside the acts and has not ended
        self._apart: dict[int, threading.Thread] = {}
        self._number = 0
        self._held: dict[int, Job] = {}
        self._default = Lane(self, None, None, latest=False)
        self._delivered.connect(self._on_delivered, Qt.ConnectionType.QueuedConnection)
        self._let_go.connect(self._on_let_go, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any answer is still to come."""
        return self._pending > 0

    def work(self, then: Callable[[T], None], function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call any function off the window's thread and hand its result to `then`."""
        self._default.work(then, function, *args, **kwargs)

    def wait_until_idle(self, milliseconds: int = 10_000) -> None:
        """Let the window's thread run until every answer has been delivered, those asked for meanwhile too. For tests and for closing.

        Raises TimeoutError when that takes longer than `milliseconds`.
        """
        timer = QTimer(singleShot=True, interval=milliseconds)
        loop = QEventLoop()
        self.idle.connect(loop.quit)
        timer.timeout.connect(loop.quit)
        timer.start()
        while self._pending:
            loop.exec()
            if not timer.isActive():
                raise TimeoutError("the background work did not finish")

    def finish_acts(self, seconds: float) -> bool:
        """Wait until every act that was asked for is on disk or refused; returns whether it came to that. Delivers nothing meanwhile."""
        if self._closed or self._pools is None:
            return True
        try:
            self._pools[True].submit(_nothing).result(seconds)
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        """Finish the acts that were asked for, break off what is only being read, deliver nothing more."""
        if self._closed:
            return
        self._closed = True
        self.closing.emit()
        if self._pools is not None:
            from concurrent.futures import wait

            beside, in_order = self._pools
            beside.shutdown(wait=False, cancel_futures=True)
            while self._beside:
                self._break_off()
                wait(set(self._beside), _NUDGE)
            beside.shutdown(wait=True, cancel_futures=True)
            in_order.shutdown(wait=True)
        until = time.monotonic() + LONGEST_GOODBYE
        for thread in self._apart.values():
            thread.join(max(0, until - time.monotonic()))
        self._held = {number: self._held[number] for number, thread in self._apart.items() if thread.is_alive()}
        self._pending = 0
        self.idle.emit()  # who waits for answers gets none any more

    def _break_off(self) -> None:
        """Make what is still being read end soon; what writes must not."""

    def submit(self, job: Callable[[], Callable[[], None]], *, in_order: bool, apart: bool = False) -> None:
        """Run `job` in a thread and what it returns on the window's thread. For lanes."""
        if self._closed:
            return
        if apart:
            number = self._hold(job)
            self._apart[number] = threading.Thread(target=self._run_apart, args=(number,), name="apart", daemon=True)
            self._apart[number].start()
            return
        if self._pools is None:  # at first need: the unlock window is painted before anything is asked
            from concurrent.futures import ThreadPoolExecutor

            self._pools = ThreadPoolExecutor(4, thread_name_prefix="work"), ThreadPoolExecutor(1, thread_name_prefix="act")
        future = self._pools[in_order].submit(self._run, self._hold(job))
        if not in_order:
            self._beside.add(future)
            future.add_done_callback(self._beside.discard)

    def _hold(self, job: Callable[[], Callable[[], None]]) -> int:
        self._pending += 1
        self._number += 1
        self._held[self._number] = Job(job)
        return self._number

    def _run_apart(self, number: int) -> None:
        with suppress(RuntimeError):  # it ended long after everything here was closed
            self._run(number)

    def _run(self, number: int) -> None:
        self._held[number].run()
        self._delivered.emit(number)
        self._let_go.emit(number)

    def fail(self, error: BaseException) -> None:
        """Hand an error to the boundary."""
        self._failed(error)

    @Slot(int)
    def _on_let_go(self, number: int) -> None:
        self._held.pop(number, None)
        self._apart.pop(number, None)

    @Slot(int)
    def _on_delivered(self, number: int) -> None:
        if self._closed:
            return
        try:
            self._held[number].deliver()
        except Exception as error:  # a screen that cannot show its answer: our bug, to the one boundary
            self._failed(error)
        finally:
            self._pending -= 1
            if not self._pending:
                self.idle.emit()


class Runner(Background):
    """Acts and queries of one unlocked workspace. `changed` tells on the window's thread what an act changed."""

    changed = Signal(object)
    _told = Signal(object)

    def __init__(self, workspace: Workspace, failed: Failed) -> None:
        super().__init__(failed)
        self.workspace = workspace
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        workspace.listeners.append(self._tell)

    def do(self, then: Callable[[T], None], act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run an act. `then` gets its result once it is on disk."""
        self._default.do(then, act, *args, **kwargs)

    def ask(self, then: Callable[[T], None], query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run a query. `then` gets its records."""
        self._default.ask(then, query, *args, **kwargs)

    def lane(self, owner: QObject, refused: RefusedHere | None = None, *, latest: bool = False) -> Lane:
        """Return a way to ask whose answers belong to `owner`; see the module text."""
        return Lane(self, owner, refused, latest=latest)

    def close(self) -> None:
        super().close()
        if self._tell in self.workspace.listeners:
            self.workspace.listeners.remove(self._tell)

    def _break_off(self) -> None:
        self.workspace.stop_reading()

    def _tell(self, changes: Changes) -> None:
        self._told.emit(changes)  # called in the thread of the act

    @Slot(object)
    def _on_told(self, changes: Changes) -> None:
        if not self._closed:
            self.changed.emit(changes)


class Lane:
    """Asks on behalf of one owner. Made by `Runner.lane`."""

    def __init__(self, background: Background, owner: QObject | None, refused: RefusedHere | None, *, latest: bool) -> None:
        self._background, self._owner, self._refused, self._latest = background, owner, refused, latest
        self._asked = 0

    def do(self, then: Callable[[T], None], act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run an act. Its result is delivered even when a later one was asked for."""
        workspace = self._workspace()
        self._submit(then, lambda: workspace.do(act, *args, **kwargs), in_order=True)

    def ask(self, then: Callable[[T], None], query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run a query."""
        workspace = self._workspace()
        self._submit(then, lambda: workspace.ask(query, *args, **kwargs))

    def ask_for(self, then: Callable[[T], None], recipient: str, query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run a query that sees only what this member and the recipient both may see."""
        workspace = self._workspace()
        self._submit(then, lambda: workspace.ask_for(recipient, query, *args, **kwargs))

    def work(self, then: Callable[[T], None], function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call any function off the window's thread."""
        self._submit(then, lambda: function(*args, **kwargs))

    def work_apart(self, then: Callable[[T], None], function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
        """As `work`, for what waits for a folder on a network: closing does not wait for it longer than a moment."""
        self._submit(then, lambda: function(*args, **kwargs), apart=True)

    def forget(self) -> None:
        """Drop the answers that are still to come from queries and other work of this lane."""
        self._asked += 1

    def _workspace(self) -> Workspace:
        if not isinstance(self._background, Runner):
            raise TypeError("acts and queries need the runner of an unlocked workspace")
        return self._background.workspace

    def _submit(self, then: Callable[[T], None], job: Callable[[], T], *, in_order: bool = False, apart: bool = False) -> None:
        if self._latest and not in_order:
            self._asked += 1
        number = self._asked

        def wanted() -> bool:
            overtaken = not in_order and number != self._asked
            return not overtaken and (self._owner is None or shiboken6.isValid(self._owner))

        def run() -> Callable[[], None]:
            try:
                answer = job()
            except BaseException as error:
                caught = error  # the name of an except clause ends with it
                return lambda: self._on_error(caught, wanted(), in_order)
            return lambda: then(answer) if wanted() else None

        self._background.submit(run, in_order=in_order, apart=apart)

    def _on_error(self, error: BaseException, wanted: bool, from_act: bool) -> None:
        if wanted and self._refused is not None and isinstance(error, Refused):
            self._refused(error)
        elif wanted or from_act or not isinstance(error, Refused):
            self._background.fail(error)  # an act that was not done, and our own bugs, are told even when nobody waits any more


def _nothing() -> None:
    """What is behind all that was asked for, and so ends after it."""
