"""What a card asks beside its rows: what the data lacks, options, the SQL to paste, the cache key."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from dashboard.catalog.model import Param, Query
from dashboard.catalog.statement import parse
from dashboard.catalog.targets import targets_for
from dashboard.charts import Reader
from dashboard.engine.literals import literal
from dashboard.engine.masking import smallest_group
from dashboard.engine.running import Result, prepare, unmasked
from dashboard.engine.scoping import targets_within
from dashboard.engine.selection import Selection
from dashboard.engine.session import Source, session
from dashboard.engine.views import statements

_LACKING: Final = (Path(__file__).parent / "lacking.sql").read_text("utf-8")


def cache_key(
    query: Query, selection: Selection, params: Mapping[str, Any], version: str, scope: str = ""
) -> str:
    """Return one string that two runs share only when they give the same rows."""
    defaults = [[(param.name, param.default) for param in each.params] for each in query.reads]
    text = _digest(query.sql, *(each.sql for each in query.reads))
    return repr((text, defaults, selection, sorted(params.items()), version, scope, targets_for(query)))


@lru_cache(maxsize=1_000)
def _digest(*texts: str) -> str:
    """Return a digest of texts, which are long and asked for in each run of a page."""
    return sha256("\0".join(texts).encode()).hexdigest()


def lacking(query: Query, warehouse: Source, reader: Reader | None = None) -> str:
    """Return in words what the data lacks for a query, or nothing. The import wrote them, in English."""
    if not query.needs:
        return ""
    with warehouse.cursor() as cursor:
        reasons = dict(cursor.execute(_LACKING).fetchall())
    say = (reader or Reader.of(None)).say
    return " ".join(say(reasons[capability]) for capability in query.needs if capability in reasons)


def withheld(query: Query, result: Result, reader: Reader) -> str:
    """Return in words that figures about few people are missing, or nothing where none are."""
    if not result.masked:
        return ""
    number = reader.integer(smallest_group())
    if query.chart.type == "metric":
        is_missing = result.frame[str(query.chart.options["value"])].has_nulls()
        return reader.say("Fewer than {number} people", number=number) if is_missing else ""
    return reader.say(
        "Figures about fewer than {number} people are not shown, nor what would give them away.",
        number=number,
    )


def options(
    query: Query, param: Param, warehouse: Source, selection: Selection, above: Mapping[str, Any]
) -> list[Any]:
    """Return what a parameter offers; `above` holds the values of those before it. Raises QueryError."""
    if not isinstance(param.options, str):
        return list(param.options)
    statement = parse(param.options)
    before = tuple(each for each in query.params if each.name in above)
    asking = replace(
        query, sql=param.options, params=before, uses=statement.parameters, tables=statement.tables
    )
    frame = unmasked(asking, warehouse, selection, above).frame  # names of groups, no figures
    return frame.to_series(0).drop_nulls().unique(maintain_order=True).to_list()


def filled_sql(query: Query, warehouse: Source, selection: Selection, params: Mapping[str, Any]) -> str:
    """Return the SQL with this selection's values, ready for the DuckDB shell on the published file."""
    with session(warehouse) as on:
        values = prepare(on, query, selection, params, warehouse.scope)
    lines = [f'set variable "{name}" = {literal(bound.value, bound.type)};' for name, bound in values.items()]
    targets = targets_within(targets_for(query).rows, warehouse.scope)
    for _, sql, given in statements(selection, query.tables, targets):
        lines.append(sql.replace("$chosen", literal(given["chosen"], "varchar[]")) + ";" if given else sql)
    return "\n".join([*lines, "", f"{whole_sql(query)};", ""])


def whole_sql(query: Query) -> str:
    """Return the SQL with the queries that it reads, as one statement."""
    sql = query.sql.strip().rstrip(";")
    if not query.reads:
        return sql
    reads = ",\n".join(f'"{each.name}" as (\n{each.sql.strip().rstrip(";")}\n)' for each in query.reads)
    return f"with {reads}\nselect * from (\n{sql}\n)"
