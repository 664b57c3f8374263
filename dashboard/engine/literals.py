"""Values written as SQL: for text that a person pastes, never for what the engine runs."""

from datetime import date
from typing import Any


def literal(value: Any, sql_type: str) -> str:
    """Return a value as an SQL literal of a type."""
    return f"cast(null as {sql_type})" if value is None else _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool() | int() | float():
            return str(value).lower()
        case date():
            return f"date '{value.isoformat()}'"
        case list():
            return f"[{', '.join(map(_plain, value))}]" if value else "[]::varchar[]"
        case dict():
            return f"{{{', '.join(f'{_plain(name)}: {_plain(each)}' for name, each in value.items())}}}"
        case _:
            return "'" + str(value).replace("'", "''") + "'"
