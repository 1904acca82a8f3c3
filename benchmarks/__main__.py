"""`python -m benchmarks`: measure, print the table, write JSON when asked. See README.md beside this file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Figure, Settings
from benchmarks.operations import OPERATIONS, Operation, measured, named
from benchmarks.rows import Size

COLUMNS = "{:<15} {:>9} {:>7}  {:<13} {}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked; 0 whatever comes out, 1 when an operation does not exist."""
    asked = _parser().parse_args(arguments)
    try:
        operations = named(asked.only)
    except KeyError as unknown:
        print(f"There is no operation {unknown}. `--list` names them.", file=sys.stderr)
        return 1
    if asked.list:
        for operation in operations:
            print(COLUMNS.format(operation.name, "", _number(operation.goal), "", operation.what))
        return 0
    settings = Settings(Size(asked.scale), asked.runs)
    print(COLUMNS.format("operation", "ratio", "goal", "met", "remark"), flush=True)
    figures = {}
    for operation, figure in measured(operations, settings):
        figures[operation.name] = _as_json(operation, figure)
        print(_line(operation, figure), flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    names = ", ".join(operation.name for operation in OPERATIONS)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed as ratios against floors in the same run.")
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help=f"measure this one; may be given again. One of: {names}"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write {operation: {ratio, goal, met}}; null where nothing was measured")
    parser.add_argument("--list", action="store_true", help="name the operations with their goals and measure nothing")
    parser.add_argument("--scale", type=float, default=1.0, help="times the data of design section 7 (10 makes 2 GB, once, in ten minutes)")
    parser.add_argument("--runs", type=int, default=7, help="runs of which the median counts (7)")
    return parser


def _as_json(operation: Operation, figure: Figure) -> dict[str, float | bool | None]:
    ratio = None if figure.ratio is None else round(figure.ratio, 4)
    return {"ratio": ratio, "goal": round(operation.goal, 4), "met": figure.meets(operation.goal)}


def _line(operation: Operation, figure: Figure) -> str:
    met = {True: "yes", False: "NO", None: "not measured"}[figure.meets(operation.goal)]
    remark = "; ".join(part for part in (figure.broken, figure.remark, operation.what) if part)
    return COLUMNS.format(operation.name, "" if figure.ratio is None else f"{figure.ratio:.2f}", _number(operation.goal), met, remark)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
