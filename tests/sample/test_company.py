"""The invented company behaves as the benchmarks say: read from the shipped export, computed here anew."""

from pathlib import Path

import polars as pl
import pytest
from sample_export import read

FOLDER = Path(__file__).parents[2] / "sample_data" / "greenhouse_harvest_v3"
COUNTRIES = {
    "fr": {"France", "Belgique", "Suisse", "Luxembourg", "Canada", "Maroc"},
    "de": {"Deutschland", "Österreich", "Schweiz", "Luxemburg"},
    "es": {"España", "México", "Argentina", "Colombia", "Chile"},
    "pt": {"Portugal", "Brasil"},
    "nl": {"Nederland", "België"},
    "pl": {"Polska"},
    "cs": {"Česko"},
    "it": {"Italia", "Svizzera"},
    "sv": {"Sverige"},
    "ja": {"日本"},
    "uk": {"Україна"},
}


@pytest.fixture(scope="module")
def shipped() -> dict[str, pl.DataFrame]:
    return read(FOLDER)


@pytest.fixture(scope="module")
def people(shipped: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Applications for a job, each once, with whether they were hired and when."""
    accepted = shipped["offers"].filter(status="accepted").select(
        id="application_id", hired_at=pl.col("resolved_at").str.to_datetime(time_zone="UTC")
    )  # fmt: skip
    applied = pl.col("created_at").str.to_datetime(time_zone="UTC", strict=False)
    counted = shipped["applications"].unique("id").filter(pl.col("job_id").is_not_null())
    return counted.join(accepted, on="id", how="left").with_columns(applied_at=applied)


def places(shipped: dict[str, pl.DataFrame]) -> pl.DataFrame:
    located = shipped["job_post_locations"].filter(type="office")
    country = pl.col("plain_text_location").str.extract(r", ([^,(]+?)(?: \(.*\))?$")
    return shipped["job_posts"].join(
        located.select("job_post_id", country=country), left_on="id", right_on="job_post_id"
    )


@pytest.mark.parametrize("language", COUNTRIES)
def test_a_language_has_postings_in_its_own_countries_and_all_of_them(
    shipped: dict[str, pl.DataFrame], language: str
) -> None:
    written = places(shipped).filter(language=language)
    assert set(written["country"]) == COUNTRIES[language]


def test_english_is_not_spoken_everywhere(shipped: dict[str, pl.DataFrame]) -> None:
    english = set(places(shipped).filter(pl.col("language").is_in(["en", "en-GB"]))["country"])
    assert len(english) > 20
    assert not english & {"France", "Austria", "Morocco", "Brazil", "Argentina", "Colombia", "Chile"}


def test_the_company_hires_in_forty_countries(shipped: dict[str, pl.DataFrame]) -> None:
    offices = shipped["offices"]
    used = offices.filter(pl.col("id").is_in(shipped["jobs"]["office_ids"].to_list()))
    assert used["parent_id"].n_unique() == 40


def test_some_offers_have_two_language_versions(shipped: dict[str, pl.DataFrame]) -> None:
    versions = shipped["job_posts"].group_by("job_id").len()["len"]
    assert set(versions) == {1, 2}
    assert 0.1 < (versions == 2).mean() < 0.3


def test_backend_services_architects_report_to_the_cto_in_several_languages(
    shipped: dict[str, pl.DataFrame],
) -> None:
    posts = shipped["job_posts"].filter(pl.col("content").str.contains("CTO"))
    assert posts["language"].n_unique() >= 8
    english = posts.filter(language="en")["title"]
    assert english.str.contains("Backend Services Architect").all()
    hybrid = english.filter(posts.filter(language="en")["content"].str.contains("Hybrid.*Relocation"))
    assert len(hybrid) > 0


def test_few_applicants_are_hired(people: pl.DataFrame) -> None:
    assert 0.012 < people["hired_at"].is_not_null().mean() < 0.025


def test_a_quarter_is_screened_and_a_tenth_interviewed(
    shipped: dict[str, pl.DataFrame], people: pl.DataFrame
) -> None:
    names = "Interview|Onsite|Deep Dive|Team|Final|System Design"
    stages = shipped["job_interview_stages"].with_columns(
        interview=pl.col("name").str.contains(names), review=pl.col("sort_order") == "0"
    )
    english = stages.filter(review=True, name="Application Review")["job_id"].to_list()
    visits = shipped["application_stages"].join(
        stages, left_on="job_interview_stage_id", right_on="id", how="left"
    )
    here = people.filter(pl.col("job_id").is_in(english))
    screened = visits.filter(pl.col("job_id").is_in(english) & ~pl.col("review"))["application_id"].n_unique()
    interviewed = visits.filter(pl.col("job_id").is_in(english) & pl.col("interview"))
    assert 0.2 < screened / here.height < 0.32
    assert 0.06 < interviewed["application_id"].n_unique() / here.height < 0.13


def test_it_takes_about_seven_weeks_and_varies_log_normally(people: pl.DataFrame) -> None:
    days = people.select((pl.col("hired_at") - pl.col("applied_at")).dt.total_days()).drop_nulls().to_series()
    assert 45 <= days.median() <= 60
    assert 0.45 < days.filter(days > 0).log().std() < 0.75


def test_referrals_are_few_and_are_hired_often(
    shipped: dict[str, pl.DataFrame], people: pl.DataFrame
) -> None:
    ids = shipped["sources"].filter(pl.col("type").str.contains("Referrals"))["id"].to_list()
    referred = people["source_id"].is_in(ids)
    assert 0.04 < referred.mean() < 0.1
    assert 0.15 < people.filter(referred)["hired_at"].is_not_null().sum() / people["hired_at"].count() < 0.35


def test_most_offers_are_accepted(shipped: dict[str, pl.DataFrame]) -> None:
    counts = dict(shipped["offers"]["status"].value_counts().iter_rows())
    decided = counts["accepted"] + counts["rejected"]
    assert 0.79 < counts["accepted"] / decided < 0.93


def test_a_tenth_of_the_openings_is_cancelled(shipped: dict[str, pl.DataFrame]) -> None:
    cancelled = shipped["close_reasons"].filter(name="Position cancelled")["id"].item()
    assert (
        0.08 < (shipped["openings"]["close_reason_id"] == cancelled).sum() / shipped["openings"].height < 0.17
    )


def test_after_the_screen_about_a_sixth_of_the_exits_are_withdrawals(
    shipped: dict[str, pl.DataFrame], people: pl.DataFrame
) -> None:
    first = shipped["job_interview_stages"].filter(sort_order="0")["name"].unique().to_list()
    left = shipped["rejection_details"].join(
        people.filter(~pl.col("stage_name").is_in(first)), left_on="application_id", right_on="id"
    )
    theirs = (
        shipped["rejection_reasons"].filter(pl.col("type").str.contains("They rejected us"))["id"].to_list()
    )
    assert 0.12 < left["rejection_reason_id"].is_in(theirs).mean() < 0.22


def test_those_still_active_applied_lately(people: pl.DataFrame) -> None:
    active = people.filter(status="in_process")
    assert 0.005 < active.height / people.height < 0.05
    assert active["applied_at"].dt.year().median() == 2026


def test_nothing_happens_after_the_export(shipped: dict[str, pl.DataFrame]) -> None:
    for table, column in (
        ("applications", "rejected_at"),
        ("application_stages", "entered_at"),
        ("application_stages", "exited_at"),
        ("offers", "resolved_at"),
        ("openings", "opened_at"),
        ("openings", "closed_at"),
    ):
        assert shipped[table][column].max() <= "2026-10-31T22:00:00Z", (table, column)


def test_nobody_in_it_is_real(shipped: dict[str, pl.DataFrame]) -> None:
    candidates = shipped["candidates"]
    assert candidates.height > 1_000
    assert candidates["first_name"].unique().to_list() == ["Candidate"]
    assert candidates["email_addresses"].str.contains(r"^candidate\d+@example\.com$").all()


def test_no_cell_of_the_large_files_is_quoted() -> None:
    for table in ("applications", "application_stages"):
        assert b'"' not in (FOLDER / f"{table}.csv").read_bytes()
