"""`hiring serve`: how it answers, what it has ready, how it stops and when it refuses to start."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from cli.conftest import Terminal
from warehouse.staged import Published

from dashboard.preloading import NEEDED

OVERHEARD = Path(__file__).with_name("overheard.py")
SERVE = [sys.executable, "-m", "dashboard.cli", "serve", "--port"]
PATIENCE = 90.0


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a server; one that is still there in the end, or after too long, is killed."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    patience = threading.Timer(PATIENCE, server.kill)
    patience.start()
    try:
        yield server
    finally:
        patience.cancel()
        server.kill()
        server.communicate()


def told(server: subprocess.Popen[str], key: str) -> dict[str, Any]:
    """Return the next that an overheard server tells under a key."""
    assert server.stdout
    for line in server.stdout:
        said: dict[str, Any] = json.loads(line)
        if key in said:
            return said
    raise AssertionError(server.stderr and server.stderr.read())


def started(server: subprocess.Popen[str]) -> str:
    """Return the line in which a server says where it is."""
    assert server.stderr
    return next((line for line in server.stderr if "Open " in line), "")


@pytest.mark.usefixtures("published")
def test_files_of_one_connection_do_not_wait_for_each_others_acknowledgement(port: int) -> None:
    with running([sys.executable, str(OVERHEARD), str(port)]) as server:
        visit = told(server, "statuses")
    assert visit == {"statuses": [200] * 5, "waits_for_acks": False}


@pytest.mark.usefixtures("published")
def test_streamlit_takes_uploads_up_to_the_limit_and_watches_the_queries_where_asked(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    monkeypatch.setenv("HIRING_UPLOAD_LIMIT", "321")
    always = {"maxUploadSize": 321, "runOnSave": True}
    for option, watched in (
        ([], {"fileWatcherType": "none", "folderWatchList": []}),
        (["--watch"], {"fileWatcherType": "auto", "folderWatchList": [str(terminal.queries)]}),
    ):
        with running([sys.executable, str(OVERHEARD), str(port), *option]) as server:
            assert told(server, "maxUploadSize") == always | watched


@pytest.mark.parametrize("path", ["", "funnel"])
@pytest.mark.usefixtures("published")
def test_a_page_names_the_code_of_what_stands_on_it_and_nothing_else_does(port: int, path: str) -> None:
    with running([*SERVE, str(port)]) as server:
        started(server)
        address = f"http://localhost:{port}/{path}"
        with urllib.request.urlopen(address) as page:
            named = re.findall(
                r"<(\./static/js/([\w.]+?)\.[\w-]{8}\.js)>; rel=modulepreload", page.headers["link"]
            )
        assert {name for _, name in named} > set(NEEDED)
        for file, _ in named:
            with urllib.request.urlopen(urljoin(address, file)) as script:  # noqa: S310 - the server above
                assert script.headers["content-type"].startswith("application/javascript")
                assert script.headers["link"] is None
                assert len(script.read()) > 100


@pytest.mark.usefixtures("terminal")
def test_every_published_version_is_computed_before_somebody_comes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
) -> None:
    rows = Published(tmp_path)
    monkeypatch.setenv("HIRING_WAREHOUSE", str(rows.folder))
    monkeypatch.setenv("HIRING_WARM_UP", "0")
    with running([sys.executable, str(OVERHEARD), str(port)]) as server:
        started(server)
        for _ in range(2):
            version = rows.publish(applications=[{"application_id": "A"}])
            assert told(server, "ran") | {"since": ""} == {
                "ran": "hires/by_country",
                "version": version,
                "since": "",
            }


@pytest.mark.usefixtures("published")
def test_what_people_usually_choose_is_computed_after_it(port: int) -> None:
    with running([sys.executable, str(OVERHEARD), str(port)]) as server:
        started(server)
        periods = {told(server, "ran")["since"] for _ in range(6)}
    assert len(periods) > 2


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("published")
def test_a_stop_by_a_service_or_by_ctrl_c_is_no_failure(stop: signal.Signals, port: int) -> None:
    with running([*SERVE, str(port)]) as server:
        assert started(server) == f"The dashboard runs. Open http://localhost:{port}/ (stop with Ctrl+C).\n"
        server.send_signal(stop)
        assert server.wait(timeout=PATIENCE) == 0


@pytest.mark.usefixtures("published")
def test_a_port_that_is_taken_is_named(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), running([*SERVE, str(port)]) as server:
        _, said = server.communicate(timeout=PATIENCE)
    assert server.returncode == 1
    assert f"Port {port} is not available" in said
    assert "Open " not in said


@pytest.mark.usefixtures("terminal")
def test_what_streamlit_is_told_by_its_own_variables_holds(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/hiring")
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "127.0.0.1")
    with running([*SERVE, str(port)]) as server:
        assert f"http://localhost:{port}/hiring " in started(server)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/hiring/_stcore/health") as answer:
            assert answer.read() == b"ok"
        with pytest.raises(urllib.error.URLError, match="refused"):
            urllib.request.urlopen(f"http://[::1]:{port}/hiring/_stcore/health")


@pytest.mark.usefixtures("terminal")
def test_localhost_is_answered_whether_it_is_ipv4_or_ipv6(port: int) -> None:
    with running([*SERVE, str(port)]) as server:
        started(server)
        for address in ("127.0.0.1", "[::1]" if socket.has_ipv6 else "localhost"):
            assert urllib.request.urlopen(f"http://{address}:{port}/_stcore/health").status == 200


def test_a_setting_that_is_no_number_of_seconds_is_told_before_the_start(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_WARM_UP", "a minute")
    said = terminal.hiring("serve")
    assert (said.code, said.err) == (2, 'HIRING_WARM_UP is "a minute", which is no number of seconds.\n')
