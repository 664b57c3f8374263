"""What a command costs, run as a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import psutil

_TOLD: Final = re.compile(r"^[A-Z].* …$")


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU (user and system) and by the clock, and the most memory held at once, in bytes."""

    cpu: float
    wall: float
    memory: int
    steps: Mapping[str, float]
    """CPU seconds between one sentence that the command told on stderr and the next."""


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run `python ARGUMENTS` to its end and return what it took. Raises CalledProcessError."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | dict(environment or {}),
    ) as child:
        told = _listen(child)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments, stderr="\n".join(told))
    cpu = used.ru_utime + used.ru_stime
    ends = [*list(told.values())[1:], cpu]
    steps = {sentence: end - start for (sentence, start), end in zip(told.items(), ends, strict=True)}
    return Cost(cpu, time.perf_counter() - started, used.ru_maxrss * 1024, steps)


def best(costs: Sequence[Cost]) -> Cost:
    """Return the run that took the least CPU, with the most memory that any held."""
    least = min(costs, key=lambda cost: cost.cpu)
    return Cost(least.cpu, least.wall, max(cost.memory for cost in costs), least.steps)


def _listen(child: "subprocess.Popen[str]") -> dict[str, float]:
    """Return the sentences that a command tells, with the CPU seconds that it had taken by then."""
    process = psutil.Process(child.pid)
    told: dict[str, float] = {"Starting …": 0.0}
    assert child.stderr
    for line in child.stderr:
        times = process.cpu_times()
        told[line.strip() if _TOLD.match(line) else line.strip()[-200:]] = times.user + times.system
    return told
