"""Commands about the data: import, status, sample; and serve, which shows it."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from dashboard import catalog, settings
from dashboard.cli.files import check_data
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate


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


def _checked(args: argparse.Namespace) -> int:
    """Run the queries' `[[checks]]` on what has been published, and tell what does not hold."""
    if not args.queries.is_dir():
        return OK
    code, problems = check_data(list(catalog.load(args.queries).queries.values()), args.warehouse)
    for problem in problems:
        print(problem)
    return code


def serve_command(args: argparse.Namespace) -> int:
    """Start the dashboard and say where to open it."""
    environment = os.environ | {
        settings.SETTINGS["warehouse"].variable: str(args.warehouse.absolute()),
        settings.SETTINGS["queries"].variable: str(args.queries.absolute()),
        "STREAMLIT_SERVER_FOLDER_WATCH_LIST": str(args.queries.absolute()),
    }
    app = Path(__file__).parents[1] / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(args.port)]
    narrate(f"The dashboard starts. Open http://localhost:{args.port} (stop with Ctrl+C).")
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
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
