"""What tests through the real program share with those of its windows."""

from tests.ui.conftest import bare_screen, swept

__all__ = ["bare_screen", "swept"]
