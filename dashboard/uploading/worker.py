"""The process that imports what was uploaded: `python -m dashboard.uploading.worker`, a job on its stdin.

It tells what it does as lines of JSON: {"said": …} while it works, then {"imported": …} and {"checked": …},
or {"failed": …}. A process of its own keeps the server quick, and can be ended at any moment: the published
version stays.
"""

import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.importing import ImportFailed, import_exports
from dashboard.uploading.checked import check
from dashboard.warehouse.folder import WarehouseFolder


def main() -> None:
    """Do the one job."""
    job: dict[str, Any] = json.loads(sys.stdin.read())
    try:
        imported = import_exports(
            [Path(path) for path in job["paths"]],
            Path(job["folder"]),
            account=job["account"],
            layout=job["layout"],
            progress=lambda sentence: tell({"said": sentence}),
        )
        shutil.rmtree(WarehouseFolder(imported.folder).invented, ignore_errors=True)
        tell({"imported": {**asdict(imported.report), "version": imported.version}})
        if job["check"]:
            tell({"said": "Running the queries' checks on the new data …"})
            tell({"checked": asdict(check(imported.folder))})
    except ImportFailed as failure:
        tell({"failed": str(failure)})
    finally:
        if job["remove"]:
            shutil.rmtree(job["remove"], ignore_errors=True)


def tell(what: dict[str, Any]) -> None:
    """Write one line to whoever started this process."""
    print(json.dumps(what, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the server that asked has ended; nothing was published, or all of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
