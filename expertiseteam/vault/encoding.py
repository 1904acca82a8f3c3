"""How bytes and values are written as text: base64 in one way only, canonical JSON, and the Bech32 form of an age key."""

from __future__ import annotations

import binascii
import json

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def to_base64(data: bytes) -> str:
    """Return standard base64 with padding."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def from_base64(text: str, size: int | None = None) -> bytes:
    """Return the bytes. ValueError unless `text` is exactly what `to_base64` writes, and `size` bytes long when that is given."""
    data = binascii.a2b_base64(text, strict_mode=True)
    if to_base64(data) != text or (size is not None and len(data) != size):
        raise ValueError("not the one way to write these bytes")
    return data


def canonical(value: object) -> bytes:
    """Return the one JSON text of a value, for hashing and signing: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def strict_json(raw: bytes) -> object:
    """Read JSON without doubled keys, fractions or infinities. ValueError when it is anything else."""
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_float=_no_number, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deep") from None


def age_secret_text(secret: bytes) -> str:
    """Return a 32-byte X25519 secret as every age tool reads it: AGE-SECRET-KEY-1... (age specification; Bech32 as in BIP 173)."""
    prefix = "age-secret-key-"
    bits = int.from_bytes(secret, "big") << 4  # 256 bits and 4 of padding are 52 times 5
    data = [bits >> (5 * place) & 31 for place in range(51, -1, -1)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    rest = _remainder(expanded + data + [0] * 6) ^ 1
    check = [rest >> (5 * place) & 31 for place in range(5, -1, -1)]
    return (prefix + "1" + "".join(_BECH32[v] for v in data + check)).upper()


def _remainder(values: list[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_BECH32_GENERATOR):
            rest ^= generator if top >> place & 1 else 0
    return rest


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands there twice")
    return result


def _no_number(text: str) -> object:
    raise ValueError(f"no place for the number {text[:20]}")
