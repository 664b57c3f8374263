"""`hiring new`: a query file to begin with, and its golden case."""

import argparse

from dashboard.catalog.starting import new_files, write_new
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
            write_new(path, text)
            print(path)
    except OSError as refusal:
        narrate(f"{refusal.filename} cannot be written: {refusal.strerror}.")
        return FAILED
    query, case = texts
    narrate(f"Edit {query}: it shows on its page already. Then say in {case} what it gives, and rename that.")
    return OK
