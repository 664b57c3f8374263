"""A scope's file: its rows and nothing of others, in the version's order and types, published with the version."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from warehouse.staged import stage

from dashboard.warehouse import NoScope, PublishFailed, Scope, Warehouse, publish, publish_scopes
from dashboard.warehouse.columns import differences
from dashboard.warehouse.readers import Readers

DACH = Scope("dach", "DACH", {"country": ("DE", "AT")})
UNKNOWN = Scope("unknown", rows={"country": ("not-stated",)})
CLOUD = Scope("cloud", rows={"role_family": ("cloud",), "channel": ("referral",)})
NAMELESS = Scope("nameless", rows={"country": ("DE",)}, individuals=False)
EVERYTHING = Scope("all")
SCOPES = (DACH, UNKNOWN, CLOUD, NAMELESS, EVERYTHING)

APPLICATIONS = [
    {"application_id": "a-de", "job_id": "J", "posting_id": "p-de", "source": "Referral", "channel": "referral"},
    {"application_id": "a-at", "job_id": "J", "posting_id": "p-at", "source": "LinkedIn", "channel": "inbound"},
    {"application_id": "a-fr", "job_id": "J", "posting_id": "p-fr", "source": "Apec", "channel": "inbound"},
    {"application_id": "a-no", "job_id": "N", "source": "Meetup", "channel": "event"},
    {"application_id": "a-pr", "job_id": "F", "posting_id": "p-f2", "is_prospect": True},
]  # fmt: skip


def given() -> dict[str, Any]:
    return {
        "jobs": [
            {"job_id": "J", "role_level": "architect", "role_family": "cloud", "department": "Platform"},
            {"job_id": "F", "role_level": "architect", "role_family": "data", "department": "Paris lab"},
            {"job_id": "N", "role_level": "other", "role_family": "data", "department": "Nowhere"},
        ],
        "postings": [
            {"posting_id": "p-de", "country": "DE", "language": "de", "city": "Berlin"},
            {"posting_id": "p-at", "country": "AT", "language": "de", "city": "Wien"},
            {"posting_id": "p-fr", "country": "FR", "language": "fr", "city": "Lyon"},
            {"posting_id": "p-f2", "job_id": "F", "country": "FR", "language": "fr", "city": "Paris"},
        ],
        "openings": [
            {"opening_id": "o-j", "application_id": "a-fr", "status": "filled"},
            {"opening_id": "o-j2", "application_id": "a-de", "status": "filled"},
            {"opening_id": "o-f", "job_id": "F"},
            {"opening_id": "o-n", "job_id": "N"},
        ],
        "applications": [
            {"candidate_key": f"c-{each['application_id']}", "close_reason": f"reason {each['application_id']}", **each}
            for each in APPLICATIONS
        ],
        "stage_visits": [
            {"application_id": each["application_id"], "stage": f"Stage {each['application_id']}", "entered_at": "2026-01-02"}
            for each in APPLICATIONS
        ],
        "offers": [
            {"application_id": key, "status": "pending", "sent_at": "2026-02-01"} for key in ("a-de", "a-fr")
        ],
        "source_spend": [
            {"source": "LinkedIn", "channel": "inbound", "country": country, "month": "2026-01-01", "amount": 9.0, "currency": "EUR"}
            for country in ("DE", "FR", None)
        ],
        "findings": [
            {"table_name": "applications", "key": "a-de", "value": "in scope", "file": "a.csv", "line": 2},
            {"table_name": "applications", "key": "a-fr", "value": "elsewhere", "file": "a.csv", "line": 3},
            {"table_name": "applications", "key": "lost", "value": "set aside", "action": "set aside"},
            {"table_name": "jobs", "key": "a-de", "value": "another table's"},
            {"rule": "A file", "file": "b.csv", "action": "refused"},
        ],
        "imports": [{"file": "a.csv", "table_name": "applications", "rows_read": 5, "rows_kept": 5}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scoped")
    publish(stage(path / "staging", given()), path / "warehouse", scopes=SCOPES)
    return path / "warehouse"


def rows(folder: Path, scope: Scope | None, sql: str) -> list[tuple[Any, ...]]:
    warehouse = Warehouse(folder, scope)
    with warehouse.cursor() as cursor:
        found = cursor.execute(sql).fetchall()
    warehouse.close()
    return found


def keys(folder: Path, scope: Scope, table: str, key: str = "application_id") -> list[Any]:
    return [row[0] for row in rows(folder, scope, f"select {key} from {table} order by all")]


@pytest.mark.parametrize("table", ["applications", "stage_visits"])
def test_rows_are_those_of_the_scopes_countries(folder: Path, table: str) -> None:
    assert keys(folder, DACH, table) == ["a-at", "a-de"]
    assert keys(folder, UNKNOWN, table) == ["a-no"]


def test_every_dimension_must_pass(folder: Path) -> None:
    assert keys(folder, CLOUD, "applications") == ["a-de"]


def test_offers_and_applications_that_do_not_count_follow_their_application(folder: Path) -> None:
    assert keys(folder, DACH, "offers") == ["a-de"]
    assert keys(folder, DACH, "excluded_applications") == []


def test_an_opening_is_found_by_its_postings_and_names_no_application_of_others(folder: Path) -> None:
    sql = "select opening_id, application_id from openings order by all"
    assert rows(folder, DACH, sql) == [("o-j", None), ("o-j2", "a-de")]
    assert keys(folder, UNKNOWN, "openings", "opening_id") == ["o-n"]


def test_what_has_no_source_is_not_limited_by_it_and_money_without_a_role_family_is_left_out(
    folder: Path,
) -> None:
    assert keys(folder, CLOUD, "openings", "opening_id") == ["o-j", "o-j2"]
    assert keys(folder, CLOUD, "source_spend", "amount") == []
    assert keys(folder, DACH, "source_spend", "country") == ["DE"]
    told = "select available, reason from capabilities where capability = 'has_spend'"
    assert rows(folder, CLOUD, told) == [(False, "None of it in what you may see.")]


def test_findings_are_those_about_the_scopes_rows_and_no_count_of_everyones_is_told(folder: Path) -> None:
    assert rows(folder, DACH, "select key, value, line from findings") == [("a-de", "in scope", 2)]
    assert rows(folder, DACH, "from imports") == []
    assert rows(folder, DACH, "select distinct reason from capabilities") == [("The data has it.",)]


def test_without_individuals_a_finding_says_neither_row_nor_value(folder: Path) -> None:
    assert rows(folder, NAMELESS, "select rule, line, key, value from findings") == [
        ("A rule", None, None, None)
    ]


def test_accounts_that_share_all_keys_are_told_apart(tmp_path: Path) -> None:
    limited = (Scope("de", rows={"country": ("DE",)}), Scope("one", rows={"account": ("one",)}))
    for account, place in (("one", "DE"), ("two", "FR")):
        rest = [{"posting_id": "Q", "job_id": "J", "country": "DE"}] if account == "two" else []
        export = {
            "jobs": [
                {"job_id": job, "role_level": "architect", "role_family": "cloud"} for job in ("J", "K")
            ],
            "postings": [
                {"posting_id": "P", "country": place},
                {"posting_id": "K", "job_id": "K", "country": place},
                *rest,
            ],
            "applications": [{"application_id": "A", "posting_id": "P"}],
            "openings": [
                {"opening_id": "O", "application_id": "A", "status": "filled"},
                {"opening_id": "K", "job_id": "K"},
            ],
            "findings": [{"table_name": "applications", "key": "A", "value": account}],
        }
        staging = stage(tmp_path / account, export, account=account)
        publish(staging, tmp_path / "warehouse", scopes=limited)
    german, one = limited
    seats = "select account, opening_id, application_id from openings order by all"
    assert rows(tmp_path / "warehouse", german, seats) == [
        ("one", "K", None),
        ("one", "O", "A"),
        ("two", "O", None),
    ]
    for scope in limited:
        assert rows(tmp_path / "warehouse", scope, "select account, value from findings") == [("one", "one")]
        assert rows(tmp_path / "warehouse", scope, "select account from applications") == [("one",)]
    said = "select distinct account from capabilities order by all"
    assert rows(tmp_path / "warehouse", one, said) == [("one",)]


@pytest.mark.parametrize(
    ("limits", "seats"),
    [
        ({"country": ("DE", "not-stated"), "language": ("de",)}, ["o-j", "o-j2"]),
        ({"country": ("DE", "not-stated"), "language": ("de", "not-stated")}, ["o-j", "o-j2", "o-n"]),
        ({"country": ("FR",), "language": ("de",)}, []),
    ],
)
def test_a_seat_without_postings_is_seen_where_each_limit_lets_in_what_is_not_stated(
    tmp_path: Path, limits: dict[str, tuple[str, ...]], seats: list[str]
) -> None:
    scope = Scope("limited", rows=limits)
    publish(stage(tmp_path / "staging", given()), tmp_path / "warehouse", scopes=[scope])
    assert keys(tmp_path / "warehouse", scope, "openings", "opening_id") == seats


@pytest.mark.parametrize("scope", [DACH, UNKNOWN, CLOUD, NAMELESS])
def test_the_file_has_the_tables_of_a_version_and_its_macros(folder: Path, scope: Scope) -> None:
    macros = "select function_name, macro_definition from duckdb_functions() where not internal order by all"
    warehouse = Warehouse(folder, scope)
    with warehouse.cursor() as cursor:
        assert differences(cursor) == ()
        assert cursor.execute(macros).fetchall() == rows(folder, None, macros)
    warehouse.close()


def test_not_a_byte_of_others_is_in_the_file(folder: Path) -> None:
    warehouse = Warehouse(folder, DACH)
    text = warehouse.database(warehouse.version()).read_bytes()
    others = (
        "a-fr",
        "a-no",
        "Lyon",
        "Paris",
        "Apec",
        "Meetup",
        "Nowhere",
        "elsewhere",
        "reason a-fr",
        "p-fr",
    )
    assert [word for word in others if word.encode() in text] == []
    assert all(word.encode() in text for word in ("a-de", "Berlin", "LinkedIn", "Platform", "in scope"))


def test_an_enum_has_the_entries_of_the_scope_and_closed_sets_all_of_theirs(folder: Path) -> None:
    def entries(name: str) -> list[str]:
        return list(rows(folder, DACH, f"select enum_range(null::{name})")[0][0])

    assert entries("country") == ["AT", "DE"]
    assert entries("source") == ["LinkedIn", "Referral"]
    assert entries("stage") == ["Stage a-at", "Stage a-de"]
    assert entries("close_reason") == ["reason a-at", "reason a-de"]
    assert entries("channel") == ["inbound", "referral", "sourced", "agency", "internal", "event", "other"]


def test_without_individuals_keys_join_inside_the_file_and_lead_nowhere(folder: Path) -> None:
    (found,) = rows(
        folder, NAMELESS,
        "select application_id, candidate_key, (select count(*) from stage_visits join applications using (application_id))"
        " from applications",
    )  # fmt: skip
    assert found[2] == 1
    assert len(found[0]) == len(found[1]) == 32
    assert rows(folder, NAMELESS, "select key, value, line from findings") == [(None, None, None)]
    text = Warehouse(folder, NAMELESS).database(Warehouse(folder).version()).read_bytes()
    assert b"a-de" not in text.replace(b"reason a-de", b"").replace(b"Stage a-de", b"")


def test_a_scope_of_everything_reads_the_versions_own_file(folder: Path) -> None:
    assert len(keys(folder, EVERYTHING, "applications")) == 4
    assert Warehouse(folder, EVERYTHING).database("v") == Warehouse(folder).database("v")


def test_a_scope_that_was_changed_or_added_has_a_sentence_until_it_is_published(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    version = publish(stage(tmp_path / "staging", given()), warehouse, scopes=[DACH])
    widened = Scope("dach", "DACH", {"country": ("DE", "AT", "FR")})
    said = (
        "What DACH may see is not published yet. Whoever runs this dashboard publishes it with: hiring scopes"
    )
    with pytest.raises(NoScope, match=said):
        Warehouse(warehouse, widened).published()
    assert publish_scopes(warehouse, [widened]) == version
    assert keys(warehouse, widened, "applications") == ["a-at", "a-de", "a-fr"]
    with pytest.raises(NoScope):
        Warehouse(warehouse, DACH).published()


def test_what_is_there_already_is_not_built_again_and_left_overs_go(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    version = publish(stage(tmp_path / "staging", given()), warehouse, scopes=[DACH])
    (tmp_path / f"warehouse/versions/{version}/scopes/build-killed").mkdir()
    told: list[str] = []
    publish_scopes(warehouse, [DACH, CLOUD], progress=told.append)
    assert told == ["Building the rows of cloud …"]
    assert sorted(path.name for path in (warehouse / "versions" / version / "scopes").iterdir()) == [
        CLOUD.key,
        DACH.key,
    ]


def test_scopes_can_be_published_while_the_version_is_read(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(stage(tmp_path / "staging", given()), warehouse)
    reader = Warehouse(warehouse)
    with reader.cursor() as cursor:
        publish_scopes(warehouse, [DACH])
        assert cursor.execute("select count(*) from applications").fetchall() == [(4,)]
    assert keys(warehouse, DACH, "applications") == ["a-at", "a-de"]
    reader.close()


def test_without_a_version_there_is_nothing_to_publish_for(tmp_path: Path) -> None:
    with pytest.raises(PublishFailed, match="Nothing is published in"):
        publish_scopes(tmp_path, [DACH])


def test_a_scope_that_fails_to_build_leaves_the_version_before_and_its_scopes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "warehouse"
    version = publish(stage(tmp_path / "1", given()), warehouse, scopes=[DACH])
    monkeypatch.setattr("dashboard.warehouse.scoping._open_type", lambda name: "select error('no')")
    with pytest.raises(duckdb.Error):
        publish(stage(tmp_path / "2", given()), warehouse, scopes=[DACH])
    assert Warehouse(warehouse).version() == version
    assert keys(warehouse, DACH, "applications") == ["a-at", "a-de"]
    assert not list(warehouse.glob("build-*"))


def test_an_old_versions_scopes_go_with_it_though_their_readers_are_idle(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    readers = Readers(warehouse)
    first = publish(stage(tmp_path / "1", given()), warehouse, scopes=[DACH, CLOUD])
    for scope in (DACH, CLOUD, None):
        readers.of(scope).published()
    for number in (2, 3, 4):
        publish(stage(tmp_path / str(number), given()), warehouse, scopes=[DACH, CLOUD])
        readers.of(None).published()
    assert not (warehouse / "versions" / first).exists()
    assert readers.of(DACH).published().version == Warehouse(warehouse).version()
