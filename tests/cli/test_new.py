"""`hiring new`: a file that works at once, and a golden case that fails until it is filled in."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from support import GivenWarehouse, differences

from dashboard import catalog
from dashboard.engine import Selection, run

TITLE = 'Offer "acceptance" by month'


@pytest.mark.usefixtures("published")
def test_a_new_file_passes_the_check_and_answers(hiring: Hiring, terminal: Terminal) -> None:
    said = hiring("new", TITLE, "--page", "offers")
    query = terminal.queries / "offers/offer_acceptance_by_month.sql"
    assert said.code == 0
    assert said.out.splitlines()[0] == str(query)
    assert hiring("check", "--data").code == 0
    assert catalog.load(terminal.queries).queries["offers/offer_acceptance_by_month"].title == TITLE
    answer = hiring("query", "offers/offer_acceptance_by_month", "--format", "csv")
    assert answer.out == "country,applications\nDE,2\nFR,1\n"


def test_its_golden_case_fails_and_says_what_to_fill_in(hiring: Hiring, terminal: Terminal) -> None:
    path = hiring("new", TITLE, "--page", "offers").out.splitlines()[1]
    assert path == str(
        terminal.queries.parent / "tests/queries/offers/offer_acceptance_by_month/fill_in.toml"
    )
    case = tomllib.loads(Path(path).read_text("utf-8"))
    query = catalog.load(terminal.queries).queries["offers/offer_acceptance_by_month"]
    selection = Selection(since=date(2026, 1, 1), until=date(2027, 1, 1))
    frame = run(query, GivenWarehouse(case["given"]), selection).frame
    assert case["selection"] == {"since": selection.since, "until": selection.until}
    assert case["why"].startswith("Fill in this golden case")
    assert differences(case["expected"], frame) == ['no column "fill_in" in country, applications']
    assert differences([{"country": "DE", "applications": 2}], frame) == []


def test_a_file_that_is_there_is_never_overwritten(hiring: Hiring, terminal: Terminal) -> None:
    terminal.write("offers/by_month.sql", "select 1 as mine")
    said = hiring("new", "By month", "--page", "offers")
    assert (said.code, said.out) == (2, "")
    assert "by_month.sql is there already" in said.err
    assert (terminal.queries / "offers/by_month.sql").read_text() == "select 1 as mine"


@pytest.mark.parametrize(
    ("title", "page", "told"),
    [
        ("…", "offers", "no letter"),
        ("Offers", "../out", "cannot be a page"),
        ("Offers", "a/b", "cannot be a page"),
    ],
)
def test_what_cannot_be_a_file_or_a_page_is_refused(hiring: Hiring, title: str, page: str, told: str) -> None:
    said = hiring("new", title, "--page", page)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_title_in_any_script_names_its_file(hiring: Hiring, terminal: Terminal) -> None:
    assert hiring("new", "Angebote für Köln", "--page", "offers").code == 0
    assert (terminal.queries / "offers/angebote_für_köln.sql").exists()


def test_the_golden_case_goes_where_it_is_said_to(hiring: Hiring, terminal: Terminal, tmp_path: Path) -> None:
    said = hiring("new", TITLE, "--page", "offers", "--cases", str(tmp_path / "golden"))
    assert Path(said.out.splitlines()[1]).is_relative_to(tmp_path / "golden")
