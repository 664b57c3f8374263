"""What the browser is asked to remember, and when: nothing too long, nothing twice."""

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.views import habit, remember


class Browser:
    """A browser with its cookies, and what it was sent."""

    def __init__(self, **cookies: str) -> None:
        self.cookies = {f"hiring-{name}": text for name, text in cookies.items()}
        self.sent: list[dict[str, str]] = []
        self.session: dict[str, Any] = {}
        self.streamlit = SimpleNamespace(
            session_state=self.session,
            context=SimpleNamespace(cookies=self.cookies),
            container=lambda key: nullcontext(),
            components=SimpleNamespace(
                v2=SimpleNamespace(component=lambda *_, **__: lambda data, key: self.sent.append(data))
            ),
        )


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    found = Browser(selection="country%3DDE%26period%3Dlast-year")
    monkeypatch.setattr(remember, "st", found.streamlit)
    return found


def test_a_visit_begins_with_the_filters_of_the_last_one(browser: Browser) -> None:
    assert habit.usual() == {"country": ["DE"], "period": ["last-year"]}
    habit.keep(habit.usual())
    assert browser.sent == [], "nothing has changed"


def test_what_changes_is_remembered_and_stays_on_the_page_that_sets_it(browser: Browser) -> None:
    habit.keep({"country": ["FR"]})
    habit.keep({"country": ["FR"]})
    wanted = {"name": "hiring-selection", "text": "country=FR"}
    assert browser.sent == [wanted, wanted], "a component that is not drawn again would go"
    assert habit.usual() == {"country": ["FR"]}


def test_days_of_ones_own_are_not_remembered(browser: Browser) -> None:
    habit.keep({"country": ["FR"], "period": ["custom"], "since": ["2026-01-01"], "until": ["2026-02-01"]})
    assert habit.usual() == {"country": ["FR"]}


@pytest.mark.parametrize(("length", "kept"), [(3_000, 3_000), (3_001, 0)])
def test_what_is_too_long_for_a_cookie_is_forgotten(browser: Browser, length: int, kept: int) -> None:
    remember.keep("selection", "x" * length)
    assert len(browser.sent[0]["text"]) == kept
