"""`python -m benchmarks.crowd WAREHOUSE`: how long the server lets twenty people wait who click at once.

Each person is a session of Streamlit's own protocol, without a browser: it opens the Overview, then chooses
another period and country again and again and waits until the script of its session has ended. All of them
click at the same moment, or with `--pause` each after a time of looking that is so long on average.
"""

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Final

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.browser import served

PERIODS: Final = ("Last 3 months", "Last 6 months", "Last 12 months", "Last 24 months")
"""Options of the period filter as they are shown, which is how the protocol names them."""


@dataclass
class Session:
    """One person's open page: the connection, and the filters' widgets by label."""

    socket: Any
    widgets: dict[str, Any] = field(default_factory=dict)

    async def rerun(self, states: Sequence[WidgetState] = ()) -> float:
        """Let the script run with these widget states and return the seconds until it has ended."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.extend(states)
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async for data in self.socket:
            told = ForwardMsg.FromString(data)
            if told.WhichOneof("type") == "delta":
                self._remember(told.delta.new_element)
            if told.WhichOneof("type") == "script_finished":
                return time.perf_counter() - started
        raise ConnectionError("the server closed the session")

    def _remember(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind in ("selectbox", "multiselect"):
            widget = getattr(element, kind)
            self.widgets[widget.label] = widget

    def choice(self, draw: random.Random) -> list[WidgetState]:
        """Return the states of somebody who looks at one country in another period."""
        return self.chosen(draw.choice(PERIODS), draw.choice(list(self.widgets["Country"].options)))

    def choices(self) -> Iterator[list[WidgetState]]:
        """Yield every state that `choice` may return."""
        for period, country in product(PERIODS, list(self.widgets["Country"].options)):
            yield self.chosen(period, country)

    def chosen(self, period: str, country: str) -> list[WidgetState]:
        """Return the states of the two filters."""
        countries = WidgetState(id=self.widgets["Country"].id)
        countries.string_array_value.data.append(country)
        return [WidgetState(id=self.widgets["Period"].id, string_value=period), countries]


async def _crowd(
    address: str, people: int, rounds: int, pause: float, *, ahead: bool = False
) -> tuple[list[float], list[float]]:
    draw = random.Random(1)  # noqa: S311 - the same clicks in every run
    url = address.replace("http", "ws") + "/_stcore/stream"
    sockets = [
        await websockets.connect(url, max_size=None, subprotocols=["streamlit"]) for _ in range(people)
    ]
    sessions = [Session(socket) for socket in sockets]
    await sessions[0].rerun()
    if ahead:
        await sessions[0].rerun()
        for states in sessions[0].choices():
            await sessions[0].rerun(states)
    opened = await asyncio.gather(*(session.rerun() for session in sessions))
    waits: list[float] = []

    async def click(session: Session) -> None:
        await asyncio.sleep(draw.expovariate(1 / pause) if pause else 0)
        waits.append(await session.rerun(session.choice(draw)))

    async def look(session: Session) -> None:
        for _ in range(rounds):
            await click(session)

    if pause:
        await asyncio.gather(*map(look, sessions))
    else:
        for _ in range(rounds):
            await asyncio.gather(*map(click, sessions))
    for socket in sockets:
        await socket.close()
    return opened, waits


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    parser.add_argument("warehouse", type=Path, help="folder of the published data")
    parser.add_argument("--people", type=int, default=20, help="sessions (default: 20)")
    parser.add_argument("--rounds", type=int, default=5, help="clicks of each (default: 5)")
    parser.add_argument("--pause", type=float, default=0, help="seconds that one looks before a click (0)")
    parser.add_argument(
        "--ahead",
        action="store_true",
        help="all that they choose is computed already, as hiring serve does after an import",
    )
    args = parser.parse_args(argv)
    hiring = [sys.executable, "-m", "dashboard.cli", "serve", "--warehouse", str(args.warehouse), "--port"]
    with served(hiring) as address:
        opened, waits = asyncio.run(_crowd(address, args.people, args.rounds, args.pause, ahead=args.ahead))
    waits.sort()
    known = ", all computed ahead" if args.ahead else ""
    when = f"each after {args.pause:g} s of looking" if args.pause else "at the same moment"
    print(f"{args.people} people who click {when}{known}, seconds until the script has ended")
    print(f"  opening the Overview: median {statistics.median(opened):.2f}, slowest {max(opened):.2f}")
    print(f"  changing two filters: median {statistics.median(waits):.2f}, "
          f"p95 {waits[int(0.95 * (len(waits) - 1))]:.2f} (aim: 1.5), slowest {waits[-1]:.2f}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
