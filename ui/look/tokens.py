"""The one table of colours and measures. Everything that is drawn takes its colour and its size from here.

Measured by `tests/ui/shell/test_tokens.py`: text on its ground at least 4.5, borders and focus at least 3.0 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

# Annotations are no text here: of a named tuple each would be compiled while the unlock window is waited for.
from enum import StrEnum
from typing import NamedTuple


class Scheme(StrEnum):
    """Light or dark, as painted. What the user prefers (also: as Windows does) is `preferences.Look`."""

    LIGHT = "licht"
    DARK = "donker"


class Colours(NamedTuple):
    """All colours of one scheme as "#RRGGBB"."""

    bg: str  # the ground of a window
    surface: str  # cards and fields
    sunken: str  # quiet areas within a card
    line: str  # hairlines that only decorate
    line2: str  # hairlines of keys and drawings
    ctl: str  # borders of what can be worked with
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    tint: str  # the ground of what is chosen
    rail: str
    rail_text: str
    rail_on: str
    rail_sel: str
    rail_focus: str
    warn: str
    warn_tint: str
    alert: str
    alert_tint: str
    calm: str
    calm_tint: str
    focus: str
    ring1: str  # the three rings of the front-door picture, from the inside
    ring2: str
    ring3: str
    door: str
    door2: str
    brick: str
    glow: str  # light behind the door
    knob: str


LIGHT = Colours(
    bg="#F6F4EF", surface="#FFFFFF", sunken="#EFECE4", line="#DFDACE", line2="#C9C2B2", ctl="#857E6E",
    text="#1D282B", muted="#5A6668", accent="#0F5C4D", accent_hover="#0B4A3E", on_accent="#FFFFFF", tint="#E3F0EC",
    rail="#12352E", rail_text="#C6DAD4", rail_on="#FFFFFF", rail_sel="#1F5348", rail_focus="#F0A04B",
    warn="#7A4B05", warn_tint="#FBEFD6", alert="#94340F", alert_tint="#FBE6DC", calm="#2C5B86", calm_tint="#E3EDF6",
    focus="#C76A15", ring1="#DDEFE9", ring2="#ECF3EF", ring3="#F7F6F2",
    door="#0F5C4D", door2="#0B4A3E", brick="#C9866A", glow="#F5DFA3", knob="#F0C060",
)  # fmt: skip

DARK = Colours(
    bg="#14191A", surface="#1B2223", sunken="#222B2C", line="#2E393A", line2="#435051", ctl="#7A8A89",
    text="#E8EDEB", muted="#A3B0AE", accent="#63C5AC", accent_hover="#7DD6BF", on_accent="#06231C", tint="#173630",
    rail="#0D1413", rail_text="#9FB6B0", rail_on="#FFFFFF", rail_sel="#1D3B34", rail_focus="#F0A04B",
    warn="#F2C879", warn_tint="#3A2E15", alert="#F3A485", alert_tint="#41241A", calm="#9CC4E8", calm_tint="#1B2E3F",
    focus="#F0A04B", ring1="#17342E", ring2="#18282A", ring3="#171E1F",
    door="#2F8F7B", door2="#23705F", brick="#8A5743", glow="#F5DFA3", knob="#F0C060",
)  # fmt: skip

COLOURS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}

# Every pair that is painted: (what, the grounds it is painted on). Add a pair here before you paint it.
TEXT_PAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", ("bg", "surface", "sunken", "tint", "ring1", "ring2", "ring3")),
    ("muted", ("bg", "surface", "sunken", "tint", "ring1", "ring2", "ring3")),
    ("accent", ("bg", "surface", "sunken", "tint", "ring1")),
    ("on_accent", ("accent", "accent_hover")),
    ("warn", ("warn_tint", "surface", "bg", "sunken", "tint")),
    ("alert", ("alert_tint", "surface", "bg", "sunken", "tint")),
    ("calm", ("calm_tint", "surface", "bg", "sunken", "tint")),
    ("text", ("warn_tint", "alert_tint", "calm_tint")),
    ("rail_text", ("rail", "rail_sel")),
    ("rail_on", ("rail", "rail_sel")),
)
BORDER_PAIRS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ctl", ("bg", "surface", "sunken", "tint", "ring1", "ring2", "ring3")),
    ("accent", ("bg", "surface", "sunken", "tint", "ring1")),
    ("focus", ("bg", "surface", "sunken", "tint", "ring1", "warn_tint", "alert_tint")),
    ("on_accent", ("accent",)),  # the focus ring within a filled button
    ("rail_focus", ("rail", "rail_sel")),
)


class TypeScale(NamedTuple):
    """Sizes of letters in pixels at 100 %."""

    key: int = 12  # keys and section words
    small: int = 13
    chip: int = 14
    base: int = 15
    heading: int = 17
    title: int = 24
    figure: int = 34


TYPE = TypeScale()
FAMILY = "Source Sans 3"
SPACING = (4, 8, 12, 18, 24)
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = SPACING
RADIUS_CONTROL = 8
RADIUS_CARD = 12
RAIL_WIDTH = 104
LIST_WIDTH = 330
MINIMUM_WINDOW = (1280, 720)
SCALES = (100, 115, 130)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two "#RRGGBB" colours, 1.0 to 21.0 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
