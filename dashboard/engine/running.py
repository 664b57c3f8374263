"""One query on one version of the data: views laid, values bound, limits set, rows fetched."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import duckdb
import polars as pl
import polars.selectors as cs

from dashboard.catalog.errors import explain
from dashboard.catalog.header import Fault
from dashboard.catalog.model import Problem, Query
from dashboard.catalog.schema import names_of
from dashboard.catalog.statement import parse
from dashboard.catalog.targets import Target, Targets, targets_for
from dashboard.engine.binding import Bound, bind, built_in, own_values
from dashboard.engine.frames import NotShownError, fetch
from dashboard.engine.limits import Limits, deadline
from dashboard.engine.masking import masked, smallest_group
from dashboard.engine.scoping import masks, may_list, targets_within
from dashboard.engine.selection import Selection
from dashboard.engine.session import Session, Source, session
from dashboard.engine.version import first_day
from dashboard.engine.views import lay, rows_of
from dashboard.warehouse import Scope


class QueryError(Exception):
    """A query that could not be answered: where, why, what to do."""

    def __init__(self, problem: Problem, *more: Problem) -> None:
        super().__init__("\n".join(map(str, (problem, *more))))
        self.problems = (problem, *more)


class NotForScopeError(QueryError):
    """A query whose rows the scope may not see, since each is a single application."""


class UndeclaredError(NotForScopeError):
    """A query that does not say which of its figures are about people, so that none can be masked."""


@dataclass(frozen=True)
class Result:
    """The rows of a query. `truncated`: there are more than `row_limit`, and these are the first of them.

    `masked`: figures about fewer people than may be told of are null in them.
    """

    frame: pl.DataFrame
    truncated: bool
    row_limit: int
    version: str
    seconds: float
    masked: bool = False


Answers = Callable[[Query, Mapping[str, Any]], Result | None]
"""What is known already of a query with its own parameters, for the queries that read it."""


def run(  # noqa: PLR0913 - what is asked, of what, and how
    query: Query,
    warehouse: Source,
    selection: Selection,
    params: Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
    answers: Answers | None = None,
) -> Result:
    """Return the rows of a query for a selection and its own parameters. Raises QueryError.

    The rows of a query that it reads come from `answers` where these are all of them and of the same version.
    Who may not see individuals gets them masked, computed from unmasked ones.
    """
    scope = warehouse.scope
    given = None if masks(scope) else answers
    result = unmasked(query, warehouse, selection, params, limits=limits, answers=given)
    frame = without_small_groups(result.frame, query, scope)
    return replace(result, frame=frame, masked=not frame.equals(result.frame)) if masks(scope) else result


def without_small_groups(frame: pl.DataFrame, query: Query, scope: Scope | None) -> pl.DataFrame:
    """Return a query's rows as a scope may see them. Raises QueryError."""
    if not masks(scope):
        return frame
    if query.people is None:
        message = (
            f"{query.name} does not say which of its figures are about people, so {scope} may not see it."
        )
        raise UndeclaredError(Problem(query.path, 1, message, "Add a table [people] to its header."))
    with _refusing(query):
        return masked(frame, query, smallest_group())


def unmasked(  # noqa: PLR0913 - as above
    query: Query,
    warehouse: Source,
    selection: Selection,
    params: Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
    answers: Answers | None = None,
) -> Result:
    """Return the rows of a query as they are: not to be shown before `without_small_groups`."""
    limits = limits or Limits.from_settings()
    started = time.perf_counter()
    known = _known(query, params or {}, answers) if answers and query.reads else {}
    with session(warehouse) as on:
        of_this = all(answer.version == on.version.name for answer in known.values())
        rows = {name: answer.frame for name, answer in known.items()} if of_this else {}
        prepare(on, query, selection, params or {}, warehouse.scope, known=rows)
        with answering(on.cursor, query, limits):
            on.cursor.execute(query.sql)
            require_allowed(on.cursor, query, warehouse.scope)
            frame = fetch(on.cursor, limits.rows + 1)
    truncated = frame.height > limits.rows
    return Result(
        frame.head(limits.rows), truncated, limits.rows, on.version.name, time.perf_counter() - started
    )


def _known(query: Query, params: Mapping[str, Any], answers: Answers) -> dict[str, Result]:
    """Return by name what is known of the queries that it reads.

    A parameter of the query may go through to what its reads read, which their own answers do not know of.
    """
    found: dict[str, Result] = {}
    with _refusing(query):
        values = own_values(query, params)

    def is_known(read: Query) -> bool:
        given = {param.name: values[param.name].value for param in read.params}
        answer = None if read.reads and query.params else answers(read, given)
        if answer and not answer.truncated:
            found[read.name] = answer
        return read.name in found

    _needed(query, is_known)
    return found


