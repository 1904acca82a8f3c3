"""The folder test passes an honest folder and refuses each folder that breaks one promise, without leaving anything behind."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder import files as files_module
from expertiseteam.storage.folder import trial
from expertiseteam.storage.folder.files import Files, Outcome
from expertiseteam.storage.folder.trial import Other, Verdict, try_folder
from tests.storage.folder.lab import Unruly, with_faults


class Beside:
    """Another program, in a thread of this one. `gives`: with which function it creates names."""

    def __init__(self, room: Path, gives: Callable[[Files, bytes, str], Outcome] = Files.publish) -> None:
        self._files, self._gives = Files(room), gives

    def begin(self, name: str) -> None:
        self._raw = os.urandom(2000)
        self._thread = threading.Thread(target=self._do, args=(name,))
        self._thread.start()

    def _do(self, name: str) -> None:
        self._outcome = self._gives(self._files, self._raw, name)

    def result(self) -> tuple[Outcome, str]:
        self._thread.join()
        return self._outcome, hashlib.sha256(self._raw).hexdigest()


def beside(room: Path) -> Iterator[Other]:
    yield Beside(room)


def beside_that(gives: Callable[[Files, bytes, str], Outcome]) -> Callable[[Path], Iterator[Other]]:
    def other(room: Path) -> Iterator[Other]:
        yield Beside(room, gives)

    return other


def verdicts(place: Path, other: Any = beside) -> dict[str, Verdict]:
    found = {tried.what: tried.verdict for tried in try_folder(place, other)}
    assert list(place.iterdir()) == []
    return found


def failed(found: dict[str, Verdict]) -> str:
    return next(what for what, verdict in found.items() if verdict is Verdict.BAD)


def test_an_honest_folder_passes_with_a_real_second_program(tmp_path: Path) -> None:
    found = try_folder(tmp_path)
    assert Verdict.BAD not in {tried.verdict for tried in found}
    assert len(found) == 8
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_links_is_refused(tmp_path: Path) -> None:
    class NoLinks(Unruly):
        def _call(self, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            if real is os.link:
                raise PermissionError(1, "no links here")
            return real(*args, **kwargs)

    assert failed(with_faults(NoLinks(0, ""), lambda: verdicts(tmp_path))) == "Schrijven en teruglezen"


def test_a_folder_that_replaces_is_refused(tmp_path: Path) -> None:
    class Replaces(Unruly):
        def _call(self, real: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            return (os.replace if real is os.link else real)(*args, **kwargs)

    assert failed(with_faults(Replaces(0, ""), lambda: verdicts(tmp_path))) == "Een naam wordt nooit vervangen"


def test_a_folder_in_which_two_win_is_refused(tmp_path: Path) -> None:
    def both_win(files: Files, raw: bytes, name: str) -> Outcome:
        files.mend(raw, name)  # as renameat2 over CIFS did: it replaces now and then
        return Outcome.CREATED

    assert failed(verdicts(tmp_path, beside_that(both_win))) == "Van twee die hetzelfde willen, wint er één"


def test_a_folder_that_shows_half_a_file_is_refused(tmp_path: Path) -> None:
    def half(files: Files, raw: bytes, name: str) -> Outcome:
        if int(name[-4:]) < 1000:
            return Files.publish(files, raw, name)
        (files.root / name).write_bytes(raw[:100])
        return Outcome.CREATED

    assert failed(verdicts(tmp_path, beside_that(half))) == "Wat een ander schrijft, is snel te zien"


def test_a_folder_that_hides_what_others_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "NEVER_SEEN", 0.05)
    real = Files.read

    def read(files: Files, name: str, most: int) -> bytes | None:
        return None if name.endswith("1000") else real(files, name, most)

    monkeypatch.setattr(Files, "read", read)
    assert failed(verdicts(tmp_path)) == "Wat een ander schrijft, is snel te zien"


@pytest.mark.parametrize("name", ("OneDrive - Gemeente", "Dropbox", "Nextcloud"))
def test_a_folder_of_a_synchronising_program_is_refused(tmp_path: Path, name: str) -> None:
    place = tmp_path / name / "team"
    place.mkdir(parents=True)
    assert failed(verdicts(place)) == "Geen map die een programma synchroniseert"
    other = tmp_path / "gewoon"
    other.mkdir()
    (tmp_path / ".stfolder").mkdir()
    assert failed(verdicts(other)) == "Geen map die een programma synchroniseert"


def test_a_folder_that_fails_anywhere_is_refused_and_left_clean(tmp_path: Path) -> None:
    for at in (1, 5, 9, 40, 400):
        found = with_faults(Unruly(at, "away"), lambda: try_folder(tmp_path, beside))
        assert found[-1].verdict is Verdict.BAD
        assert list(tmp_path.iterdir()) == []


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="geen map"):
        try_folder(tmp_path / "weg")
    assert files_module.os is os
