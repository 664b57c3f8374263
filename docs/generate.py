"""Writes the reference tables of the docs from the code: `python docs/generate.py` after a change there.

A section stands between `<!-- generated: name -->` and `<!-- end -->`; a test compares it.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from dashboard import settings
from dashboard.catalog import keys, people
from dashboard.catalog.keys import Key
from dashboard.charts.options import Option
from dashboard.charts.spec import CHARTS, options
from dashboard.cli import build_parser
from dashboard.warehouse.columns import wide_tables
from dashboard.warehouse.macros import macros

HERE = Path(__file__).parent
FILES = (HERE / "queries.md", HERE / "settings.md")
SECTION = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
TYPES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    list: "list",
    dict: "tables",
}
KINDS = {
    "number": "numbers",
    "text": "text",
    "time": "days",
    "bool": "true or false",
    "list": "lists",
    "other": "other",
}


def with_sections(text: str) -> str:
    """Return the text of a page with each generated section anew."""
    return SECTION.sub(lambda found: f"{found[1]}\n{SECTIONS[found['name']]()}\n\n{found[3]}", text)


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    columns = head.split(" | ")
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _keys(described: Mapping[str, Key]) -> str:
    rows = ((_named(name, required=key.required), _takes(key), key.help) for name, key in described.items())
    return _table("key | takes | meaning", rows)


def _named(name: str, *, required: bool) -> str:
    return f"`{name}`" + (" (required)" if required else "")


def _takes(key: Key) -> str:
    if key.words:
        return ("list of " if list in key.types else "") + ", ".join(f"`{word}`" for word in key.words)
    return " or ".join(TYPES[each] for each in key.types if each in TYPES)


def _charts() -> str:
    return "\n\n".join(_chart(name) for name in CHARTS)


def _chart(name: str) -> str:
    spec = CHARTS[name]
    rows = [
        (_named(option, required=option in spec.required), _option_takes(given), given.help)
        for option, given in options(name).items()
    ]
    return f"### `{name}`\n\n{spec.about}\n\n" + _table("option | takes | meaning", rows)


def _option_takes(option: Option) -> str:
    words = [f"`{value}`" for value in option.values]
    words += [TYPES[kind] for kind in option.types if not (kind is int and float in option.types)]
    if option.columns:
        kinds = (
            ""
            if len(option.columns) == len(KINDS)
            else " of " + ", ".join(KINDS[k] for k in KINDS if k in option.columns)
        )
        words.append(("a list of columns" if option.many else "a column") + kinds)
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _wide_tables() -> str:
    return "\n\n".join(
        f"### `{table.name}`\n\n{table.about}\n\n"
        + _table(
            "column | type | meaning",
            ((f"`{column.name}`", column.kind, column.about) for column in table.columns),
        )
        for table in wide_tables().values()
    )


def _macros() -> str:
    return _table("formula | gives", ((f"`{macro.call}`", macro.about) for macro in macros()))


def _settings() -> str:
    rows = (
        (f"`{each.name}`", f"`{each.variable}`", f"`{_default(each)}`", each.help)
        for each in settings.SETTINGS.values()
    )
    return _table("setting | environment variable | default | meaning", rows)


def _default(setting: settings.Setting) -> str:
    return Path(setting.default).name if Path(setting.default).is_absolute() else setting.default


def _commands() -> str:
    return "\n\n".join(_command(name, parser) for name, parser in commands().items())


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    parser = build_parser()
    return next(
        action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    return f"### `hiring {name}`\n\n{parser.description}\n\n" + _table(
        "argument | meaning", _arguments(parser)
    )


def _arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    defaults = {setting.option: setting.name for setting in settings.SETTINGS.values()}
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        name = action.option_strings[0] if action.option_strings else action.dest.upper()
        takes = (
            "{" + ",".join(map(str, action.choices)) + "}"
            if action.choices
            else action.metavar or action.dest.upper()
        )
        shown = f"{name} {takes}" if action.option_strings and action.nargs != 0 else name
        told = re.sub(r" \(default: %\(default\)s\)$", "", action.help or "")
        yield f"`{shown}`", f"{told} (setting `{defaults[name]}`)" if name in defaults else told


SECTIONS: Mapping[str, Callable[[], str]] = {
    "header": lambda: _keys(keys.QUERY),
    "params": lambda: _keys(keys.PARAM),
    "columns": lambda: _keys(keys.COLUMN),
    "behind": lambda: _keys(keys.BEHIND),
    "people": lambda: _keys(people.PEOPLE),
    "checks": lambda: _keys(keys.CHECK),
    "alerts": lambda: _keys(keys.ALERT),
    "page": lambda: _keys(keys.PAGE),
    "report": lambda: _keys(keys.REPORT),
    "printed": lambda: _keys(keys.PRINTED),
    "charts": _charts,
    "tables": _wide_tables,
    "macros": _macros,
    "settings": _settings,
    "commands": _commands,
}


if __name__ == "__main__":
    for path in FILES:
        path.write_text(with_sections(path.read_text("utf-8")), "utf-8")
