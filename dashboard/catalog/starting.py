"""New query files: one to begin with and its failing golden case, or one from SQL that has been tried out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_TEMPLATES: Final = Path(__file__).parent / "templates"


def new_files(title: str, page: str, queries: Path, cases: Path) -> Mapping[Path, str]:
    """Return the texts of a query titled so and of its golden case, by path. Raises ValueError."""
    query = query_path(title, page, queries)
    texts = {
        query: _template("query.sql").replace("TITLE", _toml(title)),
        cases / page / query.stem / "fill_in.toml": _template("case.toml"),
    }
    for path in texts:
        if path.exists():
            raise ValueError(f"{path} is there already. Choose another title.")
    return texts


def query_path(title: str, page: str, queries: Path) -> Path:
    """Return the path of a query titled so on a page. Raises ValueError."""
    name = re.sub(r"[\W_]+", "_", title.casefold()).strip("_")
    if not name:
        raise ValueError(f'"{title}" has no letter to name a file by. Give the query a title.')
    if re.search(r"[^\w-]", page) or not page:
        raise ValueError(f'"{page}" cannot be a page: it is a folder, named with letters, digits and "_".')
    return queries / page / f"{name}.sql"


def as_query_file(sql: str, title: str, question: str, chart: Mapping[str, Any]) -> str:
    """Return the text of a query file: a header, and SQL that has been tried out."""
    told = {"title": title, "question": question}
    header = [
        *(f"{key} = {_toml(value)}" for key, value in told.items() if value),
        "",
        "[chart]",
        *(f"{key} = {_toml(value)}" for key, value in chart.items()),
    ]
    lines = ["/// query", *header, "///"]
    return "\n".join([*(f"-- {line}".rstrip() for line in lines), sql.strip(), ""])


def write_new(path: Path, text: str) -> None:
    """Write a new file. Never overwrites: raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _toml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
