"""One invented company through every layout: the same funnel, statuses and times to hire."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from ingest.exports import Staging, run

from dashboard import sample
from dashboard.ingest.vocabulary import MILESTONES

MILESTONE = pl.Enum(MILESTONES)


@dataclass(frozen=True)
class Story:
    """What the dashboard's main figures are made of; a hire that nothing dates has no days."""

    reached: dict[str, int]
    statuses: dict[str, int]
    days_to_hire: list[int]


def story(staging: Staging) -> Story:
    """Compute the figures from the canonical tables by the rules of docs/metrics.md."""
    offers = staging["offers"].select(
        "application_id",
        offer="status",
        sent="sent_at",
        accepted=pl.when(status="accepted").then("decided_at"),
    )
    visits = staging["stage_visits"].group_by("application_id").agg(
        furthest=pl.col("milestone").max(), hired=pl.col("entered_at").filter(milestone="hired").min()
    )  # fmt: skip
    counted = staging["applications"].filter(~pl.col("is_prospect"))
    rows = counted.join(offers, on="application_id", how="left").join(visits, on="application_id", how="left")
    hired = (pl.col("offer") == "accepted") | (pl.col("status") == "hired") | (pl.col("furthest") == "hired")
    offered = (pl.col("offer") != "pending") | pl.col("sent").is_not_null()
    step = (
        pl.when(hired.fill_null(False)).then(pl.lit("hired"))
        .when(offered.fill_null(False)).then(pl.lit("offered"))
        .otherwise(pl.col("furthest").cast(pl.String).fill_null("applied"))
    )  # fmt: skip
    steps = rows.select(step.cast(MILESTONE).to_physical()).to_series()
    days = pl.coalesce("accepted", "hired").dt.date() - pl.col("applied_at").dt.date()
    return Story(
        {name: int((steps >= place).sum()) for place, name in enumerate(MILESTONES)},
        dict(sorted(rows["status"].value_counts().iter_rows())),
        rows.select(days.dt.total_days()).to_series().drop_nulls().sort().to_list(),
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Staging]:
    """Return the company as it comes out of an import through a layout."""

    def through(layout: str) -> Staging:
        folder: Path = tmp_path_factory.mktemp(layout)
        sample.generate(folder / "export", applications=1_000, seed=8, layout=layout)
        return run(folder / "export", into=folder / "staging")

    return through


@pytest.fixture(scope="module")
def first(told: Callable[[str], Staging]) -> Story:
    return story(told("greenhouse_harvest_v3"))


def closed(of: Story) -> int:
    return of.statuses["rejected"] + of.statuses["withdrawn"]


def without_sides(of: Story) -> dict[str, int]:
    """Return the statuses where a layout does not say whose decision it was."""
    return {"active": of.statuses["active"], "hired": of.statuses["hired"], "closed": closed(of)}


@pytest.mark.parametrize("layout", ["lever_api", "lever_fivetran", "lever_csv"])
def test_lever_tells_the_same_but_not_whose_decision_it_was(
    layout: str, told: Callable[[str], Staging], first: Story
) -> None:
    same = story(told(layout))
    assert same.reached == first.reached
    assert without_sides(same) == without_sides(first)
    assert same.days_to_hire == first.days_to_hire


@pytest.mark.parametrize("layout", ["greenhouse_fivetran", "greenhouse_bi_connector", "ashby_api"])
def test_a_system_with_a_history_and_reasons_tells_the_same(
    layout: str, told: Callable[[str], Staging], first: Story
) -> None:
    assert story(told(layout)) == first


def capable(staging: Staging, capability: str) -> bool:
    return bool(staging["capabilities"].filter(capability=capability)["available"].item())


