"""The reporting code and scaling of one case, with what the forms about them must know of the team."""

from __future__ import annotations

from dataclasses import dataclass

from expertiseteam.access.work import query
from expertiseteam.cases.reporting_code import code_steps, codes
from expertiseteam.cases.safety_records import CodeLine, StepLine
from expertiseteam.cases.scale_records import AvePhase, EscalationLine, PhaseLine
from expertiseteam.cases.scaling import escalations, phases
from expertiseteam.meetings.mandate import MandatedDecision, mandated_decisions
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.team.training import trained


@dataclass(frozen=True, slots=True)
class SafetyFile:
    """What the tab *Veiligheid* of a case shows. `levels`: the training step of each member who followed any."""

    codes: tuple[CodeLine, ...]
    steps: tuple[StepLine, ...]
    levels: dict[str, int]
    phases: tuple[PhaseLine, ...]
    escalations: tuple[EscalationLine, ...]
    decisions: tuple[MandatedDecision, ...]
    settings: TeamSettings

    @property
    def phase(self) -> AvePhase | None:
        """Where the case is on the ladder of AVE."""
        return self.phases[0].after if self.phases else None


@query()
def safety_file(read: Reader, case_id: str) -> SafetyFile:
    """Both of a case that is open on the screen (opening the case wrote the log line)."""
    return SafetyFile(
        codes=tuple(codes(read, case_id)),
        steps=tuple(code_steps(read, case_id)),
        levels={member_id: one.level for member_id, one in trained(read).items()},
        phases=tuple(phases(read, case_id)),
        escalations=tuple(escalations(read, case_id)),
        decisions=tuple(mandated_decisions(read, case_id)),
        settings=team_settings(read),
    )
