"""What a browser's clicks on marks and cells come to, without a browser."""

from types import SimpleNamespace
from typing import Any

import pytest
from views.test_following import shown

from dashboard.views import clicks, drill, store

CARD = "page-card"


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A session that shows one card of two rows."""
    state: dict[str, Any] = {drill.key("page/card"): shown({"country": ["DE", "FR"]})}
    for module in (clicks, drill):
        monkeypatch.setattr(module.st, "session_state", state)
    monkeypatch.setattr(store, "shelf", lambda: SimpleNamespace(queries=["page/other", "page/card"]))
    return state


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    monkeypatch.setattr(drill, "follow", lambda shown, row, column: told.append((row, column)))
    return told


def selected(*cells: tuple[int, str]) -> SimpleNamespace:
    """Return what a session knows of a table in which these cells are selected."""
    return SimpleNamespace(selection=SimpleNamespace(cells=list(cells)))


def test_a_mark_is_followed_to_its_row_while_the_card_has_it(
    session: dict[str, Any], followed: list[tuple[int, str]]
) -> None:
    for mark in ({"card": CARD, "row": 1}, {"card": CARD, "row": 2}, {"card": "page-gone", "row": 0}):
        clicks._follow(mark)
    assert followed == [(1, "")]


def test_a_cell_that_was_selected_before_is_followed_once_when_it_is_pressed_again(
    session: dict[str, Any], followed: list[tuple[int, str]]
) -> None:
    session[drill.table_key("page/card")] = selected((1, "country"))
    clicks._follow({"card": CARD})  # passed with the arrow keys
    clicks._follow({"card": CARD, "pressed": True})
    assert followed == []
    clicks._follow({"card": CARD})
    clicks._follow({"card": CARD})
    assert followed == [(1, "country")]


def test_where_no_cell_is_selected_nothing_is_followed(
    session: dict[str, Any], followed: list[tuple[int, str]]
) -> None:
    for table in (None, selected()):
        session[drill.table_key("page/card")] = table
        clicks._follow({"card": CARD, "pressed": True})
        clicks._follow({"card": CARD})
    assert followed == []


def test_a_cell_is_asked_for_when_it_was_pressed_and_is_free_again_afterwards(
    session: dict[str, Any], followed: list[tuple[int, str]]
) -> None:
    card = session[drill.key("page/card")]
    session[drill.table_key("page/card")] = selected((0, "country"))
    drill.heed(card.query)  # passed with the arrow keys
    drill.follow_asked(card)
    assert followed == []
    clicks._follow({"card": CARD, "pressed": True})
    session[drill.table_key("page/card")] = selected()
    drill.heed(card.query)  # Streamlit has taken a selection back
    session[drill.table_key("page/card")] = selected((0, "country"))
    drill.heed(card.query)
    assert session[drill.table_key("page/card")] == {"selection": {"rows": [], "columns": [], "cells": []}}
    for _ in range(2):  # the second run was asked for nothing
        drill.follow_asked(card)
    assert followed == [(0, "country")]
