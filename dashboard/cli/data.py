"""Commands about the data: import, status, sample; and serve, which shows it."""

import argparse
import os
import sys
from pathlib import Path

from dashboard import catalog, settings
from dashboard.catalog.scopes import scopes_in_force
from dashboard.cli.files import check_data
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.engine.record_links import record_links
from dashboard.warehouse import Warehouse


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
    except ValueError as mistake:
        narrate(str(mistake))
        return USAGE
    scopes = scopes_in_force()
    if scopes and scopes.problems:
        for problem in scopes.problems:
            narrate(str(problem))
        return FAILED
    environment = os.environ | {
        settings.SETTINGS["warehouse"].variable: str(args.warehouse.absolute()),
        settings.SETTINGS["queries"].variable: str(args.queries.absolute()),
        "STREAMLIT_SERVER_FOLDER_WATCH_LIST": str(args.queries.absolute()),
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": settings.get("upload_limit"),
    }
    app = Path(__file__).parents[1] / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(args.port)]
    narrate(f"The dashboard starts. Open http://localhost:{args.port} (stop with Ctrl+C).")
    # This process becomes the server, so that there is one to stop and none to be left.
    return os.execve(sys.executable, command, environment)  # noqa: S606 - its own interpreter


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
