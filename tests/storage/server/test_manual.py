"""What the manual tells the server's administrator is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from expertiseteam.storage.server import address
from expertiseteam.storage.server.address import ServerAddress, read_address
from expertiseteam.storage.server.connecting import OLDEST
from ui.terminal.commands import make_parser

MANUAL = (Path(__file__).parents[3] / "docs" / "postgresql.md").read_text(encoding="utf-8")


def test_the_example_of_the_file_is_read_and_names_every_word(tmp_path: Path) -> None:
    said = re.search(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    assert said is not None
    path = tmp_path / "weidevoort.expertiseteam-server"
    path.write_text(said[1])
    for name in ("gemeente-ca.pem", "gemeente-crl.pem"):
        (tmp_path / name).touch()
    assert read_address(path) == ServerAddress(
        "db.weidevoort.example", 5432, "weidevoort", tmp_path / "gemeente-ca.pem", tmp_path / "gemeente-crl.pem", "1.3", "weidevoort"
    )
    assert set(re.findall(r"^\| `(\w+)` \|", MANUAL, re.MULTILINE)) >= set(address._WORDS)


def test_its_commands_exist() -> None:
    commands = re.findall(r"`expertiseteam ([^`]+)`", MANUAL.replace("\n", " "))
    assert len(commands) == 2
    for command in commands:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)]
        assert make_parser().parse_args(words).out.suffix == ".sql"


def test_it_names_the_oldest_version_that_will_do() -> None:
    assert f"PostgreSQL {OLDEST // 10000} of nieuwer" in MANUAL
