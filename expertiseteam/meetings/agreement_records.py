"""What leaves this folder about the team's agreements on its own work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One of the team's agreements about its own work, as it was gone through in an overleg."""

    text: str
    is_ticked: bool
    remark: str
