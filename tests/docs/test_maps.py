"""The page about maps: its example imports its own rows, and every term that it names is one."""

import re
from pathlib import Path

import pytest
from ingest.exports import run
from support import ROOT

from dashboard.ingest.layouts.checking import HOW, ONCE
from dashboard.ingest.mapping.shape import ABOUT
from dashboard.ingest.terms.answers import ANSWERS

PAGE = (ROOT / "docs/maps.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def test_the_map_of_the_page_reads_the_rows_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "mymap.toml").write_text(block("toml"), "utf-8")
    (tmp_path / "bewerbungen.csv").write_text(block("csv"), "utf-8")
    staging = run(tmp_path / "bewerbungen.csv", into=tmp_path / "out", layout=str(tmp_path / "mymap.toml"))
    days = [str(time.date()) for time in staging["applications"]["applied_at"]]
    assert days == ["2026-05-04", "2026-05-05"]
    assert staging["applications"].select("status", "channel").rows() == [
        ("hired", "event"),
        ("active", "inbound"),
    ]
    assert staging["stage_visits"]["milestone"].to_list() == ["screened", "hired", "screened"]
    assert staging["postings"]["posting_id"].to_list() == ["Architekt | de", "Architekt | en"]
    assert staging.only("jobs")["role_level"] == "architect"
    assert staging["findings"].is_empty()


@pytest.mark.parametrize(
    "word", sorted({*HOW, *ONCE, *ABOUT, *(term for terms in ANSWERS.values() for term in terms[:-1])})
)
def test_every_word_of_the_format_stands_in_the_page(word: str) -> None:
    assert re.search(rf"\b{word}\b", PAGE)
