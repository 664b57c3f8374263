"""What every command shares: exit codes, and the voice on stderr that keeps stdout clean for data."""

import sys
from typing import Final

OK: Final = 0
FAILED: Final = 1
"""Nothing usable, a mistake in a file, a query that could not be answered."""
USAGE: Final = 2
"""What was asked for cannot be: argparse's own code."""
CHECKS_FAILED: Final = 3
"""Published, but a check of a query does not hold on the data."""
FIRED: Final = 4
"""An alert fires."""


def narrate(sentence: str) -> None:
    """Tell the person at the terminal; stdout stays clean for data."""
    print(sentence, file=sys.stderr, flush=True)
