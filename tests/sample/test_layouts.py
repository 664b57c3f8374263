"""The same company through every layout tells the same story."""

import polars as pl
from sample_export import Export

FIRST_ENTRY = pl.col("entered").min()


def times(column: str) -> pl.Expr:
    return pl.col(column).str.replace("T", " ").str.strip_suffix("Z")


def first_entries(visits: pl.DataFrame) -> pl.DataFrame:
    entries = visits.group_by("application", "stage").agg(FIRST_ENTRY)
    return entries.sort("application", "stage")


def test_the_applications_are_the_same(harvest: Export, fivetran: Export) -> None:
    one = harvest["applications"].select(
        "id", "candidate_id", "source_id", "job_post_id", "status", "prospect", applied=times("created_at")
    )
    two = fivetran["application"].select(
        "id",
        "candidate_id",
        "source_id",
        "job_post_id",
        status=pl.col("status").replace({"active": "in_process"}),
        prospect="prospect",
        applied=times("applied_at"),
    )
    assert one.equals(two)


def test_the_flaws_are_the_same(harvest: Export, fivetran: Export) -> None:
    assert harvest.flaws == fivetran.flaws


def test_every_stage_is_first_entered_at_the_same_time(harvest: Export, fivetran: Export) -> None:
    one = harvest["application_stages"].select(
        application="application_id", stage="job_interview_stage_id", entered=times("entered_at")
    )
    two = fivetran["application_history"].drop_nulls("new_stage_id")
    two = two.select(application="application_id", stage="new_stage_id", entered="updated_at")
    assert first_entries(one).equals(first_entries(two))
    assert one.height == two.height


def test_what_was_said_last_is_how_it_is(fivetran: Export) -> None:
    last = fivetran["application_history"].group_by("application_id", maintain_order=True).last()
    joined = fivetran["application"].unique("id").join(last, left_on="id", right_on="application_id")
    assert joined.filter(pl.col("status") != pl.col("new_status")).height == 0


def test_what_was_taken_back_is_told_before_what_came_of_it(fivetran: Export) -> None:
    history = fivetran["application_history"]
    later = pl.col("application_id") == pl.col("application_id").shift(-1)
    undone = history.with_columns(later=later).filter(pl.col("later") & pl.col("new_stage_id").is_null())
    counts = dict(undone["new_status"].value_counts().iter_rows())
    assert counts["rejected"] == fivetran.flaws["rejected, then taken back"]
    assert counts["hired"] > fivetran.flaws["hired, then not"]


def test_jobs_of_an_application_are_one_row_each(harvest: Export, fivetran: Export) -> None:
    ids = pl.coalesce(pl.col("prospective_job_ids").str.split(";"), pl.concat_list("job_id"))
    one = harvest["applications"].select(application_id="id", job_id=ids).explode("job_id").drop_nulls()
    assert one.equals(fivetran["job_application"])


def test_requisitions_postings_and_openings_are_the_same(harvest: Export, fivetran: Export) -> None:
    for one, two, columns in (
        ("jobs", "job", ["id", "name", "status"]),
        ("job_posts", "job_post", ["id", "job_id", "title", "live"]),
        ("job_interview_stages", "job_stage", ["id", "job_id", "name"]),
        ("openings", "job_opening", ["id", "job_id", "application_id"]),
        ("sources", "source", ["id", "name"]),
    ):
        assert harvest[one].select(columns).equals(fivetran[two].select(columns)), one


def test_offers_are_the_same(harvest: Export, fivetran: Export) -> None:
    columns = ["application_id", "version", "status"]
    assert harvest["offers"].select(columns).equals(fivetran["offer_history"].select(columns))


def test_spend_is_the_same(harvest: Export, fivetran: Export) -> None:
    assert harvest["source_spend"].equals(fivetran["source_spend"])
    assert harvest["source_spend"].columns == ["source", "channel", "country", "month", "amount", "currency"]
