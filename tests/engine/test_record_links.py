"""Addresses of records: by account, quoted, nothing but the web, and every mistake of the setting at once."""

import re

import polars as pl
import pytest

from dashboard.cli import build_parser
from dashboard.engine.record_links import RecordLinks, record_links

ROWS = pl.DataFrame(
    {
        "account": ["main", "berlin"],
        "application_id": ["a/1 ?", "b2"],
        "job_id": ["j&1", "j2"],
        "title": ["x", "y"],
    }
)


def links(monkeypatch: pytest.MonkeyPatch, setting: str) -> RecordLinks:
    monkeypatch.setenv("HIRING_RECORD_LINK", setting)
    return record_links()


def test_without_the_setting_there_are_no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert links(monkeypatch, "").addresses(ROWS) is None


def test_ids_are_quoted_so_that_they_stay_one_part_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    found = links(monkeypatch, "https://ats.example/a/{application_id}?job={job_id}").addresses(ROWS)
    assert found == ["https://ats.example/a/a%2F1%20%3F?job=j%261", "https://ats.example/a/b2?job=j2"]


def test_an_account_has_its_own_template_and_the_others_the_common_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    setting = "https://ats.example/{application_id} berlin=https://b.example/x?id={application_id}"
    found = links(monkeypatch, setting)
    addresses = found.addresses(ROWS)
    assert addresses == ["https://ats.example/a%2F1%20%3F", "https://b.example/x?id=b2"]
    assert [re.fullmatch(found.shown, address)[1] for address in addresses] == ["a%2F1%20%3F", "b2"]  # type: ignore[index]


@pytest.mark.parametrize(
    "rows", [ROWS.drop("job_id"), ROWS.with_columns(job_id=pl.lit(None)), ROWS.drop("account")]
)
def test_where_a_row_has_no_address_none_is_a_link(
    monkeypatch: pytest.MonkeyPatch, rows: pl.DataFrame
) -> None:
    assert links(monkeypatch, "main=https://ats.example/{job_id}/{application_id}").addresses(rows) is None


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("javascript:alert({application_id})", ["is no web address. Begin it with https:// and the host."]),
        ("https://{application_id}/x", ["is no web address"]),
        ("https://x.example/{aplication_id}", ['"{aplication_id}" stands for nothing. Did you mean "application_id"?']),
        ("https://x.example/{job_id}", ["must name {application_id} once."]),
        ("https://x.example/{application_id", ["has a stray brace"]),
        ("https://x.example/1 b=ftp://y/{application_id}", ["must name {application_id} once.", "is no web address"]),
    ],
)  # fmt: skip
def test_every_mistake_of_the_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, setting: str, said: list[str]
) -> None:
    with pytest.raises(ValueError, match="HIRING_RECORD_LINK") as refusal:
        links(monkeypatch, setting)
    sentences = str(refusal.value).splitlines()
    assert len(sentences) == len(said)
    assert all(part in sentence for part, sentence in zip(said, sentences, strict=True))


def test_the_dashboard_does_not_start_with_a_mistake_in_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HIRING_RECORD_LINK", "ats.example/{application_id}")
    args = build_parser().parse_args(["serve"])
    assert args.run(args) == 2
    assert "is no web address" in capsys.readouterr().err
