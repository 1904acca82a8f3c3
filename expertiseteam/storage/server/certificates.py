"""Why a server's certificate does not hold, in one sentence. Asked only after the connection was refused: this opens nothing by itself."""

from __future__ import annotations

import socket
import ssl
import struct

from expertiseteam.storage.server.address import ServerAddress
from expertiseteam.storage.server.faults import GONE

SECONDS = 10
_SSL_REQUEST = struct.pack("!ii", 8, 80877103)  # "may we speak TLS?" (PostgreSQL manual, message formats)
_DO_NOT_TRUST = "Er is niets verstuurd en niets gewijzigd. Vraag de beheerder om dit na te kijken voordat u verder werkt."
# Verification codes of OpenSSL (x509_vfy.h).
_REASONS = {
    9: "Het certificaat van de server is nog niet geldig, of de klok van deze computer loopt achter.",
    10: "Het certificaat van de server is verlopen.",
    12: "De lijst van ingetrokken certificaten is verlopen, dus niet te zien is of de server te vertrouwen is.",
    18: "De server heeft zijn certificaat zelf ondertekend, dus niet te zien is of het de goede server is.",
    19: "Het certificaat van de server komt van een uitgever die dit dossier niet vertrouwt.",
    20: "Het certificaat van de server komt van een uitgever die dit dossier niet vertrouwt.",
    23: "Het certificaat van de server is ingetrokken.",
    62: "Het certificaat is van een andere server dan waar dit dossier op staat.",
    64: "Het certificaat is van een andere server dan waar dit dossier op staat.",
}
_ANOTHER = "Het certificaat van de server klopt niet."
_NO_TLS = "De server wil niet versleuteld praten."
_OLD_TLS = "De server kan niet versleuteld praten zoals dit dossier het vraagt."


def why_refused(address: ServerAddress) -> str:
    """One sentence for the user: no server, no encryption, or what is wrong with the certificate."""
    try:
        with socket.create_connection((address.host, address.port), timeout=SECONDS) as plain:
            plain.sendall(_SSL_REQUEST)
            if plain.recv(1) != b"S":
                return f"{_NO_TLS} {_DO_NOT_TRUST}"
            with _context(address).wrap_socket(plain, server_hostname=address.host):
                return GONE  # it holds now: what went wrong was not the certificate
    except ssl.SSLCertVerificationError as error:
        return f"{_REASONS.get(error.verify_code, _ANOTHER)} {_DO_NOT_TRUST}"
    except ssl.SSLError:
        return f"{_OLD_TLS} {_DO_NOT_TRUST}"
    except OSError:
        return GONE


def _context(address: ServerAddress) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks the name and the chain
    context.minimum_version = ssl.TLSVersion.TLSv1_2 if address.tls == "1.2" else ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(address.authority)
    if address.revoked is not None:
        context.load_verify_locations(address.revoked)
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    return context
