"""The report as PDF: an installed Chromium prints the HTML; there is none of our own."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

KNOWN: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
"""Names of browsers that print from the command line, as they stand on PATH."""

SECONDS: Final = 90
QUIET: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
)


class NoPaper(Exception):
    """Nothing was printed; the sentence says why and what to do."""


def as_pdf(html: str, beside: Path, browser: str = "", *, seconds: float = SECONDS) -> bytes:
    """Return a document printed by a browser, which works in a folder `beside` that goes afterwards.

    `browser` is a command or a path; without it, the first known one on PATH. Raises NoPaper.
    """
    program = _found(browser)
    try:
        with TemporaryDirectory(prefix="hiring-report-", dir=beside, ignore_cleanup_errors=True) as folder:
            return _printed(program, html, Path(folder).absolute(), seconds)
    except OSError as refusal:
        raise NoPaper(f"{program} cannot be used in {beside}: {refusal.strerror}.") from refusal


def _found(browser: str) -> str:
    for name in (browser,) if browser else KNOWN:
        if path := shutil.which(name):
            return path
    if browser:
        raise NoPaper(
            f'There is no browser "{browser}". Correct the setting HIRING_BROWSER, or write an .html file.'
        )
    raise NoPaper(
        "A PDF needs an installed Chromium, Chrome or Edge, and none is on PATH. Install one (Debian: "
        "apt-get install chromium), name it in the setting HIRING_BROWSER, or write an .html file, which "
        "needs none and prints from any browser."
    )


def _printed(program: str, html: str, folder: Path, seconds: float) -> bytes:
    page, paper = folder / "report.html", folder / "report.pdf"
    page.write_text(html, encoding="utf-8")
    command = [program, *QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={paper}"]
    if (
        os.geteuid() == 0
    ):  # Chromium refuses to run as root with its sandbox; the page is our own, without scripts
        command.append("--no-sandbox")
    told = _run([*command, page.as_uri()], folder, seconds)
    if not paper.exists():
        raise NoPaper(f"{program} printed nothing. It said: {told.strip()[-300:] or 'nothing'}")
    return paper.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """Run a browser and return what it said; after the time limit it is stopped with all its processes."""
    log = folder / "said.txt"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder, start_new_session=True
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise NoPaper(
                f"{command[0]} took longer than {seconds:g} seconds to print and was stopped."
            ) from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    return log.read_text("utf-8", errors="replace")
