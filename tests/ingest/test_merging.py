"""Who goes on as whom, through chains of merges and circles of them."""

from pathlib import Path

import polars as pl
import pytest

from dashboard.ingest import same_people
from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Findings
from dashboard.ingest.merging import _last, merge_candidates
from dashboard.ingest.store import Feeds


@pytest.mark.parametrize(
    ("key", "into", "last"),
    [
        ("a", {"a": "b", "b": "c"}, "c"),
        ("c", {"a": "b", "b": "c"}, "c"),
        ("b", {"b": "a", "a": "b"}, "a"),
        ("a", {"b": "a", "a": "b"}, "a"),
        ("A", {"A": "c", "c": "b", "b": "c"}, "b"),  # a way into a circle is no part of it
        ("a", {"a": "a"}, "a"),
    ],
)
def test_a_chain_ends_at_its_last_key_and_a_circle_at_its_least(
    key: str, into: dict[str, str], last: str
) -> None:
    assert _last(key, into) == last


def test_one_key_of_a_person_stands_for_all_and_for_nobody_else() -> None:
    merged = {"a": "c", "b": "c", "x": "y"}
    for key in ("a", "b", "c"):
        assert same_people([key], merged) == {"a", "b", "c"}
    assert same_people(["a", "z"], merged) == {"a", "b", "c", "z"}
    assert same_people([], merged) == frozenset()


def test_what_an_export_says_of_a_merge_goes_before_what_an_earlier_one_said(tmp_path: Path) -> None:
    feeds = Feeds(tmp_path / "feeds", Findings("main", tmp_path / "findings"))
    said = {"file": [0], "line": [1], "candidate_key": ["a"], "new_candidate_key": ["c"]}
    feeds.write("merged_candidates", FEEDS["merged_candidates"].schema.cast(pl.DataFrame(said)))
    assert merge_candidates(feeds, {"a": "b", "x": "a"}) == {"a": "c", "x": "c"}
