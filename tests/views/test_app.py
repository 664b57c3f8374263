"""The app as Streamlit runs it, without a browser: what it says, and that it computes nothing twice."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from support import as_read

from dashboard import catalog, engine, settings
from dashboard.engine import session
from dashboard.importing import import_exports

APP = Path(settings.__file__).parent / "app.py"
SECONDS = 60


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smaller sample: tables as Fivetran writes them, which know no posting language."""
    folder = tmp_path_factory.mktemp("published")
    import_exports([settings.shipped("sample_data") / "greenhouse_fivetran"], folder, account="main")
    return folder


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    return Path(shutil.copytree(settings.shipped("queries"), tmp_path / "queries"))


@pytest.fixture
def app(published: Path, queries: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("HIRING_WAREHOUSE", str(published))
    monkeypatch.setenv("HIRING_QUERIES", str(queries))
    yield AppTest.from_file(str(APP), default_timeout=SECONDS)
    st.cache_resource.clear()


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_the_start_page_opens_with_the_filter_bar_and_the_sentence_of_what_it_shows(app: AppTest) -> None:
    app.run()
    assert not app.exception and not app.error
    assert [box.label for box in app.multiselect][:3] == ["Posting language", "Country", "Role family"]
    assert "applications in" in html(app)


def test_a_mistake_in_the_targets_file_is_told_on_the_cards_that_read_it(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = tmp_path / "targets.toml"
    targets.write_text("[time_to_fill]\nevery = 0", "utf-8")
    monkeypatch.setenv("HIRING_TARGETS", str(targets))
    app.run()
    assert not app.exception
    told = f'{targets}:2: "every" is no number of days. Write a whole number above 0.'
    assert [as_read(error.value) for error in app.error] == [told, told]  # in words, and hires by quarter


def test_the_cards_of_a_page_do_not_look_up_the_files_one_by_one(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run()
    looked: list[Path] = []
    original = catalog.load
    monkeypatch.setattr(catalog, "load", lambda folder: looked.append(folder) or original(folder))
    app.run()
    assert len([card for card in app.get("html") if "card-head" in card.proto.body]) > 5
    assert len(looked) == 2  # for the pages' menu, and for the page


def test_the_queries_of_a_page_share_a_session_in_each_thread_that_computes_them(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run()
    opened: list[str] = []
    original = session._opened

    def counted(source: engine.Source) -> AbstractContextManager[session.Session]:
        opened.append(threading.current_thread().name)
        return original(source)

    monkeypatch.setattr(session, "_opened", counted)
    app.multiselect(key="filter-country").select("DE").run()
    assert opened
    assert sorted(opened) == sorted(set(opened))


def test_a_rerun_computes_nothing_twice(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    original = engine.run

    def counted(query, *rest, **named):  # type: ignore[no-untyped-def]
        ran.append(query.name)
        return original(query, *rest, **named)

    monkeypatch.setattr(engine, "run", counted)
    app.run()
    first = list(ran)
    app.run()
    assert "funnel/by_milestone" in first
    assert len(first) == len(set(first))
    assert ran == first


def test_a_country_filters_what_is_counted_and_stands_in_the_url(app: AppTest) -> None:
    app.run()
    everywhere = html(app)
    app.multiselect(key="filter-country").select("DE").run()
    assert app.query_params["country"] == "DE"
    assert "in 1 country" in html(app) != everywhere


def test_a_filter_that_streamlit_dropped_is_what_it_was(app: AppTest) -> None:
    """A run that is cut short takes the widgets with it that it had not drawn yet."""
    app.run()
    app.multiselect(key="filter-country").select("DE").run()
    app.selectbox(key="filter-compare").select("year-before").run()
    for key in ("filter-country", "filter-compare"):
        del app.session_state[key]
    app.main.children.clear()  # what the browser would send back: nothing was drawn
    app.run()
    assert not app.exception
    assert app.multiselect(key="filter-country").value == ["DE"]
    assert app.selectbox(key="filter-compare").value == "year-before"


def test_a_link_fills_the_filters_and_says_what_makes_no_sense(app: AppTest) -> None:
    app.query_params["country"] = "DE"
    app.query_params["period"] = "yesteryear"
    app.run()
    assert app.multiselect(key="filter-country").value == ["DE"]
    assert any("yesteryear" in warning.value for warning in app.warning)


def test_a_card_that_needs_what_the_export_lacks_says_so(app: AppTest, queries: Path) -> None:
    card = queries / "overview" / "languages.sql"
    card.write_text(
        '-- /// query\n-- title = "Languages"\n-- needs = ["has_language"]\n-- ///\n'
        "select language, count(*) as applications from applications group by language order by language\n"
    )
    app.run()
    assert not app.exception
    assert "language" in " ".join(part for part in html(app).split("<p") if 'class="empty"' in part)


def test_a_tile_without_its_data_still_says_what_it_is(app: AppTest, queries: Path) -> None:
    card = queries / "overview" / "hires.sql"
    needy = '-- /// query\n-- needs = ["has_language"]\n'
    card.write_text(card.read_text("utf-8").replace("-- /// query\n", needy), "utf-8")
    app.run()
    assert not app.exception
    assert '<div class="card-head" id="overview-hires"><h3>Hires</h3></div>' in html(app)


DOTS = "\n".join(
    [
        "-- /// query",
        "-- [chart]",
        "-- type = 'dot_interval'",
        "-- x = 'days'",
        "-- y = 'country'",
        "-- ///",
        "",
    ]
)


FUNNEL = (
    "-- /// query\n-- [chart]\n-- type = 'funnel'\n-- stage = 'milestone'\n-- value = 'reached'\n-- ///\n"
)
LEAVING_OUT_BELOW = "-- /// query\n-- leaves_out_below = '{least}'\n{params}-- ///\n"
OWN = "-- [params.at_least]\n-- type = 'number'\n-- default = 50\n"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (
            "select country from applications where applied_at < $since and applied_at >= $until",
            "Nothing in this selection. Widen the period or take out a filter.",
        ),
        ("select country from applications where false", "Nothing in this selection. Take out a filter."),
        ("select rule from findings where false", "There is nothing of this kind in the data."),
        (
            f"{FUNNEL}select 'Applied' as milestone, count(*) as reached from applications where false",
            "Nothing in this selection. Take out a filter.",
        ),
        (
            f"{DOTS}select country, case when count(*) > 1e9 + $minimum_n then 1.5 end as days "
            "from applications group by 1",
            "Too few in this selection: it takes 5 or more. Widen the period or take out a filter.",
        ),
        (
            f"{DOTS}select country, case when count(*) > 1e9 then 1.5 end as days from applications group by 1",
            "Too few in this selection to draw. Widen the period or take out a filter.",
        ),
        (
            LEAVING_OUT_BELOW.format(least="at_least", params=OWN)
            + "select country from applications group by 1 having count(*) > 1e9 + $at_least",
            "Too few in this selection: it takes 50 or more. Widen the period or take out a filter.",
        ),
        (
            LEAVING_OUT_BELOW.format(least="minimum_n", params="")
            + "select country from applications group by 1 having count(*) > 1e9 + $minimum_n",
            "Too few in this selection: it takes 5 or more. Widen the period or take out a filter.",
        ),
    ],
)
def test_an_empty_card_says_what_could_bring_rows_back(
    app: AppTest, queries: Path, sql: str, words: str
) -> None:
    (queries / "overview/mine.sql").write_text(f"{sql} order by 1", "utf-8")
    app.query_params["country"] = "DE"
    app.run()
    assert not app.exception
    card = html(app).split("<h3>Mine</h3>")[1]
    assert f'<p class="empty">{words}</p>' in card.split("<h3>")[0]


def test_a_broken_query_shows_its_error_and_leaves_the_others_alone(app: AppTest, queries: Path) -> None:
    (queries / "overview" / "hires.sql").write_text("select nothing_like_that from applications\n")
    app.run()
    assert not app.exception
    assert any("hires.sql:1:" in as_read(error.value) for error in app.error)
    assert "applications in" in html(app)


def titles(app: AppTest) -> set[str]:
    return {part.split("</h3>")[0] for part in html(app).split("<h3>")[1:]}


def test_a_new_a_renamed_and_a_deleted_file_show_at_the_next_run(app: AppTest, queries: Path) -> None:
    first, second = queries / "overview/mine.sql", queries / "overview/ours.sql"
    first.write_text("select count(*) as n from applications", "utf-8")
    assert "Mine" in titles(app.run())
    first.rename(second)
    renamed = titles(app.run())
    assert "Ours" in renamed and "Mine" not in renamed
    second.unlink()
    assert "Ours" not in titles(app.run())
    assert not app.exception


def test_an_error_while_editing_shows_line_and_snippet_over_the_last_good_result(
    app: AppTest, queries: Path
) -> None:
    card = queries / "overview/mine.sql"
    card.write_text("select 'as it was' as words from applications limit 1", "utf-8")
    app.run()
    card.write_text("select\n  countri\nfrom applications", "utf-8")
    app.run()
    (error,) = [as_read(error.value) for error in app.error if "mine.sql" in error.value]
    assert 'mine.sql:2: column "countri" does not exist. Did you mean "country"?' in error
    assert error.endswith('Did you mean "country"?')
    assert "  1  select\n> 2    countri\n  3  from applications" in [code.value for code in app.code]
    assert "The last good result:" in [caption.value for caption in app.caption]
    assert "<td>As it was</td>" in html(app)


def test_a_cut_result_says_so_on_the_card(
    app: AppTest, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_ROW_LIMIT", "7")
    (queries / "overview/mine.sql").write_text(
        "select application_id as n from applications order by n", "utf-8"
    )
    app.run()
    assert "First 7 rows of more." in [caption.value for caption in app.caption]
