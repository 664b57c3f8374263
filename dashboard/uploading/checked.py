"""What an import's new version says to the `[[checks]]` of the queries."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from dashboard import catalog, settings
from dashboard.engine.checks import Failed, run_all
from dashboard.warehouse import Warehouse


@dataclass(frozen=True)
class Checked:
    """How many checks were run on all of the data, and those that do not hold."""

    checks: int
    failed: tuple[Failed, ...]

    @classmethod
    def told(cls, checks: int, failed: list[dict[str, Any]]) -> Self:
        """Return what another process has found."""
        return cls(checks, tuple(Failed(**each) for each in failed))


def check(folder: Path) -> Checked:
    """Run the checks of every query on the newest version in a warehouse."""
    shelf = Path(settings.get("queries"))
    queries = list(catalog.load(shelf).queries.values()) if shelf.is_dir() else []
    source = Warehouse(folder)
    try:
        failed, errors = run_all(queries, source)
    finally:
        source.close()
    unanswered = {problem.path: str(error) for error in errors for problem in error.problems}
    told = [
        Failed(query.name, ", ".join(each.name for each in query.checks), 0, unanswered[query.path])
        for query in queries
        if query.path in unanswered
    ]
    return Checked(sum(len(query.checks) for query in queries), (*failed, *told))
