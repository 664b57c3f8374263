"""The soak of `python -m benchmarks soak`, shortened: HIRING_SOAK_QUERIES=5000 runs the whole of it."""

import os
from pathlib import Path

from benchmarks.soak import soak

QUERIES = int(os.environ.get("HIRING_SOAK_QUERIES", "60"))


def test_sixteen_threads_get_right_answers_while_two_imports_are_published(tmp_path: Path) -> None:
    result = soak(tmp_path, threads=16, queries=QUERIES, applications=600)
    assert result.wrong == []
    assert sum(result.answers.values()) >= 16 * QUERIES
    assert len(result.answers) == 3
    assert max(held for _, held in result.memory) - result.memory[0][1] < 400
    if QUERIES >= 1_000:
        assert result.slope < 1
