"""Why files were not taken is said in the reader's language, and no refusal is without its translations."""

import ast
import re
from collections.abc import Iterator

import pytest
from support import ROOT

from dashboard.charts import Reader
from dashboard.ingest import phrases
from dashboard.ingest.refusals import ADVICE, REFUSALS, UPLOADS
from dashboard.views.refusals import said

GERMAN = Reader.of("de")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "plan.csv: The file is a PDF. Export the data as CSV, JSON or Parquet.",
            "plan.csv: Die Datei ist ein PDF. Exportieren Sie die Daten als CSV, JSON oder Parquet.",
        ),
        (
            "a b.csv: Looks like jobs of Lever, but lacks: id, title. "
            "Export the file again with all of its columns.",
            "a b.csv: Sieht aus wie Jobs von Lever, es fehlt aber: id, title. "
            "Exportieren Sie die Datei erneut mit allen Spalten.",
        ),
        (
            "The import was stopped. What was published before is untouched.",
            "Der Import wurde angehalten. Was zuvor veröffentlicht war, ist unverändert.",
        ),
        ("x.zip needs a password. Nobody knows it.", "x.zip braucht ein Passwort. Nobody knows it."),
    ],
)
def test_a_refusal_is_translated_sentence_by_sentence(english: str, german: str) -> None:
    assert said(english, GERMAN) == german
    assert said(english, Reader.of("en")) == english


def sentences_of(node: ast.expr) -> Iterator[str]:
    """Yield the sentences of a text or an f-string, what differs as a place."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
    yield from re.split(r"(?<=[.]) +", text)


def raised(folder: str, *errors: str) -> set[str]:
    return {
        sentence
        for path in (ROOT / "dashboard" / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in errors
        for text in node.args
        if isinstance(text, ast.Constant | ast.JoinedStr)
        for sentence in sentences_of(text)
    }


def test_every_refusal_of_the_code_can_be_translated() -> None:
    known = {re.sub(r"\{\w+\}", "{}", text) for text in (*REFUSALS, *ADVICE, *UPLOADS)}
    found = raised("ingest", "Refused") | raised("uploading", "TooMuch", "Busy")
    assert len(found) > 40
    assert found - known == {
        "The file {}.",  # by what it starts with: each is a sentence of its own
        "{}: {}",  # a sheet of a workbook, before its reason
    }


def written(folder: str) -> set[str]:
    """Return the sentences of every text that code under a folder holds, also of those in constants."""
    found: set[str] = set()
    for path in (ROOT / "dashboard" / folder).rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        beside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        beside |= {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in beside
            found |= {*sentences_of(node)} if is_text else set()  # type: ignore[arg-type]
    return {re.sub(r"\{[^}]*\}", "{}", text) for text in found if re.fullmatch(r"[A-Z].*[.]", text)}


def test_every_sentence_about_a_file_can_be_translated() -> None:
    findings = (*phrases.FINDING_RULES, *phrases.FINDING_ADVICE)
    known = {part for text in (*REFUSALS, *ADVICE, *findings) for part in re.split(r"(?<=[.]) +", text)}
    assert len(written("ingest/files")) > 40
    assert written("ingest/files") - {re.sub(r"\{\w+\}", "{}", text) for text in known} == {"The file {}."}


@pytest.mark.parametrize("language", ["de", "es", "fr", "ja", "pl"])
def test_no_refusal_stays_english(language: str) -> None:
    reader = Reader.of(language)
    filled = [re.sub(r"\{\w+\}", "7", text) for text in (*REFUSALS, *ADVICE, *UPLOADS)]
    assert [text for text in filled if said(text, reader) == text] == []
