"""The log becomes chains (docs/logboek.md). Lines from before get one chain of their own: unsigned, and it never grows.

Frozen, as every migration: the form of a line is written out here once more, so that a later form changes nothing about this step.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from alembic import op

revision = "0004"
down_revision = "0003"

BEFORE_CHAINS = "0" * 32
AT_ONCE = 5000

TABLES = (
    """
CREATE TABLE log_chain (
    member_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    secret BLOB NOT NULL,
    start_number INTEGER NOT NULL,
    start_hash BLOB NOT NULL,
    start_at TEXT,
    start_by TEXT NOT NULL,
    start_signature BLOB NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
    """
CREATE TABLE log_head (
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (device)
)
 STRICT
    """,
    """
ALTER TABLE log_line RENAME TO log_line_before
    """,
    """
CREATE TABLE log_line (
    at TEXT NOT NULL,
    member_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    why TEXT NOT NULL,
    rows TEXT NOT NULL,
    seen TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
)
 STRICT
    """,
)
AFTER = (
    "DROP TABLE log_line_before",
    "CREATE INDEX ix_log_line_at ON log_line (at)",
    "CREATE INDEX ix_log_line_member_kind ON log_line (member_id, kind)",
    "CREATE UNIQUE INDEX ix_log_line_chain ON log_line (device, number)",
)
OLD = "SELECT at, member_id, kind, what, about, why, id, version FROM log_line_before ORDER BY at, id"
NEW = (
    "INSERT INTO log_line (at, member_id, kind, what, about, why, device, number, previous, hash, signature, rows, seen, id, version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?)"
)
CHAIN = "INSERT INTO log_chain VALUES ('', '', ?, 0, ?, NULL, '', ?, ?, 1)"


def upgrade() -> None:
    """Make the tables and put the lines that are there in one chain, by time."""
    connection = op.get_bind()
    for statement in TABLES:
        connection.exec_driver_sql(statement.strip())
    previous, number = hashlib.sha256(_text(["expertiseteam chain 1", "", BEFORE_CHAINS, "", ""])).digest(), 0
    found = connection.exec_driver_sql(OLD)
    while some := found.fetchmany(AT_ONCE):
        made = []
        for *said, row_id, version in some:
            number += 1
            form = ["expertiseteam log 1", BEFORE_CHAINS, number, previous.hex(), *said, "", ""]
            before, previous = previous, hashlib.sha256(_text(form)).digest()
            made.append((*said, BEFORE_CHAINS, number, before, previous, b"", row_id, version))
        connection.exec_driver_sql(NEW, made)
    if number:
        connection.exec_driver_sql(CHAIN, (b"", b"", b"", BEFORE_CHAINS))
        connection.exec_driver_sql("INSERT INTO log_head VALUES (?, ?, ?)", (BEFORE_CHAINS, number, previous))
    for statement in AFTER:
        connection.exec_driver_sql(statement)


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
