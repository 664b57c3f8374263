"""What holds for every query file, whoever wrote it: on no data, with no parameter, again and again, pasted, and by its checks."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from polars.testing import assert_frame_equal
from support import AS_OF, ROOT, GivenWarehouse

from dashboard.catalog import load
from dashboard.engine import Selection, Shared, filled_sql, run
from dashboard.engine.checks import run_checks
from dashboard.engine.monotone import raised_counts
from dashboard.importing import import_exports
from dashboard.sample import generate
from dashboard.warehouse import Warehouse

QUERIES = load(ROOT / "queries").queries
EVERYTHING = Selection(role_level=(), compare_since=date(2024, 11, 1), compare_until=date(2025, 11, 1))
every_query = pytest.mark.parametrize("name", QUERIES)


@pytest.fixture(scope="module")
def empty() -> GivenWarehouse:
    return GivenWarehouse()


@pytest.fixture(scope="module")
def company() -> GivenWarehouse:
    """A company whose rows are drawn at random, always the same."""
    draw = random.Random(1)
    applications = [_application(draw, number) for number in range(300)]
    return GivenWarehouse(
        {
            "applications": applications,
            "stage_visits": [_visit(application) for application in applications],
            "offers": [_offer(each) for each in applications if "offered_at" in each],
            "openings": [_opening(draw, number) for number in range(40)],
            "postings": [_posting(draw, number) for number in range(40)],
            "source_spend": [{"source": "LinkedIn", "month": date(2026, 3, 1), "amount": 900.0, "channel": "inbound"}],
        }
    )  # fmt: skip


def _traits(draw: random.Random) -> dict[str, Any]:
    return {
        "country": draw.choice(["DE", "FR", "PL", None]),
        "language": draw.choice(["de", "fr", "en", None]),
        "role_family": draw.choice(["cloud", "data", "backend"]),
        "role_level": draw.choice(["architect", "architect", "other"]),
        "department": draw.choice(["Platform", "Trading", None]),
        "work_model": draw.choice(["onsite", "hybrid", "remote"]),
    }


def _application(draw: random.Random, number: int) -> dict[str, Any]:
    moment = date(2024, 1, 1) + timedelta(days=draw.randrange(900))
    times = {"applied_at": moment}
    for milestone in ("screened_at", "interviewed_at", "offered_at", "hired_at"):
        moment += timedelta(days=draw.randrange(25))
        if draw.random() < 0.4:
            break
        times[milestone] = moment
    ended = draw.choice(["rejected", "withdrawn", "active"]) if "hired_at" not in times else "hired"
    closed = {} if ended == "active" else {"closed_at": moment}
    source = draw.choice([("LinkedIn", "inbound"), ("Referral", "referral"), ("Search firm", "agency")])
    keys = {"application_id": f"a{number}", "candidate_key": f"p{number % 250}", "job_id": f"j{number % 40}"}
    return (
        _traits(draw) | keys | times | closed | {"status": ended, "source": source[0], "channel": source[1]}
    )


def _visit(application: dict[str, Any]) -> dict[str, Any]:
    shared = ("application_id", "job_id", "country", "language", "role_level", "role_family", "source", "channel", "applied_at", "status")  # fmt: skip
    left = {"left_at": application["screened_at"]} if "screened_at" in application else {}
    visit = {"milestone": "applied", "stage": "New", "entered_at": application["applied_at"]}
    return {name: application[name] for name in shared} | visit | left


def _offer(application: dict[str, Any]) -> dict[str, Any]:
    shared = (
        "application_id",
        "job_id",
        "country",
        "role_level",
        "role_family",
        "source",
        "channel",
        "applied_at",
    )
    hired = application.get("hired_at")
    decided = {"status": "accepted", "decided_at": hired} if hired else {"status": "pending"}
    return {name: application[name] for name in shared} | {"sent_at": application["offered_at"]} | decided


def _opening(draw: random.Random, number: int) -> dict[str, Any]:
    opened = date(2025, 1, 1) + timedelta(days=draw.randrange(500))
    filled = {"filled_at": opened + timedelta(days=draw.randrange(20, 200))} if draw.random() < 0.7 else {}
    return _traits(draw) | {"job_id": f"j{number}", "opened_at": opened} | filled


def _posting(draw: random.Random, number: int) -> dict[str, Any]:
    published = date(2025, 1, 1) + timedelta(days=draw.randrange(500))
    ended = {"unpublished_at": published + timedelta(days=60)} if draw.random() < 0.5 else {}
    return _traits(draw) | {"job_id": f"j{number}", "published_at": published} | ended


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if query.reads])
def test_it_says_the_same_on_known_rows_of_what_it_reads(company: GivenWarehouse, name: str) -> None:
    alone = run(QUERIES[name], company, EVERYTHING)
    known = run(
        QUERIES[name], company, EVERYTHING, answers=lambda read, given: run(read, company, EVERYTHING, given)
    )
    assert_frame_equal(known.frame, alone.frame, rel_tol=1e-12)


@every_query
def test_it_runs_without_any_data(name: str, empty: GivenWarehouse) -> None:
    assert run(QUERIES[name], empty, EVERYTHING).frame.width > 0


@every_query
def test_it_runs_with_every_parameter_null(name: str, company: GivenWarehouse) -> None:
    query = QUERIES[name]
    undefaulted = replace(query, params=tuple(replace(param, default=None) for param in query.params))
    nothing = {param.name: None for param in query.params}
    assert run(undefaulted, company, Selection(role_level=()), nothing).frame.width > 0


@pytest.fixture(scope="module")
def shared(company: GivenWarehouse) -> Shared:
    """One session for all queries, each asked after all sorts of others."""
    return Shared(company)


@every_query
def test_it_says_the_same_in_a_session_that_others_were_asked_in(
    company: GivenWarehouse, shared: Shared, name: str
) -> None:
    for selection in (EVERYTHING, replace(EVERYTHING, country=("DE",), language=("de", "not-stated"))):
        assert run(QUERIES[name], shared, selection).frame.equals(
            run(QUERIES[name], company, selection).frame
        )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A company of a size at which DuckDB's threads meet their groups in any order."""
    export, published = (tmp_path_factory.mktemp(name) for name in ("export", "published"))
    generate(export, applications=3_000, layout="greenhouse_harvest_v3")
    import_exports([export], published, account="main")
    warehouse = Warehouse(published)
    yield warehouse
    warehouse.close()


@every_query
def test_it_gives_the_same_bits_each_time(name: str, imported: Warehouse) -> None:
    first, *others = (run(QUERIES[name], imported, EVERYTHING).frame for _ in range(6))
    assert all(first.equals(other) for other in others)


@every_query
def test_its_checks_hold(name: str, company: GivenWarehouse) -> None:
    assert [str(failed) for failed in run_checks(QUERIES[name], company, EVERYTHING)] == []


@every_query
def test_a_narrower_filter_raises_no_count(name: str, company: GivenWarehouse) -> None:
    assert [str(problem) for problem in raised_counts([QUERIES[name]], company)] == []


@every_query
def test_its_sql_to_paste_gives_as_many_rows(name: str, company: GivenWarehouse) -> None:
    architects = Selection(
        country=("DE", "not-stated"), language=("de", "fr"), since=date(2025, 1, 1), until=AS_OF
    )
    with company.cursor() as shell:
        pasted = shell.execute(filled_sql(QUERIES[name], company, architects, {})).fetchall()
    assert len(pasted) == run(QUERIES[name], company, architects).frame.height
