"""A real server on the sample data and a real Chromium, once for all journeys."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard import settings
from dashboard.importing import import_exports

PATIENCE = 90_000  # milliseconds; a machine that does other work too is slow
expect.set_options(timeout=PATIENCE)

AT_REST = """() => {
  const placed = "[class*=st-key-card-], .drawn, .js-plotly-plot .main-svg"
  const boxes = [...document.querySelectorAll(placed)].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect()
    return [x, y, width, height].map(Math.round).join()
  })
  const shape = boxes.join(" ")
  if (window.lastShape !== shape) [window.lastShape, window.restingSince] = [shape, performance.now()]
  const pictures = [...document.querySelectorAll(".js-plotly-plot, [class*=st-key-drawn-]")]
  const drawn = pictures.every((picture) => picture.querySelector(".main-svg, .drawn"))
  const running = document.querySelector('[data-test-script-state="running"]')
  return drawn && !running && performance.now() - window.restingSince > 400
}"""
"""Whether the script has ended, every picture is drawn, and nothing has moved for 400 ms."""

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped queries that a journey may write into."""
    return Path(shutil.copytree(settings.shipped("queries"), tmp_path_factory.mktemp("analyst") / "queries"))


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company, imported."""
    folder = tmp_path_factory.mktemp("published")
    import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], folder, account="main")
    return folder


@pytest.fixture(scope="session")
def server(warehouse: Path, queries: Path) -> Iterator[str]:
    """The address of a running dashboard."""
    with serving(warehouse, queries) as address:
        yield address


@contextmanager
def serving(warehouse: Path, queries: Path, **given: str) -> Iterator[str]:
    """Run a dashboard with settings of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--warehouse", str(warehouse),
               "--queries", str(queries), "--port", str(port), "--watch"]  # fmt: skip
    environment = (
        os.environ
        | {"HIRING_WARM_UP": "0"}
        | {f"HIRING_{name.upper()}": value for name, value in given.items()}
    )
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


def _wait_for(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - the server started above
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "no Chromium: run `make test`, which installs Debian's, or apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 1000}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def at_rest(page: Page) -> Page:
    """Wait until all of the page is drawn and lies still, however slow the machine."""
    page.wait_for_function(AT_REST, polling=50, timeout=PATIENCE)
    return page


def opened(page: Page, address: str = "/") -> Page:
    """Open a page and wait until all of it is drawn and lies still."""
    page.goto(address)
    expect(page.locator(".foot")).to_be_visible(timeout=PATIENCE)
    return at_rest(page)
