"""Laptops and a folder in fair weather and foul: what one does the others see, nothing is lost, and what clashes is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.folder.lab import Lab, Laptop


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(tmp_path)


def same(lab: Lab) -> bool:
    return len({laptop.replica.digest() for laptop in lab}) == 1


def test_what_one_does_the_other_sees(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    femke.act(("INSERT INTO note VALUES ('n1', 1, 'case0', 'post puilt uit')",))
    assert femke.share().published == 2
    shared = noor.share()
    assert (shared.received, shared.waiting, shared.stopped) == (1, 0, "")
    assert {("case", "case0"), ("note", "n1")} <= shared.rows
    assert noor.value("case0", "goal") == "vertrouwen"
    assert noor.ask("SELECT row_id FROM search_entry JOIN search_text ON search_text.rowid = n WHERE search_text MATCH 'puilt'") == [
        ("n1",)
    ]
    assert noor.ask("SELECT device, number FROM log_head") == [("femke", 2)]
    assert same(lab)


def test_a_week_without_the_folder_goes_in_one_entry(lab: Lab) -> None:
    femke, noor = lab
    for n in range(40):
        femke.edit("case0", goal=f"dag {n}")
    assert len(femke.replica.waiting()) == 40
    assert femke.share().published == 40
    assert len(lab.log()) == 1
    noor.share()
    assert noor.value("case0", "goal") == "dag 39"
    assert same(lab)


def test_edits_of_different_fields_go_together(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    noor.edit("case0", place="Ganzenhoek")
    lab.settle()
    for laptop in lab:
        assert (laptop.value("case0", "goal"), laptop.value("case0", "place")) == ("vertrouwen", "Ganzenhoek")
        assert laptop.replica.aside() == []
    assert same(lab)


def test_edits_of_the_same_field_show_both_texts(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    noor.edit("case0", goal="huis opruimen")
    noor.edit("case0", goal="huis helemaal opruimen")
    noor.edit("case1", goal="los hiervan")
    femke.share()
    shared = noor.share()
    assert (shared.aside, shared.waiting, shared.stopped) == (2, 0, "")
    assert noor.clashes() == [{"goal": ("huis opruimen", "vertrouwen")}, {"goal": ("huis helemaal opruimen", "vertrouwen")}]
    femke.share()
    for laptop in lab:
        assert laptop.value("case0", "goal") == "vertrouwen"
        assert laptop.value("case1", "goal") == "los hiervan"
        assert laptop.ask("SELECT max(number), count(*) FROM log_line WHERE device = 'noor'") == [(3, 3)]
    assert same(lab)
    noor.replica.chosen(noor.replica.aside()[0].id)
    assert len(noor.replica.aside()) == 1


def test_the_same_edit_twice_is_no_clash(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    noor.edit("case0", goal="vertrouwen")
    lab.settle()
    assert noor.replica.aside() == []
    assert same(lab)


def test_what_is_sealed_never_merges_and_nor_does_a_table_that_says_so(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", sealed=b"one")
    noor.edit("case0", sealed=b"other")
    femke.act(("UPDATE minutes SET first = 'x', version = 2",))
    noor.act(("UPDATE minutes SET second = 'y', version = 2",))
    lab.settle()
    assert noor.clashes() == [
        {"sealed": ({"hex": b"other".hex()}, {"hex": b"one".hex()})},
        {"second": ("y", "b")},
    ]
    assert same(lab)


def test_what_never_merges_is_not_taken_for_unchanged_because_versions_are_equal(lab: Lab) -> None:
    femke, noor = lab
    femke.act(("UPDATE minutes SET first = 'van femke', version = version + 1",))
    noor.act(("UPDATE minutes SET first = 'van noor', version = version + 1",))
    noor.act(("UPDATE minutes SET second = 'ook van noor', version = version + 1",))  # based on version 2, which is hers and not femke's
    lab.settle()
    assert noor.clashes() == [{"first": ("van noor", "van femke")}, {"second": ("ook van noor", "b")}]
    assert noor.ask("SELECT first, second FROM minutes") == femke.ask("SELECT first, second FROM minutes") == [("van femke", "b")]
    assert same(lab)


def test_a_laptop_that_was_put_back_from_its_own_copy_is_not_stuck_on_its_old_log(lab: Lab) -> None:
    femke, noor = lab
    copy = lab.root / "copy.dossier"
    copy.write_bytes(femke.path.read_bytes())
    femke.edit("case0", goal="voor de kopie terugkwam")
    femke.share()
    back = Laptop("femke", lab.folder, copy)
    back.edit("case1", goal="erna")  # its line of the log has a number that the team knows with other words
    shared = back.share()
    assert (shared.stopped, shared.waiting, shared.aside) == ("", 0, 1)
    assert back.ask("SELECT number FROM log_head WHERE device = 'femke'") == [(1,)]
    noor.share()
    assert noor.replica.digest() == back.replica.digest()


def test_removed_here_changed_there(lab: Lab) -> None:
    femke, noor = lab
    femke.act(("DELETE FROM \"case\" WHERE id = 'case0'",))
    femke.act(("DELETE FROM \"case\" WHERE id = 'case1'",))
    femke.act(("DELETE FROM \"case\" WHERE id = 'case2'",))
    noor.edit("case0", goal="te laat")
    noor.act(("INSERT INTO note VALUES ('n1', 1, 'case1', 'wees')",))
    noor.act(("DELETE FROM \"case\" WHERE id = 'case2'",))
    lab.settle()
    assert len(noor.replica.aside()) == 2  # the edit, and the note that would point at nothing
    for laptop in lab:
        assert laptop.ask('SELECT id FROM "case"') == laptop.ask("SELECT id FROM note") == []
    assert same(lab)


def test_a_removal_of_what_changed_meanwhile_is_asked(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    femke.act(("INSERT INTO note VALUES ('n1', 1, 'case1', 'nieuw')",))
    noor.act(("DELETE FROM \"case\" WHERE id = 'case0'",))
    noor.act(("DELETE FROM \"case\" WHERE id = 'case1'",))
    lab.settle()
    assert len(noor.replica.aside()) == 2
    assert noor.ask('SELECT id FROM "case" ORDER BY id') == [("case0",), ("case1",), ("case2",)]
    assert same(lab)


def test_a_unique_value_that_is_taken_is_asked(lab: Lab) -> None:
    femke, noor = lab
    for n, laptop in enumerate(lab):
        laptop.act((f"INSERT INTO setting VALUES ('s{n}', 1, 'wijk', '{laptop.name}')",))
    lab.settle()
    assert noor.ask("SELECT value FROM setting WHERE key = 'wijk'") == [("femke",)]
    assert len(noor.replica.aside()) == 1
    assert same(lab)


def test_numbers_are_given_in_the_order_of_the_team_without_gaps(lab: Lab) -> None:
    femke, noor = lab
    femke.open_case("f1")
    noor.open_case("n1")
    noor.open_case("n2")
    noor.open_case("n3", 2027)
    assert [noor.value(case, "number") for case in ("n1", "n2", "n3")] == [4, 5, 1]
    assert {("case", "n1"), ("case", "n2")} <= noor.replica.provisional()
    noor.edit("n2", goal="hulp")
    lab.settle()
    for laptop in lab:
        assert [laptop.value(case, "number") for case in ("f1", "n1", "n2", "n3")] == [4, 5, 6, 1]
        assert [laptop.value(case, "code") for case in ("n2", "n3")] == ["2026-006", "2027-001"]
        assert laptop.value("n2", "goal") == "hulp"
        assert laptop.replica.provisional() == set()
    assert same(lab)


def test_a_number_that_falls_away_leaves_no_gap(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    noor.act(
        ("UPDATE \"case\" SET goal = 'anders', version = 2 WHERE id = 'case0'",),
        ("INSERT INTO \"case\" VALUES ('n1', 1, 2026, 4, '', '', '', NULL)",),
        ("INSERT INTO \"case\" VALUES ('n2', 1, 2026, 5, '', '', '', NULL)",),
    )
    noor.open_case("n3")
    assert noor.value("n3", "number") == 6
    lab.settle()
    assert noor.value("n1", "number") is None  # set aside with the edit that clashed
    assert noor.value("n3", "number") == femke.value("n3", "number") == 4


def test_a_bulk_statement_becomes_rows(lab: Lab) -> None:
    femke, noor = lab
    femke.act(("UPDATE \"case\" SET place = 'Weidevoort'",))  # and does not even raise the version
    lab.settle()
    assert noor.ask('SELECT DISTINCT place, version FROM "case"') == [("Weidevoort", 2)]
    assert same(lab)


def test_drafts_stay_here_and_what_changes_nothing_is_not_sent(lab: Lab) -> None:
    femke, noor = lab
    assert femke.act(("INSERT INTO draft VALUES ('d', 1, 'half')",), line=False) is None
    assert femke.act(('UPDATE "case" SET goal = goal',), line=False) is None
    assert femke.share().published == 0
    assert lab.log() == []
    assert femke.ask("SELECT said FROM draft") == [("half",)]


def test_what_another_program_wrote_in_the_replica_is_shared_too(lab: Lab) -> None:
    femke, noor = lab
    from contextlib import closing

    from expertiseteam.storage.file import connect
    from tests.storage.folder.lab import KEY

    with closing(connect(femke.path, KEY)) as c:
        c.execute("UPDATE \"case\" SET goal = 'ander programma', version = 2 WHERE id = 'case0'")
    noor.edit("case1", goal="x")
    noor.share()
    femke.share()
    lab.settle()
    assert noor.value("case0", "goal") == "ander programma"
    assert same(lab)


def test_two_windows_on_one_replica_publish_once(lab: Lab) -> None:
    femke, noor = lab
    femke.edit("case0", goal="vertrouwen")
    at, waiting = femke.replica.outbox()
    assert femke.team._publish(at, waiting).name == "CREATED"
    femke.start()  # the other window, which knows nothing of it
    assert femke.share().published == 1
    assert len(lab.log()) == 1
    lab.settle()
    assert same(lab)
