"""From canonical tables to the DuckDB file of a version: one .sql file a step, as columns.toml says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import duckdb

from dashboard import settings
from dashboard.ingest import vocabulary as words
from dashboard.warehouse.columns import comments, differences, wide_tables
from dashboard.warehouse.folder import Version
from dashboard.warehouse.merge import Canonical
from dashboard.warehouse.sql import statement

CLOSED_SETS: Final[Mapping[str, Sequence[str]]] = {
    "role_levels": words.ROLE_LEVELS,
    "role_families": words.ROLE_FAMILIES,
    "seniorities": words.SENIORITIES,
    "work_models": words.WORK_MODELS,
    "channels": words.CHANNELS,
    "milestones": words.MILESTONES,
    "statuses": words.STATUSES,
    "close_sides": words.CLOSE_SIDES,
    "opening_statuses": words.OPENING_STATUSES,
    "offer_statuses": words.OFFER_STATUSES,
    "precisions": words.PRECISIONS,
    "language_sources": words.LANGUAGE_SOURCES,
}
_SHARED: Final = ("closed_types", "types", "macros")
"""What the published tables, and those who read them, share."""
_PREPARED: Final = (
    "job_places",
    "held_openings",
    "placed_applications",
    "visits",
    "history",
    "repeated_milestones",
    "persons",
    "wide_applications",
)
"""What the wide tables are made from, in this order; nothing of it is published."""

Progress = Callable[[str], None]


class WrongColumns(Exception):
    """The .sql files and columns.toml disagree: a mistake in the product, never in the data."""


def build(canonical: Canonical, version: Version, name: str, timezone: str, progress: Progress) -> None:
    """Build the database of a version and leave it closed, with everything in its one file."""
    values: dict[str, Any] = {
        **CLOSED_SETS,
        "canonical": str(canonical.path),
        "as_of": canonical.as_of(),
        "timezone": timezone,
        "version": name,
        "published_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
    }
    with closing(open_database(version)) as connection:
        set_variables(connection, values)
        connection.execute(statement("canonical")).complete()
        progress("Joining applications with jobs, postings and history …")
        with _at_once(connection):
            for step in _SHARED:
                connection.execute(statement(step)).complete()
        # Temporary tables wait for no disk, and DuckDB moves them there only once they are committed.
        for step in _PREPARED:
            connection.execute(statement(step)).complete()
        with _at_once(connection):
            for table in wide_tables():
                progress(f"Building {table} …")
                connection.execute(statement(table)).complete()
            connection.execute(";".join(comments())).complete()
        connection.execute("checkpoint").complete()


@contextmanager
def _at_once(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit once at the end of the block: a commit a statement would wait for the disk each time."""
    connection.begin()
    yield
    connection.commit()


def verify(version: Version) -> None:
    """Open a finished database as a reader would and compare it with columns.toml. Raises WrongColumns."""
    with closing(duckdb.connect(str(version.database), read_only=True)) as connection:
        if wrong := differences(connection):
            raise WrongColumns("\n".join(wrong))


def open_database(version: Version, *, in_order: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a database that is being built. `in_order`: rows keep the order they are read in."""
    scratch = version.path / "scratch"
    return duckdb.connect(
        str(version.database),
        config={
            "memory_limit": settings.get("memory_limit"),
            "temp_directory": str(scratch),
            "preserve_insertion_order": in_order,
            "python_enable_replacements": False,
            "autoload_known_extensions": False,
            "disabled_optimizers": "common_subexpressions",
        },
    )


def set_variables(connection: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
    """Set session variables, which the .sql files read."""
    for name, value in values.items():
        bound = list(value) if isinstance(value, tuple) else value
        connection.execute(f"set variable {name} = $value", {"value": bound}).complete()
