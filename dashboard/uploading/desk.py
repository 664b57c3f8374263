"""One import at a time, started by a browser and done by a process of its own."""

import json
import shutil
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any, Final, cast

from dashboard.importing import ReadTable, Report, Rule
from dashboard.uploading.checked import Checked
from dashboard.uploading.received import remove_left_overs

STOPPED: Final = "The import was stopped. What was published before is untouched."
ENDED: Final = (
    "The import ended before its time (exit code {code}), perhaps for lack of memory. What was published "
    "before is untouched. Import with `hiring import` on the server to see why."
)


class Busy(Exception):
    """Another import runs; the sentence says so."""


@dataclass
class Job:
    """An import that runs or has ended: what it said so far, then its report or why there is none.

    `checked` stays None where the checks of the queries were not asked for, or were stopped.
    """

    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    began: float = field(default_factory=time.monotonic)
    said: list[str] = field(default_factory=list)
    report: Report | None = None
    checked: Checked | None = None
    version: str = ""
    failure: str = ""
    seconds: float = 0.0
    has_ended: bool = False
    process: "subprocess.Popen[str] | None" = None

    @property
    def runs(self) -> bool:
        """Say whether it has not ended."""
        return not (self.has_ended or self.failure)

    def stop(self) -> None:
        """End the import; the version published before stays. What is in already is only not checked."""
        self.failure = self.failure or ("" if self.report else STOPPED)
        if self.process:
            self.process.kill()


class Desk:
    """Starts imports into one warehouse, one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.job: Job | None = None
        _sweep()

    def start(  # noqa: PLR0913 (all but the first two by name)
        self,
        paths: Sequence[Path],
        folder: Path,
        *,
        account: str,
        layout: Path | None = None,
        remove: Path | None = None,
        check: bool = True,
    ) -> Job:
        """Begin an import of files and folders, then `check` it; `remove` goes at its end. Raises Busy."""
        with self._lock:
            if self.job and self.job.runs:
                raise Busy("Another import is running. Wait until it has finished, then import again.")
            self.job = job = Job()
        asked = {
            "paths": list(map(str, paths)),
            "folder": str(folder),
            "account": account,
            "layout": str(layout) if layout else None,
            "remove": str(remove) if remove else None,
            "check": check,
        }
        threading.Thread(target=_work, args=(job, asked), daemon=True).start()
        return job


@cache
def _sweep() -> None:
    """Remove what servers before this one left: once, before anything is uploaded to this one."""
    remove_left_overs()


def _work(job: Job, asked: dict[str, Any]) -> None:
    """Run the process of a job and keep what it tells."""
    try:
        job.process = process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.uploading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with process:
            if job.failure:  # stopped before it began
                process.kill()
            give, told = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
            give.write(json.dumps(asked))
            give.close()
            for line in told:
                _take(job, json.loads(line))
        job.failure = job.failure or ("" if job.report else ENDED.format(code=process.returncode))
    except (OSError, ValueError) as failure:
        job.failure = job.failure or f"The import could not be started: {failure}."
    finally:
        job.has_ended = True
        job.seconds = time.monotonic() - job.began
        if asked["remove"]:
            shutil.rmtree(asked["remove"], ignore_errors=True)


def _take(job: Job, told: dict[str, Any]) -> None:
    match told:
        case {"said": sentence}:
            job.said.append(sentence)
        case {"failed": sentence}:
            job.failure = job.failure or sentence
        case {"checked": found}:
            job.checked = Checked.told(**found)
        case {"imported": done}:
            job.version = done["version"]
            job.report = Report(
                tuple(done["layouts"]),
                tuple(ReadTable(**table) for table in done["tables"]),
                tuple(Rule(**rule) for rule in done["rules"]),
            )
