"""No plain byte of a record on disk: database, write-ahead log, copy, key file, and whatever else stands in the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from expertiseteam.access.drafts import keep_draft
from expertiseteam.concerns.intake import concerns, record_concern, reporter_json
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import change_reporter
from expertiseteam.storage.backup import copy_before_migration
from tests.dossier import Team
from tests.storage.test_migrations import _key

WORDS = ("Kanariegeel", "Zwartepoort", "Greet", "Hilkens", "55512345", "Zuiderzorg", "Pimpelmees", "Roodborst")
REPORTER = ReporterText("Greet Hilkens", "06-55512345", "belt liever 's avonds", True, "Zuiderzorg", "dokter Pimpelmees", "Roodborst")


def plain_hits(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Which of the words stand in which file, in UTF-8 or UTF-16."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            found += [(file.name, word) for word in words if word.encode() in raw or word.encode("utf-16-le") in raw]
    return found


def test_no_plain_word_of_a_record_stands_on_disk(team: Team, tmp_path: Path) -> None:
    reporter = REPORTER
    for n in range(40):
        team.lucja.do(
            record_concern,
            what=f"Kanariegeel {n}",
            place="Zwartepoort 7, Turfven",
            certainty=Certainty.GUT,
            channel=Channel.PHONE,
            source=Source.VOLUNTEER,
            reporter=reporter,
        )
    team.lucja.do(keep_draft, "concern", "", {"what": "Kanariegeel concept"}, secret=reporter_json(reporter))
    copy_before_migration(team.path, _key(team), 1)
    assert Path(f"{team.path}-wal").stat().st_size > 0, "the write-ahead log must be part of this test"
    assert plain_hits(tmp_path, *WORDS) == []


def test_the_reporter_does_not_even_stand_in_the_opened_database(team: Team) -> None:
    """Who holds the dossier key and another tool can read what is not sealed again, but not who told it (design, section 5)."""
    from contextlib import closing

    from expertiseteam.storage.file import connect

    reporter = REPORTER
    team.lucja.do(
        record_concern,
        what="Post puilt uit",
        place="",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=reporter,
    )
    team.lucja.do(keep_draft, "concern", "", {}, secret=reporter_json(reporter))
    concern_id = team.femke.ask(concerns)[0].id
    team.femke.do(change_reporter, concern_id, replace(reporter, employer="Zuiderzorg Pimpelmees"), "werkt nu ergens anders")
    with closing(connect(team.path, _key(team))) as c:
        tables = [row[0] for row in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        everything = repr([c.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables if not t.startswith("search_text")])
    assert "Post puilt uit" in everything
    for word in WORDS[2:]:
        assert word not in everything
