"""A new query file with a header that works, and a golden case that fails until it says what is expected."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_TEMPLATES: Final = Path(__file__).parent / "templates"


def new_files(title: str, page: str, queries: Path, cases: Path) -> Mapping[Path, str]:
    """Return the texts of a query titled so and of its golden case, by path. Raises ValueError."""
    name = _as_file_name(title)
    if not name:
        raise ValueError(f'"{title}" has no letter to name a file by. Give the query a title.')
    if re.search(r"[^\w-]", page) or not page:
        raise ValueError(f'"{page}" cannot be a page: it is a folder, named with letters, digits and "_".')
    texts = {
        queries / page / f"{name}.sql": _template("query.sql").replace(
            "TITLE", json.dumps(title, ensure_ascii=False)
        ),
        cases / page / name / "fill_in.toml": _template("case.toml"),
    }
    for path in texts:
        if path.exists():
            raise ValueError(f"{path} is there already. Choose another title.")
    return texts


def _as_file_name(title: str) -> str:
    return re.sub(r"[\W_]+", "_", title.casefold()).strip("_")


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
