"""What each page says in words: only what is more than noise, with its number and its card."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from companies import AS_OF, Fates, random_fates
from scratch import ROOT, Scratch

RNG = np.random.default_rng


def at(day: date) -> pl.Expr:
    return pl.lit(day, pl.Datetime)


def offers(day: date, accepted: int, declined: int) -> pl.DataFrame:
    return pl.DataFrame({"status": ["accepted"] * accepted + ["declined"] * declined}).with_columns(
        decided_at=at(day)
    )


def of_source(name: str, applications: int, hires: int) -> pl.DataFrame:
    milestones = ["hired"] * hires + ["applied"] * (applications - hires)
    return pl.DataFrame({"milestone": milestones}).with_columns(
        source=pl.lit(name), applied_at=at(date(2025, 5, 1))
    )


def said(page: str, **frames: pl.DataFrame) -> list[tuple[str, str]]:
    return Scratch(**frames).run(f"{page}/in_words").select("sentence", "card").rows()


def test_every_sentence_names_a_card_that_exists():
    for page in ("overview", "funnel", "time_to_hire", "sources", "countries"):
        for _, card in said(page):
            assert (ROOT / "queries" / f"{card}.sql").exists()


def test_the_overview_says_what_changed_beyond_chance():
    frame = pl.concat([offers(date(2025, 3, 1), 60, 40), offers(date(2024, 3, 1), 90, 10)])
    assert said("overview", offers=frame) == [
        (
            "Offers accepted: 60.0%, 30.0 points less than in the period compared with "
            "(probably not chance).",
            "overview/offer_acceptance",
        )
    ]


def test_the_overview_says_so_when_nothing_has_changed():
    frame = pl.concat([offers(date(2025, 3, 1), 6, 4), offers(date(2024, 3, 1), 8, 2)])
    assert said("overview", offers=frame) == [
        ("No figure differs from the period compared with by more than chance explains.", "overview/changes")
    ]


def test_the_overview_is_silent_with_nothing_to_compare():
    scratch = Scratch(offers=offers(date(2025, 3, 1), 60, 40))
    assert scratch.run("overview/in_words", compare_since=None, compare_until=None).is_empty()


def test_sources_are_named_when_they_differ_beyond_chance():
    frame = pl.concat(
        [of_source("Referral", 300, 60), *(of_source(f"Board {n}", 2_000, 20 + n) for n in range(5))]
    )
    sentences = said("sources", applications=frame)
    row = Scratch(applications=frame).run("sources/comparison").row(0, named=True)
    assert (row["source"], row["verdict"]) == ("Referral", "above")
    share, whole = round(100 * row["hire_rate_shrunk"], 1), round(100 * row["pooled_rate"], 1)
    assert sentences[0] == (
        f"Referral: {share}% of applications lead to a hire, more than over all sources "
        f"({whole}%; probably not chance, hires: 60).",
        "sources/comparison",
    )


@pytest.mark.parametrize(
    ("hires", "sentence"),
    [
        (12, "The 3 sources cannot be told apart: their differences are no larger than chance makes them."),
        (1, "Too few hires to compare sources (3)."),
    ],
)
def test_sources_alike_or_too_small_are_said_to_be(hires, sentence):
    frame = pl.concat([of_source(name, 300, hires) for name in ("A", "B", "C")])
    assert said("sources", applications=frame) == [(sentence, "sources/comparison")]


def test_a_country_that_differs_is_the_subject_of_its_sentence():
    frame = pl.concat(
        [of_source("any", 2_000, 20 + n).with_columns(country=pl.lit(f"A{n}")) for n in range(5)]
        + [of_source("any", 300, 60).with_columns(country=pl.lit("DE"))]
    )
    row = Scratch(applications=frame).run("countries/in_words").row(0, named=True)
    assert row["country"] == "DE"
    assert "% of applications lead to a hire, more than over all countries" in row["sentence"]


def moved(fates: Fates, days: int, **more: object) -> pl.DataFrame:
    """Return applications of that many days earlier, followed as long as the others."""
    back = [pl.col(name) - pl.duration(days=days) for name in ("applied_at", "hired_at")]
    return fates.applications(**more).with_columns(back)


def test_time_to_hire_says_how_much_longer_it_takes_and_where():
    year = timedelta(days=365)
    quick, slow = random_fates(RNG(1), 900, longest=40), random_fates(RNG(2), 900, longest=90)
    now = pl.concat([quick.applications(country="DE"), slow.applications(country="PL")])
    settled = Fates(
        RNG(3).integers(100, 365, 1_500), RNG(3).integers(0, 30, 1_500), RNG(3).choice([1, 2], 1_500)
    )
    frame = pl.concat([now, moved(settled, year.days, country="DE")])
    scratch = Scratch(applications=frame)
    half = scratch.run("time_to_hire/incidence_summary")["half_day"].item()
    before = scratch.run("time_to_hire/incidence_summary", since=date(2024, 1, 1), until=date(2025, 1, 1))[
        "half_day"
    ].item()
    told = scratch.run("time_to_hire/in_words")
    sentences = told["sentence"].to_list()
    assert sentences[0].startswith(f"Half of all hires come by day {half}")
    assert sentences[1] == (
        f"Half of all hires now take {half} days or more, {half - before} more "
        "than in the period compared with (probably not chance)."
    )
    assert told["country"].to_list()[:2] == [None, None]
    assert sorted(told["country"].to_list()[2:]) == ["DE", "PL"]


def test_forty_countries_alike_are_not_set_apart_by_chance():
    named = 0
    for seed in range(8):
        fates = random_fates(RNG(seed), 4_000, longest=60)
        countries = pl.Series([f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(40)]).gather(
            RNG(100 + seed).integers(0, 40, 4_000)
        )
        sentences = said("time_to_hire", applications=fates.applications(country=countries))
        named += sum("slower" in sentence or "faster" in sentence for sentence, _ in sentences)
    assert named <= 1


def test_too_few_hires_are_said_in_words():
    fates = Fates(np.array([90, 90, 90]), np.array([3, 5, 9]), np.array([1, 1, 2]))
    assert said("time_to_hire", applications=fates.applications()) == [
        ("Too few hires to say how long hiring takes (2).", "time_to_hire/incidence_summary")
    ]


def test_the_funnel_says_who_waits_too_long_and_what_will_still_rise():
    entered = datetime.combine(AS_OF, datetime.min.time())
    days = [*range(1, 41), 4, 41]
    visits = pl.DataFrame({"days_in_stage": days, "is_waiting": [False] * 40 + [True] * 2}).with_columns(
        account=pl.lit("main"),
        application_id=pl.lit("application"),
        seq=pl.Series(range(1, 43)),
        stage=pl.lit("Phone screen"),
        milestone=pl.lit("screened"),
        applied_at=pl.lit(entered) - pl.duration(days=100),
    )
    fates = random_fates(RNG(5), 900, longest=90)
    scratch = Scratch(stage_visits=visits, applications=fates.applications())
    told = scratch.run("funnel/in_words").select("sentence", "card").rows()
    (waiting, first), (rising, second) = told
    assert waiting == (
        "2 candidates wait in a stage now, 1 of them longer than nine of ten usually do; "
        "the longest for 41 days."
    )
    months = scratch.run("funnel/cohort_maturity").filter(pl.col("measure") == "So far")
    immature = months.filter(pl.col("is_immature"))
    rate = 100 * immature["hires"].sum() / immature["applications"].sum()
    assert rising.startswith(f"Conversion in the newest {immature.height} months can still rise: {rate:.1f}%")
    assert (first, second) == ("pipeline/waiting_longest", "funnel/cohort_maturity")
