"""The `hiring` command: arguments in, functions called, data to stdout, narration to stderr, an exit code."""

import os
import sys
from collections.abc import Sequence

from dashboard import settings
from dashboard.cli.arguments import build_parser
from dashboard.cli.scoping import NoSuchScope
from dashboard.cli.terminal import USAGE, narrate

__all__ = ["build_parser", "main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    args = build_parser().parse_args(argv)
    try:
        with settings.given(vars(args)):
            code: int = args.run(args)
        sys.stdout.flush()
    except NoSuchScope as refusal:
        narrate(str(refusal))
        return USAGE
    except BrokenPipeError:  # whoever reads, as in `hiring query … | head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
