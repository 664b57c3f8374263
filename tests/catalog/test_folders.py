"""A folder of query files as pages of cards: what is there, in which order, and what is loaded again."""

import os
from pathlib import Path

import pytest

from dashboard.catalog import load, unknown_query

SELECT = "select count(*) as n from applications"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "funnel/by_milestone.sql", SELECT)
    write(tmp_path, "funnel/by_country.sql", SELECT)
    write(tmp_path, "sources/spend.sql", SELECT)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(folder: Path) -> list[str]:
    return [
        f"{problem.path.relative_to(folder)}:{problem.line}: {problem.message} {problem.advice}".strip()
        for problem in load(folder).problems
    ]


def test_a_folder_is_a_page_named_after_it_with_a_card_a_row(folder: Path) -> None:
    funnel, sources = load(folder).pages
    assert (funnel.name, funnel.title) == ("funnel", "Funnel")
    assert funnel.rows == (("funnel/by_country",), ("funnel/by_milestone",))
    assert sources.rows == (("sources/spend",),)


def test_a_page_file_gives_title_order_and_rows_and_the_other_cards_follow(folder: Path) -> None:
    write(
        folder,
        "sources/_page.toml",
        'title = "Where from"\norder = 1\nrows = [["spend", "funnel/by_milestone"]]',
    )
    write(folder, "sources/extra.sql", SELECT)
    first, _ = load(folder).pages
    assert (first.title, first.rows) == (
        "Where from",
        (("sources/spend", "funnel/by_milestone"), ("sources/extra",)),
    )


def test_a_page_file_that_names_unknown_cards_and_keys_is_told_at_their_lines(folder: Path) -> None:
    write(
        folder,
        "sources/_page.toml",
        'titel = "x"\nrows = [\n  ["spnd"],\n  ["funnel/by_milestne", "spend"],\n]',
    )
    assert told(folder) == [
        'sources/_page.toml:1: unknown key "titel". Did you mean "title"?',
        'sources/_page.toml:3: there is no card "spnd". Did you mean "spend"?',
        'sources/_page.toml:4: there is no card "funnel/by_milestne". Did you mean "funnel/by_milestone"?',
    ]
    assert load(folder).pages[1].rows == (("sources/spend",),)


def test_a_card_that_a_page_file_names_twice_is_told_and_stands_there_once(folder: Path) -> None:
    write(folder, "sources/_page.toml", 'rows = [["spend", "spend"], [\n  "sources/spend"]]')
    assert told(folder) == [
        'sources/_page.toml:1: the card "spend" stands twice on the page. Keep one.',
        'sources/_page.toml:2: the card "sources/spend" stands twice on the page. Keep one.',
    ]
    assert load(folder).pages[1].rows == (("sources/spend",),)


def test_a_page_file_that_is_no_toml_keeps_the_page(folder: Path) -> None:
    write(folder, "sources/_page.toml", "title = ")
    assert told(folder) == ["sources/_page.toml:1: not valid TOML: Invalid value."]
    assert load(folder).pages[1].title == "Sources"


def test_a_broken_file_keeps_its_place_and_the_others_work(folder: Path) -> None:
    write(folder, "funnel/broken.sql", "selec 1")
    catalog = load(folder)
    assert catalog.queries["funnel/broken"].title == "Broken"
    assert [problem.message for problem in catalog.problems_of("funnel/broken")] == [
        'syntax error at or near "selec".'
    ]
    assert catalog.problems_of("funnel/by_country") == ()


def test_a_file_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / "funnel/latin.sql").write_bytes("select 'Zürich'".encode("latin-1"))
    assert told(folder) == ["funnel/latin.sql:1: the file is not UTF-8 text. Save it again."]


def test_a_file_outside_a_page_is_told(folder: Path) -> None:
    write(folder, "lost.sql", SELECT)
    write(folder, "funnel/deep/deeper.sql", SELECT)
    assert [line.split(" Move")[0] for line in told(folder)] == [
        "funnel/deep/deeper.sql:1: the file stands on no page.",
        "lost.sql:1: the file stands on no page.",
    ]


def test_a_folder_that_begins_with_an_underscore_holds_queries_and_is_no_page(folder: Path) -> None:
    write(folder, "_frame/selection.sql", SELECT)
    catalog = load(folder)
    assert "_frame/selection" in catalog.queries
    assert [page.name for page in catalog.pages] == ["funnel", "sources"]


def test_a_saved_a_new_and_a_deleted_file_show_at_the_next_load(folder: Path) -> None:
    load(folder)
    path = write(folder, "sources/spend.sql", '-- /// query\n-- title = "Money"\n-- ///\n' + SELECT)
    write(folder, "new/card.sql", SELECT)
    (folder / "funnel/by_country.sql").unlink()
    catalog = load(folder)
    assert catalog.queries["sources/spend"].title == "Money"
    assert set(catalog.queries) == {"funnel/by_milestone", "sources/spend", "new/card"}
    path.write_text(path.read_text("utf-8").replace("Money", "Spend"), "utf-8")  # as long as before
    os.utime(path, ns=(1, 1))
    assert load(folder).queries["sources/spend"].title == "Spend"


def test_an_unchanged_file_is_not_read_again(folder: Path) -> None:
    before, after = load(folder), load(folder)
    assert all(before.queries[name] is query for name, query in after.queries.items())


def test_an_unknown_query_is_told_with_the_nearest(folder: Path) -> None:
    sentence = unknown_query("funnel/by_milestne", load(folder))
    assert sentence == 'There is no query "funnel/by_milestne". Did you mean "funnel/by_milestone"?'


def test_a_folder_that_is_not_there_is_an_empty_catalog(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere").pages == ()


def test_a_problem_is_told_with_a_path_from_where_one_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "funnel/broken.sql", "selec 1")
    monkeypatch.chdir(folder)
    (problem,) = load(folder).problems
    assert str(problem) == 'funnel/broken.sql:1: syntax error at or near "selec".'
