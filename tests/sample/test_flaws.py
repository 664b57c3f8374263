"""Every flaw is as often in the files as the list says: counted anew, from the files alone."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from sample_export import Export

from dashboard.sample.draws import Draws
from dashboard.sample.flaws import ABOUT, Flaws

README = Path(__file__).parents[2] / "sample_data" / "README.md"
HOUSE = "Blue Room|Keep Warm|Warteraum B|Runde Blau|Salon bleu|Vivier|Niebieski pokój|Poczekalnia"
USUAL = (
    "^(Careers Page|LinkedIn|Indeed|StepStone|Pracuj.pl|APEC|Referral|LinkedIn .Prospecting.|GitHub|Agency"
    "|Internal Applicant|Conference|Other)$"
)
READABLE = r"^\d{4}-(0[13-9]|1\d|02-[012])"
SAME_APPLICATION = pl.col("application_id") == pl.col("application_id").shift(1)
FIRST = pl.col("application_id").ne_missing(pl.col("application_id").shift(1))


def applications(export: Export) -> pl.DataFrame:
    return export["applications"].unique("id", maintain_order=True)


def visits(export: Export) -> pl.DataFrame:
    return export["application_stages"].unique("id", maintain_order=True)


def dangling(table: pl.DataFrame, column: str, target: pl.DataFrame) -> int:
    return table.drop_nulls(column).join(target, left_on=column, right_on="id", how="anti").height


def people(rows: pl.DataFrame) -> int:
    return rows["application_id"].n_unique()


def with_status(export: Export, *statuses: str) -> pl.DataFrame:
    return applications(export).filter(pl.col("status").is_in(statuses)).select(application_id="id")


def spelt_another_way(export: Export) -> int:
    others = export["sources"].filter(~pl.col("name").str.contains(USUAL))["id"].to_list()
    return applications(export)["source_id"].is_in(others).sum()


def unreadable(export: Export) -> int:
    return (~applications(export)["created_at"].drop_nulls().str.contains(READABLE)).sum()


def prospects_without_a_job(export: Export) -> int:
    prospects = export["applications"].filter(prospect="true")
    return prospects["prospective_job_ids"].null_count()


def taken_back(export: Export) -> int:
    left_before = pl.col("exited_at").cum_max().shift().over("application_id")
    written = pl.col("entered_at", "exited_at").str.slice(0, 19)
    times = written.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    stays = visits(export).with_columns(times).sort("application_id", "entered_at")
    last = pl.col("application_id") != pl.col("application_id").shift(-1).fill_null("")
    hired = last & pl.col("application_id").is_in(with_status(export, "hired")["application_id"].to_list())
    moved = pl.when(hired).then(pl.duration(hours=20)).otherwise(pl.duration())  # by hand, some hours later
    return people(stays.filter(pl.col("entered_at") - left_before > moved))


def entered_before(export: Export) -> int:
    applied = visits(export).filter(FIRST).select("application_id", applied="entered_at")
    joined = visits(export).join(applied, on="application_id")
    return people(joined.filter(pl.col("entered_at") < pl.col("applied")))


def at_once(export: Export) -> int:
    same = pl.col("entered_at") == pl.col("entered_at").shift(1)
    return people(visits(export).filter(SAME_APPLICATION & same))


def repeated(export: Export) -> pl.DataFrame:
    return visits(export).group_by("application_id", "job_interview_stage_id").len().filter(pl.col("len") > 1)


def out_of_order(export: Export) -> int:
    number = pl.col("job_interview_stage_id").cast(pl.Int64)
    steps = visits(export).join(repeated(export), on="application_id", how="anti", maintain_order="left")
    return people(steps.filter(SAME_APPLICATION & (number < number.shift(1))))


def never_left(export: Export) -> int:
    still = visits(export).filter(pl.col("exited_at").is_null())
    return still.join(with_status(export, "rejected"), on="application_id", how="semi").height


def deleted_stages(export: Export) -> int:
    number = pl.col("sort_order").cast(pl.Int64)
    gaps = export["job_interview_stages"].filter(
        (pl.col("job_id") == pl.col("job_id").shift(1)) & (number > number.shift(1) + 1)
    )
    return gaps.height


def accepted(export: Export) -> pl.DataFrame:
    return export["offers"].filter(status="accepted")


def withdrawn_after_accepting(export: Export) -> int:
    return accepted(export).join(with_status(export, "hired"), on="application_id", how="anti").height


def last_offers(export: Export) -> pl.DataFrame:
    return export["offers"].group_by("application_id").last()


def left_open(export: Export) -> int:
    hires = with_status(export, "hired")
    return last_offers(export).filter(status="unresolved").join(hires, on="application_id").height


def early_start(export: Export) -> int:
    return accepted(export).filter(pl.col("starts_on") < pl.col("resolved_at")).height


def closed_before_created(export: Export) -> int:
    return export["jobs"].filter(pl.col("closed_at") < pl.col("created_at")).height


RECOUNTS: dict[str, Callable[[Export], int]] = {
    "posting without a language": lambda e: e["job_posts"]["language"].null_count(),
    "language written another way": lambda e: e["job_posts"]["language"].str.contains("-|[A-Z]").sum(),
    "country code as a language": lambda e: e["job_posts"]["language"].is_in(["cz", "jp", "se", "ua"]).sum(),
    "posting without a place": lambda e: e["job_posts"].height - e["job_post_locations"].height,
    "posting in no country": lambda e: e["job_post_locations"]["office_id"].null_count(),
    "requisition closed before it was created": closed_before_created,
    "requisition with dates dressed as times": lambda e: (
        e["jobs"]["opened_at"].str.contains("T12:00:00").sum()
    ),
    "opening of an unknown requisition": lambda e: dangling(e["openings"], "job_id", e["jobs"]),
    "opening with another one's code": lambda e: e["openings"]["opening_id"].is_duplicated().sum() // 2,
    "stage with a name of the house": lambda e: e["job_interview_stages"]["name"].str.contains(HOUSE).sum(),
    "stage deleted": deleted_stages,
    "stage switched off": lambda e: (e["job_interview_stages"]["active"] == "false").sum(),
    "source spelt another way": spelt_another_way,
    "source deleted": lambda e: dangling(applications(e), "source_id", e["sources"]),
    "prospect without a requisition": prospects_without_a_job,
    "prospect for several requisitions": lambda e: (
        e["applications"]["prospective_job_ids"].str.contains(";").sum()
    ),
    "prospect turned applicant": lambda e: (e["applications"]["status"] == "converted").sum(),
    "application twice": lambda e: e["applications"].height - applications(e).height,
    "application without an applied date": lambda e: applications(e)["created_at"].null_count(),
    "application with an unreadable applied date": unreadable,
    "rejected, then taken back": taken_back,
    "hired, then not": withdrawn_after_accepting,
    "visit twice": lambda e: e["application_stages"].height - visits(e).height,
    "visit that did not end": never_left,
    "stage entered again": lambda e: people(repeated(e)),
    "stages out of order": out_of_order,
    "stages entered at once": at_once,
    "stage entered before the application": entered_before,
    "hire with an offer left open": left_open,
    "offer changed": lambda e: (e["offers"]["version"] == "2").sum(),
    "offer expired": lambda e: (last_offers(e)["status"] == "deprecated").sum(),
    "first day before the acceptance": early_start,
}


@pytest.mark.parametrize("flaw", RECOUNTS)
def test_a_flaw_is_there_as_often_as_the_list_says(harvest: Export, flaw: str) -> None:
    assert RECOUNTS[flaw](harvest) == harvest.flaws[flaw]


def test_the_shipped_export_has_every_flaw() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    cells = {line.split("|")[1].strip(): line.split("|")[3].strip() for line in lines if line.count("|") == 5}
    assert set(ABOUT) < set(cells)
    assert [flaw for flaw in ABOUT if cells[flaw] in ("0", "–")] == []


def test_a_flaw_that_is_not_described_cannot_be_done() -> None:
    with pytest.raises(KeyError, match="a posting in Latin"):
        Flaws(Draws(1)).count("a posting in Latin", 1)


@pytest.mark.parametrize(
    ("table", "column", "target"),
    [
        ("applications", "job_id", "jobs"),
        ("applications", "job_post_id", "job_posts"),
        ("application_stages", "application_id", "applications"),
        ("offers", "application_id", "applications"),
        ("offers", "job_id", "jobs"),
        ("rejection_details", "application_id", "applications"),
        ("rejection_details", "rejection_reason_id", "rejection_reasons"),
        ("job_posts", "job_id", "jobs"),
        ("job_post_locations", "job_post_id", "job_posts"),
        ("job_post_locations", "office_id", "offices"),
        ("job_interview_stages", "job_id", "jobs"),
        ("jobs", "office_ids", "offices"),
        ("jobs", "department_id", "departments"),
        ("openings", "application_id", "applications"),
        ("openings", "close_reason_id", "close_reasons"),
        ("offices", "parent_id", "offices"),
    ],
)
def test_a_key_that_no_flaw_names_is_always_found(
    harvest: Export, table: str, column: str, target: str
) -> None:
    assert dangling(harvest[table], column, harvest[target]) == 0


def test_an_application_belongs_to_the_job_of_its_posting_and_of_its_stages(harvest: Export) -> None:
    posts = harvest["job_posts"].select(job_post_id="id", of_post="job_id")
    joined = applications(harvest).join(posts, on="job_post_id")
    assert joined.filter(pl.col("job_id") != pl.col("of_post")).height == 0
    stages = harvest["job_interview_stages"].select(job_interview_stage_id="id", of_stage="job_id")
    jobs = applications(harvest).select(application_id="id", job_id="job_id")
    stays = visits(harvest).join(stages, on="job_interview_stage_id").join(jobs, on="application_id")
    assert stays.filter(pl.col("job_id") != pl.col("of_stage")).height == 0


def test_a_filled_opening_names_a_hire_of_its_job(harvest: Export) -> None:
    filled = harvest["openings"].drop_nulls("application_id").filter(pl.col("job_id").str.len_chars() < 9)
    jobs = applications(harvest).select(application_id="id", of_application="job_id", status="status")
    joined = filled.join(jobs, on="application_id")
    assert joined.filter(pl.col("job_id") != pl.col("of_application")).height == 0
    assert (joined["status"] != "hired").sum() <= harvest.flaws["hired, then not"]
