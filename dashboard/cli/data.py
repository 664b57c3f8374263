"""Commands about the data: import, status, sample; and serve, which shows it."""

import argparse
import signal
import sys
from pathlib import Path
from typing import Final

from dashboard import catalog, settings
from dashboard.catalog.scopes import scopes_in_force
from dashboard.cli.files import check_data
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.engine.record_links import record_links
from dashboard.warehouse import Warehouse

APP: Final = Path(__file__).parents[1] / "asgi.py"


def import_command(args: argparse.Namespace) -> int:
    """Read exports, publish them as a new version of the warehouse, and run the queries' checks on it."""
    from dashboard.importing import ImportFailed, import_exports  # heavy imports only when asked for

    try:
        report = import_exports(
            args.path, args.warehouse, layout=args.layout, account=args.account, progress=narrate
        )
    except ImportFailed as failure:
        narrate(str(failure))
        return FAILED
    print(report)
    return _checked(args)


def forget_command(args: argparse.Namespace) -> int:
    """Remove people from every kept version, so that no import brings them back."""
    from dashboard.forgetting import ForgetFailed, Unclear, forget

    keys = [key for given in args.key for key in (sys.stdin.read().split() if given == "-" else [given])]
    try:
        print(
            forget(
                keys,
                args.warehouse,
                account=args.account,
                kind=args.kind,
                dry_run=args.dry_run,
                progress=narrate,
            )
        )
    except ForgetFailed as failure:
        narrate(str(failure))
        return USAGE if isinstance(failure, Unclear) else FAILED
    return OK


def _checked(args: argparse.Namespace) -> int:
    """Run the queries' `[[checks]]` on what has been published, and tell what does not hold."""
    if not args.queries.is_dir():
        return OK
    source = Warehouse(args.warehouse)
    code, problems = check_data(list(catalog.load(args.queries).queries.values()), source)
    for problem in problems:
        print(problem)
    return code


def serve_command(args: argparse.Namespace) -> int:
    """Start the dashboard and say where to open it."""
    try:
        record_links()
        settings.seconds("warm_up")
    except ValueError as mistake:
        narrate(str(mistake))
        return USAGE
    scopes = scopes_in_force()
    if scopes and scopes.problems:
        for problem in scopes.problems:
            narrate(str(problem))
        return FAILED
    from streamlit.web.cli import main as streamlit  # loads only when asked for

    options = {
        "server.port": args.port,
        "server.maxUploadSize": settings.get("upload_limit"),
    }
    if args.watch:
        options |= {"server.fileWatcherType": "auto", "server.folderWatchList": args.queries.absolute()}
    command = ["run", str(APP), *(f"--{name}={value}" for name, value in options.items())]
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: sys.exit(OK))
    with settings.given({"warehouse": args.warehouse.absolute(), "queries": args.queries.absolute()}):
        streamlit(command, prog_name="streamlit", standalone_mode=False)
    return OK


def status_command(args: argparse.Namespace) -> int:
    """Print what the published version holds."""
    from dashboard import warehouse

    try:
        print(warehouse.status(args.warehouse))
    except warehouse.NoWarehouse as problem:
        narrate(str(problem))
        return FAILED
    return OK


def sample_command(args: argparse.Namespace) -> int:
    """Write the invented company's export."""
    from dashboard import sample

    try:
        sample.generate(
            args.directory,
            applications=args.applications,
            seed=args.seed,
            layout=args.layout,
            progress=narrate,
        )
    except ValueError as problem:
        narrate(str(problem))
        return USAGE
    own = f" --layout {args.directory / 'mymap.toml'}" if sample.LAYOUTS[args.layout].own_map else ""
    narrate(f"Written to {args.directory}. Import it with: hiring import {args.directory}{own}")
    return OK
