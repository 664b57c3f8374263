"""What a query file says, and every mistake in it that shows without data."""

from pathlib import Path

import pytest

from dashboard.catalog.model import Query
from dashboard.catalog.reading import read_query

SELECT = "select country, count(*) as hires\nfrom applications\nwhere hired_at >= $since\ngroup by country\n"


def query(text: str, name: str = "page/card") -> Query:
    return read_query(name, Path(f"queries/{name}.sql"), text)


def headed(header: str, select: str = SELECT) -> Query:
    lines = [f"-- {line}".rstrip() for line in header.strip().splitlines()]
    return query("\n".join(["-- /// query", *lines, "-- ///", select]))


def said(query: Query) -> list[str]:
    return [str(problem).removeprefix("queries/page/card.sql:") for problem in query.problems]


def test_a_file_without_a_header_is_a_table_named_after_the_file() -> None:
    bare = query(SELECT, "funnel/by_milestone")
    assert bare.problems == ()
    assert (bare.title, bare.chart.type) == ("By milestone", "table")
    assert (bare.uses, bare.tables) == ({"since"}, {"applications"})


def test_a_header_says_title_parameters_columns_chart_and_checks() -> None:
    read = headed(
        """
title = "Hires"
needs = ["has_country"]
[params.least]
type = "number"
label = "At least"
default = 3
[columns.hires]
format = "integer"
[chart]
type = "bar"
x = "country"
y = "hires"
[[checks]]
name = "hires are counted"
assert = "hires > 0"
[[checks]]
name = "a country has one row"
unique = "country"
""",
        SELECT + "having count(*) >= $least",
    )
    assert read.problems == ()
    assert (read.title, read.needs, read.chart.options) == (
        "Hires",
        ("has_country",),
        {"x": "country", "y": "hires"},
    )
    assert [(param.name, param.label, param.default) for param in read.params] == [("least", "At least", 3)]
    assert [(check.kind, check.expression) for check in read.checks] == [
        ("assert", "hires > 0"),
        ("unique", ("country",)),
    ]
    assert read.columns["hires"].format == "integer"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('tilte = "x"', '2: unknown key "tilte". Did you mean "title"?'),
        ("title = 3", '2: "title" takes text, not 3.'),
        ('needs = ["has_histry"]', "2: \"needs\" cannot be 'has_histry'. Did you mean \"has_history\"?"),
        ("title =", "2: not valid TOML: Invalid value."),
        ('[columns.hires]\nformat = "percnt"', "3: \"format\" cannot be 'percnt'. Did you mean \"percent\"?"),
        ('[columns.hires]\nlabl = "x"', '3: unknown key "labl". Did you mean "label"?'),
        ('[chart]\ntype = "bra"', '3: there is no chart type "bra". Did you mean "bar"?'),
        ('[chart]\ntype = "bar"\nx = "a"\ny = "b"\ncolour = "c"', '6: a bar has no "colour". Did you mean "color"?'),
        ('[[checks]]\nname = "x"', "2: a check has one of assert, sql, unique, not_empty; this one has none."),
        ('[[checks]]\nassert = "hires > 0"', '2: "name" is missing: what must hold, as a sentence.'),
        ('[params.since]\ntype = "date"', "2: $since cannot be a parameter of its own. "
         "It is built in: take this table out, or choose another name."),
        ('[params.x]\ntype = "date"', "2: the SELECT never uses $x. Use it or take it out."),
        ('leaves_out_below = "minimum_n"', "2: the SELECT never uses $minimum_n. Name a parameter, without the $."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_header_is_told_with_its_line_and_the_right_name(header: str, expected: str) -> None:
    assert said(headed(header)) == [expected]


@pytest.mark.parametrize(
    ("param", "expected"),
    [
        ('type = "nmber"', "3: \"type\" cannot be 'nmber'. Did you mean \"number\"?"),
        ('type = "number"\ndefault = "3"', "4: the default takes a number, not '3'."),
        ('type = "number"\ndefault = true', "4: the default takes a number, not True."),
        ('type = "date"\ndefault = "soon"', "4: the default takes a date, as in 2026-10-31, not 'soon'."),
        ('type = "choice"', "2: a choice needs options. Give a list of values or one SELECT."),
        ('type = "choice"\noptions = ["DE", 3]', "4: options of several types. Make them all text or all numbers."),
        ('type = "choice"\noptions = ["inbound"]\ndefault = "inbund"',
         "5: the default 'inbund' is none of the options. Did you mean \"inbound\"?"),
        ('type = "text"\noptions = ["a"]', '4: a text has no options. Make it a "choice" or a "multi", or take them out.'),
        ('type = "choice"\noptions = "select 1; select 2"',
         "4: options: a second statement begins here. A query file holds exactly one SELECT."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_parameter_is_told(param: str, expected: str) -> None:
    assert said(headed(f"[params.x]\n{param}", f"{SELECT}having $x is null")) == [expected]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("", "1: there is no SELECT. A query file holds exactly one SELECT."),
        ("-- nothing\n-- here", "2: there is no SELECT. A query file holds exactly one SELECT."),
        ("select 1;\nselect 2", "2: a second statement begins here. A query file holds exactly one SELECT."),
        ("-- é\n\ndelete from applications", "3: this is not a SELECT. A query file holds exactly one SELECT."),
        ("describe applications", "1: this is not a SELECT. A query file holds exactly one SELECT."),
        ("with gone as (\n  delete from applications returning *\n)\nfrom gone",
         "1: this is not a SELECT. A query file holds exactly one SELECT."),
        ("select 1\nfrm applications", '2: syntax error at or near "applications".'),
        ("-- é ü\nselec 1", '2: syntax error at or near "selec".'),
        ("select *\nfrom main.applications", '2: "main.applications" is a qualified table name. '
         'Write "applications", so that the reader\'s selection applies.'),
        ("select 1\nwhere $quota > 3", "2: $quota is not declared. Add a table [params.quota] to the header."),
        ("select 1\nwhere $sinc > date '2026-01-01'", '2: $sinc is not declared. Did you mean "since"?'),
        ("select ? as x", "1: a parameter without a name. Name it, as in $since or $min_hires."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_sql_is_told_with_the_files_line(sql: str, expected: str) -> None:
    assert said(query(sql))[0] == expected


@pytest.mark.parametrize("clock", ["current_date", "now()", "today()", "CURRENT_TIMESTAMP", "localtimestamp"])
def test_a_query_cannot_read_the_clock(clock: str) -> None:
    (problem,) = query(f"select 1 as x,\n  {clock} as y").problems
    assert (problem.line, problem.advice) == (2, "Write $as_of, so that results and tests stay the same.")
    assert problem.message == f"{clock.removesuffix('()').lower()} reads the clock."


def test_a_query_cannot_depend_on_chance() -> None:
    (problem,) = query("select country from applications order by random()").problems
    assert problem.message == "random gives another result each time."


def test_every_mistake_is_told_at_once_in_the_order_of_lines() -> None:
    assert said(
        headed('tilte = "x"\nneeds = 3\n[chart]\ntype = "bra"', "select now() from main.applications")
    ) == [
        '2: unknown key "tilte". Did you mean "title"?',
        '3: "needs" takes a list, not 3.',
        '5: there is no chart type "bra". Did you mean "bar"?',
        '7: "main.applications" is a qualified table name. Write "applications", so that the reader\'s selection applies.',
        "7: now reads the clock. Write $as_of, so that results and tests stay the same.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "-- /// query\n-- title = 'x'\nselect 1",
            '1: the header is never closed. End it with a line "-- ///".',
        ),
        ("-- ///query\nselect 1", '1: this is not how a header begins. Write exactly "-- /// query".'),
        (
            "-- /// query\ntitle = 'x'\n-- ///\nselect 1",
            '2: a header line that is no comment. Start it with "-- ".',
        ),
    ],
)
def test_a_header_that_is_not_one_is_told(text: str, expected: str) -> None:
    assert expected in said(query(text))


def test_a_clock_in_a_text_or_a_comment_is_none() -> None:
    assert query("-- now() is not read\nselect 'current_date' as today_text").problems == ()


def test_a_parameter_that_only_the_options_of_another_use_is_used() -> None:
    read = headed(
        """
[params.channel]
type = "choice"
options = ["inbound", "referral"]
[params.source]
type = "multi"
options = "select source from applications where channel = $channel"
""",
        "select count(*) as n from applications where $source is null or source in $source",
    )
    assert said(read) == []
