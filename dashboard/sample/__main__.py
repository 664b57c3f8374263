"""Write the exports that come with the product: `python -m dashboard.sample [FOLDER]`."""

import sys
from pathlib import Path

from dashboard import settings
from dashboard.sample.shipped import write_shipped


def _narrate(message: str) -> None:
    sys.stderr.write(message + "\n")


write_shipped(Path(sys.argv[1]) if len(sys.argv) > 1 else settings.shipped("sample_data"), _narrate)
