"""`hiring new`: a query file to begin with, and its golden case."""

import argparse
from pathlib import Path

from dashboard.catalog.starting import new_files
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate


def new_command(args: argparse.Namespace) -> int:
    """Write a query file that works, and a failing golden case that says what to fill in."""
    cases = args.cases or args.queries.absolute().parent / "tests" / "queries"
    try:
        texts = new_files(args.title, args.page, args.queries, cases)
    except ValueError as refusal:
        narrate(str(refusal))
        return USAGE
    try:
        for path, text in texts.items():
            write(path, text)
    except OSError as refusal:
        narrate(f"{refusal.filename} cannot be written: {refusal.strerror}.")
        return FAILED
    query, case = texts
    narrate(f"Edit {query}: it shows on its page already. Then say in {case} what it gives, and rename that.")
    return OK


def write(path: Path, text: str) -> None:
    """Write a new file and print its path. Never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    print(path)
