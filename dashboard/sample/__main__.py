"""Write the exports that come with the product: `python -m dashboard.sample [FOLDER]`."""

import argparse
import sys
from pathlib import Path

from dashboard import settings
from dashboard.sample.shipped import write_shipped


def _narrate(message: str) -> None:
    sys.stderr.write(message + "\n")


parser = argparse.ArgumentParser(prog="python -m dashboard.sample", description=__doc__)
parser.add_argument("folder", nargs="?", type=Path, default=settings.shipped("sample_data"))
write_shipped(parser.parse_args().folder, _narrate)
