"""`hiring map`: a map for files of nobody's layout, to check and fill in."""

import argparse
import shlex
from pathlib import Path

from dashboard import settings
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate


def map_command(args: argparse.Namespace) -> int:
    """Look at the columns and values of files of your own and propose the map that imports them."""
    from dashboard.ingest import mapping, terms  # heavy imports only when asked for

    if args.out and args.out.exists():
        narrate(f"{args.out} is there already and may hold your answers. Give another name, or remove it.")
        return USAGE
    own = settings.get("terms")
    try:
        with terms.in_force(*([terms.read_terms(Path(own))] if own else [])):
            proposed = mapping.propose(args.file, narrate)
    except (mapping.Refused, terms.BadTerms) as refusal:
        narrate(str(refusal))
        return FAILED
    if not args.out:
        print(proposed, end="")
        return OK
    return _written(args.out, proposed, args.file)


def _written(out: Path, proposed: str, files: list[Path]) -> int:
    try:
        out.write_text(proposed, encoding="utf-8")
    except OSError as refusal:
        narrate(f"{out} cannot be written: {refusal.strerror}. Choose another --out.")
        return FAILED
    empty = sum(not line.startswith("#") and '= ""' in line for line in proposed.splitlines())
    narrate(f"Written to {out}: {empty or 'nothing'} to fill in. Check each line, then:")
    narrate(f"  hiring import {shlex.join(map(str, files))} --layout {shlex.quote(str(out))}")
    return OK
