"""No person is stored."""

import stat

import polars as pl
from ingest.exports import APPLICATION, FIVETRAN, HARVEST, HIRE, run, write_export

from dashboard.ingest import KeyedHash, load_or_make_secret

CANARIES = {
    "first_name": "Quetzalina",
    "last_name": "Wyvernhoff",
    "email_addresses": "quetzalina@canary.example",
    "phone_numbers": "+49 170 5550199",
    "location_address": "Canary Row 17",
    "notes": "met her husband at the fair",
    "custom_gender": "canary-gender",
    "stage_name": "not taken either: Wyvernhoff",
}


def test_what_a_layout_does_not_take_is_in_no_file_of_the_staging_folder(tmp_path):
    for name, tables, application in (("v3", HARVEST, APPLICATION), ("fivetran", FIVETRAN, HIRE)):
        main = "applications" if name == "v3" else "application"
        changed = {
            table: [
                {**row, **CANARIES} for row in (application, {**application, "id": 5, "candidate_id": None})
            ]
            if table == main
            else [{**row, **CANARIES} for row in rows]
            for table, rows in tables.items()
        }
        export = write_export(tmp_path / name, changed)
        staging = run(export, into=tmp_path / f"{name}-out")
        assert staging["applications"].height == 2
        for path in staging.folder.iterdir():
            content = path.read_bytes()
            assert not [word for word in CANARIES.values() if word.encode() in content], path.name
        for table in staging.folder.glob("*.parquet"):
            shown = str(staging[table.stem].to_dicts())
            assert not [word for word in CANARIES.values() if word in shown], table.name


def test_the_same_candidate_has_the_same_key_and_no_other_has_it(harvest):
    people = [
        {**APPLICATION, "id": number, "candidate_id": who} for number, who in enumerate((7, 8, 7, None))
    ]
    one, other, again, nobody = harvest(applications=people)["applications"]["candidate_key"]
    assert one == again != other
    assert nobody is None


def test_the_key_depends_on_the_secret_and_on_the_account(tmp_path):
    export = write_export(tmp_path / "in", HARVEST)
    keys = {
        run(export, into=tmp_path / str(number), account=account).only("applications")["candidate_key"]
        for number, account in enumerate(("one", "other", "one"))
    }
    assert len(keys) == 2
    assert "9001" not in keys


def test_a_candidate_and_an_application_of_one_id_share_no_hash():
    keys = pl.Series(["9001"])
    assert KeyedHash(b"s", "one")(keys).item() != KeyedHash(b"s", "one", "application")(keys).item()


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    secret = load_or_make_secret(tmp_path)
    assert load_or_make_secret(tmp_path) == secret
    assert len(secret) == 32
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
