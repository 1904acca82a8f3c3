"""Certificates for a server in a test: good ones, and every kind of bad one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DAY = timedelta(days=1)
HOST = "localhost"


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def write(self, folder: Path, name: str) -> None:
        """Write `name.crt` and `name.key`, the key readable for its owner only."""
        (folder / f"{name}.crt").write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        key = folder / f"{name}.key"
        key.write_bytes(self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        key.chmod(0o600)


def authority(name: str = "Gemeente Weidevoort CA") -> Pair:
    """A certificate authority."""
    return _make(name, None, is_authority=True)


def server(of: Pair | None, *, host: str = HOST, days: tuple[int, int] = (-1, 30)) -> Pair:
    """A server's certificate of this authority (None: signed by itself), valid between these days from now."""
    return _make(host, of, days=days)


def revoked(by: Pair, pair: Pair) -> bytes:
    """The authority's list of revoked certificates, with this one on it (PEM)."""
    now = datetime.now(UTC)
    gone = x509.RevokedCertificateBuilder().serial_number(pair.certificate.serial_number).revocation_date(now - DAY).build()
    listed = x509.CertificateRevocationListBuilder().issuer_name(by.certificate.subject).last_update(now - DAY).next_update(now + 30 * DAY)
    return listed.add_revoked_certificate(gone).sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _make(name: str, of: Pair | None, *, days: tuple[int, int] = (-1, 30), is_authority: bool = False) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(of.certificate.subject if of else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )
    if not is_authority:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return Pair(builder.sign(of.key if of else key, hashes.SHA256()), key)
