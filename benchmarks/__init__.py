"""Speed against floors in the same run: `python -m benchmarks`. See README.md beside this file."""
