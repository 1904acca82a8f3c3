"""Every benchmark once, on very little data, so that none can rot unseen. What the figures are is not tested: a test machine is noisy."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from benchmarks import bench, paper, window
from benchmarks.__main__ import main
from benchmarks.measure import Figure, Settings, until_painted
from benchmarks.operations import OPERATIONS, Operation, measured, named
from benchmarks.rows import Size
from tests.faults.sampling import LONG

LITTLE = Settings(Size(0.01, active=12), runs=1)
SLOW = frozenset({"keys.unlock_members", "paper.book", "window.unlocked"})  # a team of 25, LibreOffice again, the program twice
TOGETHER = sorted({operation.measured_by for operation in OPERATIONS} - (frozenset() if LONG else SLOW))


@pytest.fixture(autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Dossiers made by tests are kept for these tests only."""
    folder = tmp_path_factory.getbasetemp() / "benchmarks"
    with mock.patch.object(bench, "KEPT", folder):
        yield folder


@pytest.mark.timeout(300)  # the real program is started, twice
@pytest.mark.parametrize("measured_by", TOGETHER)
def test_each_operation_can_be_measured(measured_by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "ITEMS", 3)
    monkeypatch.setattr(paper, "BOOK", 5)
    monkeypatch.setattr(window, "AGAIN", 1)
    operations = [operation for operation in OPERATIONS if operation.measured_by == measured_by]
    figures = operations[0].measure(LITTLE)
    assert set(figures) == {operation.name for operation in operations}
    for figure in figures.values():
        assert figure.remark
        if figure.ratio is None:
            assert figure.remark.startswith("niet gemeten: ")
        else:
            assert math.isfinite(figure.ratio) and figure.ratio > 0


def test_without_libreoffice_that_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    (figure,) = paper.minutes_office(LITTLE).values()
    assert figure.ratio is None and figure.meets(1.0) is None
    assert figure.remark == "niet gemeten: LibreOffice staat niet op deze computer"


def _measures(**figures: Figure) -> mock.MagicMock:
    return mock.patch("benchmarks.__main__.measured", lambda operations, settings: ((o, figures[o.name]) for o in operations))  # type: ignore[return-value]


def test_the_figures_are_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    with _measures(minutes=Figure(5.25, "27 bladzijden"), minutes_office=Figure(None, "niet gemeten: geen LibreOffice")):
        assert main(["--only", "minutes_office", "--only", "minutes", "--json", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "minutes": {"ratio": 5.25, "goal": 11.0, "met": True},
        "minutes_office": {"ratio": None, "goal": 0.3333, "met": None},
    }
    table = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in table] == ["operation", "minutes", "minutes_office"]
    assert "27 bladzijden" in table[1] and "not measured" in table[2]


def test_a_goal_that_is_not_met_is_told_and_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    with _measures(open_case=Figure(0.3, "20 ms", broken="14 opdrachten, hoogstens 12")):
        assert main(["--only", "open_case"]) == 0
    assert "NO " in (told := capsys.readouterr().out) and "14 opdrachten, hoogstens 12" in told


def test_within_ten_per_cent_counts_as_met() -> None:
    assert Figure(1.54).meets(1.4) is True
    assert Figure(1.55).meets(1.4) is False
    assert Figure(0.1, broken="te veel opdrachten").meets(1.4) is False


def test_an_unknown_name_is_refused_before_anything_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    with mock.patch("benchmarks.__main__.measured", side_effect=AssertionError("measured")):
        assert main(["--only", "agenda", "--only", "koffie"]) == 1
    assert "'koffie'" in capsys.readouterr().err


def test_the_list_names_every_operation_with_its_goal(capsys: pytest.CaptureFixture[str]) -> None:
    with mock.patch("benchmarks.__main__.measured", side_effect=AssertionError("measured")):
        assert main(["--list"]) == 0
    told = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert list(told) == [operation.name for operation in OPERATIONS]
    assert told["search"] == "0.1" and told["unlock"] == "2" and told["encryption"] == "1.15"


def test_what_is_measured_together_is_measured_once() -> None:
    times = []

    def once(settings: Settings) -> dict[str, Figure]:
        times.append(settings)
        return {"search": Figure(0.05), "search_fts": Figure(2.0)}

    with mock.patch.object(Operation, "measure", property(lambda self: once)):
        found = list(measured(named(["search_fts", "search"]), LITTLE))
    assert [(operation.name, figure.ratio) for operation, figure in found] == [("search", 0.05), ("search_fts", 2.0)]
    assert times == [LITTLE]


def test_a_measurement_that_breaks_off_says_why_and_the_others_go_on() -> None:
    def breaks(settings: Settings) -> dict[str, Figure]:
        raise RuntimeError("no window was painted")

    with mock.patch.object(Operation, "measure", property(lambda self: breaks)):
        found = list(measured(named(["agenda", "save"]), LITTLE))
    assert [figure.ratio for _, figure in found] == [None, None]
    assert found[0][1].remark == "niet gemeten: RuntimeError: no window was painted"


def test_a_process_that_paints_nothing_says_what_it_complained_of() -> None:
    with pytest.raises(RuntimeError, match="no window was painted: geen scherm"):
        until_painted("-c", "import sys; sys.exit('geen scherm')")


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.measure.LONGEST", 0.2)
    with pytest.raises(RuntimeError, match="no window was painted"):
        until_painted("-c", "import time; time.sleep(60)")
