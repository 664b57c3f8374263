"""Queries that share a session: nothing is set twice, and nothing of one shows in another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from support import GivenWarehouse

from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.engine import QueryError, Selection, Shared, run
from dashboard.engine.running import Result

ROWS = [
    {"application_id": str(number), "country": country} for number, country in enumerate(["DE", "DE", "FR"])
]
FILES = {
    "counted": "select count(*) as n from applications where $since is not null",
    "again": "select 10 * count(*) as n from applications where $since is not null",
    "least": '-- /// query\n-- [params.least]\n-- type = "number"\n-- default = 2\n-- ///\nselect $least as n',
    "undeclared": "select $least as n",
    "wrong": "select cast('x' as integer) as n",
    "reads": 'select n + 1 as n from "page/counted"',
}


class Spy:
    """A cursor that writes down what it is asked."""

    def __init__(self, cursor: Any, asked: list[str]) -> None:
        self._cursor, self._asked = cursor, asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, sql: str, values: Any = None) -> Any:
        self._asked.append(sql)
        return self._cursor.execute(sql, values)

    def register(self, name: str, rows: Any) -> Any:
        self._asked.append(f"register {name}")
        return self._cursor.register(name, rows)


@dataclass
class Watched:
    """A warehouse that says how many cursors it opened, and what they were asked."""

    within: GivenWarehouse = field(default_factory=lambda: GivenWarehouse({"applications": ROWS}))
    newest: str = "given-rows"
    opened: int = 0
    closed: int = 0
    asked: list[str] = field(default_factory=list)
    scope: None = None

    def version(self) -> str:
        return self.newest

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        self.opened += 1
        with self.within.cursor() as cursor:
            yield Spy(cursor, self.asked)
        self.closed += 1

    def new(self) -> list[str]:
        """Return what was asked since this was read last."""
        asked, self.asked[:] = self.asked[:], []
        return asked


@pytest.fixture
def queries(tmp_path: Path) -> dict[str, Query]:
    (tmp_path / "page").mkdir()
    for name, sql in FILES.items():
        (tmp_path / f"page/{name}.sql").write_text(sql)
    return {name.removeprefix("page/"): query for name, query in load(tmp_path).queries.items()}


EVERYTHING = Selection(role_level=(), since=date(2026, 1, 1))


def n(query: Query, source: Any, selection: Selection = EVERYTHING, **more: Any) -> int:
    return int(run(query, source, selection, **more).frame["n"][0])


def test_what_stands_is_not_set_again(queries: dict[str, Query]) -> None:
    watched = Watched()
    shared = Shared(watched)
    assert n(queries["counted"], shared) == 3
    assert len(watched.new()) > 2
    assert n(queries["again"], shared) == 30
    assert watched.new() == [queries["again"].sql]
    assert watched.opened == 1


def test_another_selection_is_another_view_and_another_value(queries: dict[str, Query]) -> None:
    shared = Shared(Watched())
    for countries, expected in (((), 3), (("DE",), 2), (("FR",), 1), (("DE", "FR"), 3), (("DE",), 2)):
        assert n(queries["counted"], shared, replace(EVERYTHING, country=countries)) == expected
    for least in (2, 5, 2):
        assert n(queries["least"], shared, params={"least": least}) == least


def test_a_value_of_one_query_is_none_of_another_that_declares_none(queries: dict[str, Query]) -> None:
    shared = Shared(Watched())
    assert n(queries["least"], shared) == 2
    with pytest.raises(QueryError, match="least"):
        n(queries["undeclared"], shared)
    assert n(queries["least"], shared) == 2


def test_after_a_failure_there_is_a_new_session(queries: dict[str, Query]) -> None:
    watched = Watched()
    shared = Shared(watched)
    n(queries["counted"], shared)
    with pytest.raises(QueryError):
        n(queries["wrong"], shared)
    assert n(queries["counted"], shared) == 3
    assert (watched.opened, watched.closed) == (2, 1)


def test_what_is_published_meanwhile_is_read_by_the_next_session_and_not_by_this_one(
    queries: dict[str, Query],
) -> None:
    watched = Watched()
    shared = Shared(watched)
    watched.newest = "the one before"
    assert shared.version() == "the one before"
    n(queries["counted"], shared)
    read = shared.version()
    watched.newest = "the next one"
    assert n(queries["counted"], shared) == 3
    assert (shared.version(), watched.opened, watched.closed) == (read, 1, 0)
    shared.close()
    assert (shared.version(), watched.closed) == ("the next one", 1)


def test_known_rows_stand_until_others_are_known_and_none_are(queries: dict[str, Query]) -> None:
    watched = Watched()
    shared = Shared(watched)
    nine, four = (
        Result(pl.DataFrame({"n": [rows]}), truncated=False, row_limit=1, version="given-rows", seconds=0)
        for rows in (9, 4)
    )
    for known, expected in ((nine, 10), (nine, 10), (four, 5), (None, 4), (nine, 10)):
        assert n(queries["reads"], shared, answers=lambda *_, known=known: known) == expected
    assert watched.new().count("register page/counted") == 3


def test_what_is_asked_while_a_query_is_answered_leaves_it_as_it_was(queries: dict[str, Query]) -> None:
    shared = Shared(Watched())
    french = replace(EVERYTHING, country=("FR",))
    found = n(queries["reads"], shared, answers=lambda read, given: run(read, shared, french, given))
    assert found == 2
    assert n(queries["counted"], shared) == 3