def test_harvest_v1_has_no_history_and_tells_the_same_of_ends_and_offers(
    told: Callable[[str], Staging], first: Story
) -> None:
    staging = told("greenhouse_harvest_v1")
    same = story(staging)
    assert not capable(staging, "has_history")
    assert same.statuses == first.statuses
    assert same.days_to_hire == first.days_to_hire
    assert (same.reached["applied"], same.reached["hired"]) == (
        first.reached["applied"],
        first.reached["hired"],
    )
    assert all(same.reached[milestone] <= first.reached[milestone] for milestone in MILESTONES)
    assert staging["stage_visits"].filter(pl.col("entered_at").is_not_null()).is_empty()


def test_workable_has_neither_history_nor_offers_and_tells_the_same_of_ends(
    told: Callable[[str], Staging], first: Story
) -> None:
    staging = told("workable")
    same = story(staging)
    assert not capable(staging, "has_history")
    assert not capable(staging, "has_offers")
    assert same.statuses["hired"] == first.statuses["hired"]
    assert closed(same) == closed(first)
    assert (same.reached["applied"], same.reached["hired"]) == (
        first.reached["applied"],
        first.reached["hired"],
    )
    assert same.days_to_hire == first.days_to_hire


def test_merge_has_no_history_and_tells_the_same_of_hires_by_their_offers(
    told: Callable[[str], Staging], first: Story
) -> None:
    staging = told("merge_ats")
    same = story(staging)
    assert not capable(staging, "has_history")
    assert same.reached["hired"] == first.reached["hired"]
    assert closed(same) == closed(first)
    assert same.days_to_hire == first.days_to_hire


def offers_of(staging: Staging) -> list[tuple[str | None, ...]]:
    """Return title, country and language of each posting."""
    return sorted(staging["postings"].select("title", "country", "language").rows(), key=str)


@pytest.mark.parametrize("layout", ["greenhouse_job_board", "schema_org"])
def test_a_public_board_has_the_same_postings_in_the_same_languages_and_countries(
    layout: str, told: Callable[[str], Staging]
) -> None:
    staging = told(layout)
    same = [posting for posting in offers_of(staging) if posting[1]]
    assert same == [posting for posting in offers_of(told("greenhouse_harvest_v3")) if posting[1]]
    assert staging["applications"].is_empty()
    assert not capable(staging, "has_history")


def test_levers_public_postings_say_where_but_not_in_which_language(told: Callable[[str], Staging]) -> None:
    staging = told("lever_postings")
    assert [row[:2] for row in offers_of(staging)] == [row[:2] for row in offers_of(told("lever_api"))]
    assert not capable(staging, "has_language")


def test_smartrecruiters_tells_the_same_without_offers(told: Callable[[str], Staging], first: Story) -> None:
    staging = told("smartrecruiters")
    same = story(staging)
    assert not capable(staging, "has_offers")
    assert capable(staging, "has_history")
    assert same.statuses["hired"] == first.statuses["hired"]
    assert closed(same) == closed(first)
    assert same.reached == first.reached
    assert same.days_to_hire == first.days_to_hire


def test_teamtailor_knows_the_last_stage_and_tells_the_same_of_hires(
    told: Callable[[str], Staging], first: Story
) -> None:
    staging = told("teamtailor")
    same = story(staging)
    assert not capable(staging, "has_history")
    assert same.reached["hired"] == first.reached["hired"]
    assert closed(same) == closed(first)
    assert same.days_to_hire == first.days_to_hire


def test_recruitee_dates_hires_on_the_placement(told: Callable[[str], Staging], first: Story) -> None:
    staging = told("recruitee")
    same = story(staging)
    assert not capable(staging, "has_history")
    assert same.reached["hired"] == first.reached["hired"]
    assert without_sides(same) == without_sides(first)
    assert same.days_to_hire == first.days_to_hire


def test_personio_tells_ends_as_phases_and_has_no_offers(
    told: Callable[[str], Staging], first: Story
) -> None:
    staging = told("personio")
    same = story(staging)
    assert capable(staging, "has_history")
    assert not capable(staging, "has_offers")
    assert same == first
