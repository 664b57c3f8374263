"""`hiring report`: the one-page report of a selection, as HTML or PDF, for people, cron and mail."""

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from dashboard import engine, settings, warehouse
from dashboard.charts import Reader
from dashboard.cli.asking import shelf_in
from dashboard.cli.scoping import scope_named
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.engine import Selection
from dashboard.report import NoPaper, as_pdf, report
from dashboard.warehouse import Warehouse

STDOUT = Path("-")


def report_command(args: argparse.Namespace) -> int:
    """Write the one-page report of a selection: exit 1 when it, or a part of it, could not be made."""
    shelf = shelf_in(args.queries)
    if shelf is None or not _can_be_written(args.out):
        return USAGE
    source = Warehouse(args.warehouse, scope_named(args.scope))
    try:
        made = report(shelf, source, _selection(args, source), Reader.of(args.locale), title=args.title)
        _write(args.out, made.html)
    except (warehouse.NoWarehouse, engine.QueryError, NoPaper) as failure:
        narrate(str(failure))
        return FAILED
    except OSError as refusal:
        narrate(f"{args.out} cannot be written: {refusal.strerror}.")
        return FAILED
    finally:
        source.close()
    for problem in made.problems:
        narrate(problem)
    if args.out != STDOUT:
        narrate(f"Written to {args.out}.")
    return FAILED if made.problems else OK


def _can_be_written(out: Path) -> bool:
    if out != STDOUT and out.suffix.lower() not in (".html", ".pdf"):
        narrate(f"{out} is neither .html nor .pdf. The ending says which of them to write.")
        return False
    if not out.parent.is_dir():
        narrate(f"There is no folder {out.parent}. Make it, or write elsewhere.")
        return False
    return True


def _selection(args: argparse.Namespace, source: Warehouse) -> Selection:
    """Return what the options ask for, with the dashboard's own period and comparison unless they say."""
    said = source.published()
    as_of, first_day = args.as_of or said.as_of, said.first_date or said.as_of
    given = {name: getattr(args, name) or [] for name in engine.DIMENSIONS}
    given |= {name: [day.isoformat()] for name in ("since", "until") if (day := getattr(args, name))}
    given |= {name: [value] for name in ("period", "compare") if (value := getattr(args, name))}
    everything = engine.selected(Selection(), engine.Period("everything"), as_of, first_day)
    asked = engine.from_query(given, engine.choices(source, everything), as_of=as_of, first_day=first_day)
    for problem in asked.problems:
        narrate(problem)
    return replace(asked.selection, as_of=args.as_of)


def _write(out: Path, html: str) -> None:
    """Write the report in one step, so that whoever reads the file never sees half of it."""
    if out == STDOUT:
        sys.stdout.write(html)
        return
    pdf = out.suffix.lower() == ".pdf"
    content = as_pdf(html, out.parent, settings.get("browser")) if pdf else html.encode()
    handle, name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(out)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """Return the permissions that new files lack; the system only tells it by setting it."""
    current = os.umask(0o077)
    os.umask(current)
    return current
