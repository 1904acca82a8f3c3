"""The small file that says where the dossier stands: everything that can be wrong with it, each in its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.server.address import is_server, read_address

GOOD = 'server = "db.weidevoort.example"\ndatabase = "weidevoort"\ncertificaat = "ca.pem"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "ca.pem").write_text("-")
    return tmp_path / "weidevoort.expertiseteam-server"


def test_what_is_left_out_has_a_safe_default(path: Path) -> None:
    path.write_text(GOOD)
    address = read_address(path)
    assert (address.host, address.port, address.database, address.tls) == ("db.weidevoort.example", 5432, "weidevoort", "1.3")
    assert (address.authority, address.revoked) == (path.parent / "ca.pem", None)
    assert (address.owner_role, address.write_role) == ("weidevoort_owner", "weidevoort_write")


def test_a_file_of_windows_notepad_is_read(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_address(path).database == "weidevoort"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (None, "staat niet"),
        ("server = ", "niet te begrijpen"),
        (GOOD + 'wachtwoord = "geheim"\n', "“wachtwoord”, en dat woord is onbekend"),
        (GOOD.replace('"weidevoort"', "5"), "klopt niet wat er bij “database”"),
        (GOOD.replace('"weidevoort"', '""'), "klopt niet wat er bij “database”"),
        (GOOD + 'tls = "1.0"\n', "klopt niet wat er bij “tls”"),
        (GOOD + "poort = true\n", "klopt niet wat er bij “poort”"),
        ('server = "x"\ndatabase = "y"\n', "ontbreekt “certificaat”"),
        (GOOD.replace("db.weidevoort.example", "/run/postgresql"), "de naam van één computer"),
        (GOOD.replace("db.weidevoort.example", "een,twee"), "de naam van één computer"),
        (GOOD.replace("ca.pem", "weg.pem"), "“weg.pem”"),
        (GOOD + 'ingetrokken = "kwijt.pem"\n', "“kwijt.pem”"),
    ],
)
def test_what_is_wrong_is_said(path: Path, said: str | None, words: str) -> None:
    if said is not None:
        path.write_text(said)
    with pytest.raises(Refused, match=words):
        read_address(path)


def test_only_the_ending_says_that_it_is_a_server() -> None:
    assert is_server(Path("a/weidevoort.expertiseteam-server"))
    assert not is_server(Path("a/weidevoort.dossier"))
