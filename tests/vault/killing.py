"""Kills whatever is going on at each of its calls to the disk: nothing that comes after happens any more, as when the power fails."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("open", "fsync", "replace", "link", "unlink", "mkdir", "rename", "remove")


class Killed(BaseException):
    """Not an Exception: no error handling of the program sees it, and none of its tidying up reaches the disk."""


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """Die at the so manieth call that changes something on the disk. Ends in order when there were fewer."""
    seen = 0

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            if call is real["open"] and not args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                return call(*args, **kwargs)  # only looks
            seen += 1
            if seen >= step:
                raise Killed
            return call(*args, **kwargs)

        return run

    real = {name: getattr(os, name) for name in CALLS}
    with pytest.MonkeyPatch.context() as patch:
        for name, call in real.items():
            patch.setattr(os, name, guarded(call))
        yield


def at_every_step(begin: Callable[[], Any], do: Callable[[Any], object], then: Callable[[Any, bool], None]) -> int:
    """Begin anew, do it and be killed at step 1, 2, ...; then look, told whether it was done. Returns at how many steps it was killed."""
    step = 0
    while True:
        step += 1
        world = begin()
        try:
            with killed_at(step):
                do(world)
        except Killed:
            then(world, False)
            continue
        then(world, True)
        return step - 1
