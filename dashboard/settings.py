"""The one table of settings: name, default, help. Command-line help, docs and tests are made from it."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def shipped(name: str) -> Path:
    """Return a folder that ships with the product: beside the package in a checkout, else inside it."""
    package = Path(__file__).parent
    inside = package / "_shipped" / name
    return inside if inside.exists() else package.parent / name


@dataclass(frozen=True)
class Setting:
    """A value that an environment variable HIRING_<NAME> or a command's option overrides."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        return f"HIRING_{self.name.upper()}"

    @property
    def option(self) -> str:
        return f"--{self.name.replace('_', '-')}"

    def value(self) -> str:
        return os.environ.get(self.variable, self.default)


_TABLE = (
    Setting("warehouse", "warehouse", "folder of the published data"),
    Setting("queries", str(shipped("queries")), "folder of the pages and their .sql files"),
    Setting("port", "8501", "port of the dashboard"),
    Setting("timezone", "UTC", "reporting time zone: a day is a calendar day there"),
    Setting("account", "main", "account that an import belongs to; accounts stay apart"),
    Setting("keep_closed_totals", "off", "whether hiring forget keeps counts of closed months: on or off"),
    Setting(
        "terms", "", "TOML file of what stages, sources, titles and statuses mean to you; without it, none"
    ),
    Setting(
        "date_order",
        "",
        "what 04/05/2026 means where neither a value nor a map says it: day_first or month_first; "
        "without it, such a file is refused",
    ),
    Setting("row_limit", "5000", "rows of a result at most; a result that has more says so"),
    Setting("time_limit", "30", "seconds that one query may take"),
    Setting("memory_limit", "4GB", "memory that DuckDB may use"),
    Setting(
        "warm_up",
        "60",
        "seconds of computing after each import, at most, for what people usually choose on the start page: "
        "other periods, single countries; 0: none",
    ),
    Setting("targets", "", "TOML file of what is aimed at; without it, targets.toml in the warehouse folder"),
    Setting(
        "record_link",
        "",
        "address of an application's record, as https://ats.example/applications/{application_id}; "
        "for several accounts account=address, apart by spaces; without it, ids are plain text",
    ),
    Setting("scopes", "", "TOML file of who may see which rows; without it, everyone sees everything"),
    Setting("user_header", "X-Forwarded-Email", "header in which the reverse proxy says who is there"),
    Setting("groups_header", "X-Forwarded-Groups", "header in which it says their groups, by commas"),
    Setting("archive_limit", "4GB", "what an imported archive may unpack to; a larger one is refused"),
    Setting(
        "minimum_n", "5", "hires, fills or stays that a figure must rest on; with fewer the card says so"
    ),
    Setting(
        "smallest_group",
        "5",
        "people that a figure is about at least, for scopes that may not see individuals; "
        "about fewer it is not shown to them, nor what would give it away",
    ),
    Setting("sql_page", "on", "the page for SQL that someone types: on or off"),
    Setting("sql_save", "off", "whether that page may write query files into the queries folder: on or off"),
    Setting("upload", "first", "imports in the browser: first (only while nothing is published), on or off"),
    Setting("upload_limit", "200", "megabytes that one import in the browser may take"),
    Setting("browser", "", "command or path of the Chromium that prints PDF; without it, the first on PATH"),
)
SETTINGS = {setting.name: setting for setting in _TABLE}


@contextmanager
def given(options: Mapping[str, Any]) -> Iterator[None]:
    """Let a command's options stand as the settings of their names while it runs."""
    named = {SETTINGS[name].variable: str(value) for name, value in options.items() if name in SETTINGS}
    before = {variable: os.environ.get(variable) for variable in named}
    os.environ.update(named)
    try:
        yield
    finally:
        for variable, value in before.items():
            if value is None:
                del os.environ[variable]
            else:
                os.environ[variable] = value


class BadSetting(ValueError):
    """A setting whose value cannot be read, in a sentence."""


def get(name: str) -> str:
    """Return the value in force of a setting."""
    return SETTINGS[name].value()


def seconds(name: str) -> float:
    """Return the seconds that a setting gives. Raises BadSetting."""
    if not re.fullmatch(r"\d+(\.\d+)?", get(name).strip()):
        raise BadSetting(f'{SETTINGS[name].variable} is "{get(name)}", which is no number of seconds.')
    return float(get(name))


def size(name: str) -> int:
    """Return the bytes that a setting such as `500MB` means. Raises BadSetting."""
    said = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)i?B?", get(name).strip(), re.IGNORECASE)
    if not said:
        variable = SETTINGS[name].variable
        raise BadSetting(f'{variable} is "{get(name)}", which is no size. Write it like 500MB or 4GB.')
    return int(float(said[1]) * 1024 ** " KMGT".index(said[2].upper() or " "))
