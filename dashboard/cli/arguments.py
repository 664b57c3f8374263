"""The parser: every command with its options; defaults and their help come from the settings."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from dashboard import settings
from dashboard.cli import alerting, asking, data, files, mapping, reporting, scoping, starting
from dashboard.cli.output import FORMATS
from dashboard.engine import COMPARES, DIMENSIONS, PRESETS

Command = Callable[[argparse.Namespace], int]


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="hiring", description="Hiring analytics for architect-level roles, from ATS exports."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Command, *of_settings: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        added.set_defaults(run=run)
        for setting in of_settings:
            _add_setting(added, setting)
        return added

    _import(command("import", data.import_command, "warehouse", "queries", "account", "date_order"))
    _forget(command("forget", data.forget_command, "warehouse", "account"))
    _map(command("map", mapping.map_command))
    _serve(command("serve", data.serve_command, "warehouse", "queries", "port"))
    command("status", data.status_command, "warehouse")
    _query(command("query", asking.query_command, "warehouse", "queries"))
    _findings(command("findings", asking.findings_command, "warehouse", "queries"))
    _sql(command("sql", asking.sql_command, "warehouse"))
    _check(command("check", files.check_command, "warehouse", "queries"))
    _alert(command("alert", alerting.alert_command, "warehouse", "queries"))
    _report(command("report", reporting.report_command, "warehouse", "queries"))
    command("scopes", scoping.scopes_command, "warehouse")
    _new(command("new", starting.new_command, "queries"))
    _sample(command("sample", data.sample_command))
    return parser


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="+", type=Path, help="export files or folders")
    parser.add_argument(
        "--layout",
        help="name of a layout, when columns do not tell it, or the file of a map of your own (hiring map)",
    )


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--watch", action="store_true", help="run open pages again whenever a query file is saved"
    )


def _map(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", type=Path, help="files of one export: CSV, JSON, Parquet …")
    parser.add_argument("--out", type=Path, metavar="MAP", help="file to write the map to (default: stdout)")


def _forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "key",
        nargs="+",
        metavar="KEY",
        help='id of a candidate or an application in the source system, or a candidate_key; "-" reads stdin',
    )
    parser.add_argument(
        "--kind",
        choices=("candidate", "application"),
        help="what the keys are, when they may be either or are in no published data",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")


def _query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="page/card, such as funnel/by_milestone")
    parser.add_argument("--param", type=_pair, action="append", default=[], metavar="NAME=VALUE",
                        help="a parameter of the query's own; can be repeated")  # fmt: skip
    _add_format(parser)
    _add_selection(parser)
    _add_scope(parser)


def _findings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rule", help="only findings of this rule, in its own words")
    parser.add_argument("--table", help="only findings about rows read as this table, such as applications")
    _add_format(parser)
    _add_scope(parser)


def _sql(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sql", help='one SELECT over the wide tables; "-" reads it from stdin')
    _add_format(parser)
    _add_selection(parser)
    _add_scope(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", nargs="*", type=Path, help="query files or folders (default: all)")
    parser.add_argument("--json", action="store_true", help="print the mistakes as JSON, for editors")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved")
    parser.add_argument("--data", action="store_true", help="then run the [[checks]] on the published data")
    parser.add_argument("--translations", action="store_true",
                        help="then list the words of pages and queries that a language lacks")  # fmt: skip
    _add_scope(parser)


def _alert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", nargs="*", help="page/card whose alerts to ask (default: every query with alerts)"
    )
    _add_selection(parser)
    _add_scope(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE",
                        help='the .html or .pdf to write; "-" prints the HTML')  # fmt: skip
    parser.add_argument("--title", default="", help="title of the report")
    parser.add_argument("--locale", default="en", metavar="TAG",
                        help="language and formats of the report, such as de-AT (default: en)")  # fmt: skip
    _add_scope(parser)
    _add_selection(parser)
    parser.add_argument("--period", choices=PRESETS, help="the period, unless --since or --until say it "
                        "(default: last-12-months)")  # fmt: skip
    parser.add_argument("--compare", choices=COMPARES, help="what it is compared with (default: previous)")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", help="title of the card")
    parser.add_argument(
        "--page", required=True, help="folder of the page, such as funnel; made when not there"
    )
    parser.add_argument(
        "--cases", type=Path, help="folder of the golden cases (default: tests/queries beside the queries)"
    )


def _sample(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, help="folder that the files are written to")
    parser.add_argument("--applications", type=int, default=30_000, help="how many (default: 30000)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same company (default: 1)"
    )
    parser.add_argument("--layout", default="greenhouse_harvest_v3",
                        help="the system whose export it is (default: greenhouse_harvest_v3)")  # fmt: skip


def _add_setting(parser: argparse.ArgumentParser, name: str) -> None:
    setting = settings.SETTINGS[name]
    kind: Callable[[str], Any] = {"port": int, "warehouse": Path, "queries": Path}.get(name, str)
    parser.add_argument(
        setting.option, type=kind, default=setting.value(), help=f"{setting.help} (default: %(default)s)"
    )


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="how rows are written (default: table)"
    )


def _add_selection(parser: argparse.ArgumentParser) -> None:
    for name in DIMENSIONS:
        default = "; architect unless given" if name == "role_level" else ""
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            action="append",
            metavar="VALUE",
            help=f'only this {name.replace("_", " ")}, or "not-stated", or "every"; can be repeated{default}',
        )
    parser.add_argument("--since", type=_day, metavar="DATE", help="first day of the period")
    parser.add_argument("--until", type=_day, metavar="DATE", help="the day after the last one of the period")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="date up to which ages run")


def _add_scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scope", metavar="NAME", help="read the rows of this scope alone")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is no day; write it as 2026-10-31') from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f'"{text}" is not of the form name=value')
    return name, value
