"""The process that imports what was uploaded: `python -m dashboard.uploading.worker`, a job on its stdin.

It tells what it does as lines of JSON: {"said": …} while it works, then {"imported": …} or {"failed": …}. A
process of its own keeps the server quick, and can be ended at any moment: the published version stays.
"""

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.importing import ImportFailed, import_exports


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
        tell({"imported": {**asdict(imported.report), "version": imported.version}})
    except ImportFailed as failure:
        tell({"failed": str(failure)})
    finally:
        if job["remove"]:
            shutil.rmtree(job["remove"], ignore_errors=True)


def tell(what: dict[str, Any]) -> None:
    """Write one line to whoever started this process."""
    print(json.dumps(what, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
