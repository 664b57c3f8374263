"""`hiring report`: the numbers of the queries on one page, as HTML or PDF, and what stands in its way."""

import re
import stat
from pathlib import Path

import pytest
from cli.conftest import Hiring, Terminal
from warehouse.staged import Published

pytestmark = pytest.mark.usefixtures("published")
TOTAL = """-- /// query
-- title = "Hires"
-- basis = "hires in the period"
-- [chart]
-- type = "metric"
-- value = "hires"
-- ///
select count(*) as hires from applications where hired_at >= $since and hired_at < $until
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def text_of(out: Path) -> str:
    """Return the words of a report, without its styles."""
    body = out.read_text("utf-8").partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", body))


def browser(folder: Path, script: str) -> str:
    """Return a browser that does what a script says."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_it_holds_the_numbers_of_the_queries_with_the_day_the_selection_and_the_version(
    hiring: Hiring, terminal: Terminal, out: Path, published: Published
) -> None:
    terminal.write("hires/total.sql", TOTAL)
    said = hiring("report", "--out", str(out), "--country", "DE", "--title", "Board & friends")
    assert (said.code, said.out) == (0, "")
    assert said.err == f"Written to {out}.\n"
    words = text_of(out)
    assert "Board &amp; friends" in words
    assert "As of Oct 31, 2026" in words
    assert "Country: Germany." in words and "Role level: Architect." in words
    assert "2 applications in 1 country, Nov 1, 2025 to Oct 31, 2026." in words
    assert "Hires 2" in words
    assert "Country Hires Germany 2" in words
    assert "Hires hires in the period" in words
    assert published.warehouse.version() in words


def test_it_needs_nothing_beside_itself(hiring: Hiring, out: Path) -> None:
    assert hiring("report", "--out", str(out)).code == 0
    html = out.read_text("utf-8")
    assert "<script" not in html and "<link" not in html and "@import" not in html
    assert set(re.findall(r"""(?:src|href)="([a-z]*)|url\("?([a-z]*)""", html)) <= {
        ("data", ""),
        ("", "data"),
    }
    assert "size: A4" in html


def test_the_period_and_what_it_is_compared_with_are_the_dashboards_unless_told(
    hiring: Hiring, out: Path
) -> None:
    hiring("report", "--out", str(out))
    assert "Compared with Nov 1, 2024 to Oct 31, 2025." in text_of(out)
    hiring("report", "--out", str(out), "--period", "this-year", "--compare", "none")
    assert "Jan 1, 2026 to Oct 31, 2026." in text_of(out) and "Compared" not in text_of(out)
    hiring("report", "--out", str(out), "--since", "2026-02-01", "--until", "2026-02-15")
    assert "Feb 1, 2026 to Feb 14, 2026." in text_of(out)


def test_numbers_and_days_are_in_the_locale(hiring: Hiring, out: Path) -> None:
    hiring("report", "--out", str(out), "--locale", "de-AT", "--country", "DE")
    assert "31.10.2026" in text_of(out) and "Deutschland" in text_of(out)
    assert '<html lang="de">' in out.read_text("utf-8")


def test_a_dash_prints_it(hiring: Hiring) -> None:
    said = hiring("report", "--out", "-")
    assert said.code == 0
    assert said.out.startswith("<!doctype html>") and said.err == ""


def test_little_and_nothing_are_said_in_words(hiring: Hiring, out: Path) -> None:
    said = hiring("report", "--out", str(out), "--since", "2020-01-01", "--until", "2020-02-01")
    assert said.code == 0
    assert "0 applications in 0 countries" in text_of(out)
    assert "Nothing in this selection." in text_of(out)


def test_a_card_that_needs_what_the_data_lacks_says_so(
    hiring: Hiring, terminal: Terminal, out: Path, tmp_path: Path
) -> None:
    poor = Published(tmp_path)
    poor.publish(able=[], applications=[{"application_id": "A", "job_id": "J"}])
    poor.warehouse.close()
    terminal.write("hires/by_country.sql", TOTAL.replace("-- basis", '-- needs = ["has_spend"]\n-- basis'))
    assert hiring("report", "--out", str(out), "--warehouse", str(poor.folder)).code == 0
    assert "Hires Said by the test." in text_of(out)


