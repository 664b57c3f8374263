"""The `hiring` command: arguments in, functions called, data to stdout, narration to stderr, exit codes as documented."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard import settings

OK, NOTHING_USABLE, USAGE = 0, 1, 2
FORMATS = ("table", "csv", "json", "parquet")


def narrate(sentence: str) -> None:
    """Tell the person at the terminal; stdout stays clean for data."""
    print(sentence, file=sys.stderr, flush=True)


def import_command(args: argparse.Namespace) -> int:
    """Read exports into a staging folder and publish them as a new version of the warehouse."""
    from dashboard.importing import ImportFailed, import_exports  # heavy imports only when asked for

    try:
        report = import_exports(
            args.path, args.warehouse, layout=args.layout, account=args.account, progress=narrate
        )
    except ImportFailed as failure:
        narrate(str(failure))
        return NOTHING_USABLE
    print(report)
    return OK


def serve_command(args: argparse.Namespace) -> int:
    """Start the dashboard and say where to open it."""
    environment = os.environ | {
        settings.SETTINGS["warehouse"].variable: str(args.warehouse.absolute()),
        settings.SETTINGS["queries"].variable: str(args.queries.absolute()),
        "STREAMLIT_SERVER_FOLDER_WATCH_LIST": str(args.queries.absolute()),
    }
    app = Path(__file__).parent / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(args.port)]
    narrate(f"The dashboard starts. Open http://localhost:{args.port} (stop with Ctrl+C).")
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return OK


def query_command(args: argparse.Namespace) -> int:
    """Run one query file for a selection and print its rows."""
    from dashboard import catalog, engine, warehouse

    shelf = catalog.load(args.queries)
    if args.name not in shelf.queries:
        narrate(catalog.unknown_query(args.name, shelf))
        return USAGE
    selection = engine.Selection(
        **{name: tuple(getattr(args, name) or ()) for name in engine.DIMENSIONS if name != "role_level"},
        role_level=tuple(args.role_level or ("architect",)),
        since=args.since,
        until=args.until,
        as_of=args.as_of,
    )
    try:
        result = engine.run(
            shelf.queries[args.name], warehouse.Warehouse(args.warehouse), selection, dict(args.param)
        )
    except (engine.QueryError, warehouse.NoWarehouse) as problem:
        narrate(str(problem))
        return NOTHING_USABLE
    if result.truncated:
        narrate(f"Only the first {result.row_limit:,} rows; there are more (setting HIRING_ROW_LIMIT).")
    write_frame(result.frame, args.format)
    return OK


def write_frame(frame: pl.DataFrame, form: str) -> None:
    """Write a frame to stdout as a table, CSV, JSON or Parquet."""
    match form:
        case "csv":
            sys.stdout.write(frame.write_csv())
        case "json":
            json.dump(frame.to_dicts(), sys.stdout, default=str, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        case "parquet":
            frame.write_parquet(sys.stdout.buffer)
        case _:
            with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True,
                           fmt_str_lengths=60, tbl_width_chars=2000):  # fmt: skip
                print(frame)


def check_command(args: argparse.Namespace) -> int:
    """Print every mistake in the query files, all at once."""
    from dashboard import catalog, warehouse

    shelf = catalog.load(args.queries)
    try:
        with warehouse.Warehouse(args.warehouse).cursor() as cursor:
            problems = catalog.check(shelf, cursor)
    except warehouse.NoWarehouse:
        problems = catalog.check(shelf, None)
        narrate("Nothing is published: the files were not checked against data.")
    wanted = [path.resolve() for path in args.path]
    shown = [p for p in problems if not wanted or any(p.path.resolve().is_relative_to(w) for w in wanted)]
    for problem in shown:
        print(problem)
    files = len({problem.path for problem in shown})
    narrate(f"{len(shown)} errors in {files} of {len(shelf.queries)} files." if shown else
            f"{len(shelf.queries)} files, no errors.")  # fmt: skip
    return NOTHING_USABLE if shown else OK


def status_command(args: argparse.Namespace) -> int:
    """Print what the published version holds."""
    from dashboard import warehouse

    try:
        print(warehouse.status(args.warehouse))
    except warehouse.NoWarehouse as problem:
        narrate(str(problem))
        return NOTHING_USABLE
    return OK


def sample_command(args: argparse.Namespace) -> int:
    """Write the invented company's export."""
    from dashboard import sample

    try:
        sample.generate(
            args.directory, applications=args.applications, seed=args.seed, layout=args.layout, progress=narrate
        )
    except ValueError as problem:
        narrate(str(problem))
        return USAGE
    narrate(f"Written to {args.directory}. Import it with: hiring import {args.directory}")
    return OK


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f'"{text}" is not of the form name=value')
    return name, value


def _add_setting(parser: argparse.ArgumentParser, name: str, kind: Callable[[str], Any] = str) -> None:
    setting = settings.SETTINGS[name]
    parser.add_argument(
        f"--{name.replace('_', '-')}",
        type=kind,
        default=kind(setting.value()),
        help=f"{setting.help} (default: {setting.value()})",
    )


def _add_selection(parser: argparse.ArgumentParser) -> None:
    from dashboard.engine import DIMENSIONS

    for name in DIMENSIONS:
        parser.add_argument(f"--{name.replace('_', '-')}", action="append", metavar="VALUE",
                            help=f"only this {name.replace('_', ' ')}; can be repeated")  # fmt: skip
    parser.add_argument("--since", type=_day, metavar="DATE", help="first day of the period")
    parser.add_argument("--until", type=_day, metavar="DATE", help="the day after the last one of the period")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="date up to which ages run")
    parser.add_argument("--param", type=_pair, action="append", default=[], metavar="NAME=VALUE",
                        help="a parameter of the query's own; can be repeated")  # fmt: skip


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="hiring", description="Hiring analytics for architect-level roles, from ATS exports."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        return added

    importing = command("import", import_command)
    importing.add_argument("path", nargs="+", type=Path, help="export files or folders")
    importing.add_argument("--layout", help="name of a layout, when it is not recognised by its columns")
    _add_setting(importing, "account")

    serving = command("serve", serve_command)
    _add_setting(serving, "port", int)

    querying = command("query", query_command)
    querying.add_argument("name", help="page/card, such as funnel/by_milestone")
    querying.add_argument("--format", choices=FORMATS, default="table")
    _add_selection(querying)

    checking = command("check", check_command)
    checking.add_argument("path", nargs="*", type=Path, help="query files or folders (default: all)")

    reporting = command("status", status_command)

    sampling = command("sample", sample_command)
    sampling.add_argument("directory", type=Path)
    sampling.add_argument("--applications", type=int, default=30_000)
    sampling.add_argument("--seed", type=int, default=1)
    sampling.add_argument("--layout", default="greenhouse_harvest_v3")

    for needs_data in (importing, serving, querying, checking, reporting):
        _add_setting(needs_data, "warehouse", Path)
    for needs_queries in (serving, querying, checking):
        _add_setting(needs_queries, "queries", Path)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    args = build_parser().parse_args(argv)
    code: int = args.run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())
