"""What a card asks beside its rows: what the data lacks, options, the SQL to paste, the cache key."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from dashboard.catalog.model import Param, Query
from dashboard.catalog.statement import parse
from dashboard.catalog.targets import targets_for
from dashboard.engine.literals import literal
from dashboard.engine.running import Source, prepare, run
from dashboard.engine.selection import Selection
from dashboard.engine.version import version_read
from dashboard.engine.views import statements

_LACKING: Final = (Path(__file__).parent / "lacking.sql").read_text("utf-8")


def cache_key(
    query: Query, selection: Selection, params: Mapping[str, Any], version: str, scope: str = ""
) -> str:
    """Return one string that two runs share only when they give the same rows."""
    parts = {
        "sql": query.sql,
        "selection": asdict(selection),
        "params": params,
        "version": version,
        "scope": scope,
        "targets": asdict(targets_for(query)),
    }
    return json.dumps(parts, sort_keys=True, ensure_ascii=False, default=_tagged)


def _tagged(value: Any) -> dict[str, str]:
    return {type(value).__name__: value.isoformat() if isinstance(value, date) else repr(value)}


def lacking(query: Query, warehouse: Source) -> str:
    """Return in words what the data lacks for a query, or nothing."""
    if not query.needs:
        return ""
    with warehouse.cursor() as cursor:
        reasons = dict(cursor.execute(_LACKING).fetchall())
    return " ".join(reasons[capability] for capability in query.needs if capability in reasons)


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
    frame = run(asking, warehouse, selection, above).frame
    return frame.to_series(0).drop_nulls().unique(maintain_order=True).to_list()


def filled_sql(query: Query, warehouse: Source, selection: Selection, params: Mapping[str, Any]) -> str:
    """Return the SQL with this selection's values, ready for the DuckDB shell on the published file."""
    with warehouse.cursor() as cursor:
        values = prepare(cursor, query, selection, params, version_read(cursor).as_of)
    lines = [f'set variable "{name}" = {literal(bound.value, bound.type)};' for name, bound in values.items()]
    for sql, given in statements(selection, query.tables, targets_for(query).rows):
        lines.append(sql.replace("$chosen", literal(given["chosen"], "varchar[]")) + ";" if given else sql)
    return "\n".join([*lines, "", query.sql.strip().rstrip(";") + ";", ""])
