"""Canaries: what only a person's record holds, planted into every file of an export wherever text can stand."""

import csv
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

CANARIES: Mapping[str, str] = {
    "first_name": "Quetzalina",
    "lastName": "Wyvernhoff",
    "full name": "Quetzalina Wyvernhoff",
    "email_addresses": "quetzalina@canary.example",
    "phone": "+49 170 5550199",
    "birth_date": "1903-04-17",
    "date-of-birth": "17.04.1903",
    "notes": "met her husband at the fair",
    "custom_gender": "canary-gender",
}
CONTACTS = ("quetzalina@canary.example", "5550199")
IN_WORDS = " (quetzalina@canary.example, +49 170 5550199)"
"""What people type into a word that a layout takes."""

Cells = Callable[[str, str], str]
"""From a column's dotted name and a text in it to the text that stands there instead."""


def plant(source: Path, into: Path, cells: Cells) -> Path:
    """Copy an export with unknown columns full of canaries, and each text as `cells` says."""
    into.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.suffix == ".json":
            records = json.loads(path.read_text("utf-8"))
            (into / path.name).write_text(json.dumps(_planted(records, "", cells)), "utf-8")
        elif path.suffix == ".toml":
            shutil.copy(path, into)
        else:
            _plant_csv(path, into / path.name, cells)
    return into


def _planted(value: Any, name: str, cells: Cells) -> Any:
    match value:
        case dict():
            inner = {
                key: _planted(each, f"{name}.{key}" if name else key, cells) for key, each in value.items()
            }
            return inner | {f"canary {key}": canary for key, canary in CANARIES.items()}
        case list():
            return [_planted(each, name, cells) for each in value]
        case str():
            return cells(name, value)
        case _:
            return value


def _plant_csv(path: Path, into: Path, cells: Cells) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(line.replace("\0", "") for line in stream)
    with into.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*header, *(f"canary {key}" for key in CANARIES)])
        for row in rows:
            whole = len(row) == len(header)
            writer.writerow([cells(name, cell) for name, cell in zip(header, row, strict=True)] + [*CANARIES.values()] if whole else row)  # fmt: skip


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every text in every file under a folder, tables read as such and each file's bytes as well."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield path.name, path.read_bytes().decode("latin-1")
        match path.suffix:
            case ".parquet":
                yield from ((path.name, text) for text in _cells(pl.read_parquet(path)))
            case ".arrow":
                yield from ((path.name, text) for text in _cells(pl.read_ipc(path.read_bytes())))
            case ".duckdb":
                yield from _tables(path)


def _tables(path: Path) -> Iterator[tuple[str, str]]:
    with duckdb.connect(str(path), read_only=True) as database:
        for (table,) in database.execute("select table_name from duckdb_tables()").fetchall():
            yield from ((table, text) for text in _cells(database.sql(f"from {table}").pl()))
        for (words,) in database.execute(
            "select labels from duckdb_types() where labels is not null"
        ).fetchall():
            yield from (("a type", word) for word in words)


def _cells(frame: pl.DataFrame) -> Iterator[str]:
    for column in frame.iter_columns():
        yield from column.cast(pl.String, strict=False).drop_nulls().unique()


def found(told: Iterator[tuple[str, str]], words: Collection[str]) -> list[tuple[str, str]]:
    """Return where any of the words stands, upper or lower case."""
    lower = [word.lower() for word in words]
    return [(where, word) for where, text in told for word in lower if word in text.lower()]
