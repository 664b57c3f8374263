"""The invented company's export: every flaw that was planted is found, and every layout tells the same story."""

from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from ingest.exports import Staging, run

from dashboard import sample

APPLICATIONS = 3_000
FORMATS = {
    "v3 csv": ("greenhouse_harvest_v3", "csv"),
    "v3 json": ("greenhouse_harvest_v3", "json"),
    "fivetran csv": ("greenhouse_fivetran", "csv"),
    "fivetran parquet": ("greenhouse_fivetran", "parquet"),
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> dict[str, tuple[Staging, sample.Written]]:
    """Return what the import makes of the company in each layout and format, and what was planted."""

    def imported(layout: str, form: str) -> tuple[Staging, sample.Written]:
        folder: Path = tmp_path_factory.mktemp(f"{layout}-{form}")
        written = sample.generate(folder / "in", applications=APPLICATIONS, layout=layout, format=form)
        return run(folder / "in", into=folder / "out"), written

    return {name: imported(*chosen) for name, chosen in FORMATS.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_of_every_file_is_accounted_for(exports, name):
    staging, written = exports[name]
    counts = staging["imports"].with_columns(pl.col("file").str.split(".").list.first())
    assert dict(counts.select("file", "rows_read").rows()) == {
        table: rows for table, rows in written.rows.items() if table in set(counts["file"])
    }
    set_aside = staging["findings"].filter(action="set aside").select("table_name", "file", "line").unique()
    assert Counter(set_aside["table_name"]) == Counter(
        {row["table_name"]: row["rows_set_aside"] for row in counts.to_dicts() if row["rows_set_aside"]}
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_planted_flaws_are_found(exports, name):
    staging, written = exports[name]
    planted = written.flaws
    found = staging["findings"].group_by("rule", "table_name").len()
    counts = {(rule, table): count for rule, table, count in found.rows()}
    assert counts.get(("Same key twice", "applications"), 0) == planted["application twice"]
    assert counts.get(("Same entry twice", "stage_visits"), 0) == planted["visit twice"]
    assert (
        counts.get(("Required value is missing", "applications"), 0)
        >= (planted["application without an applied date"])
    )
    assert counts.get(("Converted prospect", "applications"), 0) == planted["prospect turned applicant"]
    assert (
        counts.get(("Entered a stage before applying", "stage_visits"), 0)
        == (planted["stage entered before the application"])
    )
    placeless = planted["posting without a place"] + planted["posting in no country"]
    assert staging["postings"]["country"].null_count() == placeless


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "v3 csv"])
def test_the_same_company_is_the_same_through_every_layout_and_format(exports, name):
    one, other = exports["v3 csv"][0], exports[name][0]
    who = [
        "application_id",
        "candidate_key",
        "job_id",
        "source",
        "channel",
        "applied_at",
        "status",
        "close_reason",
    ]
    applications = [
        staging["applications"].filter(~pl.col("is_prospect")).select(who) for staging in (one, other)
    ]
    assert applications[0].equals(applications[1])
    entries = [
        staging["stage_visits"]
        .filter(pl.col("stage") != "Hired")
        .select("application_id", "stage", "milestone", "entered_at")
        .sort("application_id", "entered_at", "stage")
        for staging in (one, other)
    ]
    assert entries[0].equals(entries[1])
    assert one["jobs"].drop("opened_at").equals(other["jobs"].drop("opened_at"))
    assert one["openings"].drop("target_start_on").equals(other["openings"].drop("target_start_on"))
    assert one["offers"].sort("application_id").equals(other["offers"].sort("application_id"))
    assert one["source_spend"].equals(other["source_spend"])
    places = ["posting_id", "job_id", "title", "country", "city", "work_model", "relocation"]
    assert one["postings"].select(places).equals(other["postings"].select(places))
