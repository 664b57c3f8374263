"""Mistakes that show against the published schema, none of them by running the query."""

from pathlib import Path

import pytest
from support import ROOT, GivenWarehouse

from dashboard.catalog import check, load

HEADER = """
-- /// query
{header}
-- ///
"""


def problems(folder: Path, sql: str, header: str = "") -> list[str]:
    lines = "\n".join(f"-- {line}" for line in header.splitlines())
    text = f"-- /// query\n{lines}\n-- ///\n{sql}" if header else sql
    (folder / "page").mkdir()
    (folder / "page/card.sql").write_text(text, "utf-8")
    with GivenWarehouse().cursor() as cursor:
        return [
            str(problem).removeprefix(f"{folder}/page/card.sql:") for problem in check(load(folder), cursor)
        ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select chanel\nfrom applications", ['1: column "chanel" does not exist. Did you mean "channel"?']),
        ("select channel,\n  cuntry\nfrom applications\nwhere sorce = 'x'", [
            '2: column "cuntry" does not exist. Did you mean "country"?',
            '4: column "sorce" does not exist. Did you mean "source"?']),
        ("select apps.cuntry\nfrom applications as apps", ['1: column "cuntry" does not exist. Did you mean "country"?']),
        ("select app.country\nfrom applications as apps", ['1: there is no table "app" in this FROM. Did you mean "apps"?']),
        ("select 1 as x\nfrom all_aplications", ['2: table "all_aplications" does not exist. Did you mean "all_applications"?']),
        ("select medain(days_to_hire)\nfrom applications", ['1: function "medain" does not exist. Did you mean "median"?']),
        ("select country,\n  count(*)\nfrom applications",
         ['1: column "country" is neither grouped by nor aggregated. Add it to GROUP BY, or aggregate it.']),
        ("select country, country\nfrom applications", ['1: the result has two columns "country". Rename one.']),
        ("-- why\nselect applied_at - $since as waited\nfrom applications",
         ['2: column "waited" is an INTERVAL, which cannot be shown. Write date_diff(\'day\', …), which is a number.']),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_with_its_line_and_the_nearest(
    tmp_path: Path, sql: str, expected: list[str]
) -> None:
    assert problems(tmp_path, sql) == expected


CARD = "select country, count(*) as hires\nfrom applications\ngroup by country"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('[chart]\ntype = "bar"\nx = "cuntry"\ny = "hires"',
         '4: "x" names the column "cuntry", which the result lacks. Did you mean "country"?'),
        ('[chart]\ntype = "funnel"\nstage = "country"\nvalue = "country"',
         '5: "value" needs a column of numbers, and "country" holds text.'),
        ("[columns.hire]\nlabel = \"x\"", '2: the result has no column "hire". Did you mean "hires"?'),
        ('[[checks]]\nname = "x"\nassert = "hirs > 0"', '4: assert: column "hirs" does not exist. Did you mean "hires"?'),
        ('[[checks]]\nname = "x"\nassert = "hires"', "4: assert: this is no predicate, it gives BIGINT. Compare it with something."),
        ('[[checks]]\nname = "x"\nunique = ["country", "month"]', '4: the result has no column "month". It has country, hires.'),
        ('[[checks]]\nname = "x"\nsql = "select * from resul"', '4: sql: table "resul" does not exist.'),
        ('[[alerts]]\nwhen = "hires > 3"\nmessage = "{hire} hires"', '4: the result has no column "hire". Did you mean "hires"?'),
    ],
)  # fmt: skip
def test_what_the_header_says_of_the_result_is_checked(tmp_path: Path, header: str, expected: str) -> None:
    assert problems(tmp_path, CARD, header) == [expected]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('[behind]\nwhere = "cuntry = $row_country"',
         ['3: where: column "cuntry" does not exist. Did you mean "country"?']),
        ('[behind]\nwhere = "country = $row_cuntry"', ['3: the result has no column "cuntry". Did you mean "country"?']),
        ('[behind]\nwhere = "country = $country"',
         ["3: where: $country is not declared. Write $row_country for the value of the clicked row."]),
        ('[behind]\nwhere = "days_to_hire"', ["3: where: this is no predicate, it gives INTEGER. Compare it with something."]),
        ('[behind]\nwhere = "applied_at < now()"',
         ["3: where: now reads the clock. Write $as_of, so that results and tests stay the same."]),
        ('[behind]\nwhere = "country is null"\ncount = "hire"', ['4: the result has no column "hire". Did you mean "hires"?']),
        ('[behind]\ncount = "hires"', ['2: "where" is missing: a predicate of the table\'s rows; $row_<column> is the clicked row\'s value.']),
        ('[behind]\nwhere = "true"\ntable = "offer"', ['4: rows of "offer" cannot be listed. Did you mean "offers"?']),
        ('[behind]\nwhere = "true"\ntable = "page/crd"', ['4: there is no query "page/crd". Did you mean "page/card"?']),
        ('[behind]\nwhere = "true"\ntable = "page/card"',
         ['4: the query "page/card" has no column "application_id". Choose one that has, or a table.']),
        ('[behind]\nwhere = "true"\n[behind.cells]\nhires = "hird_at is not null"',
         ['5: hires: column "hird_at" does not exist. Did you mean "hired_at"?']),
        ('[behind]\nwhere = "true"\n[behind.cells]\nhire = "true"', ['5: the result has no column "hire". Did you mean "hires"?']),
        ('[behind]\nwhere = "true"\n[behind.cells]\nhires = 3', ['5: "hires" takes a predicate, not 3.']),
    ],
)  # fmt: skip
def test_what_is_listed_behind_a_mark_is_checked(tmp_path: Path, header: str, expected: list[str]) -> None:
    assert problems(tmp_path, CARD, header) == expected


