"""What is behind a card without pointing at it: filters by its names, and lists that agree with its numbers."""

import pytest
from streamlit.testing.v1 import AppTest
from views.test_app import app as app  # noqa: PLC0414, a fixture
from views.test_app import html, published, queries  # noqa: F401, fixtures

from dashboard.views import access, drill
from dashboard.warehouse import Scope


def corner(app: AppTest, card: str) -> dict[str, str]:
    """Open a card's corner and return the buttons of its drill-down by their labels."""
    app.session_state[f"open-{card}"] = True
    app.run()
    assert not app.exception
    keys = (f"list-{card}", f"only-{card}")
    return {button.label: str(button.key) for button in app.button if str(button.key).startswith(keys)}


def test_the_corner_lists_what_each_number_of_a_row_counts(app: AppTest) -> None:
    app.run()
    buttons = corner(app, "funnel-by_milestone")
    reached = next(label for label in buttons if label.startswith("Reached: "))
    app.button(key=buttons[reached]).click().run()
    assert not app.exception
    count = reached.removeprefix("Reached: ")
    assert f"{count} applications · Where candidates drop out" in html(app)
    assert app.session_state["open-funnel-by_milestone"] is False


def test_the_corner_filters_by_the_names_of_a_row(app: AppTest) -> None:
    app.run()
    buttons = corner(app, "sources-hire_rate")
    only = next(label for label in buttons if label.startswith("Only "))
    app.button(key=buttons[only]).click().run()
    assert app.query_params["source"] == only.removeprefix("Only ")
    assert app.multiselect(key="filter-source").value == [only.removeprefix("Only ")]
    app.multiselect(key="filter-source").set_value([]).run()
    assert app.multiselect(key="filter-source").value == [], "a click filters once"


@pytest.mark.parametrize("scope", [None, Scope("all", individuals=True), Scope("few", individuals=False)])
def test_a_scope_without_individuals_is_offered_no_list(
    scope: Scope | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "scope", lambda: scope)
    assert drill.may_list() is (scope is None or scope.name == "all")


def test_where_nobody_may_be_listed_a_card_still_filters(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drill, "may_list", lambda: False)
    app.run()
    assert all(label.startswith("Only ") for label in corner(app, "sources-hire_rate"))
    assert corner(app, "overview-hires") == {}
