"""How bytes and values are written, also for other tools."""

from __future__ import annotations

import base64
import json

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.vault.encoding import age_secret_text, canonical, from_base64, strict_json, to_base64
from expertiseteam.vault.identity import digest
from tests.vault.conftest import Team


def test_another_age_tool_opens_the_dossier_key_with_the_sheet(team: Team) -> None:
    """The emergency way that the format promises: base64, an age file, an age secret key."""
    blob = json.loads(team.path.read_text(encoding="utf-8"))["epochs"][-1]["entry"]["key"]
    secret = age_secret_text(team.recovery.secret)
    assert secret.startswith("AGE-SECRET-KEY-1") and len(secret) == 74
    assert pyrage.decrypt(base64.b64decode(blob), [pyrage.x25519.Identity.from_str(secret)]) == team.femke.dossier_key


@given(secret=st.binary(min_size=32, max_size=32))
def test_age_secret_is_written_as_age_writes_it(secret: bytes) -> None:
    written = age_secret_text(secret)
    assert str(pyrage.x25519.Identity.from_str(written)) == written


@given(data=st.binary(max_size=50))
def test_bytes_are_written_in_one_way_only(data: bytes) -> None:
    written = to_base64(data)
    assert from_base64(written, len(data)) == data
    for other in (written + "=", written + "\n", " " + written, written.rstrip("=") if written.endswith("=") else written + "A"):
        with pytest.raises(ValueError):
            from_base64(other)


def test_canonical_json_is_one_text() -> None:
    assert canonical({"b": [1, True], "a": "é"}) == '{"a":"é","b":[1,true]}'.encode()
    assert strict_json(canonical({"a": 1})) == {"a": 1}
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for wrong in (b'{"a":1.5}', b'{"a":NaN}', b'{"a":1,"a":2}', b"\xff"):
        with pytest.raises(ValueError):
            strict_json(wrong)
