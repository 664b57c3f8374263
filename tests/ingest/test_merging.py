"""Who goes on as whom, through chains of merges and circles of them."""

import pytest

from dashboard.ingest import same_people
from dashboard.ingest.merging import _last


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
