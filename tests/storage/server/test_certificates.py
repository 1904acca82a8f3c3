"""The server must prove that it is the one: six kinds of certificates that do not, and a server without, each in its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.server.address import read_address
from expertiseteam.storage.server.connecting import connect
from expertiseteam.storage.server.login import Login
from tests.dossier import Team
from tests.places import certificates, postgres

OTHER = certificates.authority("Een ander")


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    """The server, which gets its own good certificate back afterwards."""
    there = postgres.server()
    yield there
    there.run("ALTER SYSTEM RESET ALL")
    there.sign(certificates.server(there.by))


def refusal(team: Team) -> str:
    team.close()
    with pytest.raises(Refused) as caught:
        _ = team.noor
    return str(caught.value)


def bad(there: postgres.Server) -> dict[str, certificates.Pair]:
    return {
        "zelf ondertekend": certificates.server(None),
        "uitgever die dit dossier niet vertrouwt": certificates.server(OTHER),
        "andere server": certificates.server(there.by, host="db.turfven.example"),
        "verlopen": certificates.server(there.by, days=(-30, -1)),
        "nog niet geldig": certificates.server(there.by, days=(2, 30)),
    }


def test_every_bad_certificate_is_refused_in_its_own_words(team: Team, server: postgres.Server) -> None:
    sentences = []
    for words, pair in bad(server).items():
        server.sign(pair)
        sentences.append(refusal(team))
        assert words in sentences[-1]
        assert "niets verstuurd" in sentences[-1]
    assert len(set(sentences)) == len(sentences)
    server.sign(certificates.server(server.by))
    assert team.noor.me().name == "Noor Elzinga", "a good certificate again, and it opens"


def test_a_revoked_certificate_is_refused(team: Team, server: postgres.Server) -> None:
    pair = certificates.server(server.by)
    server.sign(pair)
    (team.path.parent / "ingetrokken.pem").write_bytes(certificates.revoked(server.by, pair))
    with team.path.open("a", encoding="utf-8") as file:
        file.write('ingetrokken = "ingetrokken.pem"\n')
    assert "ingetrokken" in refusal(team)
    server.sign(certificates.server(server.by))
    assert team.noor.me().name == "Noor Elzinga"


def test_a_server_that_does_not_encrypt_is_refused(team: Team, server: postgres.Server) -> None:
    server.run("ALTER SYSTEM SET ssl = off")
    server.reload()
    assert "niet versleuteld" in refusal(team)


def test_a_server_with_old_encryption_is_refused_unless_the_organisation_allows_it(team: Team, server: postgres.Server) -> None:
    server.run("ALTER SYSTEM SET ssl_max_protocol_version = 'TLSv1.2'")
    server.reload()
    assert "niet versleuteld praten zoals" in refusal(team)
    with team.path.open("a", encoding="utf-8") as file:
        file.write('tls = "1.2"\n')
    assert team.noor.me().name == "Noor Elzinga"


def test_the_connection_is_encrypted_with_the_newest_protocol(team: Team) -> None:
    team.noor.me()
    seen = postgres.server().run(
        "SELECT DISTINCT s.ssl, s.version FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid) "
        f"WHERE a.usename = 'member_{team.ids['noor']}'"
    )
    assert seen == [(True, "TLSv1.3")]


def test_the_surroundings_cannot_loosen_the_rules(team: Team, server: postgres.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGSSLMODE": "disable", "PGSSLROOTCERT": "/weg", "PGREQUIREAUTH": "none", "PGCHANNELBINDING": "disable"}.items():
        monkeypatch.setenv(name, value)
    team.close()
    assert team.noor.me().name == "Noor Elzinga"
    server.sign(certificates.server(OTHER))
    with pytest.raises(Refused, match="niet vertrouwt"):
        connect(read_address(team.path), Login("a" * 32, "x"))
