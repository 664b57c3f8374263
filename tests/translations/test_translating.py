"""What brings the catalogues up to date: it keeps words, marks reworded ones, and tells every gap."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from dashboard import translating, translations

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPOT-Creation-Date: 2026-01-02 03:04+0000\\n"\n\n'
OLD = HEAD + (
    'msgid "Kept"\nmsgstr "Behalten"\n\nmsgid "Gone"\nmsgstr "Weg"\n\n'
    '#, fuzzy\nmsgid "Doubtful"\nmsgstr "Zweifelhaft"\n\n'
    'msgid "{number} hire"\nmsgid_plural "{number} hires"\nmsgstr[0] "{number} Einstellung"\nmsgstr[1] ""\n'
)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    (tmp_path / "de.po").write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    catalog = Catalog()
    for message in ("Kept", "Doubtful", ("{number} hire", "{number} hires")):
        catalog.add(message)
    monkeypatch.setattr(translating, "template", lambda: catalog)
    return catalog


def test_what_no_translator_has_looked_at_and_half_a_plural_are_gaps(said: Catalog) -> None:
    lacking = [message.id for message in translating.missing(translating.updated("de", said))]
    assert sorted(map(str, lacking)) == ["('{number} hire', '{number} hires')", "Doubtful"]


def test_gaps_are_told_and_fail_the_command(
    said: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translating.main(["de"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == ["de: 'Doubtful'", "de: ('{number} hire', '{number} hires')"]
    assert told.err == "de: 3 messages, 2 without words\n"
    written = (tmp_path / "de.po").read_text("utf-8")
    assert "Gone" not in written
    assert "2026-01-02 03:04+0000" in written


def test_a_catalogue_without_gaps_ends_well_with_nothing_told(
    said: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = OLD.replace("#, fuzzy\n", "").replace('msgstr[1] ""', 'msgstr[1] "{number} Einstellungen"')
    (tmp_path / "de.po").write_text(whole, encoding="utf-8")
    assert translating.main(["de"]) == 0
    assert capsys.readouterr().out == ""
