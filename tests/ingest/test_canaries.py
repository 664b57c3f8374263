"""No person is stored: canaries in every text of every layout's sample are in no file, no table and no output."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pytest
from ingest.planting import CANARIES, CONTACTS, IN_WORDS, found, plant, texts
from support import ROOT

from dashboard import cli, ingest
from dashboard.ingest.feeds import FEEDS
from dashboard.ingest.findings import Findings
from dashboard.ingest.layouts import FeedMap, Layout, load_own_map, shipped_layouts
from dashboard.ingest.people import KeyedHash
from dashboard.ingest.recognise import recognise
from dashboard.ingest.rows import FeedRows

SAMPLES = sorted(path for path in (ROOT / "sample_data").iterdir() if path.is_dir())
every_layout = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)

WORDS = {
    "title": "what the company calls a job, and publishes",
    "location": "where the company offers a job, and publishes it",
    "country": "of the offer",
    "language": "of the posting",
    "work_model": "of the offer",
    "department": "of the company",
    "office": "of the company",
    "currency": "of money spent on a source",
    "stage": "a step of the company's pipeline",
    "vendor_group": "the vendor's own word for a kind of step",
    "first_source": "as source",
    "last_source": "as source",
    "source": "where applications come from; who referred is left out, contact details are masked",
    "source_type": "the vendor's own word for a kind of source",
    "reason": "why an application ended, of the company's list; contact details are masked, notes are left out",
    "reason_type": "the vendor's own word for whose decision it was",
    "status_raw": "the vendor's own word for a status",
}
"""Every field of words that a layout may take, and why it says nothing of a candidate."""


def test_a_layout_can_take_nothing_but_keys_words_times_and_numbers() -> None:
    text = {
        name
        for feed in FEEDS.values()
        for name, column in feed.schema.columns().items()
        if column.dtype == pl.String and not name.endswith("_id")
    }
    hashed = {name for name in text if name.endswith("candidate_key")}
    assert text - hashed == set(WORDS)


PERSONAL = re.compile(
    r"(?i)name|mail|phone|birth|gender|address|note|comment|resume|photo|headline|summary|tags?$|social"
)
LISTS_OF_PEOPLE = {
    "applications", "merged_candidates", "application_jobs", "application_sources", "rejections", "stage_visits",
    "current_stages", "offers",
}  # fmt: skip
NAMES_OF_WORDS = {
    "stage_name", "current_stage.name", "phase.name", "each.name",  # of a stage
    "source.public_name", "rejection_reason.name", "rejection_reason.type.name",
}  # fmt: skip
"""Columns of lists of people that are called like a person's and hold a word of the company's lists."""


def taken_of_people() -> Iterator[tuple[str, str, str]]:
    for name, layout in shipped_layouts().items():
        for kind in layout.files:
            for mapped in kind.feeds:
                if mapped.feed in LISTS_OF_PEOPLE:
                    for field, column in mapped.columns.items():
                        for header in (*column.names, *column.otherwise):
                            yield f"{name}/{kind.name}", field, header


def test_of_lists_of_people_no_column_is_taken_that_is_called_like_a_person() -> None:
    suspect = {
        header
        for _, field, header in taken_of_people()
        if not field.endswith("candidate_key") and PERSONAL.search(header)
    }
    assert suspect == NAMES_OF_WORDS


@pytest.fixture
def imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[Path], list[tuple[str, str]]]:
    """Import a folder with the command; return all that was written, said, or lay on the disk meanwhile."""
    midway: list[tuple[str, str]] = []
    assemble = ingest.assemble

    def looked_at(feeds: object, staging: Path, *rest: object) -> None:
        midway.extend(texts(staging))
        assemble(feeds, staging, *rest)

    monkeypatch.setattr(ingest, "assemble", looked_at)

    def run(export: Path) -> list[tuple[str, str]]:
        warehouse = tmp_path / "warehouse"
        own = [f"--layout={path}" for path in export.glob("*.toml")]
        code = cli.main(["import", str(export), *own, "--warehouse", str(warehouse), "--queries", "none"])
        said = capsys.readouterr()
        assert code == 0, said.err
        assert cli.main(["findings", "--format", "csv", "--warehouse", str(warehouse)]) == 0
        listed = capsys.readouterr().out
        secret = {path.name for path in warehouse.glob("*.secret")}
        kept = [(where, text) for where, text in texts(warehouse) if where not in secret]
        assert midway
        return [*midway, *kept, ("stdout", said.out), ("stderr", said.err), ("hiring findings", listed)]

    return run


def _layouts(sample: Path) -> Mapping[str, Layout]:
    """Return the map that lies beside a sample, else the shipped ones."""
    own = [load_own_map(path) for path in sample.glob("*.toml")]
    return {layout.name: layout for layout in own} or shipped_layouts()


def columns_of(sample: Path, tmp_path: Path, wanted: Callable[[FeedMap, str], bool]) -> set[str]:
    """Return the columns of a sample's files that feed a wanted field, and those that tell its time."""
    findings = Findings("main", tmp_path / "findings")
    columns: set[str] = set()
    for known in recognise([sample], _layouts(sample), findings, tmp_path / "work"):
        for mapped in known.kind.feeds:
            rows = FeedRows(mapped, known.table.columns, 0, KeyedHash(b"", "main"), known.table.batches)
            for field, (_, cell) in rows._columns.items():
                if wanted(mapped, field):
                    columns.update(cell.headers())
            columns.update(rows.headers if wanted(mapped, "") else ())
        columns.update(known.layout.snapshot)
    return columns


@every_layout
def test_what_a_layout_does_not_take_is_nowhere(
    sample: Path, tmp_path: Path, imported: Callable[[Path], list[tuple[str, str]]]
) -> None:
    taken = columns_of(sample, tmp_path, lambda mapped, field: True)
    canaries = list(CANARIES.values())

    def cells(name: str, text: str) -> str:
        outer = any(name == each or name.startswith(f"{each}.") for each in taken)
        return text if outer else canaries[len(name) % len(canaries)]

    everything = imported(plant(sample, tmp_path / "export", cells))
    assert found(iter(everything), canaries) == []
    assert len(everything) > 100


@every_layout
def test_contact_details_in_words_that_a_layout_takes_are_masked_everywhere(
    sample: Path, tmp_path: Path, imported: Callable[[Path], list[tuple[str, str]]]
) -> None:
    words = columns_of(sample, tmp_path, lambda mapped, field: field in WORDS) - {"snapshot"}
    everything = imported(
        plant(sample, tmp_path / "export", lambda name, text: text + IN_WORDS if name in words else text)
    )
    assert found(iter(everything), CONTACTS) == []
    (listed,) = (text for where, text in everything if where == "hiring findings")
    assert "Contact details in words that are read" in listed
    assert "[e-mail], [phone]" in listed
