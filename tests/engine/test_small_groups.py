"""Each way out of the engine for who may not see individuals: results, alerts, counts of the frame, choices."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import AS_OF, GivenWarehouse

from dashboard import engine, report
from dashboard.catalog import load
from dashboard.catalog.model import Query
from dashboard.catalog.reading import read_query
from dashboard.charts import Reader
from dashboard.engine import QueryError, Result, Selection, UndeclaredError
from dashboard.engine.alerts import firing
from dashboard.engine.checks import run_checks
from dashboard.report.scope import in_words
from dashboard.warehouse import Scope

FEW = Scope("few", "Few", individuals=False)
EVERY_ROLE = Selection(role_level=(), since=date(2026, 1, 1), until=AS_OF)
SQL = "select country, count(*) as hires, count(*) / 10 as rate from applications group by country order by country"
PEOPLE = "[people]\ncounts = { hires = [] }\n"


def hired(country: str, times: int) -> dict[str, Any]:
    day = date(2026, 3, 1)
    return {"country": country, "applied_at": day, "hired_at": day, "milestone": "hired", "times": times}


def given(scope: Scope | None = FEW, **countries: int) -> GivenWarehouse:
    rows = [hired(country, times) for country, times in countries.items()]
    return GivenWarehouse({"applications": rows}, scope=scope)


def query(sql: str = SQL, header: str = PEOPLE) -> Query:
    lines = "".join(f"-- {line}\n" for line in header.splitlines())
    return read_query("page/card", Path("page/card.sql"), f"-- /// query\n{lines}-- ///\n{sql}")


def test_a_result_is_masked_for_who_may_not_see_individuals_and_for_nobody_else() -> None:
    masked = engine.run(query(), given(DE=3, FR=8, PL=9), EVERY_ROLE)
    assert masked.frame.rows() == [("DE", None, None), ("FR", None, None), ("PL", 9, 0.9)]
    assert masked.masked
    for scope in (None, Scope("all"), Scope("dach", rows={"country": ("DE",)})):
        whole = engine.run(query(), given(scope, DE=3, FR=8, PL=9), EVERY_ROLE)
        assert whole.frame["hires"].to_list() == [3, 8, 9]
        assert not whole.masked


def test_the_setting_says_how_many_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_SMALLEST_GROUP", "9")
    frame = engine.run(query(), given(DE=3, FR=8, PL=9), EVERY_ROLE).frame
    assert frame["hires"].to_list() == [None, None, 9]
    monkeypatch.setenv("HIRING_SMALLEST_GROUP", "few")
    with pytest.raises(QueryError, match="HIRING_SMALLEST_GROUP takes a whole number from 1, not 'few'"):
        engine.run(query(), given(DE=3), EVERY_ROLE)


def test_a_query_that_does_not_say_what_is_about_people_is_refused_with_the_next_step() -> None:
    silent = query(header="title = 'Mine'\n")
    with pytest.raises(UndeclaredError) as refusal:
        engine.run(silent, given(DE=30), EVERY_ROLE)
    assert str(refusal.value) == (
        "page/card.sql:1: page/card does not say which of its figures are about people, so Few may not see it. "
        "Add a table [people] to its header."
    )
    assert engine.run(silent, given(None, DE=3), EVERY_ROLE).frame["hires"].to_list() == [3]


def test_what_a_query_reads_is_unmasked_until_its_own_rows_leave() -> None:
    def answers(read: Query, params: Any) -> Result | None:
        raise AssertionError("a masked answer must not be computed with")

    inner = query()
    outer = engine.run(
        Query(
            "page/sum",
            Path("page/sum.sql"),
            'select sum(hires) as hires from "page/card"',
            "Sum",
            people=inner.people,
            reads=(inner,),
            tables=frozenset({"page/card", "applications"}),
        ),
        given(DE=3, FR=4),
        EVERY_ROLE,
        answers=answers,
    )
    assert outer.frame["hires"].to_list() == [7]


def test_checks_see_the_rows_as_they_are() -> None:
    checked = query(header=PEOPLE + "[[checks]]\nname = 'there are hires'\nassert = 'hires > 0'\n")
    assert run_checks(checked, given(DE=3), EVERY_ROLE) == ()


def test_an_alert_is_told_about_enough_people_alone() -> None:
    alert = "[[alerts]]\nwhen = 'hires > 0'\nmessage = '{country}: {hires}'\n"
    fired = firing(query(header=PEOPLE + alert), given(DE=3, FR=8, PL=9), EVERY_ROLE)
    assert [each.sentence for each in fired] == ["PL: 9"]
    everyone = firing(query(header=PEOPLE + alert), given(None, DE=3, PL=9), EVERY_ROLE)
    assert [each.sentence for each in everyone] == ["DE: 3", "PL: 9"]
    with pytest.raises(UndeclaredError):
        firing(query(header=alert), given(DE=9), EVERY_ROLE)
    persons = "select application_id, 1 as hires from applications order by 1"
    with pytest.raises(engine.NotForScopeError, match="lists single applications"):
        firing(query(persons, PEOPLE + alert.replace("{country}", "x")), given(DE=9), EVERY_ROLE)


def test_the_sentence_above_the_cards_says_of_few_that_they_are_few() -> None:
    reader = Reader.of("en")
    assert in_words(given(DE=2, FR=1), EVERY_ROLE, reader).startswith(
        "fewer than 5 applications in 2 countries"
    )
    assert in_words(given(DE=2, FR=9), EVERY_ROLE, reader).startswith("11 applications in 2 countries")
    assert in_words(given(None, DE=2), EVERY_ROLE, reader).startswith("2 applications in 1 country")


def test_the_filter_bar_offers_what_few_have_without_saying_how_many() -> None:
    offered = engine.choices(given(DE=2, FR=30), EVERY_ROLE)
    assert dict(offered["role_level"]) == {"architect": 32}
    few = engine.choices(given(DE=2), EVERY_ROLE)
    assert dict(few["role_level"]) == {"architect": 0}


def test_a_querys_options_are_offered_to_everyone() -> None:
    header = (
        PEOPLE
        + "[params.place]\ntype = 'choice'\noptions = 'select distinct country from all_applications order by 1'\n"
    )
    chosen = query(SQL.replace("group by", "where $place is null or country = $place group by"), header)
    assert engine.options(chosen, chosen.params[0], given(DE=2, FR=9), EVERY_ROLE, {}) == ["DE", "FR"]


@pytest.mark.parametrize(
    ("header", "countries", "said"),
    [
        (
            PEOPLE,
            {"DE": 3},
            "Figures about fewer than 5 people are not shown, nor what would give them away.",
        ),
        (PEOPLE, {"DE": 30}, ""),
        (f"{PEOPLE}[chart]\ntype = 'metric'\nvalue = 'hires'\n", {"DE": 3}, "Fewer than 5 people"),
        (f"{PEOPLE}[chart]\ntype = 'metric'\nvalue = 'hires'\n", {"DE": 30}, ""),
    ],
)
def test_a_card_says_why_figures_are_missing(header: str, countries: dict[str, int], said: str) -> None:
    card = query(header=header)
    assert engine.withheld(card, engine.run(card, given(**countries), EVERY_ROLE), Reader.of("en")) == said


def test_the_report_prints_no_figure_about_few_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    lines = "".join(f"-- {line}\n" for line in PEOPLE.splitlines())
    (tmp_path / "page/card.sql").write_text(f"-- /// query\n{lines}-- ///\n{SQL}", "utf-8")
    (tmp_path / "_report.toml").write_text('rows = [["page/card"]]', "utf-8")
    made = report.report(load(tmp_path), given(DE=3, FR=8, PL=90), EVERY_ROLE, Reader.of("en"))  # type: ignore[arg-type]
    assert made.problems == ()
    assert "Figures about fewer than 5 people are not shown" in made.html
    assert ">90<" in made.html and ">8<" not in made.html and ">3<" not in made.html


@pytest.mark.parametrize(("now", "before", "said"), [(30, 3, ""), (3, 30, "Fewer than 5 people")])
def test_a_tile_says_that_few_are_withheld_only_where_its_own_number_is(
    now: int, before: int, said: str
) -> None:
    sql = f"select {now} as hires, {before} as hires_before from applications limit 1"
    header = (
        '[chart]\ntype = "metric"\nvalue = "hires"\nprevious = "hires_before"\n'
        "[people]\ncounts = { hires = [], hires_before = [] }\n"
    )
    tile = query(sql, header)
    result = engine.run(tile, given(DE=9), EVERY_ROLE)
    assert result.masked
    assert engine.withheld(tile, result, Reader.of("en")) == said
