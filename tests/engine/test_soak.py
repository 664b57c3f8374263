"""Many threads at once: everyone gets the rows that they asked for. (Threads that share a cursor get each other's.)"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from support import GivenWarehouse

from dashboard.catalog.reading import read_query
from dashboard.engine import Limits, Selection, run

THREADS, QUERIES = 8, 1_000
COUNTRIES = ("AT", "BE", "CH", "DE", "ES", "FR", "IT", "PL")
APPLIED = date(2026, 1, 1)
QUERY = read_query(
    "page/card",
    Path("card.sql"),
    """-- /// query
-- [params.tag]
-- type = "number"
-- default = 0
-- ///
select country, count(*) as applications, $tag as tag
from applications
where applied_at >= $since
group by country
order by country
""",
)


def test_eight_threads_with_a_thousand_queries_each_get_their_own_rows() -> None:
    given = [{"country": code, "applied_at": APPLIED, "times": 10 + n} for n, code in enumerate(COUNTRIES)]
    warehouse = GivenWarehouse({"applications": given})
    applications = {code: 10 + n for n, code in enumerate(COUNTRIES)}
    limits = Limits(rows=100, seconds=60)

    def wrong_answers(thread: int) -> int:
        wrong = 0
        for number in range(QUERIES):
            chosen = tuple(sorted({COUNTRIES[(thread + number) % 8], COUNTRIES[number % 5]}))
            tag = thread * QUERIES + number
            selection = Selection(country=chosen, since=APPLIED)
            result = run(QUERY, warehouse, selection, {"tag": tag}, limits=limits)
            wrong += result.frame.rows() != [(code, applications[code], tag) for code in chosen]
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(wrong_answers, range(THREADS))) == 0