def test_a_broken_query_is_told_and_does_not_take_the_others_down(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("hires/broken.sql", "select nothing_like_that from applications\n")
    said = hiring("report", "--out", str(out))
    assert said.code == 1
    assert "broken.sql:1:" in said.err and "Written to" in said.err
    assert "Germany" in text_of(out) and "broken.sql:1:" in text_of(out)


def test_which_cards_stand_on_it_is_the_analysts_to_say(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("hires/total.sql", TOTAL)
    terminal.write(
        "_report.toml",
        'title = "Hiring in short"\nrows = [["hires/by_country"]]\n'
        '[cards."hires/by_country"]\nlimit = 1\nparams = { min_days = 1 }\nchart = { columns = ["hires"] }\n',
    )
    assert hiring("report", "--out", str(out)).code == 0
    words = text_of(out)
    assert "Hiring in short" in words and "1 of 2" in words
    assert "Germany" not in words


def test_what_is_wrong_with_the_plan_is_told_by_the_report_and_by_the_check(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("_report.toml", 'rows = [["hires/by_contry"]]\n')
    said = hiring("report", "--out", str(out))
    assert said.code == 1
    assert '_report.toml:1: there is no card "hires/by_contry". Did you mean "hires/by_country"?' in said.err
    assert '_report.toml:1: there is no card "hires/by_contry".' in hiring("check").out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("report.doc", "is neither .html nor .pdf"), ("nowhere/report.html", "There is no folder")],
)
def test_a_file_that_cannot_be_is_refused(hiring: Hiring, tmp_path: Path, name: str, sentence: str) -> None:
    said = hiring("report", "--out", str(tmp_path / name))
    assert said.code == 2 and sentence in said.err


def test_without_data_it_says_what_to_do(hiring: Hiring, terminal: Terminal, tmp_path: Path) -> None:
    said = hiring("report", "--out", str(tmp_path / "r.html"), "--warehouse", str(tmp_path / "none"))
    assert said.code == 1 and "Import an export first" in said.err
    assert not (tmp_path / "r.html").exists()


def test_a_pdf_is_printed_by_the_browser_of_the_setting(
    hiring: Hiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'for word; do case $word in --print-to-pdf=*) printf %%PDF-fake > "${word#*=}";; esac; done'
    monkeypatch.setenv("HIRING_BROWSER", browser(tmp_path, script))
    out = tmp_path / "report.pdf"
    assert hiring("report", "--out", str(out)).code == 0
    assert out.read_bytes() == b"%PDF-fake"
    assert sorted(path.name for path in tmp_path.iterdir() if "report" in path.name) == ["report.pdf"]


def test_without_a_browser_a_pdf_is_refused_with_the_ways_out(
    hiring: Hiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    said = hiring("report", "--out", str(tmp_path / "report.pdf"))
    assert said.code == 1
    assert "A PDF needs an installed Chromium" in said.err and "or write an .html file" in said.err
    monkeypatch.setenv("HIRING_BROWSER", "no-such-browser")
    assert 'There is no browser "no-such-browser".' in hiring("report", "--out", str(tmp_path / "r.pdf")).err


def test_a_browser_that_prints_nothing_is_told_with_what_it_said(
    hiring: Hiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_BROWSER", browser(tmp_path, "echo no display >&2; exit 3"))
    out = tmp_path / "report.pdf"
    out.write_bytes(b"of yesterday")
    said = hiring("report", "--out", str(out))
    assert said.code == 1 and "printed nothing. It said: no display" in said.err
    assert out.read_bytes() == b"of yesterday"


BAR = """-- /// query
-- title = "Hires <b>by</b> country"
-- question = "Where from & where <i>to</i>?"
-- [chart]
-- type = "bar"
-- x = "country"
-- y = "hires"
-- ///
select country, count(*) as hires from applications group by country order by country
"""
SENTENCES = """-- /// query
-- title = "In words"
-- basis = "hires in the period"
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
-- ///
select 'Two thirds are hired in Germany.' as sentence, 'hires/by_country' as card
"""


def test_a_card_alone_in_its_row_is_drawn_as_wide_as_the_page(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("hires/bar.sql", BAR)
    terminal.write("_report.toml", 'rows = [["hires/bar"], ["hires/bar", "hires/by_country"]]\n')
    assert hiring("report", "--out", str(out)).code == 0
    assert re.findall(r'viewBox="0 0 (\d+) ', out.read_text("utf-8")) == ["960", "470"]


def test_the_words_of_a_card_are_text_whatever_they_hold(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("hires/bar.sql", BAR)
    hiring("report", "--out", str(out))
    html = out.read_text("utf-8")
    assert "<h2>Hires &lt;b&gt;by&lt;/b&gt; country" in html
    assert "<p>Where from &amp; where &lt;i&gt;to&lt;/i&gt;?</p>" in html


def test_sentences_stand_there_without_a_link_and_without_a_definition(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    terminal.write("hires/words.sql", SENTENCES)
    hiring("report", "--out", str(out))
    html = out.read_text("utf-8")
    assert "Two thirds are hired in Germany." in html
    assert "<a " not in html
    assert "hires in the period" not in html


def test_tiles_stand_in_a_row_of_their_own(hiring: Hiring, terminal: Terminal, out: Path) -> None:
    terminal.write("hires/total.sql", TOTAL)
    rows = '[["hires/total", "hires/total"], ["hires/total", "hires/by_country"]]'
    terminal.write("_report.toml", f"rows = {rows}\n")
    hiring("report", "--out", str(out))
    assert re.findall(r'<div class="(tiles|cards)"', out.read_text("utf-8")) == ["tiles", "cards"]


def test_rows_that_the_limit_cut_off_are_told(
    hiring: Hiring, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_ROW_LIMIT", "1")
    hiring("report", "--out", str(out))
    assert "Hires The first 1" in text_of(out)


def test_a_card_is_asked_with_the_parameters_of_the_plan(
    hiring: Hiring, terminal: Terminal, out: Path
) -> None:
    plan = 'rows = [["hires/by_country"]]\n[cards."hires/by_country"]\n'
    terminal.write("_report.toml", f"{plan}params = {{ min_days = 10000 }}\n")
    hiring("report", "--out", str(out))
    assert "Nothing in this selection." in text_of(out) and "Germany" not in text_of(out)


def test_the_day_that_ages_run_up_to_is_said(hiring: Hiring, out: Path) -> None:
    hiring("report", "--out", str(out), "--as-of", "2026-05-02")
    assert "As of May 2, 2026" in text_of(out)


def test_a_report_may_be_named_in_capitals_and_is_readable_as_new_files_are(
    hiring: Hiring, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    out = tmp_path / "REPORT.HTML"
    assert hiring("report", "--out", str(out)).code == 0
    assert out.stat().st_mode == plain.stat().st_mode


def test_a_browser_is_asked_for_paper_without_its_own_header_and_may_say_nothing(
    hiring: Hiring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_BROWSER", browser(tmp_path, f'echo "$*" > {tmp_path}/asked'))
    said = hiring("report", "--out", str(tmp_path / "report.pdf"))
    assert said.code == 1 and said.err.endswith("It said: nothing\n")
    assert "--no-pdf-header-footer" in (tmp_path / "asked").read_text().split()
