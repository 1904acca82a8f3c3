"""What an organisation lays down for a computer: it may only tighten what the program does itself (docs/beleid.md, for IT).

Read from `beleid.toml` in a folder that ordinary users cannot write, and on Windows from the registry too. What would loosen, or cannot be
understood, is not used and said. A file that is damaged stays where it is: it belongs to IT.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.own_settings import OWN_BY_KEY, OWN_SETTINGS
from expertiseteam.basics.setting import Setting, Tighter

FILE_NAME = "beleid.toml"
REGISTRY_KEY = r"SOFTWARE\Policies\Expertiseteam"
LARGEST_FILE = 64 * 1024  # bytes
_TELL_IT = "Geef dit door aan uw ICT-afdeling."


class Workplace(NamedTuple):
    """What is laid down, by the key of a setting. `told`: Dutch sentences about what was not used."""

    fixed: Mapping[str, int | bool] = MappingProxyType({})
    told: tuple[str, ...] = ()

    def fixes(self, key: str) -> bool:
        """Whether the organisation laid this setting down."""
        return key in self.fixed

    def of(self, key: str, chosen: Any) -> Any:
        """What holds: the tighter of what was chosen and what was laid down."""
        return _tightest(OWN_BY_KEY[key], chosen, self.fixed[key]) if key in self.fixed else chosen

    def and_also(self, other: Workplace) -> Workplace:
        """Both together, the tighter of two values."""
        both = {key: other.of(key, value) for key, value in self.fixed.items()}
        return Workplace({**other.fixed, **both}, (*self.told, *other.told))


def policy_file() -> Path:
    """Where IT puts the file: %ProgramData%\\Expertiseteam on Windows, /etc/expertiseteam elsewhere."""
    if sys.platform == "win32":
        return Path(os.environ.get("ProgramData", r"C:\ProgramData")) / "Expertiseteam" / FILE_NAME
    return Path("/etc/expertiseteam") / FILE_NAME


def read_workplace(path: Path | None = None) -> Workplace:
    """Read what is laid down; nothing when there is no policy. Never raises: a policy that cannot be read is said in `told`."""
    found = _read_file(path or policy_file())
    return found if path is not None else found.and_also(understand(_registry(), "het register"))


def understand(given: Mapping[str, object], source: str) -> Workplace:
    """Take over each value that tightens; say of any other that it is not used, and where it stands."""
    by_name = {setting.policy: setting for setting in OWN_SETTINGS if setting.policy}
    fixed: dict[str, int | bool] = {}
    told = []
    for name, value in given.items():
        setting = by_name.get(name)
        why = "die naam kennen we niet" if setting is None else _why_not(setting, value)
        if setting is None or why:
            told.append(f"Het beleid van uw organisatie zegt “{name}” in {source}. Dat is niet gebruikt: {why}. {_TELL_IT}")
        else:
            assert isinstance(value, int)
            fixed[setting.key] = value
    return Workplace(fixed, tuple(told))


def _why_not(setting: Setting, value: object) -> str:
    """Why a value of a policy is not used; "" when it tightens."""
    if isinstance(setting.default, bool):
        wanted = setting.tighter is Tighter.YES
        if not isinstance(value, bool):
            return "het moet true of false zijn"
        return "" if value is wanted else "dat is niet strenger dan het programma zelf"
    if isinstance(value, bool) or not isinstance(value, int):
        return "het moet een heel getal zijn"
    loosest = setting.most if setting.tighter is Tighter.LOWER else int(str(setting.default))
    if _tightest(setting, value, loosest) == loosest:
        return "dat is niet strenger dan het programma zelf"
    return "" if setting.least <= value <= setting.most else f"het kan van {setting.least} tot en met {setting.most} zijn"


def _tightest(setting: Setting, one: Any, other: Any) -> Any:
    return min(one, other) if setting.tighter in (Tighter.LOWER, Tighter.NO) else max(one, other)


def _read_file(path: Path) -> Workplace:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Workplace()
    except OSError as error:
        return _unusable(path, cause_of(error, "het is niet te lezen"))
    import tomllib  # most computers have no policy, and the program must start quickly

    try:
        if len(raw) > LARGEST_FILE:
            return _unusable(path, "het bestand is te groot")
        return understand(tomllib.loads(raw.decode("utf-8-sig")), path.name)
    except (ValueError, RecursionError):
        return _unusable(path, "er staat iets in dat niet klopt")


def _unusable(path: Path, why: str) -> Workplace:
    return Workplace(told=(f"Het beleid van uw organisatie ({path}) is niet gebruikt: {why}. Het programma werkt gewoon. {_TELL_IT}",))


def _registry() -> dict[str, object]:
    """The values under HKEY_LOCAL_MACHINE, which only an administrator writes. Group policy has no yes and no: 1 and 0 mean those."""
    found: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _ = winreg.EnumValue(key, number)
                    found[name] = value
        except OSError:
            return {}
    return spelled_out(found)


def spelled_out(found: Mapping[str, object]) -> dict[str, object]:
    """Values of the registry as a file would say them: 1 and 0 are yes and no where the setting is one."""
    yes_or_no = {setting.policy for setting in OWN_SETTINGS if setting.policy and isinstance(setting.default, bool)}
    return {name: bool(value) if name in yes_or_no and value in (0, 1) else value for name, value in found.items()}
