"""docs/team-folder.md says what the program does: names, bytes, constants. A second program is written from it, so it may not drift."""

from __future__ import annotations

import re
from pathlib import Path

from expertiseteam.sharing import sharer, upkeep
from expertiseteam.storage.folder import entry, files, founding, presence, sharing, tables

ROOT = Path(__file__).parents[3]
SPEC = (ROOT / "docs" / "team-folder.md").read_text()
FLAT = " ".join(SPEC.split())
SMALL = {4: "four", 5: "five", 2: "two", 10: "ten", 12: "twelve", 1000: "a thousand"}


def test_names_bytes_and_constants_are_those_of_the_code() -> None:
    rooms = [files.KEYS, files.LOG, files.SNAPSHOTS, files.HALF, files.REQUESTS, files.MOVES, files.HERE]
    assert re.findall(r"^    (\w+)/", SPEC, re.M) == rooms
    assert re.search(r"^    (\S+)  \{", SPEC, re.M)[1] == founding.MARK  # type: ignore[index]
    rows = [tuple(map(str.strip, row.split("|")[1:4])) for row in SPEC.splitlines() if re.match(r"\| \d", row)]
    places = [(int(at), int(many)) for at, many, _ in rows if many.isdecimal()]
    sizes = [{"B": 1, "H": 2, "Q": 8}.get(one[-1]) or int(one[:-1]) for one in re.findall(r"\d*[BHQs]", entry._HEADER.format)]
    assert [many for _, many in places] == sizes
    assert [at for at, _ in places] == [sum(sizes[:n]) for n in range(len(sizes))]
    assert rows[-1][0] == str(entry.OUTSIDE) == str(sum(sizes)) and f"the first {entry.OUTSIDE} bytes" in FLAT
    assert [said.split(" = ")[0] for _, _, said in rows[:3]] == [
        f"`{entry.MAGIC.decode()}`", f"version: {entry.VERSION}", f"suite: {entry.SUITE}"]  # fmt: skip
    assert f"{entry._SIGNATURE} bytes of signature" in FLAT and f"a multiple of {entry._BLOCK} bytes" in FLAT
    assert f"`{entry._CONTEXT[:-1].decode()}\\0`" in FLAT
    assert f"at most {entry.LARGEST >> 20} MiB" in FLAT and f"up to {sharing.TOGETHER >> 20} MiB" in FLAT
    assert f"{sharing.TRIES} times at most" in FLAT and f"at most {sharing.LONGEST_PAUSE:.0f} s)" in FLAT
    assert f"at most {sharing.ENTRIES_AT_ONCE} or {sharing.BYTES_AT_ONCE >> 20} MiB" in FLAT
    assert f"every {SMALL[int(sharer.POLL)]} seconds" in FLAT and f"every {SMALL[int(sharer.POLL * sharer.BESIDE)]} seconds" in FLAT
    assert f"passes {SMALL[upkeep.EVERY]}" in FLAT
    assert f"every {SMALL[int(presence.RENEWED / 60)]} minutes" in FLAT and f"for {SMALL[int(presence.GONE / 60)]} minutes" in FLAT
    assert f"filled with spaces to {presence._FILLED} bytes" in FLAT and f"{presence._SALT} bytes of salt" in FLAT
    told = set(re.findall(r"`(folder_\w+)`", SPEC))
    assert told == tables.OURS
    sources = "".join(path.read_text() for path in (ROOT / "expertiseteam" / "storage" / "folder").glob("*.py"))
    labels = r"expertiseteam folder ([a-z]+|1)\b"
    assert set(re.findall(labels, FLAT)) == set(re.findall(labels, sources)), "the texts from which keys and signatures are made"
    order = [fault for fault in re.findall(r"\*\*(\w+)\*\*: ", SPEC.split("## 4.")[1].split("## 5.")[0])]
    assert {fault.upper() for fault in order} == {fault.name for fault in entry.Fault}


def test_it_is_read_in_one_sitting() -> None:
    assert len(SPEC) <= 20_000, "four pages: reasons and measurements stand in team-folder-waarom.md"
