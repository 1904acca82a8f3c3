"""The folder is not to be trusted: refused at exactly the right entry, in one sentence, or mended; and work on the laptop goes on."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.entry import Fault
from expertiseteam.storage.folder.files import Files, Outcome, entry_name
from tests.storage.folder.history import wrongs
from tests.storage.folder.lab import Lab, Laptop


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    lab = Lab(tmp_path)
    femke, _ = lab
    for n in range(6):
        femke.edit("case0", goal=f"goal {n}")
        femke.share()
    return lab


def still_works(laptop: Laptop, stopped_at: int) -> str:
    """It stopped before this entry, and what is done here is kept."""
    laptop.edit("case1", goal="ga door")
    shared = laptop.share()
    assert laptop.replica.position().number == stopped_at - 1
    assert (shared.published, laptop.value("case1", "goal")) == (0, "ga door")
    assert "uw eigen werk blijft op deze computer" in shared.stopped
    return shared.stopped


@pytest.mark.parametrize(
    ("harm", "fault"),
    (
        (lambda raw: b"", Fault.CUT),
        (lambda raw: raw[:200], Fault.CUT),
        (lambda raw: raw[:300] + bytes([raw[300] ^ 1]) + raw[301:], Fault.DAMAGED),
        (lambda raw: raw + b"\0", Fault.DAMAGED),
        (lambda raw: bytes(len(raw)), Fault.DAMAGED),
        (lambda raw: raw[:4] + b"\7" + raw[5:], Fault.NEWER),
    ),
)
def test_a_harmed_entry_stops_there_and_is_mended_by_who_had_it(lab: Lab, harm: object, fault: Fault) -> None:
    femke, noor = lab
    fourth = lab.log()[3]
    fourth.write_bytes(harm(fourth.read_bytes()))  # type: ignore[operator]
    said = still_works(noor, 4)
    assert said.startswith(f"Wijziging 4 in de teammap {fault.value}.")
    if fault is Fault.NEWER:  # perhaps a newer program did go on from here
        with pytest.raises(Refused, match="gesplitst"):
            femke.team.heal()
        return
    assert femke.team.heal() == 1
    lab.settle()
    assert wrongs(lab) == []


def test_a_missing_entry_stops_who_needs_it_and_is_given_back_by_who_had_it(lab: Lab) -> None:
    femke, noor = lab
    third = lab.log()[2]
    raw = third.read_bytes()
    third.unlink()
    said = still_works(noor, 3)
    assert said.startswith("Wijziging 3 in de teammap ontbreekt")
    assert not third.exists(), "her own act does not take its number"
    with pytest.raises(Refused, match="Wijziging 3"):
        noor.team.see_whole()  # as who only looks hears it
    femke.edit("case2", goal="er was niets aan de hand")
    assert femke.share().stopped == ""
    assert third.read_bytes() == raw
    lab.settle()
    assert noor.value("case2", "goal") == "er was niets aan de hand"
    assert femke.value("case1", "goal") == "ga door"
    assert wrongs(lab) == []


def test_two_entries_swapped(lab: Lab) -> None:
    _, noor = lab
    third, fourth = lab.log()[2:4]
    raw = third.read_bytes()
    third.write_bytes(fourth.read_bytes())
    fourth.write_bytes(raw)
    assert "sluit niet aan" in still_works(noor, 3)


def test_yesterdays_folder_is_filled_by_who_saw_more(lab: Lab, tmp_path: Path) -> None:
    femke, noor = lab
    noor.share()
    yesterday = lab.keep("yesterday")
    for n in range(5):
        noor.edit("case0", place=f"place {n}")
        noor.share()
    lab.put_back(yesterday)
    assert len(lab.log()) == 6
    noor.edit("case1", goal="verder")
    assert noor.share().stopped == ""  # it noticed by itself
    lab.settle()
    assert len(lab.log()) == 12
    assert wrongs(lab) == []


def test_who_goes_on_from_an_old_folder_is_stopped_at_the_fork(lab: Lab) -> None:
    femke, noor = lab
    yesterday = lab.keep("yesterday")
    femke.edit("case0", goal="vandaag")
    femke.share()
    lab.put_back(yesterday)
    noor.edit("case1", goal="verder van gisteren")
    assert noor.share().stopped == ""  # nobody could know
    said = still_works(femke, 8)
    assert "Wijziging 8" not in said
    assert "voor wijziging 7 iets anders" in said
    noor.edit("case1", goal="en verder")
    noor.share()
    assert "voor wijziging 7 iets anders" in still_works(femke, 8)
    assert femke.value("case0", "goal") == "vandaag"


def test_a_copy_by_a_synchronising_program_stops_sharing(lab: Lab) -> None:
    femke, noor = lab
    noor.share()
    (lab.folder / "log" / "000000000003 (Femke's conflicted copy)").write_bytes(b"x")
    femke.edit("case1", goal="ga door")
    shared = femke.share()
    assert "synchroniseert" in shared.stopped
    assert shared.published == 0
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini"):
        (lab.folder / "log" / name).write_bytes(b"x")
    (lab.folder / "log" / "000000000003 (Femke's conflicted copy)").unlink()
    assert femke.share().published == 1


def test_a_false_link_of_the_keys_is_not_followed(lab: Lab) -> None:
    femke, noor = lab
    there = sorted((lab.folder / "keys").iterdir())
    (lab.folder / "keys" / "000005").write_bytes(there[-1].read_bytes())
    seventh = bytearray(lab.log()[5].read_bytes())
    seventh[55] = 5
    lab.log()[5].write_bytes(seventh)
    said = still_works(noor, 6)
    assert "sleutels in de teammap zijn beschadigd of niet echt" in said


def test_a_name_is_made_once_whoever_tries(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.prepare()
    for number in range(1, 40):
        found: list[tuple[bytes, Outcome]] = []
        gate = threading.Barrier(4)

        def race(
            raw: bytes, name: str = entry_name(number), gate: threading.Barrier = gate, found: list[tuple[bytes, Outcome]] = found
        ) -> None:
            gate.wait()
            found.append((raw, Files(tmp_path).publish(raw, name)))

        racers = [threading.Thread(target=race, args=(os.urandom(5000),)) for _ in range(4)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        won = [raw for raw, outcome in found if outcome is Outcome.CREATED]
        assert [files.read(entry_name(number), 5000)] == won
        assert sum(outcome is Outcome.TAKEN for _, outcome in found) == 3
    assert os.listdir(tmp_path / "tmp") == []


def test_an_idle_laptop_is_quiet(lab: Lab) -> None:
    from tests.storage.folder.lab import Unruly, with_faults

    femke, _ = lab
    watch = Unruly(0, "")
    with_faults(watch, femke.share)
    assert watch.calls == 2
    femke.edit("case0", goal="een")
    watch = Unruly(0, "")
    with_faults(watch, femke.share)
    assert watch.calls <= 12
