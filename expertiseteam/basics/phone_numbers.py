"""National telephone numbers that the program names, each with where it was read. What has no source is not named."""

from __future__ import annotations

EMERGENCY = "112"  # politie.nl, "Als elke seconde telt", 11 February 2021
POLICE = "0900 8844"  # no hurry; politie.nl, the same page
SAFE_AT_HOME = "0800 2000"  # Veilig Thuis, day and night; rijksoverheid.nl, "Wat moet ik doen bij (vermoedens van) huiselijk geweld?"
WORRYING_BEHAVIOUR = "0800 1205"  # no danger now; regioburgemeesters.nl, "Landelijk meldpunt zorgwekkend gedrag"; domain.md, S20
