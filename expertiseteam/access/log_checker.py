"""The log of reading and changing, proven: the canonical form of a line, and a checker that an auditor can read in a quarter of an hour.

    python -m expertiseteam.access.log_checker logboek.jsonl [--witness heads.json]

It checks an exported log and needs this one file, Python 3.11 and `cryptography`; the program itself checks with the same functions.
docs/logboek.md (Dutch) says what is proven and how. Exit code 0: whole. 1: something is wrong, in a sentence each. 2: it cannot be read.
"""

from __future__ import annotations

import base64
import enum
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BEFORE_CHAINS = "0" * 32  # the device of the lines from before there were chains: not signed, and it never grows
FIELDS = ("device", "number", "previous", "at", "member", "kind", "what", "about", "why", "rows", "seen")
RESTORED = "restored"  # the first word of `seen` in the line of a backup that was put back on purpose
SIGNED = b"expertiseteam record\0"  # stands before whatever a member's Ed25519 key signs
Line = dict[str, Any]  # FIELDS, "hash" and "signature"; hashes and signatures in hexadecimal
Head = tuple[int, str]  # the number and the hash of a chain's last line
Place = tuple[str, int]  # device and number
MOST_EXPLAINED = 200  # lines that are looked into when many are broken
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ASK = "Verander niets, bewaar dit bestand apart en vraag de aandachtsfunctionaris en wie het programma beheert om het uit te zoeken."


class Tamper(enum.StrEnum):
    """What was done to a log: what it means, and what to do now. Follows on "Regel 12 van logboek 3f9a..."."""

    EDITED = f"is na het vastleggen veranderd. Wat er staat is niet wat er gebeurde. {_ASK}"
    REMOVED = f"is weggehaald. Er is gelezen of gewijzigd zonder dat u het nog kunt zien. {_ASK}"
    REORDERED = f"staat op de plaats van een andere regel. De volgorde klopt niet meer. {_ASK}"
    DOUBLED = f"staat er twee keer. De tweede is erbij gezet. {_ASK}"
    RENUMBERED = f"heeft een ander nummer gekregen. Er kan iets verborgen zijn. {_ASK}"
    MOVED = f"staat nu op naam van een andere computer. Daar is het niet gebeurd. {_ASK}"
    FORGED = f"is niet ondertekend door het lid dat er staat. Iemand anders heeft de regel gemaakt. {_ASK}"
    CUT = f"en wat erna kwam is weg: het einde van het logboek is afgesneden. {_ASK}"
    ROLLED_BACK = (
        "was al vastgelegd maar staat niet meer in dit dossier. Het dossier is ouder dan hier het laatst is gezien{seen}; werk van daarna "
        "ontbreekt. Zette u zelf een reservekopie terug, leg dat dan vast. Zo niet: sluit het dossier en vraag de aandachtsfunctionaris."
    )
    REPLAYED = (
        "is van een ander moment dan de rest: een deel van het bestand is vervangen door een ouder deel. Wat er staat kan oud zijn. "
        "Sluit het programma en zet een hele reservekopie terug."
    )


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `number`: the line in the chain of `device`; 0 when it is about the chain as a whole."""

    kind: Tamper
    device: str
    number: int
    seen: str = ""  # of a dossier that is older: when a newer one was here, as in ", op 2 november 2026"

    @property
    def sentence(self) -> str:
        """What happened, what it means, what to do: Dutch, without a name of a person."""
        return f"Regel {self.number} van logboek {self.device[:8]} {self.kind.value.format(seen=self.seen)}"


@dataclass(frozen=True)
class Chain:
    """One member's device. Lines up to and with `start_number` were destroyed when their term was over; `start_by` signed for that."""

    device: str
    member: str
    key: str  # the public Ed25519 key of the member, base64
    start_number: int = 0
    start_hash: str = ""
    start_at: str = ""
    start_by: str = ""
    start_signature: str = ""


@dataclass
class Log:
    """All that there is to check. `keys`: per member the public keys that he ever had.

    `heads`: what the file itself says is the last line of each chain, {} in an exported log.
    """

    dossier: str
    chains: dict[str, Chain] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[str, Head] = field(default_factory=dict)


