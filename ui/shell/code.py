"""A one-time code: of an invitation, or from the old laptop. The groups are typed over, and an own passphrase is chosen."""

from __future__ import annotations

from ui.shell.recover import RecoverModel, RecoverWindow, Words
from ui.shell.runner import Background


class CodeWindow(RecoverWindow):
    """As the window for the recovery sheet; `recovered` tells the sentence about what happens next."""

    def __init__(self, background: Background, model: RecoverModel) -> None:
        super().__init__(background, model)
        if not model.members:
            self.button.setEnabled(False)
            self.bar.tell(
                self.tr(
                    "Er staat voor dit dossier geen uitnodiging open, en er staan geen sleutels klaar voor een nieuwe laptop. "
                    "Vraag de aandachtsfunctionaris om een code, of maak er een op uw oude laptop."
                ),
                "warn",
            )

    def words(self) -> Words:
        return Words(
            self.tr("Ik heb een code"),
            self.tr("Kies uw naam, typ de groepen van de code over en bedenk een eigen wachtzin."),
            self.tr("De groepen van de code"),
            self.tr("Code gebruiken"),
            self.tr("De code wordt nagekeken…"),
        )
