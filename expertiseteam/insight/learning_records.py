"""What the team learns from its own visits: shares with how sure one can be, never about one worker or one resident."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class Question(enum.StrEnum):
    """What can be compared. Nothing here is about who went (domain.md, section 7)."""

    MODE = "Hoe zoekt u contact?"
    ANNOUNCED = "Aangekondigd of onaangekondigd?"
    COMPANY = "Met twee mensen of alleen?"
    APPROACH = "Met welke aanpak?"
    PART = "Op welk deel van de dag?"
    ATTEMPTS = "Hoe vaak is het geprobeerd?"
    AGE = "Hoe oud is wie hulp nodig heeft?"
    TENURE = "Hoe woont iemand?"
    VILLAGE = "In welke kern?"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, and between which shares the real one lies with 95 percent certainty (Wilson's score interval)."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.hits / self.of

    @property
    def percent(self) -> int:
        return round(100 * self.share)


@dataclass(frozen=True, slots=True)
class Figure:
    """One group of households. What is None is too small to show, or would give away what is."""

    label: str
    tried: int | None
    reached: Share | None  # of those tried
    helped: Share | None  # of those reached


@dataclass(frozen=True, slots=True)
class Answer:
    """The groups of one question that can be shown, those that cannot by name, and a sentence that says how sure one can be."""

    question: Question
    figures: tuple[Figure, ...]
    hidden: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """What was found elsewhere: for context, never a target."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class WhatWorks:
    """Everything that can be said about whole months. `total`: all households that the team tried to reach."""

    team: str
    made: date
    since: date
    until: date
    smallest: int
    total: Figure
    answers: tuple[Answer, ...]
    national: tuple[NationalFigure, ...]
