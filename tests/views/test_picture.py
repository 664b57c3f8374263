"""The download of a chart as a picture: what the script is told, and where there is nothing to picture."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.catalog.model import Chart, Query
from dashboard.charts import Reader
from dashboard.views import assets, picture, reading

KINDS_OF_TEXT = ("metric", "table", "figures", "words")
TITLE = '<img src=x> "R&D" `$x$`'


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the browser's script was given, or the sentence in its place."""
    given: list[Any] = []

    def component(*_: object, **__: object) -> Any:
        return lambda data, key: given.append((key, data))

    monkeypatch.setattr(picture.st.components.v2, "component", component)
    monkeypatch.setattr(picture.st, "caption", given.append)
    monkeypatch.setattr(reading, "reader", lambda: Reader.of("en"))
    return given


def query(kind: str) -> Query:
    return Query("page/my_card", Path("my_card.sql"), "", TITLE, question="Who?", chart=Chart(kind, {}))


def test_a_picture_is_of_the_cards_chart_under_its_title_and_question_as_they_are(told: list[Any]) -> None:
    picture.download(query("bar"), "page-my_card-2026-10-31")
    ((key, data),) = told
    assert (key, data["card"]) == ("picture-page-my_card", "card-page-my_card")
    assert (data["title"], data["question"], data["file"]) == (TITLE, "Who?", "page-my_card-2026-10-31.png")


@pytest.mark.parametrize("kind", KINDS_OF_TEXT)
def test_a_card_of_text_says_that_it_has_no_picture(told: list[Any], kind: str) -> None:
    picture.download(query(kind), "file")
    assert told == ["There is no picture of it: it has no chart. The files above hold all it shows."]


def test_a_script_is_read_from_disk_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    original = Path.read_text
    monkeypatch.setattr(Path, "read_text", lambda path, *rest: read.append(path) or original(path, *rest))
    assets.asset.cache_clear()
    assert assets.asset("picture.js") == assets.asset("picture.js")
    assert [path.name for path in read] == ["picture.js"]
