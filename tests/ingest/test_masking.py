"""Contact details and notes in words that a layout takes."""

import polars as pl
import pytest
from ingest.exports import APPLICATION, FIVETRAN, HARVEST, HIRE, change, run, write_csv

from dashboard.ingest.masking import masked, shown, without_people
from dashboard.ingest.terms import source_of


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Referral jane.doe@canary.example", "Referral [e-mail]"),
        ("<j@canary.co.uk>, Berlin", "<[e-mail]>, Berlin"),
        ("call +49 (0) 170/555-0199 now", "call [phone] now"),
        ("0170 555 01 99", "[phone]"),
        ("(415) 555-0132", "[phone]"),
        ("030 123 456", "[phone]"),
        ("415.555.0132", "[phone]"),
        ("or 415-555-0132", "or [phone]"),
    ],
)
def test_addresses_and_numbers_are_masked(said: str, told: str) -> None:
    assert pl.select(masked(pl.lit(said))).item() == told


@pytest.mark.parametrize(
    "said",
    [
        "Job fair 01.02.2026",
        "2024-01-01 - 2025-01-01",
        "REQ-00012345 Architect",
        "Room 030 12345",
        "24/7",
        "Salary 0 - 100 000 000",
    ],
)
def test_days_codes_and_amounts_stay(said: str) -> None:
    assert pl.select(masked(pl.lit(said))).item() == said


@pytest.mark.parametrize(
    ("field", "told"), [("reason", "xxx [x-xxxx] " + "x" * 67), ("stage", "Ask [e-mail] " + "x" * 67)]
)
def test_a_finding_shows_no_address_no_more_than_80_characters_and_words_of_lists_alone(field, told):
    value = pl.lit("Ask jane@canary.example " + "x" * 200)
    assert pl.select(shown(field, value)).item() == told


def test_a_source_with_an_address_is_masked_with_one_finding_for_all_its_rows(harvest):
    source = {"id": 31, "name": "Meetup (jane@canary.example)", "type": None}
    staging = harvest(sources=[source])
    assert staging.only("applications")["source"] == "Meetup ([e-mail])"
    noted = staging.finding("Contact details in words that are read")
    assert (noted["file"], noted["line"], noted["column_name"], noted["value"]) == (
        "sources.csv",
        2,
        "name",
        "Meetup ([e-mail])",
    )
    assert noted["advice"].startswith("Rows: 1.")


def test_a_reason_as_long_as_a_note_is_left_empty(harvest):
    note = "She told me that her husband is moving to Lisbon in the autumn and that she will not follow him before the end of the school year."
    staging = harvest(
        rejection_reasons=[{"id": 41, "name": note, "type": None}],
        rejection_details=[{"id": 1, "application_id": 1001, "rejection_reason_id": 41, "rejected_at": "2026-03-01T10:00:00Z"}],
        applications=[{**APPLICATION, "status": "rejected"}],
    )  # fmt: skip
    assert staging.only("applications")["close_reason"] is None
    noted = staging.finding("Reads like a note")
    assert (noted["file"], noted["value"]) == ("rejection_reasons.csv", None)


def test_a_word_of_120_characters_is_the_longest_that_is_no_note():
    words = pl.Series(["x" * 120, "x" * 121])
    assert without_people("reason", words).to_list() == ["x" * 120, None]


def test_a_title_may_be_long(harvest):
    title = "Senior Backend Services Architect " * 5
    staging = harvest(jobs=[{**HARVEST["jobs"][0], "name": title}])
    assert staging.only("jobs")["title"] == title.strip()


def test_an_address_as_an_id_joins_as_a_hash(fivetran):
    key = "jane@canary.example"
    staging = fivetran(
        application=[{**HIRE, "id": key}],
        application_history=[change("2026-02-01 10:00:00", 101, application=key)],  # type: ignore[arg-type]
        job_application=[{**FIVETRAN["job_application"][0], "application_id": key}],
    )
    hashed = staging.only("applications")["application_id"]
    assert len(hashed) == 16
    assert staging["stage_visits"]["application_id"].unique().to_list() == [hashed]
    assert staging.only("applications")["job_id"] == "1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Referral: Jane Doe", None), ("Jane Doe", "Referrals"), ("recommended by Jane Doe", "Referral")],
)
def test_a_referral_does_not_name_who_referred(name: str, kind: str | None) -> None:
    assert source_of(name, kind) == ("Referral", "referral")


def test_nor_does_what_is_kept_raw(harvest):
    staging = harvest(sources=[{"id": 31, "name": "Referral: Jane Doe", "type": None}])
    row = staging.only("applications")
    assert (row["source_raw"], row["source"], row["channel"]) == ("Referral", "Referral", "referral")


def test_a_status_with_an_address_is_masked_where_it_is_kept_raw_and_in_its_finding(tmp_path):
    (tmp_path / "map.toml").write_text(
        '[sheet]\nrequires = ["Key"]\n[sheet.applications]\napplication_id = "Key"\n'
        'applied_at = "Applied"\nstatus = { column = "Status", as = "status" }\n'
    )
    sheet = [{"Key": "A", "Applied": "2026-02-01", "Status": "ask jane@canary.example, 0170 555 01 99"}]
    file = write_csv(tmp_path / "in.csv", sheet)
    staging = run(file, into=tmp_path / "out", layout=str(tmp_path / "map.toml"))
    told = "ask [e-mail], [phone]"
    assert staging.only("applications")["status_raw"] == told
    assert staging.finding("Contact details in words that are read")["value"] == told
    assert staging.finding("Word that the layout does not know")["value"] == told
