"""What `hiring serve` runs: Streamlit's app, whose start page is opened before the first visitor comes."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime import get_instance

from dashboard import settings
from dashboard.engine import QueryError
from dashboard.preloading import Preloading
from dashboard.views import store, usual
from dashboard.warehouse import NoWarehouse

LOOK_AGAIN: Final = 2.0
"""Seconds until the newest version is looked up again; that reads one line."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Say where the dashboard is, and keep its start page computed while it runs."""
    print(f"The dashboard runs. Open {_address()} (stop with Ctrl+C).", file=sys.stderr, flush=True)
    warming = asyncio.create_task(keep_warm())
    yield
    warming.cancel()


def _address() -> str:
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    path = st.get_option("server.baseUrlPath").strip("/")
    return f"{scheme}://localhost:{st.get_option('server.port')}/{path}"


async def keep_warm() -> None:
    """Open the start page of every version that is published, so that no visitor waits for its first results.

    It is opened as Streamlit's health check does, by nobody: where scopes are in force, nobody sees a row.
    """
    opened = ""
    while True:
        newest = store.newest()
        if newest != opened:
            opened = newest
            await get_instance().does_script_run_without_error()
            await _warm_up(newest)
        await asyncio.sleep(LOOK_AGAIN)


async def _warm_up(version: str) -> None:
    """Compute what people usually choose, at half time, until enough is done or there is another version."""
    source, left = store.everything(), settings.seconds("warm_up")
    if source is None or not version or not left:
        return
    with suppress(NoWarehouse, QueryError):
        for selection in await asyncio.to_thread(usual.selections, source):
            if left <= 0 or store.newest() != version:
                return
            took = await asyncio.to_thread(usual.compute, source, selection)
            left -= took
            await asyncio.sleep(took)


app = st.App(Path(__file__).with_name("app.py"), lifespan=lifespan, middleware=[Middleware(Preloading)])
