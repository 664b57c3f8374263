"""A parameter's value: its SQL type, from text to value, and whether a default and its options fit."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from dashboard.catalog.keys import KeyFault
from dashboard.catalog.model import Param, ParamType
from dashboard.catalog.nearest import did_you_mean
from dashboard.catalog.statement import parse

_VALUE_TYPES: Final[Mapping[ParamType, tuple[type, ...]]] = {
    "date": (date,),
    "choice": (str, int, float),
    "multi": (list, tuple),
    "number": (int, float),
    "text": (str,),
    "bool": (bool,),
}
_WORDS: Final[Mapping[ParamType, str]] = {
    "date": "a date, as in 2026-10-31",
    "choice": "one of its options",
    "multi": "a list of its options",
    "number": "a number",
    "text": "text",
    "bool": "true or false",
}


def sql_type(param: Param) -> str:
    """Return the SQL type that a parameter is bound as; a number whose default is whole is whole."""
    match param.type:
        case "date":
            return "DATE"
        case "bool":
            return "BOOLEAN"
        case "number":
            return "BIGINT" if isinstance(param.default, int) else "DOUBLE"
        case "choice":
            return _option_type(param)
        case "multi":
            return f"{_option_type(param)}[]"
        case _:
            return "VARCHAR"


def _option_type(param: Param) -> str:
    values = () if isinstance(param.options, str) else param.options
    if values and all(type(value) is int for value in values):
        return "BIGINT"
    return "DOUBLE" if values and all(type(value) in (int, float) for value in values) else "VARCHAR"


def value_of(param: Param, given: Any) -> Any:
    """Return a given value as the parameter's type; text (a link, the command line) is parsed.

    No value, empty text and an empty list are None, which means no filter. Raises ValueError with a sentence.
    """
    if given is None or given == "" or (param.type == "multi" and not given):
        return None
    if param.type == "multi":
        items = given.split(",") if isinstance(given, str) else list(given)
        return [_item(param, item) for item in items]
    return _item(param, given)


def _item(param: Param, given: Any) -> Any:
    try:
        value = _parsed(param, given) if isinstance(given, str) else given
    except ValueError:
        raise ValueError(_refusal(param, given)) from None
    if param.type not in ("choice", "multi") and not _fits(param.type, value):
        raise ValueError(_refusal(param, given))
    if param.type in ("choice", "multi") and isinstance(param.options, tuple) and value not in param.options:
        raise ValueError(
            f"{_refusal(param, given)} {did_you_mean(str(given), map(str, param.options))}".strip()
        )
    return int(value) if sql_type(param) == "BIGINT" and float(value).is_integer() else value


def _parsed(param: Param, given: str) -> Any:
    match sql_type(param).removesuffix("[]"):
        case "DATE":
            return date.fromisoformat(given)
        case "BOOLEAN":
            return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(
                given.lower(), given
            )
        case "BIGINT" | "DOUBLE":
            return float(given) if "." in given or "e" in given.lower() else int(given)
        case _:
            return given


def _fits(kind: ParamType, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "bool"
    return isinstance(value, _VALUE_TYPES[kind]) and not isinstance(value, datetime)


def _refusal(param: Param, given: Any) -> str:
    return f'"{param.name}" takes {_WORDS[param.type]}, not {given!r}.'


def param_faults(param: Param) -> Iterator[KeyFault]:
    """Yield what is wrong with a parameter's options and default."""
    if param.type not in _WORDS:
        return
    path = ("params", param.name)
    if param.type in ("choice", "multi"):
        yield from _option_faults(param, (*path, "options"))
    elif param.options:
        yield KeyFault(
            (*path, "options"),
            f"a {param.type} has no options.",
            'Make it a "choice" or a "multi", or take them out.',
        )
    if param.default is not None and not _fits(param.type, param.default):
        yield KeyFault((*path, "default"), f"the default takes {_WORDS[param.type]}, not {param.default!r}.")
    elif isinstance(param.options, tuple) and param.options:
        chosen = param.default if isinstance(param.default, list) else [param.default]
        for value in chosen:
            if value is not None and value not in param.options:
                advice = did_you_mean(str(value), map(str, param.options))
                yield KeyFault((*path, "default"), f"the default {value!r} is none of the options.", advice)


def _option_faults(param: Param, path: tuple[str, ...]) -> Iterator[KeyFault]:
    if not param.options:
        yield KeyFault(path[:-1], f"a {param.type} needs options.", "Give a list of values or one SELECT.")
    elif isinstance(param.options, str):
        statement = parse(param.options)
        for fault in statement.faults:
            yield KeyFault(path, f"options: {fault.message}", fault.advice)
        for name in sorted(statement.parameters & {param.name}):
            yield KeyFault(path, f"the options of ${name} cannot use ${name} itself.")
    elif (
        len({type(value) for value in param.options} - {int, float})
        + any(type(v) in (int, float) for v in param.options)
        > 1
    ):
        yield KeyFault(path, "options of several types.", "Make them all text or all numbers.")
