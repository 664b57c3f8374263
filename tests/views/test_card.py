"""A card on the few rows that a test gives: what it says of its query, its checks and what is missing."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from support import GivenWarehouse, as_read

from dashboard.views import access, reading, store
from dashboard.warehouse import NoWarehouse, Scope

FEW = Scope("few", individuals=False)
HIDDEN = "Figures about fewer than 5 people are not shown, nor what would give them away."
ROWS: list[dict[str, Any]] = [
    {"country": country, "times": times} for country, times in (("DE", 9), ("ES", 7), ("FR", 2), ("PL", 8))
]
COUNT = "select country, count(*) as n from applications group by country order by country"
PEOPLE = "[people.counts]\nn = []"
BARS = '[chart]\ntype = "bar"\nx = "country"\ny = "n"'


def _page() -> None:
    import streamlit  # noqa: PLC0415, the script of a test runs by itself

    from dashboard.engine import Selection  # noqa: PLC0415
    from dashboard.views import card  # noqa: PLC0415

    chosen = streamlit.session_state.get("test/chosen", {"role_level": ()})
    card.card("page/card", Selection(**chosen))


def _frames() -> None:
    from pathlib import Path  # noqa: PLC0415

    from dashboard.catalog.reading import read_query  # noqa: PLC0415
    from dashboard.views import card  # noqa: PLC0415

    text = "-- /// query\n-- [chart]\n-- type = 'words'\n-- sentence = 'a'\n-- ///\nselect 'a' as a"
    card.frame("page/said", read_query("page/said", Path("said.sql"), text))
    card.frame("page/drawn", read_query("page/drawn", Path("drawn.sql"), "select 1 as a"))
    card.frame("page/gone", None)


class Desk:
    """One query file, the rows that it is asked of, and its card as a reader sees it."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, page: Callable[[], None] = _page
    ) -> None:
        self.folder, self._patch = folder, monkeypatch
        (folder / "page").mkdir()
        self.app = AppTest.from_function(page, default_timeout=60)
        self.of(None)

    def of(self, scope: Scope | None) -> None:
        """Let somebody with this scope look."""
        source = GivenWarehouse({"applications": ROWS}, scope=scope)
        self._patch.setattr(store, "warehouse", lambda: source)
        self._patch.setattr(access, "scope", lambda: scope)

    def shows(self, sql: str, *header: str) -> AppTest:
        """Write the query and draw its card."""
        lines = "\n".join(header).splitlines()
        text = "\n".join(["-- /// query", *(f"-- {line}" for line in lines), "-- ///", sql])
        (self.folder / "page/card.sql").write_text(text, "utf-8")
        self.app.run()
        assert not self.app.exception
        return self.app

    def html(self) -> str:
        return " ".join(element.proto.body for element in self.app.get("html"))

    def captions(self) -> list[str]:
        return [caption.value for caption in self.app.caption]

    def badge(self) -> tuple[str, str] | None:
        """Return the words of the red badge, and what it says of itself."""
        found = [words for words in self.app.markdown if "-badge[" in words.value]
        return (found[0].value, found[0].proto.help) if found else None


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("HIRING_QUERIES", str(tmp_path))
    yield Desk(tmp_path, monkeypatch)
    st.cache_resource.clear()


def test_title_and_question_are_words(desk: Desk) -> None:
    title, question = "R&D <b>now</b>", '"Who" <i>is</i> it?'
    desk.shows(COUNT, f"title = '{title}'", f"question = '{question}'")
    assert f"<h3>{escape(title)}</h3><p>{escape(question)}</p>" in desk.html()


def test_a_title_leaves_room_for_as_many_buttons_as_its_card_has(desk: Desk) -> None:
    desk.shows(COUNT)
    assert 'class="card-head"' in desk.html()
    desk.shows(COUNT, '[params.least]\ntype = "number"\ndefault = 1')
    assert 'class="card-head tuned"' in desk.html()


CHECK = '[[checks]]\nname = "{}"\nassert = "{}"'


def test_checks_that_do_not_hold_are_counted_and_each_is_told(desk: Desk) -> None:
    desk.shows(COUNT, CHECK.format("*few*", "n < 5"), CHECK.format("no FR", "country <> 'FR'"))
    words, told = desk.badge() or ("", "")
    assert "2 checks failed" in words
    assert [as_read(each) for each in told.split("  \n")] == [
        '"*few*" does not hold for 3 rows.',
        '"no FR" does not hold for 1 row.',
    ]


@pytest.mark.parametrize("kind", ['assert = "{}"', 'sql = "select * from result where not ({})"'])
def test_a_check_that_is_changed_is_run_anew(desk: Desk, kind: str) -> None:
    check = f'[[checks]]\nname = "few"\n{kind}'
    desk.shows(COUNT, check.format("n < 10"))
    assert desk.badge() is None
    desk.shows(COUNT, check.format("n < 9"))
    assert "1 check failed" in (desk.badge() or "")[0]


def test_a_check_that_cannot_be_run_says_why(desk: Desk) -> None:
    desk.shows(COUNT, '[[checks]]\nname = "few"\nsql = "select nothing from result"')
    words, told = desk.badge() or ("", "")
    assert "1 check failed" in words
    assert 'column "nothing" does not exist' in as_read(told)


