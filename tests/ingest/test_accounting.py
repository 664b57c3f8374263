"""Nothing is lost: rows read = rows kept + rows set aside, and each row set aside is a finding."""

import json
import os
from datetime import datetime

import polars as pl
import pytest
from ingest.exports import APPLICATION, FIVETRAN, HARVEST, POST, run, write_csv, write_export

from dashboard.ingest.tables import CANONICAL, RECORDS


def test_rows_read_are_rows_kept_and_rows_set_aside(tmp_path):
    export = write_export(tmp_path / "in", HARVEST, applications=[APPLICATION, APPLICATION])
    with (export / "applications.csv").open("ab") as stream:
        stream.write(b"1002,9002\n")  # too few fields
        stream.write(b"1003,9003,1,11,31,in_process,False,31/02/2026,\n")  # no such day
        stream.write(b",9004,1,11,31,in_process,False,2026-02-01T10:00:00Z,\n")  # no key
        stream.write(b'1005,"9005,1,11\n')  # an open quote
    staging = run(export, into=tmp_path / "out")
    counts = staging["imports"].filter(table_name="applications").row(0, named=True)
    assert (counts["rows_read"], counts["rows_kept"], counts["rows_set_aside"]) == (6, 1, 5)
    noted = (
        staging["findings"]
        .filter(action="set aside")
        .sort("line")
        .select("line", "rule", "column_name")
        .rows()
    )
    assert noted == [
        (2, "Same key twice", None),
        (4, "Too few fields", None),
        (5, "Required value is not readable", "created_at"),
        (6, "Required value is missing", "id"),
        (7, "Quotes are not balanced", None),
    ]
    assert staging["applications"].height == counts["rows_kept"]


def test_an_optional_time_that_cannot_be_read_is_left_empty_and_noted(harvest):
    staging = harvest(job_posts=[{**POST, "first_published_at": "soon"}])
    assert staging.only("postings")["published_at"] is None
    noted = staging.finding("Value is not readable")
    assert (noted["action"], noted["column_name"], noted["line"], noted["key"]) == (
        "kept",
        "first_published_at",
        2,
        "11",
    )


def test_a_finding_shows_the_form_of_a_value_and_names_nobody(harvest):
    staging = harvest(
        applications=[APPLICATION, {**APPLICATION, "id": 2, "created_at": "Canary Yellow 1987"}]
    )
    assert staging.finding("Required value is not readable")["value"] == "xxxxxx xxxxxx 1987"


def test_every_table_is_written_with_its_columns_even_when_empty(harvest):
    staging = harvest()
    for name, schema in {**CANONICAL, **RECORDS}.items():
        schema.validate(staging[name])


def test_a_fivetran_import_keeps_to_the_schemas_too(fivetran):
    staging = fivetran()
    for name, schema in {**CANONICAL, **RECORDS}.items():
        schema.validate(staging[name])


def test_nothing_but_the_tables_is_left_in_the_staging_folder(harvest):
    left = {path.name for path in harvest().folder.iterdir()}
    assert left == {f"{name}.parquet" for name in {**CANONICAL, **RECORDS}} | {"about.json"}


def test_the_files_are_recorded_with_size_and_digest(harvest, tmp_path):
    row = harvest()["imports"].filter(file="jobs.csv").row(0, named=True)
    assert row["bytes"] == (tmp_path / "export" / "jobs.csv").stat().st_size
    assert len(row["sha256"]) == 64


UNSAID = ("has_holds", "has_touches")
"""What the small export never says."""


@pytest.mark.parametrize(
    ("changed", "unavailable"),
    [
        ({}, {"has_offers", "has_openings", "has_spend", *UNSAID}),
        ({"application_stages": []}, {"has_history", "has_offers", "has_openings", "has_spend", *UNSAID}),
        (
            {"job_posts": [{**POST, "language": None}]},
            {"has_language", "has_offers", "has_openings", "has_spend", *UNSAID},
        ),
        ({"job_post_locations": []}, {"has_country", "has_offers", "has_openings", "has_spend", *UNSAID}),
    ],
)
def test_what_the_data_cannot_say_is_said(harvest, changed, unavailable):
    said = harvest(**changed)["capabilities"]
    assert set(said.filter(~pl.col("available"))["capability"]) == unavailable
    assert all(reason.endswith(".") for reason in said["reason"])


def about(staging):
    return json.loads((staging.folder / "about.json").read_text())


def test_the_export_says_itself_as_of_when_it_speaks(fivetran):
    staging = fivetran()
    assert about(staging) == {
        "account": "main",
        "layouts": ["greenhouse_fivetran"],
        "as_of": "2026-06-30T22:14:05",
    }
    assert staging.ingested.as_of == datetime(2026, 6, 30, 22, 14, 5, 100_000)


def test_otherwise_the_data_speaks_as_of_its_latest_event(harvest):
    assert about(harvest())["as_of"] == "2026-02-03T10:00:00"


@pytest.mark.parametrize(
    ("event", "as_of"),
    [
        ("2062-02-01T10:00:00Z", "2026-02-03T10:00:00"),
        ("2026-02-26T06:13:21Z", "2026-02-03T10:00:00"),
        ("2026-02-26T06:13:20Z", "2026-02-26T06:13:20"),  # in the zone of whoever wrote the files
    ],
)
def test_an_event_after_the_newest_file_was_written_does_not_date_the_data(tmp_path, event, as_of):
    late = {**APPLICATION, "id": 2, "created_at": event}
    export = write_export(tmp_path / "in", HARVEST, applications=[APPLICATION, late])
    for path in export.iterdir():
        os.utime(path, (1_770_000_000, 1_770_000_000))
    os.utime(export / "jobs.csv", (1_772_000_000, 1_772_000_000))  # 25 February 2026, 06:13:20
    assert about(run(export, into=tmp_path / "out"))["as_of"] == as_of


def test_parquet_tables_give_the_same_as_csv_tables(tmp_path):
    folder = tmp_path / "parquet"
    folder.mkdir()
    zoned = pl.Datetime("us", "UTC")
    for name, rows in FIVETRAN.items():
        table = pl.DataFrame(rows, infer_schema_length=None)
        times = [column for column in ("applied_at", "updated_at") if table.schema.get(column) == pl.String]
        read = pl.col(times).str.to_datetime().cast(zoned) if times else []
        table.with_columns(read).write_parquet(folder / f"{name}.parquet")
    typed = run(folder, into=tmp_path / "typed")
    text = run(write_export(tmp_path / "csv", FIVETRAN), into=tmp_path / "text")
    for table in CANONICAL:
        assert typed[table].equals(text[table]), table


def test_a_file_given_alone_is_read_like_one_in_a_folder(tmp_path):
    path = write_csv(tmp_path / "applications.csv", [APPLICATION])
    staging = run(path, into=tmp_path / "out")
    assert staging["imports"]["file"].to_list() == ["applications.csv"]
