"""The same size and seed give the same bytes, however the work is cut."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dashboard import sample
from dashboard.sample.draws import Draws
from dashboard.sample.flaws import Flaws
from dashboard.sample.shipped import write_shipped

SHIPPED = Path(__file__).parents[2] / "sample_data"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("layout", sample.LAYOUTS)
def test_the_bytes_do_not_depend_on_the_size_of_the_chunks(layout: str, tmp_path: Path) -> None:
    whole = sample.generate(tmp_path / "whole", applications=5_000, seed=3, layout=layout)
    cut = sample.generate(tmp_path / "cut", applications=5_000, seed=3, layout=layout, chunk=700)
    assert contents(tmp_path / "whole") == contents(tmp_path / "cut")
    assert whole == cut


def test_another_seed_gives_another_company(tmp_path: Path) -> None:
    for seed in (1, 2):
        sample.generate(tmp_path / str(seed), applications=500, seed=seed)
    one, two = (contents(tmp_path / seed) for seed in ("1", "2"))
    assert one.keys() == two.keys()
    assert one["applications.csv"] != two["applications.csv"]


def test_the_shipped_samples_are_what_the_generator_writes(tmp_path: Path) -> None:
    write_shipped(tmp_path)
    written, shipped = contents(tmp_path), contents(SHIPPED)
    assert written.keys() == shipped.keys()
    assert [name for name in written if written[name] != shipped[name]] == []


def test_chunks_are_as_small_for_a_large_company_as_for_a_small_one() -> None:
    for applications in (4_000, 40_000):
        company, chunks = sample.tell(applications, Flaws(Draws(1)), 2_000)
        heights = [chunk.applications.height for chunk in chunks]
        assert company.jobs.height < applications / 30
        assert max(heights) < 2_000 + 1_000
        assert len(heights) >= applications / 3_000


def test_progress_ends_at_the_number_asked_for(tmp_path: Path) -> None:
    said: list[str] = []
    sample.generate(tmp_path, applications=1_234, progress=said.append)
    assert said[-1] == "1,234 of 1,234 applications"


def test_too_small_a_company_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="99 applications are too few"):
        sample.generate(tmp_path, applications=99)


def test_an_unknown_layout_or_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"no layout fax\. Choose one of: greenhouse_harvest_v3, greenhouse_fivetran"
    ):
        sample.generate(tmp_path, applications=200, layout="fax")
    with pytest.raises(
        ValueError, match=r"greenhouse_harvest_v3 is not written as xls\. Choose one of: csv, json"
    ):
        sample.generate(tmp_path, applications=200, format="xls")


@pytest.mark.parametrize("applications", [100, 101, 333, 1_000, 2_024])
def test_there_are_exactly_as_many_applications_as_asked_for(applications: int) -> None:
    _, chunks = sample.tell(applications, Flaws(Draws(applications)))
    ids = pl.concat([chunk.applications["application_id"] for chunk in chunks]).unique().sort()
    assert ids.to_list() == list(range(1, applications + 1))


def test_a_number_drawn_for_a_key_does_not_depend_on_its_neighbours() -> None:
    draws = Draws(7)
    many = draws.uniform("height", np.arange(1_000))
    assert draws.uniform("height", np.array([412])).tolist() == [many[412]]
    assert abs(many.mean() - 0.5) < 0.03
    assert draws.uniform("width", np.array([412])).tolist() != [many[412]]


def test_json_holds_the_rows_of_the_csv_files(tmp_path: Path) -> None:
    for kind in ("csv", "json"):
        sample.generate(tmp_path / kind, applications=400, format=kind, chunk=150)
    rows = json.loads((tmp_path / "json" / "applications.json").read_text(encoding="utf-8"))
    cells = pl.read_csv(tmp_path / "csv" / "applications.csv", infer_schema=False)
    assert [str(row["id"]) for row in rows] == cells["id"].to_list()
    assert {len(row["prospective_job_ids"] or []) for row in rows} == {0, 1, 2}
    sources = json.loads((tmp_path / "json" / "sources.json").read_text(encoding="utf-8"))
    assert sources[0]["type"] == {"id": 4, "name": "Company marketing"}


def test_parquet_holds_the_rows_of_the_csv_files(tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        sample.generate(
            tmp_path / kind, applications=400, layout="greenhouse_fivetran", format=kind, chunk=150
        )
    history = pl.read_parquet(tmp_path / "parquet" / "application_history.parquet")
    cells = pl.read_csv(tmp_path / "csv" / "application_history.csv", infer_schema=False)
    assert history["updated_at"].dtype == pl.Datetime("us")
    assert history["updated_at"].dt.strftime("%Y-%m-%d %H:%M:%S").to_list() == cells["updated_at"].to_list()
