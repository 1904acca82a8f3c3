"""A team folder on a real SMB server, reached as a Windows laptop reaches it: names are given by making a link, which never replaces.

Through a client in this process (`smbprotocol`), because mounting CIFS needs a kernel with it and the rights to mount. Every process, and
so every laptop, has a session of its own. Only for the lab.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

import smbclient  # type: ignore[import-not-found]
from smbprotocol.exceptions import SMBException, SMBOSError  # type: ignore[import-not-found]

from expertiseteam.storage.folder.files import AT_ONCE, HALF, HERE, KEYS, LOG, MOVES, REQUESTS, SNAPSHOTS, Files, Outcome
from tests.lab.samba import PASSWORD, PORT, SHARE, USER


class SmbFiles(Files):
    """The share of the lab's server. Errors of the client are OSError, as those of a mounted folder."""

    def __init__(self) -> None:
        super().__init__(Path(SHARE))

    def at(self, name: str) -> str:
        return rf"\\127.0.0.1\{SHARE}\{name}".replace("/", "\\")

    def prepare(self) -> None:
        for room in (LOG, KEYS, SNAPSHOTS, HALF, REQUESTS, MOVES, HERE):
            with Told():
                smbclient.makedirs(self.at(room), exist_ok=True, **SESSION)

    def refuse_away(self) -> None:
        with Told():
            smbclient.stat(self.at(LOG), **SESSION)

    def read(self, name: str, most: int) -> bytes | None:
        with suppress(FileNotFoundError), Told(), smbclient.open_file(self.at(name), mode="rb", share_access="rwd", **SESSION) as file:
            return bytes(file.read(most + 1))
        return None

    def names(self, room: str) -> list[str]:
        with Told():
            return sorted(smbclient.listdir(self.at(room), **SESSION))

    def mend(self, raw: bytes, name: str) -> None:
        half = Path(HALF) / os.urandom(16).hex()
        self._write(half, (raw,))
        with Told():
            smbclient.replace(self.at(str(half)), self.at(name), **SESSION)

    def fetch(self, name: str, target: Path) -> None:
        with Told(), smbclient.open_file(self.at(name), mode="rb", share_access="rwd", **SESSION) as source, target.open("xb") as file:
            while part := source.read(AT_ONCE):
                file.write(part)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError), Told():
            smbclient.remove(self.at(name), **SESSION)

    def publish(self, raw: bytes, name: str) -> Outcome:
        half = Path(HALF) / os.urandom(16).hex()
        self._write(half, (raw,))
        return self._give(half, name) or self._looked_up(raw, name)

    def publish_file(self, path: Path, name: str) -> Outcome:
        half = Path(HALF) / os.urandom(16).hex()
        with path.open("rb") as file:
            self._write(half, iter(lambda: file.read(AT_ONCE), b""))
        return self._give(half, name) or Outcome.UNKNOWN

    def _give(self, half: Path, name: str) -> Outcome | None:
        try:
            with Told():
                smbclient.link(self.at(str(half)), self.at(name), **SESSION)
        except OSError:
            return None
        finally:
            with suppress(OSError), Told():
                smbclient.remove(self.at(str(half)), **SESSION)
        return Outcome.CREATED

    def _write(self, half: Path, parts: Iterable[bytes]) -> None:
        with Told(), smbclient.open_file(self.at(str(PurePosixPath(half))), mode="xb", **SESSION) as file:
            for part in parts:
                file.write(part)
            file.flush()


SESSION = {"username": USER, "password": PASSWORD, "port": PORT, "connection_timeout": 20}


class Told:
    """What the client says of a server that is away, as an error of the system. The session is made anew at the next try."""

    def __enter__(self) -> Told:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if isinstance(error, SMBOSError):
            if error.errno == errno.ENOENT:
                raise FileNotFoundError(errno.ENOENT, str(error)) from error
            return False  # an OSError already
        if isinstance(error, SMBException | ValueError | EOFError) or (isinstance(error, OSError) and error.errno is None):
            with suppress(Exception):
                smbclient.reset_connection_cache(fail_on_error=False)
            raise OSError(5, f"the server is away: {error}") from error
        if isinstance(error, ConnectionError | TimeoutError):
            with suppress(Exception):
                smbclient.reset_connection_cache(fail_on_error=False)
        return False
