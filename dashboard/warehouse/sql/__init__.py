"""The SQL of the warehouse, one statement or one table a file."""

from functools import cache
from pathlib import Path


@cache
def statement(name: str) -> str:
    """Return the text of a .sql file of this folder."""
    return Path(__file__).with_name(f"{name}.sql").read_text("utf-8")
