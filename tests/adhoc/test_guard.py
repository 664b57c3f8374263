"""The allow-list over DuckDB's parse tree: what it lets through and what it does not."""

import duckdb
import pytest

from dashboard.adhoc.guard import PARAMETERS, Refused, admit
from dashboard.catalog.model import BUILT_IN_PARAMS
from tests.adhoc.attacks import REFUSED

TABLES = frozenset({"applications", "openings"})

ORDINARY = """
select 1
from applications
values (1), (2)
select country, count(*) as n, avg(days_to_hire) from applications where applied_at >= date '2024-01-01' group by all having n > 2 order by n desc limit 10
with a as (select * from applications), b as (select * from a join openings using (job_id)) select * from b
with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select * from r
select *, row_number() over (partition by country order by applied_at) as r from applications qualify r < 3
select sum(1) over (order by applied_at rows between 3 preceding and current row) from applications
select quantile_cont(days_to_hire, [0.5, 0.9]) from applications
select case when is_internal then 1 else 2 end, title[1], applied_at::date, try_cast(title as int), not is_internal from applications
select applied_at + interval 1 month, hired_at is null, days_to_hire between 1 and 2, country in ('DE', 'FR') from applications
select exists (select 1), (select max(days_to_hire) from applications), extract(year from now.applied_at) from applications as now
from applications pivot (count(*) for country in ('DE'))
select * from applications union all by name select * from applications
select unnest([1, 2]), * from range(3)
select * exclude (account), columns('c.*') from applications a left join lateral (select 1) on true
select list_transform([1], lambda x: x + 1), list(country order by applied_at), {'a': 1} from applications
select date_trunc('month', applied_at), position('a' in title), title || 'x', title ilike '%x%' from applications
select count(distinct country), grouping(country) from applications group by cube (country, language)
select * from applications using sample 10%
select * from applications order by all limit 5 offset 3
select distinct on (country) * from applications
select a.* from applications a semi join openings using (job_id)
select [x + 1 for x in [1, 2] if x > 1]
select count(*) from applications where applied_at >= $since and applied_at < $until
""".strip().splitlines()


@pytest.fixture(scope="module")
def parser() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


@pytest.mark.parametrize("sql", ORDINARY)
def test_an_ordinary_question_is_admitted(sql: str, parser: duckdb.DuckDBPyConnection) -> None:
    admit(sql, TABLES, parser)


@pytest.mark.parametrize("sql", REFUSED)
def test_an_attempt_at_more_is_refused(sql: str, parser: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(Refused):
        admit(sql, TABLES, parser)


def test_a_refusal_names_the_table_that_is_not_there(parser: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(Refused, match=r'There is no table "hidden"\. Tables: applications, openings\.'):
        admit("select * from hidden", TABLES, parser)


def test_the_process_of_its_own_knows_the_parameters_that_query_files_have() -> None:
    assert set(BUILT_IN_PARAMS) == PARAMETERS