def _needed(query: Query, is_known: Callable[[Query], bool]) -> list[Query]:
    """Return what a query reads but for what is known, each after those that it reads itself."""
    wanted, needed = set(parse(query.sql).tables), []
    for read in reversed(query.reads):
        if read.name in wanted and not is_known(read):
            wanted |= parse(read.sql).tables
            needed.append(read)
    return needed[::-1]


def require_allowed(cursor: duckdb.DuckDBPyConnection, query: Query, scope: Scope | None) -> None:
    """Raise NotForScopeError when the cursor's open result lists what the scope may not see."""
    if not may_list([name for name, *_ in cursor.description or ()], scope):
        cursor.abort()
        message = f"{query.name} lists single applications, which {scope} may not see."
        raise NotForScopeError(Problem(query.path, 1, message))


def prepare(  # noqa: PLR0913 - what is asked, and where
    on: Session,
    query: Query,
    selection: Selection,
    params: Mapping[str, Any],
    scope: Scope | None,
    *,
    known: Mapping[str, pl.DataFrame] = MappingProxyType({}),
) -> dict[str, Bound]:
    """Lay the views and bind the values that a query needs so that its SQL runs; return the values.

    `known` rows stand for a query that is read; the others are computed where they are read.
    """
    if faults := parse(query.sql).faults:
        raise _faulty(query, faults)
    first = first_day(on.cursor) if "since" in query.uses and selection.since is None else None
    with _refusing(query):
        values = built_in(selection, on.version.as_of, first) | own_values(query, params)
        used = {name: bound for name, bound in values.items() if name in query.uses}
        bind(on, used)
    for name in query.uses - used.keys():
        on.unset(name)
    lay(on, selection, query.tables, targets_within(_without_mistakes(targets_for(query)), scope))
    for name, frame in known.items():
        on.put_rows(name, frame)
    for read in _needed(query, lambda read: read.name in known):
        try:
            on.put(rows_of(read))
        except duckdb.Error as error:
            raise _faulty(read, explain(error, read.sql, names_of(on.cursor))) from error
    return used


@contextmanager
def _refusing(query: Query) -> Iterator[None]:
    """Turn the sentence of a value that cannot be into a QueryError."""
    try:
        yield
    except ValueError as refusal:
        raise QueryError(Problem(query.path, 1, str(refusal))) from None


def _without_mistakes(targets: Targets) -> tuple[Target, ...]:
    """Return the targets of a file without a mistake. Raises QueryError."""
    if targets.problems:
        raise QueryError(*targets.problems)
    return targets.rows


@contextmanager
def answering(cursor: duckdb.DuckDBPyConnection, query: Query, limits: Limits) -> Iterator[None]:
    """Hold what runs within the time limit, and turn what DuckDB says into a QueryError."""
    with deadline(cursor, limits.seconds) as watched:
        try:
            yield
        except duckdb.InterruptException:
            raise _failed(query, _overtime(limits) if watched.expired else "was interrupted.") from None
        except duckdb.OutOfMemoryException:
            raise _failed(query, "needs more memory than the setting HIRING_MEMORY_LIMIT allows.") from None
        except NotShownError as refusal:
            raise QueryError(Problem(query.path, 1, str(refusal))) from refusal
        except duckdb.Error as error:
            raise _faulty(query, explain(error, query.sql, names_of(cursor))) from error


def _faulty(query: Query, faults: Iterable[Fault]) -> QueryError:
    return QueryError(*(Problem(query.path, each.line, each.message, each.advice) for each in faults))


def _overtime(limits: Limits) -> str:
    return f"took longer than {limits.seconds:g} seconds and was stopped (setting HIRING_TIME_LIMIT)."


def _failed(query: Query, what: str) -> QueryError:
    return QueryError(Problem(query.path, 1, f"the query {what}", "Choose a shorter period or fewer rows."))


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of plain types: ENUMs as text, HUGEINTs (sums of integers) and DECIMALs as numbers."""
    whole = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal) and kind.scale == 0]
    return frame.with_columns(
        cs.by_dtype(pl.Categorical, pl.Enum).cast(pl.String) if frame.width else [],
        pl.col(whole).cast(pl.Int64),
        (cs.decimal() - cs.by_name(whole)).cast(pl.Float64),
    )