def form(line: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a line: a JSON array of a fixed word and the fields in order, no spaces, UTF-8 (strings as RFC 8785)."""
    return _text(["expertiseteam log 1", *(line[name] for name in FIELDS)]).encode("utf-8")


def line_hash(line: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, hexadecimal. It is also what is signed, as 32 bytes."""
    return hashlib.sha256(form(line)).hexdigest()


def chain_start(dossier: str, device: str, member: str, key: str) -> str:
    """What the first line of a chain carries as `previous`: binds the chain to its dossier, device, member and key."""
    return hashlib.sha256(_text(["expertiseteam chain 1", dossier, device, member, key]).encode("utf-8")).hexdigest()


def first_previous(dossier: str, chain: Chain) -> str:
    """What the first line of this chain carries; lines from before there were chains were bound before their dossier's id was known."""
    return chain_start("" if chain.device == BEFORE_CHAINS else dossier, chain.device, chain.member, chain.key)


def anchor_form(chain: Chain) -> bytes:
    """What the aandachtsfunctionaris signs when the oldest lines are destroyed."""
    at = (chain.start_number, chain.start_hash, chain.start_at, chain.start_by)
    return _text(["expertiseteam anchor 1", chain.device, *at]).encode("utf-8")


def is_signed(key: str, data: bytes, signature: str) -> bool:
    """Whether the owner of this public key (base64) signed these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(bytes.fromhex(signature), SIGNED + data)
    except (InvalidSignature, ValueError):
        return False
    return True


def check(log: Log, witness: Mapping[str, Head] | None = None, *, every_signature: bool = False) -> list[Finding]:
    """All that is wrong with a log; [] when it is whole.

    `witness`: heads that were seen before, outside this file. A chain is proven by the signature under its last line, because that line
    holds the hash of the one before it, and so on; `every_signature` checks all of them.
    """
    places = _true_places(log)
    found: list[Finding] = []
    for device in sorted({*log.chains, *log.lines}):
        found += _check_chain(log, device, places, every_signature=every_signature)
    told = {finding.device for finding in found} | {place[0] for place in places.values() if place}
    return list(dict.fromkeys(found + _check_ends(log, witness or {}, told, places)))


def _true_places(log: Log) -> dict[int, Place | None]:
    """For each line (by `id()`) that does not fit its own hash: the place where it does fit, None when its words were changed."""
    broken = [line for lines in log.lines.values() for line in lines if line["hash"] != line_hash(line)]
    odd, free = {id(line) for line in broken}, []
    for device, chain in log.chains.items() if broken else ():
        taken = {line["number"] for line in log.lines.get(device, ()) if id(line) not in odd}
        last = max(taken, default=chain.start_number) + len(broken)
        free += [(device, n) for n in range(chain.start_number + 1, last + 1) if n not in taken][:MOST_EXPLAINED]

    def place_of(line: Line) -> Place | None:
        tried = [*((device, line["number"]) for device in log.chains), *free]
        return next((at for at in tried if line_hash({**line, "device": at[0], "number": at[1]}) == line["hash"]), None)

    return {id(line): place_of(line) if nth < MOST_EXPLAINED else None for nth, line in enumerate(broken)}


def _check_chain(log: Log, device: str, places: Mapping[int, Place | None], *, every_signature: bool) -> list[Finding]:
    """One chain: numbers without a gap, each line its own hash, each the hash of the one before, signed by the member."""
    lines = sorted(log.lines.get(device, ()), key=lambda line: line["number"])
    found = [Finding(_kind_of(log, line, places), device, line["number"]) for line in lines if id(line) in places]
    chain = log.chains.get(device)
    if chain is None:
        return found or [Finding(Tamper.FORGED, device, lines[0]["number"])]
    if device != BEFORE_CHAINS and chain.key not in log.keys.get(chain.member, ()):
        found.append(Finding(Tamper.FORGED, device, chain.start_number + 1))
    starter = log.keys.get(chain.start_by, ())  # who signed for destroying the oldest lines
    if chain.start_number and not any(is_signed(key, anchor_form(chain), chain.start_signature) for key in starter):
        found.append(Finding(Tamper.REMOVED, device, chain.start_number))
    claimed = {place[1] for place in places.values() if place and place[0] == device}
    number, before, is_sound = chain.start_number, chain.start_hash if chain.start_number else first_previous(log.dossier, chain), True
    for line in lines:
        is_edited = id(line) in places
        if is_edited and (places[id(line)] or _is_doubled(log, line)):
            continue  # it does not belong here, and that has been said
        if line["number"] == number:
            found.append(Finding(Tamper.DOUBLED, device, number))
        missing = [n for n in range(number + 1, line["number"]) if n not in claimed]
        found += [Finding(Tamper.REMOVED, device, n) for n in missing[:1]]
        # A line that was changed together with its own hash gives itself away in the next one.
        if is_sound and not is_edited and line["number"] == number + 1 and line["previous"] != before:
            found.append(Finding(Tamper.EDITED, device, number if number > chain.start_number else number + 1))
        number, before, is_sound = line["number"], line["hash"], not is_edited
    if device == BEFORE_CHAINS:  # nobody signed these
        return found + [Finding(Tamper.EDITED, device, line["number"]) for line in lines if line["signature"]]
    if found or not lines:
        return found
    if not every_signature and is_signed(chain.key, bytes.fromhex(lines[-1]["hash"]), lines[-1]["signature"]):
        return []
    unsigned = [line for line in lines if not is_signed(chain.key, bytes.fromhex(line["hash"]), line["signature"])]
    kind = Tamper.EDITED if len(unsigned) == 1 and unsigned[0] is not lines[-1] else Tamper.FORGED
    return [Finding(kind, device, line["number"]) for line in unsigned[:1]]


def _kind_of(log: Log, line: Line, places: Mapping[int, Place | None]) -> Tamper:
    """What happened to a line that does not fit its own hash."""
    place = places[id(line)]
    if _is_doubled(log, line):
        return Tamper.DOUBLED
    if place is None or place[0] != line["device"]:
        return Tamper.MOVED if place else Tamper.EDITED
    is_taken = any(id(other) in places for other in log.lines[place[0]] if other["number"] == place[1])
    return Tamper.REORDERED if is_taken else Tamper.RENUMBERED


def _is_doubled(log: Log, line: Line) -> bool:
    return any(other is not line and other["hash"] == line["hash"] for lines in log.lines.values() for other in lines)


def _check_ends(log: Log, witness: Mapping[str, Head], touched: set[str], broken: Container[int]) -> list[Finding]:
    """Whether every chain still reaches as far as was seen: by the file's own list of heads, by other chains, by who noted it outside.

    Chains that were `touched`, of which something is said already, are left out.
    """
    hashes = {device: {line["number"]: line["hash"] for line in lines} for device, lines in log.lines.items()}
    starts = {device: chain.start_number for device, chain in log.chains.items()}
    ends = {device: max(hashes.get(device, {}), default=starts.get(device, 0)) for device in {*starts, *hashes, *witness}}
    restored: dict[str, int] = {}  # how far a chain reached when a backup was put back on purpose
    found: dict[str, Finding] = {}  # the first of each chain: what follows is the same thing again

    def judge(device: str, head: Head, if_short: Tamper, if_other: Tamper) -> None:
        number, seen = head
        if device in touched or device in found or number <= starts.get(device, 0):
            return
        if ends.get(device, 0) < number:
            found[device] = Finding(if_short, device, ends.get(device, 0) + 1)
        elif not hashes[device].get(number, seen).startswith(seen):
            found[device] = Finding(if_other, device, number)

    for seen in (line["seen"] for lines in log.lines.values() for line in lines if line["seen"] and id(line) not in broken):
        for device, head in seen_heads(seen).items():
            if device == BEFORE_CHAINS and ends.get(device, 0) > head[0] and device not in touched:
                found[device] = Finding(Tamper.FORGED, device, head[0] + 1)
            judge(device, head, Tamper.CUT, Tamper.EDITED)
            if seen.startswith(RESTORED):
                restored[device] = min(restored.get(device, head[0]), head[0])
    for device, head in log.heads.items():
        judge(device, head, Tamper.CUT, Tamper.REPLAYED)
        if ends.get(device, 0) > head[0] and device not in touched and device not in found:
            found[device] = Finding(Tamper.REPLAYED, device, ends[device])
    for device, head in witness.items():
        if device not in restored or head[0] <= restored[device]:
            judge(device, head, Tamper.ROLLED_BACK, Tamper.ROLLED_BACK)
    return list(found.values())


def seen_heads(seen: str) -> dict[str, Head]:
    """The heads of other chains that a line names: `device:number:hash` with spaces between, the hash shortened to 32 characters."""
    return {part[0]: (int(part[1]), part[2]) for part in (word.split(":") for word in seen.split() if word != RESTORED)}


def read_log(lines: Iterable[str]) -> Log:
    """Read an exported log: one JSON object in each line. Raises ValueError or KeyError when it is something else."""
    rows = [json.loads(text) for text in lines if text.strip()]
    if not rows or rows[0].get("type") != "dossier":
        raise ValueError("the first line does not name a dossier")
    log = Log(rows[0]["id"])
    for row in rows[1:]:
        match row.pop("type"):
            case "line":
                log.lines[row["device"]].append(row)
            case "chain":
                log.chains[row["device"]] = Chain(**row)
            case "key":
                log.keys[row["member"]].add(row["key"])
            case other if other != "member":  # who is who, for the reader
                raise ValueError(f"unknown: {other}")
    return log


def main(arguments: list[str]) -> int:
    """Check an exported log and say in Dutch what is wrong with it."""
    if len(arguments) not in (1, 3) or arguments[1:2] not in ([], ["--witness"]):
        print("gebruik: python -m expertiseteam.access.log_checker LOGBOEK.jsonl [--witness KOPPEN.json]")
        return 2
    try:
        log = read_log(Path(arguments[0]).read_text(encoding="utf-8").splitlines())
        heads = json.loads(Path(arguments[2]).read_text(encoding="utf-8"))["heads"] if arguments[2:] else {}
        found = check(log, {device: (number, seen) for device, (number, seen) in heads.items()}, every_signature=True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Dit bestand is niet te lezen als logboek: {error}")
        return 2
    for finding in found:
        print(finding.sentence)
    outcome = f"{len(found)} dingen kloppen niet" if found else "alles klopt"
    print(f"{sum(map(len, log.lines.values()))} regels in {len(log.chains)} logboeken nagekeken: {outcome}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
