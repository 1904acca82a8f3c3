"""The small file that says on which PostgreSQL server a dossier stands.

It takes the place of the dossier file; the key file stands beside it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from expertiseteam.basics.endings import SERVER
from expertiseteam.basics.sentences import Refused

PORT = 5432
_LARGEST = 20_000  # bytes
_WORDS = {"server": str, "database": str, "certificaat": str, "poort": int, "ingetrokken": str, "tls": str, "rollen": str}
_NEEDED = ("server", "database", "certificaat")
_TLS = ("1.3", "1.2")


@dataclass(frozen=True)
class ServerAddress:
    """Where the server is and how it proves itself.

    `authority` are the certificates to trust, `revoked` those to trust no more (PEM files); `roles` begins the names of both group roles.
    """

    host: str
    port: int
    database: str
    authority: Path
    revoked: Path | None
    tls: str
    roles: str

    @property
    def owner_role(self) -> str:
        """The role that owns the tables; who is a member of it may change their layout."""
        return f"{self.roles}_owner"

    @property
    def write_role(self) -> str:
        """The role that may change rows. Login roles take it on for as long as they write."""
        return f"{self.roles}_write"


def is_server(path: Path) -> bool:
    """Whether this path names a dossier on a server, by its ending alone."""
    return path.suffix == SERVER


def read_address(path: Path) -> ServerAddress:
    """Read the file. Refused, each in its own words: missing, not to be read, unknown or missing words, certificates that are not there."""
    name = f"“{path.name}”"
    ask = "Er is niets gewijzigd. Vraag de beheerder om dit bestand na te kijken."
    if not path.is_file():
        raise Refused(f"Het bestand {name} staat niet (meer) op deze plek. Kijk of de schijf of map verbonden is.")
    try:
        with path.open("rb") as file:
            said = tomllib.loads(file.read(_LARGEST).decode("utf-8-sig"))
    except OSError:
        raise Refused(f"Het bestand {name} is niet te lezen. Kijk of de map nog verbonden is en of u er mag lezen.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Refused(f"In het bestand {name} staat een regel die niet te begrijpen is. {ask}") from None
    for word, value in said.items():
        if word not in _WORDS:
            raise Refused(f"In het bestand {name} staat “{word}”, en dat woord is onbekend. {ask}")
        if type(value) is not _WORDS[word] or value == "" or (word == "tls" and value not in _TLS):
            raise Refused(f"In het bestand {name} klopt niet wat er bij “{word}” staat. {ask}")
    for word in _NEEDED:
        if word not in said:
            raise Refused(f"In het bestand {name} ontbreekt “{word}”. {ask}")
    if said["server"].startswith(("/", "@")) or "," in said["server"]:
        raise Refused(f"In het bestand {name} moet bij “server” de naam van één computer staan. {ask}")
    authority, revoked = path.parent / said["certificaat"], said.get("ingetrokken")
    address = ServerAddress(
        host=said["server"],
        port=said.get("poort", PORT),
        database=said["database"],
        authority=authority,
        revoked=path.parent / revoked if revoked else None,
        tls=said.get("tls", _TLS[0]),
        roles=said.get("rollen", said["database"]),
    )
    for needed in (address.authority, address.revoked):
        if needed is not None and not needed.is_file():
            raise Refused(f"Het certificaatbestand “{needed.name}” dat in {name} staat, is er niet. {ask}")
    return address
