"""The benchmarks are run by hand; what they conclude from measurements, and what they measure, is tested here."""

import polars as pl
import pytest

from benchmarks import exports
from benchmarks.children import Cost
from benchmarks.promises import Measured, growth, promises
from benchmarks.queries import Timed
from benchmarks.stages import by_stage

BARE = Cost(cpu=4, wall=4, memory=10**9, steps={})


def measured(applications=1_000_000, cpu=20.0, queries=(("funnel/by_milestone", 30.0, 25.0),)):
    whole = Cost(cpu, cpu, 2 * 10**9, {"Reading …": cpu - 2, "Published 1.": 2.0})
    times = tuple(Timed(name, "everything", product, by_hand, by_hand) for name, product, by_hand in queries)
    return Measured("plain", applications, {}, BARE, whole, times)


def held(given):
    return {promise.what.split(":")[1].split(",")[0].strip(): promise for promise in given}


def test_an_import_is_compared_until_it_is_published_and_with_the_checks():
    by_name = held(promises(measured(cpu=25)))
    assert (by_name["CPU until published"].measured, by_name["CPU until published"].holds) == (5.75, True)
    assert by_name["CPU with the queries' checks"].holds is False


def test_each_sentence_of_an_import_belongs_to_a_stage():
    steps = {
        "Starting …": 0.5,
        "Reading a.csv (a of B) …": 2.0,
        "Reading b.csv (b of B) …": 3.0,
        "Looking for repeated and lost keys …": 1.0,
        "Taking the first import …": 0.25,
        "Joining applications with jobs, postings and history …": 4.0,
        "Building offers …": 1.0,
        "Published 000001.": 2.5,
        "112 checks on the data, none failed.": 0.5,
    }
    assert by_stage(steps) == {
        "start": 0.5,
        "reading files": 5.0,
        "repeated and lost keys": 1.0,
        "history": 0.0,
        "merge": 0.25,
        "wide tables": 5.0,
        "publish": 0.0,
        "checks": 3.0,
    }


def test_events_are_an_export_of_another_system_with_a_row_for_each_change(tmp_path):
    events = exports.export(tmp_path, "events", 300)
    rows = exports.size(events)
    assert (events / "application_history.csv").exists()
    assert rows["history"] > rows["applications"] >= 300


def test_the_query_with_the_worst_ratio_is_named():
    worst = held(promises(measured(queries=(("a/b", 30.0, 25.0), ("c/d", 4.0, 2.0)))))["worst"]
    assert (worst.what, worst.measured, worst.holds) == ("queries: worst, c/d, everything", 2.0, False)


@pytest.mark.parametrize(("cpu", "holds"), [(220.0, True), (221.0, False)])
def test_ten_times_the_rows_may_cost_eleven_times_as_much(cpu, holds):
    grown = held(growth(measured(), measured(10_000_000, cpu)))["import CPU"]
    assert grown.holds is holds


def test_the_crowded_export_has_about_three_times_the_stays_and_else_the_same(tmp_path):
    crowded, plain = exports.export(tmp_path, "crowded", 300), tmp_path / "plain-300"
    sizes = exports.size(crowded), exports.size(plain)
    assert sizes[0]["applications"] == sizes[1]["applications"]
    assert 2.5 < sizes[0]["history"] / sizes[1]["history"] <= 3
    stays = pl.read_csv(crowded / "application_stages.csv")
    assert (
        stays["id"].is_duplicated().sum()
        <= pl.read_csv(plain / "application_stages.csv")["id"].is_duplicated().sum() * 3
    )
