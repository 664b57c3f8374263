"""`python overheard.py PORT [OPTION …]`: `hiring serve` with a visitor inside its process, who sees the server's own sockets.

It prints a line for each query that the server runs, and others for what it found on the visitor's connection and in Streamlit's options.
"""

import http.client
import json
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

import streamlit

from dashboard import cli, engine

PORT = int(sys.argv[1])
SCRIPTS = sorted((Path(streamlit.__file__).parent / "static/static/js").glob("is*.js"))[:5]


def tell(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")  # in one piece, whichever thread tells
    sys.stdout.flush()


def run_aloud(
    query: Any, source: Any, selection: Any, *args: Any, original: Any = engine.run, **more: Any
) -> Any:
    tell(ran=query.name, version=source.version(), since=str(selection.since))
    return original(query, source, selection, *args, **more)


def accepted(visitor: socket.socket) -> socket.socket:
    """Return the server's end of a connection."""
    for name in Path("/proc/self/fd").iterdir():
        try:
            end = socket.socket(fileno=os.dup(int(name.name)))
            if end.getpeername()[1:2] == visitor.getsockname()[1:2]:  # its port
                return end
        except OSError:
            continue
    raise LookupError("the server holds no such connection")


def visit() -> None:
    visitor = http.client.HTTPConnection("localhost", PORT)
    for _ in range(300):
        try:
            visitor.connect()
            break
        except OSError:
            time.sleep(0.1)
    statuses = []
    for script in SCRIPTS:
        visitor.request("GET", f"/static/js/{script.name}")
        answer = visitor.getresponse()
        statuses.append(answer.status if answer.read() == script.read_bytes() else 0)
    waits_for_acks = not accepted(visitor.sock).getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    tell(statuses=statuses, waits_for_acks=waits_for_acks)
    tell(
        **{
            name: streamlit.get_option(f"server.{name}")
            for name in ("fileWatcherType", "folderWatchList", "maxUploadSize", "runOnSave")
        }
    )


engine.run = run_aloud
threading.Thread(target=visit, daemon=True).start()
sys.exit(cli.main(["serve", "--port", str(PORT), *sys.argv[2:]]))