def test_a_list_may_use_every_day_parameter_and_column(tmp_path: Path) -> None:
    header = (
        '[params.at_least]\ntype = "number"\ndefault = 3\n'
        '[behind]\nwhere = "hired_at >= $since and days_to_hire > $at_least and country = $row_country '
        'and $row_hires > 0 and job_id in (select job_id from all_openings)"\ncount = "hires"'
    )
    assert problems(tmp_path, CARD, header) == []


def test_parameters_are_null_of_their_type_and_options_are_checked(tmp_path: Path) -> None:
    header = '[params.sources]\ntype = "multi"\noptions = "select sorce from applications"'
    sql = "select date_trunc('month', $since) as month from applications where $sources is null or source in $sources"
    assert problems(tmp_path, sql, header) == [
        '4: options: column "sorce" does not exist. Did you mean "source"?'
    ]


def test_a_check_may_ask_the_result_and_the_tables(tmp_path: Path) -> None:
    header = '[[checks]]\nname = "x"\nsql = "select * from result where country not in (select country from all_applications)"'
    sql = "select country from all_applications"
    assert problems(tmp_path, sql, header) == []


def test_without_a_schema_nothing_is_said_of_tables(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page/card.sql").write_text("select x from nowhere", "utf-8")
    assert check(load(tmp_path), None) == ()


def test_the_shipped_queries_have_no_mistake() -> None:
    with GivenWarehouse().cursor() as cursor:
        assert [str(problem) for problem in check(load(ROOT / "queries"), cursor)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"{hire} came."', 'the result has no column "hire". Did you mean "hires"?'),
        ('"{hires:integr} came."', '"integr" is no format of a text. Did you mean "integer"?'),
        ('["{hires} came."]', '"DE" takes a text, or a list of two: for one and for many.'),
    ],
)
def test_what_a_text_names_is_checked(tmp_path: Path, text: str, expected: str) -> None:
    assert problems(tmp_path, CARD, f"[columns.country.texts]\nDE = {text}") == [f"3: {expected}"]
