"""What an entry of the key file's chain did, and the invitations that stand open in it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from expertiseteam.vault.identity import KEY_BYTES
from expertiseteam.vault.parsing import cost_from, encoded, fields, moment, name_of_member, plain_id, stored_cost, yes_or_no
from expertiseteam.vault.policy import Cost

SALT = 16


class Step(enum.StrEnum):
    """What changed. The name stands in the file."""

    CREATED = "dossier gemaakt"
    INVITED = "uitgenodigd"
    WITHDRAWN = "uitnodiging ingetrokken"
    JOINED = "lid geworden"
    RENEWED = "nieuwe sleutels gekregen"
    RIGHTS = "rechten gewijzigd"
    RENAMED = "naam verbeterd"
    LEFT = "vertrokken; het dossier kreeg een nieuwe sleutel"
    RECOVERED = "met het herstelblad hersteld; het dossier kreeg een nieuwe sleutel"
    SHEET = "nieuw herstelblad; het dossier kreeg een nieuwe sleutel"


NEW_KEY = frozenset({Step.LEFT, Step.RECOVERED, Step.SHEET})
OF_FORMAT_3 = frozenset({Step.RENAMED})  # a program that knows format 2 only would call such a file damaged


@dataclass(frozen=True)
class Invitation:
    """An invitation that stands open: for whom, until when, and how a request with the right code is known.

    `check` proves the stretched code without telling it; `code_key` is the stretched code itself as an age file for the administrators.
    """

    id: str
    member_id: str
    name: str
    is_admin: bool
    until: str
    salt: str
    cost: Cost
    check: str
    code_key: str

    def stored(self) -> dict[str, object]:
        """Return it as it stands in the file."""
        return {
            "id": self.id,
            "member": self.member_id,
            "name": self.name,
            "admin": self.is_admin,
            "until": self.until,
            "salt": self.salt,
            "cost": stored_cost(self.cost),
            "check": self.check,
            "code_key": self.code_key,
        }

    def is_open(self, now: datetime) -> bool:
        """Whether the code may still be used."""
        return now <= datetime.fromisoformat(self.until)


def invitation_from(stored: object) -> Invitation:
    """Read one invitation. ValueError when anything is missing, extra or of another kind."""
    parts = fields(stored, "id", "member", "name", "admin", "until", "salt", "cost", "check", "code_key")
    return Invitation(
        plain_id(parts["id"]),
        plain_id(parts["member"]),
        name_of_member(parts["name"]),
        yes_or_no(parts["admin"]),
        moment(parts["until"]),
        encoded(parts["salt"], SALT),
        cost_from(parts["cost"]),
        encoded(parts["check"], KEY_BYTES),
        encoded(parts["code_key"]),
    )


def step_from(value: object) -> Step:
    """Read a step by its name. ValueError when this program does not know it."""
    if not isinstance(value, str) or value not in Step.__members__:
        raise ValueError("een soort wijziging is onbekend")
    return Step[value]
