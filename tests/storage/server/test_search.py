"""Searching finds the same on a server as in a file, whatever was written and whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertiseteam.storage import search
from expertiseteam.storage.reading import Reader
from tests.dossier import Team, make_team

WORDS = (
    "Müller",
    "MÜLLER",
    "Şahin-van ’t Hof",
    "Łucja",
    "kerkpad",
    "Kerkpad 2",
    "2",
    "06-12345678",
    "3.5",
    "€ 10",
    "a@b.example",
    "straße",
    "naïef",
)
said = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=6).map(" ".join)
typed = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(lambda w: w[:3].upper()), st.text(max_size=6)), max_size=3)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Team, Team]]:
    """The same team twice: in a file and on a server."""
    file, server = make_team(tmp_path_factory.mktemp("file")), make_team(tmp_path_factory.mktemp("server"), on_server=True)
    yield file, server
    file.discard()
    server.discard()


def found(team: Team, texts: list[str], asked: str) -> list[str]:
    """Which of these texts are found, by number, newest first. Nothing of it is kept."""

    class Enough(Exception):
        pass

    rows: list[Any] = [
        SimpleNamespace(__tablename__="note", id=f"row{n}", circle_id=None, searched=("text",), text=text) for n, text in enumerate(texts)
    ]
    hits: list[str] = []
    try:
        with team.femke._store.writing((team.ids["femke"],)) as connection:
            for row in rows:
                search.put(connection, row, known=False, gone=False)
            if rows:  # the oldest is written anew, so it is the newest now
                search.put(connection, rows[0], known=True, gone=False)
                search.put(connection, rows[-1], known=True, gone=len(rows) > 1)
            hits = [row_id for _, row_id, _, _ in search.hits(Reader(connection), asked, 50)]
            raise Enough
    except Enough:
        return hits


def storable(text: str) -> bool:
    return "\0" not in text and text.isprintable()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(said.filter(storable), max_size=6), asked=typed.map(" ".join).filter(storable))
def test_both_places_find_the_same(both: tuple[Team, Team], texts: list[str], asked: str) -> None:
    file, server = both
    assert found(server, texts, asked) == found(file, texts, asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("müller", ["row1", "row0"]),
        ("MULLER", ["row1", "row0"]),
        ("mül", ["row1", "row0"]),
        ("sahin", ["row2"]),
        ("’t hof", ["row2"]),
        ("kerkpad-2", ["row0"]),
        ("lucja zz", []),
        ("§ muller", ["row1", "row0"]),
        ("§", []),
        ("   ", []),
    ],
)
def test_capitals_accents_and_signs_do_not_matter(both: tuple[Team, Team], asked: str, expected: list[str]) -> None:
    texts = ["Familie Müller, Kerkpad 2", "MÜLLER", "Łucja Şahin-van ’t Hof", "laatste"]
    for team in both:
        assert sorted(found(team, texts, asked)) == sorted(expected)
