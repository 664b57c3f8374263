"""Imports by a process of its own: one at a time, and the old version whatever happens to it."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.engine.checks import Failed
from dashboard.uploading import Busy, Desk, Job
from dashboard.uploading.checked import Checked
from dashboard.uploading.desk import STOPPED
from dashboard.warehouse.folder import WarehouseFolder
from dashboard.warehouse.status import status

SAMPLE = settings.shipped("sample_data") / "greenhouse_harvest_v3"
SECONDS = 400  # a machine that does other work too is slow


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.02)


def ended(job: Job) -> Job:
    until(lambda: job.seconds)
    return job


def test_an_import_tells_its_steps_and_ends_with_the_report_of_the_command(tmp_path: Path) -> None:
    upload = tmp_path / "upload"
    shutil.copytree(SAMPLE, upload / "files")
    job = ended(Desk().start([upload / "files"], tmp_path / "warehouse", account="main", remove=upload))
    assert job.report and not job.failure and not job.runs
    assert any(sentence.startswith("Reading applications.csv") for sentence in job.said)
    assert job.report.layouts == ("greenhouse_harvest_v3",)
    for table in job.report.tables:
        assert table.rows_read == table.rows_kept + table.rows_set_aside
    assert sum(rule.count for rule in job.report.rules) > 0
    current = WarehouseFolder(tmp_path / "warehouse").current()
    assert current and current.name == job.version
    assert not upload.exists()


def queries(folder: Path, assertion: str) -> Path:
    """Write one query with a check and one without an answer for it."""
    (folder / "page").mkdir(parents=True)
    header = f'-- /// query\n-- [[checks]]\n-- name = "any at all"\n-- assert = "{assertion}"\n-- ///\n'
    (folder / "page/card.sql").write_text(f"{header}select count(*) as applications from applications\n")
    return folder


def test_the_checks_of_the_queries_are_run_on_what_is_in(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HIRING_QUERIES", str(queries(tmp_path / "holds", "applications > 0")))
    job = ended(Desk().start([SAMPLE], tmp_path / "warehouse", account="main"))
    assert job.checked == Checked(1, ())
    monkeypatch.setenv("HIRING_QUERIES", str(queries(tmp_path / "fails", "applications < 0")))
    job = ended(Desk().start([SAMPLE], tmp_path / "warehouse", account="main"))
    assert job.checked == Checked(1, (Failed("page/card", "any at all", 1),))
    assert job.report and not job.failure


def test_a_query_without_an_answer_is_a_check_that_cannot_be_made(tmp_path: Path, monkeypatch) -> None:
    folder = queries(tmp_path / "queries", "applications > 0")
    (folder / "page/card.sql").write_text(
        (folder / "page/card.sql").read_text().replace("count(*)", "1 + 'x'")
    )
    monkeypatch.setenv("HIRING_QUERIES", str(folder))
    job = ended(Desk().start([SAMPLE], tmp_path / "warehouse", account="main"))
    assert job.checked
    (failed,) = job.checked.failed
    assert failed.query == "page/card" and "card.sql:6" in failed.why


def test_who_asks_for_no_checks_gets_none(tmp_path: Path) -> None:
    job = ended(Desk().start([SAMPLE], tmp_path / "warehouse", account="main", check=False))
    assert job.report and job.checked is None


def test_an_import_goes_into_its_account_by_its_map_and_ends_the_invented_company(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[sheet]\nrequires = ["Key"]\n[sheet.applications]\napplication_id = "Key"\napplied_at = "Applied"\n'
    )
    (tmp_path / "sheet.csv").write_text("Key,Applied\nA,2026-02-01\n")
    folder = WarehouseFolder(tmp_path / "warehouse")
    folder.invented.mkdir(parents=True)
    job = ended(
        Desk().start([tmp_path / "sheet.csv"], folder.path, account="other", layout=tmp_path / "mine.toml")
    )
    assert job.report and job.report.layouts == ("mine",)
    assert {(each.account, each.file) for each in status(folder.path).files} == {("other", "sheet.csv")}
    assert not folder.invented.exists()


def test_a_second_import_at_the_same_time_is_refused_in_words(tmp_path: Path) -> None:
    desk = Desk()
    job = desk.start([SAMPLE], tmp_path / "warehouse", account="main")
    with pytest.raises(Busy, match="Another import is running"):
        desk.start([SAMPLE], tmp_path / "warehouse", account="main")
    job.stop()
    ended(job)
    assert ended(desk.start([SAMPLE], tmp_path / "warehouse", account="main")).report


def test_stopping_an_import_leaves_the_version_that_was_published_and_no_files(tmp_path: Path) -> None:
    desk, folder = Desk(), WarehouseFolder(tmp_path / "warehouse")
    assert ended(desk.start([SAMPLE], folder.path, account="main")).report
    before = folder.current()
    upload = tmp_path / "upload"
    upload.mkdir()
    job = desk.start([SAMPLE], folder.path, account="main", remove=upload)
    until(lambda: job.said)
    job.stop()
    assert ended(job).failure == STOPPED
    assert folder.current() == before
    assert not upload.exists()


def test_what_is_no_export_ends_with_the_reasons(tmp_path: Path) -> None:
    (tmp_path / "menu.csv").write_text("dish,price\nsoup,4\n")
    job = ended(Desk().start([tmp_path / "menu.csv"], tmp_path / "warehouse", account="main"))
    assert "menu.csv: No layout knows these columns." in job.failure
    assert WarehouseFolder(tmp_path / "warehouse").current() is None


def test_a_process_that_dies_says_so_and_what_to_do(tmp_path: Path) -> None:
    job = Desk().start([SAMPLE], tmp_path / "warehouse", account="main")
    until(lambda: job.process)
    assert job.process
    job.process.kill()
    assert "ended before its time (exit code -9)" in ended(job).failure
