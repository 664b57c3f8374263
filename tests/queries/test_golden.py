"""Golden cases: given rows, expected rows. One file a case, `<page>/<query>/<what_it_shows>.toml`.

Keys: `why`, `given` (rows by wide table, and of `targets`), `expected` (rows), `selection`, `params`, `as_of`,
`minimum_n`, `empty` (columns that are NULL in every row).
`support.differences` says how cells are compared.
"""

import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from support import ROOT, GivenWarehouse, differences

from dashboard.catalog import load, targets
from dashboard.charts import Reader, with_texts
from dashboard.engine import Selection, run

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*/*.toml"))
QUERIES = load(ROOT / "queries").queries


def _selection(given: dict[str, Any]) -> Selection:
    return Selection(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(HERE).with_suffix("").as_posix())
def test_the_given_rows_give_the_expected_rows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    query = QUERIES[path.parent.relative_to(HERE).as_posix()]
    warehouse = GivenWarehouse(case.get("given", {}), **({"as_of": case["as_of"]} if "as_of" in case else {}))
    monkeypatch.setattr(targets, "targets_in_force", warehouse.targets)
    monkeypatch.setenv("HIRING_MINIMUM_N", str(case.get("minimum_n", 5)))
    result = run(query, warehouse, _selection(case.get("selection", {})), case.get("params", {}))
    said = with_texts(result.frame, query.columns, Reader.of("en"))
    expected = [dict.fromkeys(case.get("empty", ())) | row for row in case["expected"]]
    wrong = differences(expected, said)
    assert not wrong, "\n".join([case.get("why", path.stem), *wrong])


def test_a_difference_is_told_by_row_and_column() -> None:
    frame = pl.DataFrame({"country": ["DE", "FR"], "hires": [3, 5], "rate": [0.5, None]})
    assert (
        differences([{"country": "DE", "hires": 3, "rate": 0.5}, {"country": "FR", "hires": 5}], frame) == []
    )
    assert differences([{"country": "DE", "hires": 4}, {"country": "FR", "hires": 5}], frame) == [
        "row 1, hires: expected 4, got 3"
    ]
    assert differences([{"hires": 3}], frame) == [
        "expected 1 row, got 2",
        "row 2, hires: expected no such row, got 5",
    ]
    assert differences([{"hired": 3}, {"hired": 5}], frame) == ['no column "hired" in country, hires, rate']
