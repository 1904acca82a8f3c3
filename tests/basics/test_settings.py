"""The one declared list: whole, usable, and the same in the help, the policy paper and the window's own preferences."""

from __future__ import annotations

from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.setting import Setting, Tighter, Where
from expertiseteam.basics.settings import BY_KEY, SETTINGS, of
from ui.look.tokens import SCALES
from ui.shell.preferences import Look, Settings
from ui.team.setting_words import as_text

DOCS = Path(__file__).parents[2] / "docs"
INVENTED = ("municipality", "team_name")


def help_row(setting: Setting) -> str:
    """The line of the help about one setting."""
    start = "–" if setting.key in INVENTED else "geen" if setting.default == 0 and not isinstance(setting.default, bool) else None
    return f"| {setting.title} | {start or as_text(setting.default)} | {setting.range_words} | {setting.source} |"


def policy_row(setting: Setting) -> str:
    """The line of the paper for IT about one setting that it may tighten."""
    may = {
        Tighter.YES: "`true`",
        Tighter.NO: "`false`",
        Tighter.LOWER: f"{setting.least} tot en met {setting.most - 1}",
        Tighter.HIGHER: f"{setting.least} tot en met {setting.most}",
    }
    assert setting.tighter is not None
    return f"| `{setting.policy}` | {setting.title} | {may[setting.tighter]} |"


def rows_under(paper: str, heading: str) -> list[str]:
    """The lines of the tables below one heading, without their heads."""
    text = (DOCS / paper).read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| instelling", "| naam"))]


def test_the_help_names_every_setting_as_it_is_declared() -> None:
    assert rows_under("handleiding.md", "Alle instellingen") == [help_row(setting) for where in Where for setting in of(where)]


def test_the_paper_for_it_names_every_value_that_it_may_tighten() -> None:
    assert rows_under("beleid.md", "Wat u kunt vastleggen") == [policy_row(setting) for setting in SETTINGS if setting.policy]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_default_can_be_used_and_has_a_source(setting: Setting) -> None:
    assert setting.source.endswith(".")
    if setting.default or isinstance(setting.default, bool):
        assert setting.checked(setting.default) == setting.default
    assert bool(setting.policy) == (setting.tighter is not None)
    assert setting.where is not Where.ORGANISATION or setting.policy


def test_the_window_keeps_what_is_declared_for_this_computer() -> None:
    kept = Settings()
    assert {look.value for look in Look} == set(BY_KEY["look"].choices) and kept.look.value == BY_KEY["look"].default
    assert tuple(map(str, SCALES)) == BY_KEY["scale"].choices and str(kept.scale) == BY_KEY["scale"].default
    assert (kept.idle_minutes, kept.names_hidden) == (BY_KEY["idle_minutes"].default, BY_KEY["names_hidden"].default)
    assert all(hasattr(kept, setting.key) for setting in of(Where.COMPUTER))


def test_a_choice_is_one_of_those_that_are_offered() -> None:
    assert BY_KEY["look"].checked(" donker ") == "donker"
    with pytest.raises(Refused, match="licht, donker of zoals de computer"):
        BY_KEY["look"].checked("roze")