def test_rows_with_hidden_figures_are_not_checked(desk: Desk) -> None:
    desk.of(FEW)
    desk.shows(COUNT, PEOPLE, CHECK.format("counted", "n is not null"))
    assert desk.captions() == [HIDDEN]
    assert desk.badge() is None


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (BARS, HIDDEN),
        ('[chart]\ntype = "figures"\ncolumns = ["n"]', HIDDEN),
        ('[chart]\ntype = "table"', HIDDEN),
        ('[chart]\ntype = "metric"\nvalue = "n"', "Fewer than 5 people"),
    ],
)
def test_a_card_says_once_that_it_hides_figures(desk: Desk, header: str, said: str) -> None:
    sql = COUNT if "bar" in header else COUNT.replace("group", "where country = 'FR' group")  # a single row
    desk.of(FEW)
    desk.shows(sql, header, PEOPLE)
    assert " ".join([*desk.captions(), desk.html()]).count(said) == 1
    desk.of(None)
    desk.shows(sql, header, PEOPLE)
    assert said not in " ".join([*desk.captions(), desk.html()])


def test_where_nothing_is_left_to_draw_the_card_says_that_it_is_hidden(desk: Desk) -> None:
    one = COUNT.replace("group", "where country = 'FR' group")
    desk.of(FEW)
    desk.shows(one, BARS, PEOPLE)
    assert f'<p class="empty">{HIDDEN}</p>' in desk.html()
    assert desk.captions() == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (COUNT, "This card does not say which of its figures are about people"),
        ("select application_id from applications order by 1", "Your scope does not hold lists"),
    ],
)
def test_a_card_that_is_not_for_a_scope_says_why(desk: Desk, sql: str, said: str) -> None:
    desk.of(FEW)
    desk.shows(sql)
    assert f'<p class="empty">{said}' in desk.html()
    assert not desk.app.dataframe


def test_the_row_chosen_in_a_corner_is_the_first_again_where_the_card_has_fewer_rows(desk: Desk) -> None:
    desk.app.session_state["open-page-card"] = True
    desk.shows(COUNT)
    desk.app.selectbox(key="behind-row-page-card").select_index(3).run()
    assert desk.app.selectbox(key="behind-row-page-card").index == 3
    desk.shows(COUNT.replace("group", "where country < 'FR' group"))
    assert desk.app.selectbox(key="behind-row-page-card").index == 0


def test_an_empty_card_of_everything_offers_no_filter_to_take_out(desk: Desk) -> None:
    nothing = "select country from applications where country = 'XX' order by 1"
    desk.shows(nothing)
    assert '<p class="empty">There is nothing of this kind in the data.</p>' in desk.html()
    desk.app.session_state["test/chosen"] = {"role_level": (), "country": ("DE",)}
    desk.shows(nothing)
    assert '<p class="empty">Nothing in this selection. Take out a filter.</p>' in desk.html()


def test_what_the_data_lacks_is_said_in_place_of_the_card_and_of_a_tile_without_its_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "lacking", lambda *_: "No <stage> history.")
    asked = ['title = "Hires"', 'question = "How many?"']
    desk.shows(COUNT, *asked, BARS)
    assert "<h3>Hires</h3><p>How many?</p>" in desk.html()
    assert '<p class="empty">No &lt;stage&gt; history.</p>' in desk.html()
    desk.shows(COUNT, *asked, '[chart]\ntype = "metric"\nvalue = "n"')
    assert "<h3>Hires</h3></div>" in desk.html() and "How many?" not in desk.html()


@pytest.mark.parametrize("refusal", [NoWarehouse("Nothing is published."), access.Refused("Not for you.")])
def test_who_may_see_nothing_any_more_is_told_on_the_card(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    def refused() -> None:
        raise refusal

    monkeypatch.setattr(store, "warehouse", refused)
    desk.shows(COUNT)
    assert [warning.value for warning in desk.app.warning] == [str(refusal)]
    assert not desk.app.dataframe


def test_a_mistake_in_a_tile_stands_under_its_title_over_the_last_good_result(desk: Desk) -> None:
    tile = ['title = "Hires"', '[chart]\ntype = "metric"\nvalue = "n"']
    desk.shows(COUNT.replace("group", "where country = 'DE' group"), *tile)
    assert "card-head" not in desk.html()
    desk.shows("select nothing from applications", *tile)
    assert "<h3>Hires</h3>" in desk.html() and ">9</div>" in desk.html()
    assert desk.captions() == ["The last good result:"]


def test_a_card_without_its_file_names_it(desk: Desk) -> None:
    desk.app.run()
    assert [error.value for error in desk.app.error] == [
        'There is no query "page/card". Is its file still under the queries folder?'
    ]


def test_a_card_is_in_the_readers_language(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "language", lambda: "de")
    desk.shows(COUNT, 'title = "Hires"', '[translations.de]\ntitle = "Einstellungen"')
    assert "<h3>Einstellungen</h3>" in desk.html()


def test_values_are_read_as_the_sentences_that_they_stand_for(desk: Desk) -> None:
    sentences = '[chart]\ntype = "words"\nsentence = "state"'
    texts = '[columns.state.texts]\nmany = "{n} applications"'
    desk.shows("select 'many' as state, count(*) as n from applications", sentences, texts)
    assert "<li>26 applications</li>" in desk.html()


@pytest.mark.parametrize(("state", "corners"), [("'many'", 1), ("cast(null as varchar)", 0)])
def test_words_have_a_corner_where_there_are_any(desk: Desk, state: str, corners: int) -> None:
    desk.shows(f"select {state} as state", '[chart]\ntype = "words"\nsentence = "state"')
    assert len(desk.app.get("popover")) == corners


def test_a_card_has_a_border_and_sentences_have_none() -> None:
    app = AppTest.from_function(_frames).run()
    frames = [block.proto for block in app.main.children.values()]
    assert [frame.id.split("-", 2)[-1] for frame in frames] == [
        "words-page-said",
        "card-page-drawn",
        "card-page-gone",
    ]
    assert [frame.flex_container.border for frame in frames] == [False, True, True]
