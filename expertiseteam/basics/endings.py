"""How the files end that people open: a dossier itself, or what says on which server a dossier stands."""

from __future__ import annotations

DOSSIER = ".dossier"
SERVER = ".expertiseteam-server"
OPENED = (DOSSIER, SERVER)
