"""The log taken out of the dossier, for an auditor who checks it with his own or our checker (docs/logboek.md)."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import select

from expertiseteam.access.log_checker import Log
from expertiseteam.access.tables import Member
from expertiseteam.access.who import OFFICER
from expertiseteam.access.work import query
from expertiseteam.access.workspace import Workspace
from expertiseteam.storage.reading import Reader


@query("logboek uitgevoerd om na te kijken", by=OFFICER, why="controle van het logboek")
def names_in_log(read: Reader) -> dict[str, str]:
    """Who is who, by member id."""
    return {member_id: name for member_id, name in read.tuples(select(Member.id, Member.name).order_by(Member.name))}


def exported_log(workspace: Workspace) -> str:
    """The whole log as JSON lines, the line about this export last of its chain. Refused for who is no aandachtsfunctionaris."""
    names, log = workspace.log_behind(names_in_log)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(names, log))


def _rows(names: dict[str, str], log: Log) -> list[dict[str, object]]:
    return [
        {"type": "dossier", "id": log.dossier},
        *({"type": "member", "member": member, "name": name} for member, name in names.items()),
        *({"type": "key", "member": member, "key": key} for member, keys in sorted(log.keys.items()) for key in sorted(keys)),
        *({"type": "chain", **asdict(chain)} for _, chain in sorted(log.chains.items())),
        *({"type": "line", **line} for _, lines in sorted(log.lines.items()) for line in lines),
    ]
