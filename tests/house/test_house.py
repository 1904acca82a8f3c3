"""What every file of this house keeps to."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CODE = ("expertiseteam", "ui", "reports", "resources", "benchmarks", "tests")
MOST_LINES = 420

# Written in pieces, so that this file does not hold what it forbids.
STRANGERS = "Neder·weert Leve·roy Woon·ik Hoden·ius Sij·ben Brabant·Wonen Gov·ers Apa·nto Zwam·born Koppe·jan Embr·echts".replace(
    "·", ""
).split()
FORBIDDEN = {
    "the path of somebody's machine": re.compile(r"(?<![a-z.\w])/(work|root|farm)/|/home/[a-z]+/|[A-Z]:\\Users\\[A-Za-z]"),
    "the address of a package registry": re.compile(r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|registry[.]yarnpkg"),
    "a name from the field": re.compile(rf"\b({'|'.join(STRANGERS)})", re.IGNORECASE),
}


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _texts() -> Iterator[tuple[Path, str]]:
    """Every text file of ours, with its text."""
    folders = [*CODE, "docs", "script", ".ci"]
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts]
    for path in sorted({*paths, *ROOT.glob("*.*")}):
        if path.is_file() and path.name != ".git":  # in a second working tree a file that says where the first one is
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a font, or a CSV file in an older encoding


def test_no_module_is_two_rooms() -> None:
    """A migration is the frozen picture of a whole dossier, not a room."""
    rooms = [path for path in _modules("expertiseteam", "ui", "reports") if path.parts[-3:-1] != ("migrations", "versions")]
    counts = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in rooms}
    assert {name: count for name, count in counts.items() if count > MOST_LINES} == {}


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in _modules(*CODE)}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_packages_say_nothing() -> None:
    """A room is entered through its files, so that importing one loads no other."""
    rooms = [path for path in _modules("expertiseteam", "ui", "reports") if path.name == "__init__.py" and path.parent.parent != ROOT]
    assert [str(path.relative_to(ROOT)) for path in rooms if path.read_text(encoding="utf-8").strip()] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_tells_about(what: str) -> None:
    found = [f"{path.relative_to(ROOT)}: {hit.group()}" for path, text in _texts() for hit in FORBIDDEN[what].finditer(text)]
    assert found == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock and "--find-links" not in lock
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert len(packages) > 50
    assert [package.splitlines()[0] for package in packages if "==" not in package or "--hash=sha256:" not in package] == []


def test_the_lock_fits_the_project() -> None:
    """Someone who adds a requirement also runs script/lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"], *project["build-system"]["requires"]]
    unmet = []
    for line in wanted:
        requirement = Requirement(line)
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version):
            unmet.append(line)
    assert unmet == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no execute bit")
@pytest.mark.parametrize("name", ["script/run", "script/test", "script/lock", ".ci/run"])
def test_scripts_can_be_started(name: str) -> None:
    path = ROOT / name
    assert os.access(path, os.X_OK)
    shell = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").split()
    subprocess.run([*shell, "-n", path], check=True)


def test_the_version_is_told_once_more_where_the_public_looks() -> None:
    from expertiseteam import __version__

    public = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f'softwareVersion: "{__version__}"' in public


def test_the_public_code_file_is_complete() -> None:
    """The keys that the standard publiccode.yml 0.4 requires, but for `url`: where the code will be published is not known yet."""
    public = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-zA-Z]+):", public, re.MULTILINE)
    required = ["publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "description", "legal"]
    assert [key for key in [*required, "maintenance", "localisation"] if key not in keys] == []
    assert "  license: EUPL-1.2" in public
