"""`make screenshots`: the pictures of the docs, taken anew from the sample company in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard import settings
from dashboard.importing import import_exports

HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Picture:
    """One page as one reader sees it; without a height, all of it."""

    name: str
    page: str = ""
    width: int = 1440
    height: int | None = None
    theme: str = "light"
    locale: str = "en-GB"


PICTURES = (
    Picture("overview"),
    Picture("overview_dark", theme="dark", height=1500),
    Picture("overview_phone", width=390, height=1800),
    Picture("overview_de", locale="de-DE", height=1500),
    Picture("pipeline", "pipeline", height=1600),
    Picture("sources", "sources", height=1600),
    Picture("sql", "sql-page", height=1100),
)


def main() -> None:
    """Import the sample, serve it and take every picture."""
    with tempfile.TemporaryDirectory() as scratch:
        warehouse = Path(scratch) / "warehouse"
        import_exports([settings.shipped("sample_data") / "greenhouse_harvest_v3"], warehouse, account="main")
        shutil.copy(settings.shipped("sample_data") / "targets.toml", warehouse)
        with served(warehouse) as address, chromium() as browser:
            for picture in PICTURES:
                take(browser, address, picture)
                print(HERE / f"{picture.name}.png")


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Open a page, wait until all of it is drawn, and save what it looks like."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": 1000},
        color_scheme="dark" if picture.theme == "dark" else "light",
        locale=picture.locale,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{address}/{picture.page}")
    page.locator(".foot").wait_for(timeout=90_000)
    page.wait_for_timeout(2_500)
    whole: int = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": picture.width, "height": picture.height or whole})
    page.wait_for_timeout(2_000)
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


@contextmanager
def served(warehouse: Path) -> Iterator[str]:
    """Run the dashboard and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "dashboard.cli",
        "serve",
        "--warehouse",
        str(warehouse),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()  # noqa: S310
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        sys.exit("There is no Chromium. Install one: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
