"""The one table of settings: name, default, help. Command-line help, docs and tests are made from it."""

import os
from dataclasses import dataclass
from pathlib import Path


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
    Setting("row_limit", "5000", "rows of a result at most; a result that has more says so"),
    Setting("time_limit", "30", "seconds that one query may take"),
    Setting("memory_limit", "4GB", "memory that DuckDB may use"),
    Setting("targets", "", "TOML file of what is aimed at: days to fill, hires by quarter; without it, none"),
    Setting(
        "minimum_n", "5", "hires, fills or stays that a figure must rest on; with fewer the card says so"
    ),
    Setting("sql_page", "on", "the page for SQL that someone types: on or off"),
    Setting("sql_save", "off", "whether that page may write query files into the queries folder: on or off"),
)
SETTINGS = {setting.name: setting for setting in _TABLE}


def get(name: str) -> str:
    """Return the value in force of a setting."""
    return SETTINGS[name].value()
