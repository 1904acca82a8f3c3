"""What holds for every test: no network, no real home, no real key store, no screen, no unexpected log line.

The environment is set when this module loads, before anything has imported Qt.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# What the helpers of tests compare is told in full as well.
pytest.register_assert_rewrite(
    *(f"tests.{part.stem}" for part in Path(__file__).parent.iterdir() if part.stem[0].isalpha() and part.stem != "conftest")
)

from tests.house.log_watch import LogWatch  # noqa: E402 - after the line above, which holds for what is imported later
from tests.places import memory  # noqa: E402

if TYPE_CHECKING:
    from tests.dossier import Team


if "TMPDIR" not in os.environ and (_memory := memory.folder()):  # who names a folder gets that one
    os.environ["TMPDIR"] = tempfile.tempdir = _memory
_home = Path(tempfile.mkdtemp(prefix="expertiseteam-tests-"))


def _prepare_environment() -> None:
    for name, folder in {
        "HOME": ".",
        "USERPROFILE": ".",
        "APPDATA": "appdata",
        "LOCALAPPDATA": "localappdata",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "runtime",
    }.items():
        path = _home / folder
        path.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(path)
    for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
        os.environ.pop(name, None)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt complains about any other encoding
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["TZ"] = "UTC"
    # Hundreds of programs are started here; where no compiled module may be kept, each compiles the whole house anew.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if hasattr(time, "tzset"):
        time.tzset()


_prepare_environment()
COUNTED = "counted"

# A busy machine is no reason to fail; in CI the same change gives the same outcome.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Take what thousands of tests are made of out of every later sweep for objects that refer to each other."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fail the test when the program logs a warning or worse that the test did not announce with `expect_log`."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expect_log(log_watch: LogWatch) -> Callable[[str], None]:
    """Return a function that announces a log line by a regular expression."""
    return log_watch.expect


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say what a test counted or measured: it stands in one list at the end of the run, whether that went well or not."""

    def said(words: str) -> None:
        print(f"\n{words}", flush=True)
        record_property(COUNTED, words)

    return said


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was counted, also by the workers of a run on several cores."""
    told = [
        (report.nodeid, str(words))
        for found in terminalreporter.stats.values()
        for report in found
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, words in report.user_properties
        if name == COUNTED
    ]
    if told:
        terminalreporter.section("what was counted")
        for _, words in sorted(told):
            terminalreporter.write_line(words)


# These hold the rules that the two databases could see otherwise; `EXPERTISETEAM_LONG=1` runs every test of the subjects in both places.
ON_SERVER_ALWAYS = (
    "access/test_circles",
    "access/test_workspace",
    "cases/test_front_door",
    "insight/test_insight",
    "insight/test_soundness",
    "meetings/test_reasons",
    "meetings/test_two_laptops",
    "storage/test_threads",
    "storage/test_unit",
)
SUBJECTS = ("access", "cases", "concerns", "exchange", "insight", "meetings", "privacy", "team", "visits")
ON_SERVER = (*SUBJECTS, "storage/test_threads", "storage/test_unit")


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marks of this house."""
    config.addinivalue_line(
        "markers", "in_file: the dossier file itself is the subject, or a means that a server has not: not repeated on a server"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--place=server` or `--place=file`: tests of the subjects run in this place only."""
    parser.addoption("--place", choices=("file", "server"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses the fixture `team` on a file and on a server."""
    if "team" not in metafunc.fixturenames:
        return
    only = metafunc.config.getoption("--place")
    folders = ON_SERVER if only or os.environ.get("EXPERTISETEAM_LONG") == "1" else ON_SERVER_ALWAYS
    here = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
    if not here.startswith(folders) or metafunc.definition.get_closest_marker("in_file"):
        return
    server = pytest.param("server", marks=pytest.mark.allow_hosts(["localhost"]))
    metafunc.parametrize("team", {"file": ["file"], "server": [server]}.get(only, ["file", server]), indirect=True)


@pytest.fixture(scope="session")
def long() -> bool:
    """Whether everything is to be tried (`script/test --long`), and not the seeded sample of every day."""
    return os.environ.get("EXPERTISETEAM_LONG") == "1"


@pytest.fixture
def team(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Team]:
    """The team of the story on a real encrypted dossier of its own, or on a real server; see tests/dossier.py and tests/places."""
    from tests.dossier import make_team

    made = make_team(tmp_path, on_server=getattr(request, "param", "file") == "server")
    yield made
    made.discard()
