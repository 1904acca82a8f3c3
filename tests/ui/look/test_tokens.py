"""The colours can be read and the measures hold."""

from __future__ import annotations

import pytest

from tests.screens.accessibility import poor_contrast
from ui.look.tokens import DARK, LIGHT, contrast


def test_every_painted_pair_of_colours_can_be_read() -> None:
    assert poor_contrast() == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#000000", 21.0), ("#777777", "#777777", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_light_and_dark_have_a_ground_of_their_own() -> None:
    assert LIGHT.bg != DARK.bg
