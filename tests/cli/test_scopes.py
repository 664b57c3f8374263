"""`hiring scopes` and `--scope`: the file's mistakes, what is published, and which rows a command then reads."""

from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from warehouse.staged import Published

SCOPES = """[scopes.german]
title = "Germany"
country = ["DE"]

[scopes.french]
country = ["FR"]
individuals = false

[people]
"anna@example.com" = "german"

[groups]
paris = "french"
"""
TARGETS = "select country, count(*) as n from all_applications group by country order by country"


@pytest.fixture
def scopes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "scopes.toml"
    path.write_text(SCOPES, "utf-8")
    monkeypatch.setenv("HIRING_SCOPES", str(path))
    return path


def test_scopes_are_published_without_an_import_and_listed(
    hiring: Hiring, published: Published, scopes: Path
) -> None:
    said = hiring("scopes")
    assert (said.code, said.out) == (
        0,
        "german: country DE\n  person anna@example.com\n"
        "french: country FR; no lists of single applications\n  group paris\n"
        "Anyone else who is signed in: nothing\n",
    )
    assert said.err.endswith("has the rows of 2 scopes.\n")


def test_without_a_file_it_says_how_to_name_one(hiring: Hiring, published: Published) -> None:
    said = hiring("scopes")
    assert (said.code, said.err) == (
        2, "No scopes are defined: everyone sees everything. Name their file in HIRING_SCOPES.\n",
    )  # fmt: skip


def test_mistakes_in_the_file_are_told_by_every_command_that_needs_it(
    hiring: Hiring, published: Published, scopes: Path, terminal: Terminal
) -> None:
    scopes.write_text(SCOPES.replace('"DE"', '"DEU"'), "utf-8")
    fault = f"{scopes}:3: 'DEU' is no country. Write its ISO 3166-1 code, as in DE.\n"
    assert (hiring("scopes").code, hiring("scopes").out) == (1, fault)
    assert (
        hiring("query", "hires/by_country", "--scope", "german").code,
        hiring("sql", "select 1", "--scope", "german").err,
    ) == (2, fault)
    assert hiring("serve").err == fault
    before = published.warehouse.version()
    assert (hiring("import", str(terminal.queries)).code, hiring("import", str(terminal.queries)).err) == (
        1,
        fault,
    )
    assert published.warehouse.version() == before


def test_a_command_reads_the_rows_of_the_scope_alone(
    hiring: Hiring, published: Published, scopes: Path
) -> None:
    hiring("scopes")
    assert hiring("query", "hires/by_country", "--format", "csv").out == "country,hires\nDE,2\nFR,1\n"
    assert (
        hiring("query", "hires/by_country", "--scope", "german", "--format", "csv").out
        == "country,hires\nDE,2\n"
    )
    assert hiring("sql", TARGETS, "--scope", "german", "--format", "csv").out == "country,n\nDE,3\n"
    refused = hiring("sql", TARGETS, "--scope", "french")
    assert (refused.code, refused.err) == (
        1, "french may not see single applications, which SQL of one's own could list.\n",
    )  # fmt: skip


def test_an_unknown_scope_and_one_that_is_not_published_are_told(
    hiring: Hiring, published: Published, scopes: Path
) -> None:
    said = hiring("query", "hires/by_country", "--scope", "germany")
    assert (said.code, said.err) == (2, 'There is no scope "germany". Did you mean "german"?\n')
    scopes.write_text(SCOPES.replace('["DE"]', '["AT"]'), "utf-8")
    said = hiring("query", "hires/by_country", "--scope", "german")
    assert (said.code, said.err) == (
        1, "What Germany may see is not published yet. Whoever runs this dashboard publishes it with: hiring scopes\n",
    )  # fmt: skip


def test_an_alert_of_a_scope_remembers_its_own_state(
    hiring: Hiring, published: Published, scopes: Path, terminal: Terminal
) -> None:
    terminal.write(
        "hires/all.sql",
        '-- /// query\n-- [[alerts]]\n-- when = "n > 0"\n-- message = "{n} hires"\n-- state = "n"\n-- ///\n'
        "select count(*) as n from applications\n",
    )
    (terminal.warehouse / "alerts.json").unlink(missing_ok=True)
    hiring("scopes")
    assert (hiring("alert").out, hiring("alert").out) == ("hires/all: 3 hires\n", "")
    assert (hiring("alert", "--scope", "german").out, hiring("alert", "--scope", "german").out) == (
        "hires/all: 2 hires\n",
        "",
    )
    (terminal.warehouse / "alerts.json").unlink()


def test_checks_run_on_the_scopes_rows(
    hiring: Hiring, published: Published, scopes: Path, terminal: Terminal
) -> None:
    hiring("scopes")
    terminal.write(
        "hires/few.sql",
        '-- /// query\n-- [[checks]]\n-- name = "two"\n-- assert = "n <= 2"\n-- ///\nselect count(*) as n from applications where role_level = \'architect\'\n',
    )
    assert (hiring("check", "--data").code, hiring("check", "--data", "--scope", "german").code) == (3, 0)
