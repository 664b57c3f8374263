"""A terminal: the `hiring` command on a folder of queries and a warehouse of a few rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from warehouse.staged import Published

from dashboard import cli

HIRES = """-- /// query
-- title = "Hires"
-- [params.min_days]
-- type = "number"
-- default = 0
-- ///
select country, count(*) as hires
from applications
where hired_at >= $since and hired_at < $until and days_to_hire >= $min_days
group by country
order by country nulls last
"""


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


class Terminal:
    """Runs `hiring` with the test's own folders."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.queries = folder / "queries"
        self.warehouse = folder / "warehouse"
        self._capsys = capsys

    def write(self, name: str, text: str) -> Path:
        """Write a file under the queries folder."""
        path = self.queries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def hiring(self, *words: str) -> Said:
        """Run the command and return what it said."""
        try:
            code = cli.main(words)
        except SystemExit as usage:
            code = int(usage.code or 0)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    started = Terminal(tmp_path, capsys)
    started.write("hires/by_country.sql", HIRES)
    monkeypatch.setenv("HIRING_QUERIES", str(started.queries))
    monkeypatch.setenv("HIRING_WAREHOUSE", str(started.warehouse))
    return started


@pytest.fixture(scope="session")
def three_hires(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Three architects hired, two in Germany and one in France, and a manager hired in Germany."""
    rows = Published(tmp_path_factory.mktemp("three_hires"))
    hired = {"status": "hired", "closed_at": "2026-03-01 10:00"}
    offer = {"status": "accepted", "sent_at": "2026-02-20", "decided_at": "2026-03-01 10:00"}
    people = [("A", "DE", "J"), ("B", "DE", "J"), ("C", "FR", "J"), ("D", "DE", "M")]
    rows.publish(
        jobs=[
            {"job_id": "J", "role_level": "architect", "title": "Cloud Architect"},
            {"job_id": "M", "role_level": "other", "title": "Engineering Manager"},
        ],
        postings=[
            {
                "posting_id": country,
                "country": country,
                "language": country.lower(),
                "published_at": "2026-01-01",
            }
            for country in ("DE", "FR")
        ],
        applications=[
            {"application_id": key, "job_id": job, "posting_id": country, **hired}
            for key, country, job in people
        ],
        offers=[{"application_id": key, **offer} for key, _, _ in people],
    )
    yield rows
    rows.warehouse.close()


@pytest.fixture
def published(three_hires: Published, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Published:
    """The three hires as the warehouse of the terminal; not to be published to."""
    terminal.warehouse = three_hires.folder
    monkeypatch.setenv("HIRING_WAREHOUSE", str(three_hires.folder))
    return three_hires


Hiring = Callable[..., Said]


@pytest.fixture
def hiring(terminal: Terminal) -> Hiring:
    return terminal.hiring
