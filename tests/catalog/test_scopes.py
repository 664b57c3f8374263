"""The file of scopes: who has which, and every mistake in it at once, each with its line."""

import re
from pathlib import Path

import pytest
from support import ROOT

from dashboard.catalog.scopes import Scopes, read_scopes, scopes_in_force
from dashboard.warehouse import Scope

EXAMPLE = """default = "none"

[scopes.dach]
title = "DACH"
country = ["DE", "AT", "CH"]
individuals = false

[scopes.all]
may_import = true

[people]
"anna@example.com" = "dach"
"Boss@example.com" = "all"
"gone@example.com" = "none"

[groups]
hr = "all"
recruiting = "dach"
"""


def written(folder: Path, text: str) -> Scopes:
    path = folder / "scopes.toml"
    path.write_text(text, "utf-8")
    return read_scopes(path)


def problems(folder: Path, text: str) -> list[str]:
    path = f"{folder / 'scopes.toml'}:"
    return [str(problem).removeprefix(path) for problem in written(folder, text).problems]


def test_the_example_of_the_docs_is_read(tmp_path: Path) -> None:
    section = (ROOT / "docs/settings.md").read_text("utf-8").partition("## Scopes")[2]
    example = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert example
    assert written(tmp_path, example[1]).problems == ()


def test_a_scope_holds_the_values_of_its_dimensions(tmp_path: Path) -> None:
    defined = written(tmp_path, EXAMPLE)
    assert defined.scopes == {
        "dach": Scope("dach", "DACH", {"country": ("DE", "AT", "CH")}, individuals=False),
        "all": Scope("all", may_import=True),
    }


@pytest.mark.parametrize(
    ("person", "groups", "scope"),
    [
        ("anna@example.com", (), "dach"),
        ("ANNA@Example.com", (), "dach"),
        ("boss@example.com", ("recruiting",), "all"),
        ("new@example.com", ("recruiting",), "dach"),
        ("new@example.com", ("recruiting", "hr"), "all"),
        ("gone@example.com", ("hr",), None),
        ("new@example.com", ("sales",), None),
        ("", (), None),
    ],
)
def test_a_person_counts_before_the_first_group_of_the_file_and_that_before_the_default(
    tmp_path: Path, person: str, groups: tuple[str, ...], scope: str | None
) -> None:
    held = written(tmp_path, EXAMPLE).of(person, groups)
    assert (held.name if held else None) == scope


def test_a_default_is_everyones_who_is_not_named(tmp_path: Path) -> None:
    held = written(tmp_path, EXAMPLE.replace('default = "none"', 'default = "dach"')).of("new@example.com")
    assert held and held.name == "dach"


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """default = "dahc"
folder = "x"

[scopes.dach]
titel = "DACH"
country = ["DE", "Austria"]
role_level = ["architekt"]
language = []
individuals = "no"

[scopes.A_Z]

[scopes.none]

[people]
"anna@example.com" = "dahc"
"Anna@example.com" = "dach"

[groups]
hr = 7
"""
    assert problems(tmp_path, text) == [
        '1: unknown scope "dahc". Did you mean "dach"?',
        '2: unknown key "folder". Known: "scopes", "people", "groups" or "default".',
        '5: unknown key "titel". Did you mean "title"?',
        "6: 'Austria' is no country. Write its ISO 3166-1 code, as in DE.",
        "7: 'architekt' is no role level. Did you mean \"architect\"?",
        '8: "language" takes a list of values, with one at least. Leave the key out for all of them.',
        "9: \"individuals\" takes true or false, not 'no'.",
        '11: a scope cannot be called "A_Z". Use a-z, 0-9, "_" and "-", and not "none", which is nothing.',
        '13: a scope cannot be called "none". Use a-z, 0-9, "_" and "-", and not "none", which is nothing.',
        '16: unknown scope "dahc". Did you mean "dach"?',
        '17: "Anna@example.com" is named twice. Keep one.',
        '20: unknown scope "7". Known: "none", "dach" or "A_Z".',
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[scopes", "1: not valid TOML"),
        ("scopes = 1", '1: "scopes" is no table. Write [scopes].'),
        ("[scopes]\ndach = 1", '2: "dach" is no table. Write [scopes.dach].'),
        ("[scopes.a]\ncountry = 'DE'", '2: "country" takes a list of values'),
        ("[scopes.a]\ncountry = [1]", '2: "country" takes a list of values'),
        ("[scopes.a]\ntitle = 1", '2: "title" is no text.'),
        ("default = []", '1: unknown scope "[]".'),
        ("[people]\na = {}", '2: unknown scope "{}".'),
    ],
)
def test_a_wrong_form_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    (told,) = problems(tmp_path, text)
    assert told.startswith(said)


def test_with_a_mistake_nobody_sees_anything(tmp_path: Path) -> None:
    broken = written(tmp_path, EXAMPLE.replace("individuals", "individual"))
    assert broken.problems and broken.of("anna@example.com", ("hr",)) is None


def test_no_setting_is_no_scopes_and_a_missing_file_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HIRING_SCOPES", raising=False)
    assert scopes_in_force() is None
    monkeypatch.setenv("HIRING_SCOPES", str(tmp_path / "gone.toml"))
    defined = scopes_in_force()
    assert defined and str(defined.problems[0]) == (
        f"{tmp_path}/gone.toml:1: the scopes cannot be read: No such file or directory. "
        "Correct the setting HIRING_SCOPES, or the file."
    )


def test_a_saved_file_counts_at_once(tmp_path: Path) -> None:
    assert written(tmp_path, EXAMPLE).of("anna@example.com")
    assert (
        written(tmp_path, EXAMPLE.replace('"anna@example.com"', '"anne@example.com"')).of("anna@example.com")
        is None
    )


@pytest.mark.parametrize("change", [{"rows": {"country": ("DE",)}}, {"individuals": False}])
def test_a_scope_that_may_see_otherwise_has_another_key(change: dict[str, object]) -> None:
    before = Scope("dach", rows={"country": ("DE", "AT")})
    after = Scope(**{"name": "dach", "rows": {"country": ("AT", "DE")}} | change)  # type: ignore[arg-type]
    assert before.key != after.key
    assert before.key == Scope("dach", "Title", {"country": ("AT", "DE")}, may_import=True).key
