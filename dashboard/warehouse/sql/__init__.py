"""The SQL of the warehouse, one statement or one table a file."""

from functools import cache
from pathlib import Path


@cache
def statement(name: str) -> str:
    """Return the text of a .sql file of this folder or one inside it."""
    return (Path(__file__).parent / f"{name}.sql").read_text("utf-8")
