"""The docs hold: reference tables as the code is, every example runs, nothing is left out."""

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from support import ROOT, GivenWarehouse, differences

from dashboard import catalog, settings
from dashboard.catalog.model import BUILT_IN_PARAMS, ParamType
from dashboard.charts.spec import FORMATS
from dashboard.cli import build_parser
from dashboard.engine import Selection, run

QUERIES_MD = (ROOT / "docs/queries.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generate()


def blocks(language: str, text: str = QUERIES_MD) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", GENERATE.FILES, ids=lambda path: path.name)
def test_the_reference_tables_are_as_the_code_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == GENERATE.with_sections(text), "run: .venv/bin/python docs/generate.py"


def test_every_section_that_can_be_generated_stands_in_a_page() -> None:
    named = {
        found for path in GENERATE.FILES for found in re.findall(r"generated: (\S+)", path.read_text("utf-8"))
    }
    assert named == set(GENERATE.SECTIONS)


@pytest.mark.parametrize("word", [*get_args(ParamType), *FORMATS])
def test_every_parameter_type_and_format_has_a_row(word: str) -> None:
    assert f"\n| `{word}` |" in QUERIES_MD


@pytest.mark.parametrize("name", BUILT_IN_PARAMS)
def test_every_built_in_parameter_is_described(name: str) -> None:
    assert f"`${name}`" in QUERIES_MD


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The examples of the page as files of a page `offers`, under the names that it gives them."""
    folder = tmp_path / "offers"
    folder.mkdir()
    for name, text in zip(("offers_by_status", "slow_hires", "hires_in_words"), blocks("sql"), strict=True):
        (folder / f"{name}.sql").write_text(text, "utf-8")
    (folder / "_page.toml").write_text(blocks("toml")[1], "utf-8")
    return tmp_path


def test_every_example_passes_the_check_and_runs(examples: Path) -> None:
    shelf, warehouse = catalog.load(examples), GivenWarehouse()
    with warehouse.cursor() as cursor:
        assert [str(problem) for problem in catalog.check(shelf, cursor)] == []
    widths = {query.title: run(query, warehouse, Selection()).frame.width for query in shelf.queries.values()}
    assert widths == {"Offers by status": 2, "Slow hires": 2, "Hires in words": 4}
    assert shelf.pages[0].rows[0] == ("offers/slow_hires", "offers/offers_by_status")


def test_the_golden_case_holds(examples: Path) -> None:
    case = tomllib.loads(blocks("toml")[0])
    query = catalog.load(examples).queries[case["query"]]
    frame = run(query, GivenWarehouse(case["given"]), Selection(**case["selection"])).frame
    assert differences(case["expected"], frame) == []


def test_the_query_of_the_readme_passes_the_check_and_counts(tmp_path: Path) -> None:
    (tmp_path / "funnel").mkdir()
    (tmp_path / "funnel/hires_by_department.sql").write_text(blocks("sql", README)[0], "utf-8")
    shelf, warehouse = catalog.load(tmp_path), GivenWarehouse()
    with warehouse.cursor() as cursor:
        assert catalog.check(shelf, cursor) == ()


COMMANDS = [
    line.partition("#")[0].removeprefix(".venv/bin/").strip()
    for text in (QUERIES_MD, README)
    for block in blocks("sh", text)
    for line in block.splitlines()
    if line.removeprefix(".venv/bin/").startswith("hiring ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shown_is_one(command: str) -> None:
    assert build_parser().parse_args(shlex.split(command)[1:]).run


@pytest.mark.parametrize("name", GENERATE.commands())
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`hiring {name}" in README


@pytest.mark.parametrize("name", settings.SETTINGS)
def test_every_setting_is_read_somewhere(name: str) -> None:
    sources = [
        path.read_text("utf-8") for path in (ROOT / "dashboard").rglob("*.py") if path.name != "settings.py"
    ]
    assert any(f'"{name}"' in source for source in sources)


def test_the_example_of_a_report_is_one(examples: Path) -> None:
    for name in ("overview/offer_acceptance", "overview/hires"):
        copy = examples / f"{name}.sql"
        copy.parent.mkdir(exist_ok=True)
        copy.write_text((ROOT / f"queries/{name}.sql").read_text("utf-8"), "utf-8")
    (examples / "_report.toml").write_text(blocks("toml")[2], "utf-8")
    plan = catalog.report_plan(catalog.load(examples))
    assert (plan.problems, plan.rows[1]) == ((), ("offers/slow_hires",))
    assert plan.printed("offers/slow_hires").limit == 8
