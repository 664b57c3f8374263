"""A query that reads another by its name gets that query's rows for the same selection and period."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from support import AS_OF, GivenWarehouse

from dashboard.catalog import check, load
from dashboard.catalog.model import Query
from dashboard.engine import QueryError, Result, Selection, cache_key, filled_sql, run

APPLICATIONS = [
    {"country": "DE", "applied_at": date(2026, 1, 5)},
    {"country": "DE", "applied_at": date(2026, 2, 5)},
    {"country": "FR", "applied_at": date(2026, 2, 6)},
]
BY_COUNTRY = """-- /// query
-- [params.least]
-- type = "number"
-- default = 1
-- ///
select country, count(*) as applications
from applications
where applied_at >= $since and applied_at < $until
group by country
having count(*) >= $least
order by country"""
TOTAL = 'select sum(applications) as applications, count(*) as countries\nfrom "page/by_country"'


def written(folder: Path, **files: str) -> Path:
    (folder / "page").mkdir()
    for name, text in files.items():
        (folder / f"page/{name}.sql").write_text(text, "utf-8")
    return folder


def totals(folder: Path, name: str = "page/total", **chosen: object) -> tuple[int, int]:
    query = load(folder).queries[name]
    return run(
        query, GivenWarehouse({"applications": APPLICATIONS}), Selection(role_level=(), **chosen)
    ).frame.row(0)  # type: ignore[arg-type, return-value]


def problems(folder: Path) -> list[str]:
    with GivenWarehouse().cursor() as cursor:
        return [str(problem).removeprefix(f"{folder}/page/") for problem in check(load(folder), cursor)]


def test_it_reads_the_rows_for_its_own_selection_and_period(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=TOTAL)
    assert problems(folder) == []
    assert totals(folder) == (3, 2)
    assert totals(folder, country=("FR",)) == (1, 1)
    assert totals(folder, since=date(2026, 2, 1)) == (2, 2)


def test_a_parameter_of_what_it_reads_keeps_its_default(tmp_path: Path) -> None:
    assert totals(written(tmp_path, by_country=BY_COUNTRY.replace("= 1", "= 2"), total=TOTAL)) == (2, 1)


def test_its_own_parameter_of_the_same_name_goes_through(tmp_path: Path) -> None:
    own = '-- /// query\n-- [params.least]\n-- type = "number"\n-- default = 2\n-- ///\n'
    folder = written(tmp_path, by_country=BY_COUNTRY, total=f"{own}{TOTAL} where $least is not null")
    assert problems(folder) == []
    assert totals(folder) == (2, 1)


def test_it_has_its_own_days_beside_those_of_what_it_reads(tmp_path: Path) -> None:
    total = TOTAL.replace("\nfrom", ", $as_of as as_of\nfrom")
    query = load(written(tmp_path, by_country=BY_COUNTRY, total=total)).queries["page/total"]
    rows = run(query, GivenWarehouse({"applications": APPLICATIONS}), Selection(role_level=())).frame.rows()
    assert rows == [(3, 2, AS_OF)]


def test_it_may_read_one_that_reads_another(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=TOTAL, top='select * from "page/total"')
    assert problems(folder) == []
    assert totals(folder, "page/top") == (3, 2)


def test_pasted_into_the_shell_it_brings_what_it_reads(tmp_path: Path) -> None:
    query = load(written(tmp_path, by_country=BY_COUNTRY, total=TOTAL)).queries["page/total"]
    warehouse = GivenWarehouse({"applications": APPLICATIONS})
    with warehouse.cursor() as shell:
        assert shell.execute(filled_sql(query, warehouse, Selection(role_level=()), {})).fetchall() == [
            (3, 2)
        ]


def test_a_change_of_what_it_reads_is_another_answer(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=TOTAL)
    before = load(folder).queries["page/total"]
    (folder / "page/by_country.sql").write_text(BY_COUNTRY.replace("count(*) as", "2 * count(*) as"), "utf-8")
    after = load(folder).queries["page/total"]
    assert cache_key(before, Selection(), {}, "v") != cache_key(after, Selection(), {}, "v")
    assert totals(folder) == (6, 2)


def test_another_default_of_what_it_reads_is_another_answer(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=TOTAL)
    before = load(folder).queries["page/total"]
    (folder / "page/by_country.sql").write_text(BY_COUNTRY.replace("default = 1", "default = 2"), "utf-8")
    after = load(folder).queries["page/total"]
    assert cache_key(before, Selection(), {}, "v") != cache_key(after, Selection(), {}, "v")


NINE = Result(pl.DataFrame({"country": ["JP"], "applications": [9]}), False, 1, "given-rows", 0.0)
"""An answer that shows where it was taken instead of the rows themselves."""


@pytest.mark.parametrize(
    ("answer", "total"),
    [
        (NINE, (9, 1)),
        (replace(NINE, truncated=True), (3, 2)),
        (replace(NINE, version="the one before"), (3, 2)),
        (None, (3, 2)),
    ],
)
def test_it_takes_the_known_rows_of_what_it_reads_when_they_are_whole_and_of_this_version(
    tmp_path: Path, answer: Result | None, total: tuple[int, int]
) -> None:
    top = 'select * from "page/total"'
    queries = load(written(tmp_path, by_country=BY_COUNTRY, total=TOTAL, top=top)).queries
    warehouse, asked = GivenWarehouse({"applications": APPLICATIONS}), []

    def answers(read: Query, params: Mapping[str, Any]) -> Result | None:
        asked.append((read.name, dict(params)))
        return answer if read.name == "page/by_country" else None

    everything = Selection(role_level=())
    assert run(queries["page/total"], warehouse, everything, answers=answers).frame.rows() == [total]
    assert asked == [("page/by_country", {"least": 1})]
    assert run(queries["page/top"], warehouse, everything, answers=answers).frame.rows() == [total]
    assert asked[1:] == [("page/total", {}), ("page/by_country", {"least": 1})]


def test_what_a_known_answer_rests_on_is_not_asked_for(tmp_path: Path) -> None:
    top = 'select * from "page/total"'
    query = load(written(tmp_path, by_country=BY_COUNTRY, total=TOTAL, top=top)).queries["page/top"]
    known = {"page/total": replace(NINE, frame=pl.DataFrame({"applications": [9], "countries": [1]}))}
    found = run(query, GivenWarehouse(), Selection(role_level=()), answers=lambda read, _: known[read.name])
    assert found.frame.rows() == [(9, 1)]


def test_its_own_parameter_reaches_past_an_answer_that_does_not_know_of_it(tmp_path: Path) -> None:
    own = '-- /// query\n-- [params.least]\n-- type = "number"\n-- default = 2\n-- ///\n'
    top = f'{own}select * from "page/total" where $least is not null'
    query = load(written(tmp_path, by_country=BY_COUNTRY, total=TOTAL, top=top)).queries["page/top"]
    warehouse, everything = GivenWarehouse({"applications": APPLICATIONS}), Selection(role_level=())
    found = run(
        query, warehouse, everything, answers=lambda read, given: run(read, warehouse, everything, given)
    )
    assert found.frame.rows() == run(query, warehouse, everything).frame.rows() == [(2, 1)]


def test_a_wrong_name_is_told_once_with_the_nearest(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=TOTAL.replace("by_country", "by_cuntry"))
    assert problems(folder) == [
        'total.sql:2: there is no query "page/by_cuntry". Did you mean "page/by_country"?'
    ]


@pytest.mark.parametrize("reads", ["page/round", "page/total"])
def test_a_circle_is_told_and_ends(tmp_path: Path, reads: str) -> None:
    folder = written(tmp_path, total='select * from "page/round"', round=f'select * from "{reads}"')
    assert any("a circle." in problem for problem in problems(folder))


def test_a_mistake_in_what_it_reads_is_told_there(tmp_path: Path) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY.replace("count(*) as", "cout(*) as"), total=TOTAL)
    assert 'by_country.sql:6: function "cout" does not exist. Did you mean "count"?' in problems(folder)
    with pytest.raises(QueryError, match=r"by_country\.sql:6: "):
        totals(folder)


def reading_with(value: str, sql: str = TOTAL) -> str:
    return f"-- /// query\n-- read_with = {{ {value} }}\n-- ///\n{sql}"


def test_a_reader_gives_a_parameter_its_value_without_a_widget(tmp_path: Path) -> None:
    folder = written(
        tmp_path, by_country=BY_COUNTRY, total=reading_with("least = 2"), top='select * from "page/total"'
    )
    assert problems(folder) == []
    assert load(folder).queries["page/total"].params == ()
    assert totals(folder) == (2, 1)
    assert totals(folder, "page/top") == (2, 1)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("lest = 2", 'no query that it reads has a parameter "lest". Did you mean "least"?'),
        ('least = "two"', "\"least\" takes a number, not 'two'."),
    ],
)
def test_a_value_that_fits_no_parameter_is_told_at_its_line(tmp_path: Path, value: str, told: str) -> None:
    folder = written(tmp_path, by_country=BY_COUNTRY, total=reading_with(value))
    assert problems(folder) == [f"total.sql:2: {told}"]


def test_one_query_cannot_hold_two_values_of_a_parameter(tmp_path: Path) -> None:
    two, three = reading_with("least = 2"), reading_with("least = 3")
    both = 'select countries from "page/two" union all select countries from "page/three" order by countries'
    folder = written(tmp_path, by_country=BY_COUNTRY, two=two, three=three, both=both)
    assert problems(folder) == [
        'both.sql:1: "page/three" reads with least = 3, "page/two" with 2. '
        "One query can hold one value: read one of the two."
    ]
