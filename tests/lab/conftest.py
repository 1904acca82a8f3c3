"""What the lab measured, once more in one list at its end, whether it went well or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

_SUM: list[str] = []


@pytest.fixture
def tell() -> Iterator[Callable[[str], None]]:
    """Say a figure now, and again in the sum."""

    def said(figure: str) -> None:
        print(f"\n{figure}", flush=True)
        _SUM.append(figure)

    yield said


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _SUM:
        terminalreporter.section("what the lab measured")
        for figure in _SUM:
            terminalreporter.write_line(figure)
