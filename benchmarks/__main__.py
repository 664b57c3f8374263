"""`python -m benchmarks`: measures import and queries at one or more sizes, and says which promises hold."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import exports, imports, queries
from benchmarks.promises import Measured
from benchmarks.report import report


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    args = _parser().parse_args(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    runs = [_measure(args, data, size) for data in args.data for size in sorted(args.applications)]
    print(json.dumps([asdict(run) for run in runs], indent=2) if args.json else report(runs))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--applications", type=int, nargs="+", default=[1_000_000],
                        help="sizes, each held against the smaller ones (default: 1000000)")  # fmt: skip
    parser.add_argument("--data", nargs="+", choices=exports.DATA, default=list(exports.DATA),
                        help="1.5 stays an application, 4.4, and changes (default: all)")  # fmt: skip
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "hiring-benchmarks",
                        help="keeps exports for the next run (default: %(default)s)")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (default: 3)")
    parser.add_argument("--query", default="", help="only queries with this in their name")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")
    return parser


def _measure(args: argparse.Namespace, data: str, applications: int) -> Measured:
    _say(f"{data} {applications:,}: writing the export …")
    export = exports.export(args.folder, data, applications)
    warehouse = args.folder / f"{export.name}.warehouse"
    _say(f"{data} {applications:,}: reading it bare …")
    bare = imports.bare(export, args.folder, args.rounds)
    _say(f"{data} {applications:,}: importing it …")
    whole = imports.whole(export, warehouse, args.rounds)
    _say(f"{data} {applications:,}: asking every query …")
    times = tuple(queries.timed(warehouse, args.rounds, args.query))
    return Measured(data, applications, exports.size(export), bare, whole, times)


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
