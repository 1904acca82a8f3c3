"""Watches the log during a test: what nobody announced is a failure, and so is what was announced and did not come."""

from __future__ import annotations

import logging
import re


class LogWatch(logging.Handler):
    """Keeps every record of level WARNING and up that reaches the root logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record; threads may call this too."""
        self._records.append(record)

    def expect(self, pattern: str) -> None:
        """Announce that this test makes the program log a line in which `pattern` (a regular expression) is found."""
        self._expected.append(pattern)

    def complaints(self) -> list[str]:
        """Return one line for each unannounced record and each announced one that never came."""
        said = [(record, record.getMessage()) for record in self._records]
        surprises = [
            f"unexpected log line: {record.levelname} {record.name}: {message}"
            for record, message in said
            if not any(re.search(pattern, message) for pattern in self._expected)
        ]
        missing = [
            f"expected log line never came: {pattern}"
            for pattern in self._expected
            if not any(re.search(pattern, message) for _, message in said)
        ]
        return surprises + missing
