"""A query in another language: its own table first, then the catalogue, else as it is; and what is missing."""

from pathlib import Path

import pytest

from dashboard.catalog import load
from dashboard.catalog.words import page_in, query_in, untranslated

CARD = """-- /// query
-- title = "Hires"
-- question = "Who came?"
-- [params.least]
-- type = "number"
-- label = "At least"
-- default = 1
-- [columns.n]
-- label = "People of ours"
-- help = "Counted once"
-- [columns.way]
-- label = "How"
-- [columns.way.texts]
-- many = ["{n} came", "{n} came in all"]
-- [chart]
-- type = "bar"
-- x = "country"
-- y = "n"
-- note = "Ours alone"
-- [translations.fr]
-- question = "Qui est venu ?"
-- note = "Les nôtres"
-- columns.n = "Les nôtres"
-- columns.way.label = "Comment"
-- columns.way.texts.many = "{n} en tout"
-- params.least.label = "Au moins"
-- ///
select country, count(*) as n, 'many' as way from applications where $least > 0 group by country order by country
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/hires.sql").write_text(CARD, "utf-8")
    (tmp_path / "mine/_page.toml").write_text(
        'title = "Our own"\n[translations.fr]\ntitle = "À nous"\n', "utf-8"
    )
    return tmp_path


def test_the_files_own_words_win_and_the_catalogue_has_the_rest(folder: Path) -> None:
    catalog = load(folder)
    assert catalog.problems == ()
    french = query_in(catalog.queries["mine/hires"], "fr")
    assert (french.title, french.question) == ("Embauches", "Qui est venu ?")
    assert french.columns["n"].label == "Les nôtres"
    assert french.columns["way"].texts == {"many": "{n} en tout"}
    assert [param.label for param in french.params] == ["Au moins"]
    assert french.chart.options["note"] == "Les nôtres"
    assert page_in(catalog.pages[0], "fr").title == "À nous"


def test_what_nobody_translated_stays_as_it_is(folder: Path) -> None:
    catalog = load(folder)
    polish = query_in(catalog.queries["mine/hires"], "pl")
    assert (polish.title, polish.question, polish.columns["n"].label) == (
        "Zatrudnienia", "Who came?", "People of ours",
    )  # fmt: skip
    assert query_in(catalog.queries["mine/hires"], "en").title == "Hires"
    assert page_in(catalog.pages[0], "pl").title == "Our own"


def test_what_is_missing_is_told_at_its_line(folder: Path) -> None:
    path = folder / "mine/hires.sql"
    assert [str(problem) for problem in untranslated(load(folder), ["en", "fr"])] == [
        f'{path}:10: not in French: "Counted once". Write columns.n.help under [translations.fr] in the file.'
    ]
    polish = [problem.line for problem in untranslated(load(folder), ["pl"]) if problem.path == path]
    assert polish == [3, 6, 9, 10, 12, 14, 19]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "[translations.french]\ntitle = 'x'",
            '"french" is no language. Write its ISO 639-1 code, as in fr.',
        ),
        ("[translations.fr]\ntitel = 'x'", 'unknown key "titel". Did you mean "title"?'),
        ("[translations.fr]\nparams.most = 'x'", 'there is no parameter "most".'),
        ("[translations.fr]\ncolumns.n.lable = 'x'", 'unknown key "lable". Did you mean "label"?'),
    ],
)
def test_a_mistake_in_a_table_of_translations_is_told(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "mine").mkdir()
    header = "\n".join(f"-- {line}" for line in written.splitlines())
    (tmp_path / "mine/card.sql").write_text(
        f"-- /// query\n{header}\n-- ///\nselect 1 as n order by n\n", "utf-8"
    )
    (problem,) = load(tmp_path).problems
    assert str(problem).endswith(told)
