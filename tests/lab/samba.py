"""A real Samba server of the lab's own: on a loopback port, with its own folders, started and hurt by the lab (Debian package `samba`)."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PORT, SHARE, USER, PASSWORD = 4456, "teammap", "expertiselab", "een-proef-1"
_CONF = """[global]
  server role = standalone server
  workgroup = LAB
  smb ports = {port}
  interfaces = lo
  bind interfaces only = yes
  disable netbios = yes
  map to guest = never
  lock directory = {own}/lock
  state directory = {own}/state
  cache directory = {own}/cache
  pid directory = {own}/pid
  private dir = {own}/private
  ncalrpc dir = {own}/ncalrpc
  log file = {own}/log/%m.log
  load printers = no
  printing = bsd
  server min protocol = SMB2_10
  smb2 leases = yes
  kernel oplocks = no
  passdb backend = tdbsam:{own}/private/passdb.tdb
[{share}]
  path = {root}
  read only = no
  guest ok = no
  force user = root
"""


class Server:
    """Start it with `start`; `root` is the folder that it shares. As root, because a share is served in the name of its users."""

    def __init__(self, own: Path, root: Path) -> None:
        self.own, self.root, self.conf = own, root, own / "smb.conf"
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def why_not() -> str:
        """Why there is no lab on this computer; "" when there can be one."""
        if os.name == "nt" or os.geteuid() != 0:
            return "the lab needs root on Linux"
        missing = [name for name in ("smbd", "smbpasswd", "ss", "pgrep", "useradd") if not shutil.which(name)]
        return f"the lab needs the Debian packages samba, iproute2, procps and passwd: no {', '.join(missing)}" if missing else ""

    def start(self) -> None:
        for room in ("lock", "state", "cache", "pid", "private", "ncalrpc", "log"):
            (self.own / room).mkdir(parents=True, exist_ok=True)
        self.root.mkdir(exist_ok=True)
        if not self.conf.exists():
            self.conf.write_text(_CONF.format(port=PORT, own=self.own, root=self.root, share=SHARE))
            subprocess.run(["useradd", "-M", "-s", "/usr/sbin/nologin", USER], check=False, capture_output=True)
            told = f"{PASSWORD}\n{PASSWORD}\n".encode()
            subprocess.run(["smbpasswd", "-c", self.conf, "-s", "-a", USER], input=told, check=True, capture_output=True)
        command = ["smbd", "-s", str(self.conf), "-F", "--no-process-group"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(200):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", PORT)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("Samba did not start")

    def sessions(self) -> list[int]:
        """The processes that serve a laptop each."""
        asked = ["ss", "-tnpH", "state", "established", f"sport = :{PORT}"]
        served = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return [pid for pid in self._children() if f"pid={pid}," in served]

    def kill(self) -> None:
        """The whole server dies at once, with all its sessions."""
        if self._process is not None:
            for pid in (*self._children(), self._process.pid):
                _tell(pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The whole server hangs, with all its sessions, and then goes on."""
        assert self._process is not None
        hanging = (self._process.pid, *self._children())  # first who would begin new sessions
        for pid in hanging:
            _tell(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in hanging:
                _tell(pid, signal.SIGCONT)

    def _children(self) -> list[int]:
        assert self._process is not None
        found = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]


def _tell(pid: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, what)
