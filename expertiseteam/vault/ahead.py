"""The libraries of the keys, loaded before somebody waits for them.

Elsewhere in this room each is loaded at first use, because reading who can unlock must cost next to nothing.
"""

from __future__ import annotations

import pyrage  # noqa: F401
from cryptography.exceptions import InvalidSignature, InvalidTag  # noqa: F401
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: F401
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: F401
from cryptography.hazmat.primitives.constant_time import bytes_eq  # noqa: F401
from cryptography.hazmat.primitives.hashes import SHA256  # noqa: F401
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: F401
from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: F401
