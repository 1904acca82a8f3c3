"""What an organisation lays down: it may only tighten, it never stops the program, and whatever is not used is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.basics.workplace import FILE_NAME, LARGEST_FILE, Workplace, policy_file, read_workplace, spelled_out, understand

STRICT = """
# gemeente Weidevoort
vergrendelen_na_minuten = 5
namen_verborgen = true
wachtzin_woorden = 6
wachtzin_tekens = 25
opslaan_als_bestand = false
tweede_reservekopie = true
"""


def laid_down(folder: Path, text: str | bytes) -> Workplace:
    path = folder / FILE_NAME
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_workplace(path)


def test_what_tightens_holds_over_what_was_chosen(tmp_path: Path) -> None:
    found = laid_down(tmp_path, STRICT)
    assert found.told == ()
    assert (found.of("idle_minutes", 10), found.of("idle_minutes", 3)) == (5, 3)
    assert found.of("names_hidden", False) is True
    assert (found.of("passphrase_words", 0), found.of("passphrase_characters", 0)) == (6, 25)
    assert found.of("save_files", True) is False
    assert found.of("second_place_required", False) is True
    assert found.fixes("idle_minutes") and not found.fixes("look")
    assert found.of("look", "donker") == "donker"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("vergrendelen_na_minuten = 120", "niet strenger"),
        ("vergrendelen_na_minuten = 600", "niet strenger"),
        ("vergrendelen_na_minuten = 0", "het kan van 1 tot en met 120 zijn"),
        ("vergrendelen_na_minuten = 5.5", "een heel getal"),
        ("vergrendelen_na_minuten = true", "een heel getal"),
        ("vergrendelen_na_minuten = '5'", "een heel getal"),
        ("namen_verborgen = false", "niet strenger"),
        ("namen_verborgen = 1", "true of false"),
        ("opslaan_als_bestand = true", "niet strenger"),
        ("wachtzin_woorden = 0", "niet strenger"),
        ("wachtzin_woorden = 3", "5 tot en met 10"),
        ("wachtzin_tekens = 400", "15 tot en met 60"),
        ("triage_days = 9", "die naam kennen we niet"),
        ("[vergrendelen_na_minuten]", "een heel getal"),
    ],
)
def test_what_loosens_or_makes_no_sense_is_not_used_and_said(tmp_path: Path, line: str, words: str) -> None:
    found = laid_down(tmp_path, f"{line}\n")
    assert found.fixed == {}
    assert len(found.told) == 1 and words in found.told[0] and FILE_NAME in found.told[0]
    assert found.told[0].endswith("Geef dit door aan uw ICT-afdeling.")


def test_one_bad_line_harms_no_other(tmp_path: Path) -> None:
    found = laid_down(tmp_path, STRICT + "wachtzin = 4\n")
    assert len(found.fixed) == 6 and len(found.told) == 1


@pytest.mark.parametrize("raw", [b"vergrendelen_na_minuten =", b"\xff\xfe\x00", b"#" * (LARGEST_FILE + 1), b"a = " + b"[" * 5000])
def test_a_damaged_file_stays_where_it_is_and_the_program_works(tmp_path: Path, raw: bytes) -> None:
    found = laid_down(tmp_path, raw)
    assert found.fixed == {} and len(found.told) == 1
    assert "Het programma werkt gewoon." in found.told[0]
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).read_bytes() == raw


def test_a_file_that_windows_made_is_read_too(tmp_path: Path) -> None:
    assert laid_down(tmp_path, b"\xef\xbb\xbfnamen_verborgen = true\r\n").of("names_hidden", False) is True


def test_no_policy_and_a_folder_in_its_place(tmp_path: Path) -> None:
    assert read_workplace(tmp_path / FILE_NAME) == Workplace()
    assert read_workplace(tmp_path / "geen" / "map" / FILE_NAME) == Workplace()
    (tmp_path / FILE_NAME).mkdir()
    assert len(read_workplace(tmp_path / FILE_NAME).told) == 1


def test_of_file_and_registry_the_tighter_holds() -> None:
    file = understand({"vergrendelen_na_minuten": 15, "wachtzin_woorden": 7, "namen_verborgen": True}, FILE_NAME)
    registry = understand(spelled_out({"vergrendelen_na_minuten": 5, "wachtzin_woorden": 6, "opslaan_als_bestand": 0}), "het register")
    for both in (file.and_also(registry), registry.and_also(file)):
        assert dict(both.fixed) == {"idle_minutes": 5, "passphrase_words": 7, "names_hidden": True, "save_files": False}


def test_the_file_stands_where_ordinary_users_cannot_write() -> None:
    assert policy_file() == Path("/etc/expertiseteam/beleid.toml")
