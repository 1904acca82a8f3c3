"""expertiseteam: signals, cases, duos and the three-weekly overleg of a municipal expertise team."""

__version__ = "0.1.0"
