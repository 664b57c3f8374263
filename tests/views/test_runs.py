"""What a thread's run has in common, and nobody else."""

from pathlib import Path

import pytest

from dashboard import engine
from dashboard.views import runs
from dashboard.warehouse import Warehouse


def test_a_run_shares_a_session_of_its_own_source_alone_and_lets_it_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[engine.Shared] = []

    def close(shared: engine.Shared) -> None:
        closed.append(shared)

    monkeypatch.setattr(engine.Shared, "close", close)
    own, other = Warehouse(tmp_path), Warehouse(tmp_path)
    with pytest.raises(ValueError, match="wrong"), runs.one_run(own):
        shared = runs.shared(own)
        assert isinstance(shared, engine.Shared) and shared is runs.shared(own)
        assert runs.shared(other) is other
        raise ValueError("wrong")
    assert closed == [shared]
    assert runs.current() is None and runs.shared(own) is own
