"""No plain byte of a record on disk: database, write-ahead log, copy, key file, and whatever else stands in the folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from expertiseteam.access.drafts import keep_draft
from expertiseteam.concerns.intake import concerns, record_concern, reporter_json
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import change_reporter, reveal_reporter
from expertiseteam.opening import prepare_copy
from expertiseteam.privacy.log_export import exported_log
from expertiseteam.privacy.reading_log import log_to_keep
from expertiseteam.safety.keeping import choose_second_place, keep_copy
from expertiseteam.storage.backup import copy_before_migration
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team
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


def test_no_listing_of_copies_and_nothing_that_is_taken_out_names_the_reporter(team: Team, tmp_path: Path) -> None:
    """What the program shows or writes of copies, and every text that leaves it: the log in both forms, and what it says of itself."""
    told = {"certainty": Certainty.GUT, "channel": Channel.PHONE, "source": Source.VOLUNTEER}
    concern = team.lucja.do(record_concern, what="Post puilt uit", place="Beukenlaan 7", reporter=REPORTER, **told)
    assert team.femke.do(reveal_reporter, concern, "terugbellen") == REPORTER
    second = tmp_path / "stick"
    second.mkdir()
    keep_copy(team.femke, Reason.HAND)
    state = choose_second_place(team.path, str(second), team.clock())
    said = [
        repr(state),
        repr(copies.copies(copies.copies_folder(team.path))),
        exported_log(team.femke),
        repr(team.femke.ask(log_to_keep, "")),
    ]
    prepared = prepare_copy(team.path, copies.copies(copies.copies_folder(team.path))[0], officer(team), team.clock, policy=team.policy)
    said.append(repr((prepared.compare(team.femke), prepared.count())))
    prepared.discard()
    found = [word for word in WORDS[2:] for text in said if word in text]
    assert found == [] and plain_hits(tmp_path, *WORDS[2:]) == []
    assert all(len(text) > 40 for text in said), "there was something to look at"


def officer(team: Team) -> Identity:
    return unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy)


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
