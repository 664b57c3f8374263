"""`python -m benchmarks.browser WAREHOUSE`: what a reader waits for, in a real Chromium.

Two waits: from a cold open to the first number and to the last change of the page, and from choosing another
period to the last change. What only a screen reader meets, a table's copy inside its canvas, is not waited
for. Beside them, in the same run and taking turns, the same of an empty Streamlit page and of a page with one
constant Plotly chart, so that the ratios say more than the machine's speed.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PERIODS: Final = ("Last 6 months", "Last 24 months")
QUIET_MS: Final = 700
"""A page that has not changed for so long is done."""

WATCH: Final = """
window.lastChange = 0; window.firstNumber = 0; window.chosen = 0;
new MutationObserver((changes) => {
  if (changes.every(({target}) => target.parentElement?.closest('canvas'))) return;
  window.lastChange = performance.now();
  if (!window.firstNumber && document.querySelector('.tile')) window.firstNumber = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
document.addEventListener('click', () => { window.chosen = performance.now(); }, true);
"""
SETTLED: Final = f"""() => performance.now() - window.lastChange > {QUIET_MS}
  && document.querySelector('.tile')
  && !document.querySelector('[data-test-script-state="running"]')"""


@dataclass(frozen=True)
class Waits:
    """Milliseconds that one visit waited for."""

    first_number: float
    opened: float
    filtered: tuple[float, ...]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("warehouse", type=Path, help="folder of the published data")
    parser.add_argument("--rounds", type=int, default=10, help="visits to each page (default: 10)")
    args = parser.parse_args(argv)
    here = Path(__file__).parent / "pages"
    hiring = [sys.executable, "-m", "dashboard.cli", "serve", "--warehouse", str(args.warehouse), "--port"]
    bare = [sys.executable, "-m", "streamlit", "run", "--server.headless", "true",
            "--runner.postScriptGC", "false"]  # fmt: skip
    with ExitStack() as running:
        addresses = {
            name: running.enter_context(served(command))
            for name, command in (
                ("empty page", [*bare, str(here / "empty.py"), "--server.port"]),
                ("one chart", [*bare, str(here / "one_chart.py"), "--server.port"]),
                ("overview", hiring),
            )
        }
        browser = running.enter_context(_chromium())
        visits: dict[str, list[Waits]] = {name: [] for name in addresses}
        for number in range(args.rounds + 1):
            for name, address in addresses.items():
                waits = _visit(browser, address)
                if number:  # the first one compiles and fills caches
                    visits[name].append(waits)
    print(_report(visits))
    return 0


@contextmanager
def served(command: list[str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*command, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HIRING_WARM_UP": "0"},  # it would compute beside what is measured
        start_new_session=True,
    )
    try:
        _wait_for(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


def _wait_for(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - a server started above
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def _visit(browser: Browser, address: str) -> Waits:
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function(SETTLED)
    first, opened = page.evaluate("[window.firstNumber, window.lastChange]")
    filtered = tuple(_filter(page, period) for period in PERIODS)
    context.close()
    return Waits(first, opened, filtered)


def _filter(page: Page, period: str) -> float:
    page.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name=period).click()
    page.wait_for_timeout(150)
    page.wait_for_function(SETTLED)
    waited: float = page.evaluate("window.lastChange - window.chosen")
    return waited


def _report(visits: dict[str, list[Waits]]) -> str:
    lines = [f"{'median of visits, ms':<22}{'first number':>14}{'opened':>10}{'filtered':>10}{'p95':>8}"]
    medians = {}
    for name, waits in visits.items():
        filtered = sorted(wait for visit in waits for wait in visit.filtered)
        medians[name] = [
            statistics.median(visit.first_number for visit in waits),
            statistics.median(visit.opened for visit in waits),
            statistics.median(filtered),
        ]
        first, opened, changed = medians[name]
        worst = filtered[int(0.95 * (len(filtered) - 1))]
        lines.append(f"{name:<22}{first:>14.0f}{opened:>10.0f}{changed:>10.0f}{worst:>8.0f}")
    first = medians["overview"][0] / medians["empty page"][0]
    changed = medians["overview"][2] / medians["one chart"][2]
    lines += ["", f"first number against the empty page: {first:.2f} times (aim: 1.3)",
              f"filter change against the one-chart page: {changed:.2f} times (aim: 2.5)"]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
