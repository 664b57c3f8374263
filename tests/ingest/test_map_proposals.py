"""What `hiring map` makes of files of every shape, in many languages, and that its maps import as they stand."""

import gzip
import json
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from ingest.exports import Row, Staging, run, write_csv

from dashboard.ingest.mapping import Refused, propose

LANGUAGES = {
    "en": ["Application ID", "Candidate ID", "Req ID", "Job title", "Country", "Source", "Applied on", "Status"],
    "de": ["Bewerbungsnummer", "Bewerber-ID", "Stellen-Nr.", "Stellentitel", "Land", "Quelle", "Eingegangen am", "Status"],
    "fr": ["N° candidature", "N° candidat", "Référence du poste", "Intitulé du poste", "Pays", "Origine", "Reçue le", "Statut"],
    "es": ["Nº solicitud", "ID candidato", "ID vacante", "Título del puesto", "País", "Fuente", "Fecha de solicitud", "Estado"],
    "it": ["ID candidatura", "Codice candidato", "Codice posizione", "Titolo", "Paese", "Fonte", "Data candidatura", "Stato"],
    "pt": ["ID da candidatura", "ID do candidato", "Código da vaga", "Título da vaga", "País", "Origem", "Recebida em", "Situação"],
    "nl": ["Sollicitatienummer", "Kandidaatnummer", "Vacaturenummer", "Functietitel", "Land", "Bron", "Ontvangen op", "Uitkomst"],
    "pl": ["Nr aplikacji", "ID kandydata", "Nr oferty", "Nazwa stanowiska", "Kraj", "Źródło", "Data zgłoszenia", "Wynik"],
    "cs": ["Číslo přihlášky", "Číslo uchazeče", "Číslo pozice", "Název pozice", "Země", "Zdroj", "Datum přihlášky", "Stav"],
    "sv": ["Ansökningsnummer", "Kandidatnummer", "Referensnummer", "Jobbtitel", "Land", "Källa", "Ansökningsdatum", "Utfall"],
    "ja": ["応募番号", "候補者ID", "求人番号", "求人名", "国", "応募経路", "応募日", "選考結果"],
    "uk": ["Номер заявки", "ID кандидата", "Номер вакансії", "Назва посади", "Країна", "Джерело", "Дата подання", "Статус"],
}  # fmt: skip
STEPS = [
    ("A1", "Nowe zgłoszenie", "2026-02-01"),
    ("A1", "Rozmowa telefoniczna", "2026-02-05"),
    ("A1", "Rozmowa techniczna", "2026-02-09"),
    ("A1", "Odrzucony", "2026-02-11"),
    ("A2", "Nowe zgłoszenie", "2026-02-03"),
    ("A2", "Oferta", "2026-02-20"),
    ("A2", "Zatrudniony", "2026-02-28"),
    ("A3", "Nowe zgłoszenie", "2026-03-01"),
    ("A3", "Poczekalnia", "2026-03-02"),
]


def events(*, shuffled: bool = False) -> list[Row]:
    """Return a history with Polish headers, a row a step."""
    order = sorted(STEPS, key=lambda step: step[1]) if shuffled else STEPS
    return [
        {"Nr aplikacji": key, "Etap": stage, "Data etapu": day, "Stanowisko": "Architekt chmury", "Kraj": "Polska"}
        for key, stage, day in order
    ]  # fmt: skip


def applications(**more: Sequence[Any]) -> list[Row]:
    """Return four applications with their current stage, and more columns."""
    rows = {
        "Bewerbungs-Nr.": ["B1", "B2", "B3", "B4"],
        "Eingang": ["13.02.2026", "14.02.2026", "15.02.2026", "16.02.2026"],
        "Stelle": ["Cloud-Architekt", "Softwarearchitekt", "Cloud-Architekt", "Cloud-Architekt"],
        "Phase": ["Telefoninterview", "Angebot", "Fachinterview", "Runde Blau"],
        "Status": ["in Bearbeitung", "eingestellt", "abgesagt", "in Bearbeitung"],
        **more,
    }
    return [dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True)]


def imported(path: Path, into: Path, edit: Callable[[str], str] = lambda text: text) -> tuple[str, Staging]:
    """Import a file by the map that is proposed for it."""
    proposed = edit(propose([path]))
    own = into / "mymap.toml"
    into.mkdir(parents=True, exist_ok=True)
    own.write_text(proposed, encoding="utf-8")
    return proposed, run(path, into=into / "out", layout=str(own))


def feed(proposed: str, name: str, kind: str = "applications") -> Any:
    return tomllib.loads(proposed)[kind][name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_are_understood_in_the_languages_of_the_postings(language: str, tmp_path: Path) -> None:
    values = ["77", "9", "R-12", "Cloud Architect", "DE", "LinkedIn", "2026-02-01", "hired"]
    other = ["78", "8", "R-13", "Data Architect", "FR", "Indeed", "2026-02-02", "rejected"]
    rows = [dict(zip(LANGUAGES[language], row, strict=True)) for row in (values, other)]
    proposed, staging = imported(write_csv(tmp_path / "in.csv", rows), tmp_path)
    fields = feed(proposed, "applications")
    header = dict(zip(("application", "candidate", "job", "title", "country", "source", "applied", "status"),
                      LANGUAGES[language], strict=True))  # fmt: skip
    assert fields["application_id"] == header["application"]
    assert fields["candidate_key"] == header["candidate"]
    assert fields["job_id"] == header["job"]
    assert fields["source"] == header["source"]
    assert fields["applied_at"] == header["applied"]
    assert fields["status"] == {"column": header["status"], "as": "status"}
    assert feed(proposed, "jobs")["title"] == header["title"]
    assert feed(proposed, "postings")["country"] == header["country"]
    assert staging["applications"]["status"].to_list() == ["hired", "rejected"]
    assert staging["postings"]["country"].to_list() == ["DE", "FR"]


@pytest.mark.parametrize("shuffled", [False, True])
def test_a_file_of_steps_gives_applications_with_a_history(tmp_path: Path, shuffled: bool) -> None:
    path = write_csv(tmp_path / "kroki.csv", events(shuffled=shuffled))
    proposed, staging = imported(path, tmp_path)
    assert "kroki.csv: one row a step of an application's history." in proposed
    rows = staging["applications"].sort("application_id")
    assert rows.select("application_id", "status", pl.col("applied_at", "closed_at").dt.date().cast(str)).rows() == [
        ("A1", "rejected", "2026-02-01", "2026-02-11"),
        ("A2", "hired", "2026-02-03", "2026-02-28"),
        ("A3", "active", "2026-03-01", None),
    ]  # fmt: skip
    visits = staging["stage_visits"].sort("application_id", "seq")
    assert visits["milestone"].to_list() == [
        "applied", "screened", "interviewed", None, "applied", "offered", "hired", "applied", None,
    ]  # fmt: skip
    assert staging["imports"].filter(table_name="applications")["rows_read"].item() == 3
    assert staging["capabilities"].filter(capability="has_history")["available"].item()
    assert 'stages."Poczekalnia" = ""  # 1 times' in proposed


def test_a_step_with_its_end_is_a_stay(tmp_path: Path) -> None:
    rows = [{**row, "Data wyjścia": "2026-03-09"} for row in events()]
    proposed, staging = imported(write_csv(tmp_path / "kroki.csv", rows), tmp_path)
    assert feed(proposed, "stage_visits", "events")["shape"] == "occupancy"
    assert staging["stage_visits"]["left_at"].dt.date().cast(str).unique().to_list() == ["2026-03-09"]


def test_a_snapshot_says_where_applications_are_and_has_no_history(tmp_path: Path) -> None:
    proposed, staging = imported(write_csv(tmp_path / "stand.csv", applications()), tmp_path)
    assert "stand.csv: one row an application, its current stage only." in proposed
    said = staging["capabilities"].filter(capability="has_history").row(0, named=True)
    assert not said["available"]
    assert (
        said["reason"] == "The export has no stage history: it says where applications are, not since when."
    )
    visits = staging["stage_visits"].sort("application_id")
    assert visits.select("application_id", "milestone", "entered_at", "precision").rows() == [
        ("B1", "screened", None, None),
        ("B2", "offered", None, None),
        ("B3", "interviewed", None, None),
        ("B4", None, None, None),
    ]
    assert staging.finding("Hired, but nothing says when")["key"] == "B2"


def test_a_status_column_that_holds_stages_says_where_applications_are(tmp_path: Path) -> None:
    rows = [{"Application ID": key, "Applied": "2026-02-01", "Status": status}
            for key, status in (("1", "Phone screen"), ("2", "Hired"), ("3", "Rejected"), ("4", "Offer"))]  # fmt: skip
    _, staging = imported(write_csv(tmp_path / "in.csv", rows), tmp_path)
    assert staging["applications"]["status"].to_list() == ["active", "hired", "rejected", "active"]
    milestones = dict(staging["stage_visits"].select("application_id", "milestone").rows())
    assert (milestones["1"], milestones["4"]) == ("screened", "offered")


def write_as(kind: str, folder: Path, rows: list[Row]) -> Path:
    """Write rows as a kind of file."""
    path = folder / f"stand.{kind}"
    match kind:
        case "csv":
            return write_csv(path, rows)
        case "tsv":
            pl.DataFrame(rows).write_csv(path, separator="\t")
        case "json":
            path.write_text(json.dumps({"data": rows}), encoding="utf-8")
        case "jsonl":
            path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        case "parquet":
            pl.DataFrame(rows).write_parquet(path)
        case "xlsx":
            pl.DataFrame(rows).write_excel(path)
        case "csv.gz":
            path.write_bytes(gzip.compress(write_csv(folder / "plain" / "stand.csv", rows).read_bytes()))
    return path


@pytest.mark.parametrize("kind", ["tsv", "json", "jsonl", "parquet", "xlsx", "csv.gz"])
def test_every_kind_of_file_gets_the_same_map_and_the_same_rows(kind: str, tmp_path: Path) -> None:
    first, one = imported(write_as("csv", tmp_path, applications()), tmp_path / "csv")
    second, other = imported(write_as(kind, tmp_path, applications()), tmp_path / kind)
    assert tomllib.loads(first) == tomllib.loads(second)
    for table in ("applications", "stage_visits", "jobs"):
        assert one[table].equals(other[table])


def test_the_map_asks_for_every_word_that_no_term_knows_with_its_count(tmp_path: Path) -> None:
    rows = applications(Quelle=["LinkedIn", "Stammtisch", "Stammtisch", "Indeed"])
    rows[0] |= {"Status": "beim Chef", "Stelle": "Architekt"}
    proposed, staging = imported(
        write_csv(tmp_path / "in.csv", rows),
        tmp_path,
        lambda text: (
            text.replace('"Runde Blau" = ""', '"Runde Blau" = "interviewed"')
            .replace('"Stammtisch" = ""', '"Stammtisch" = "event"')
            .replace('"Architekt" = ""', '"Architekt" = "architect"')
            .replace('"beim Chef" = ""', '"beim Chef" = "active"')
        ),
    )
    assert tomllib.loads(proposed)["terms"] == {
        "stages": {"Runde Blau": "interviewed"},
        "sources": {"Stammtisch": "event"},
        "titles": {"Architekt": "architect"},
        "statuses": {"beim Chef": "active"},
    }
    assert 'sources."Stammtisch" = "event"  # 2 times' in proposed
    assert staging["stage_visits"].filter(stage="Runde Blau")["milestone"].to_list() == ["interviewed"]
    assert staging["applications"].filter(source="Stammtisch")["channel"].to_list() == ["event"] * 2
    assert set(staging["jobs"]["role_level"]) == {"architect"}
    assert staging["applications"]["status"].null_count() == 0
    assert staging.rules() == {"Hired, but nothing says when": 1}


def test_questions_that_stay_open_are_findings_and_lose_nothing(tmp_path: Path) -> None:
    _, staging = imported(write_csv(tmp_path / "in.csv", applications()), tmp_path)
    assert staging["applications"].height == 4
    assert staging.finding("Stage name maps to no milestone")["value"] == "Runde Blau"


def test_without_a_key_applications_are_told_by_a_hash_that_stores_no_address(tmp_path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "Bewerbungs-Nr."} | {"E-Mail": mail, "Name": "Canary"}
            for row, mail in zip(applications(), ["kim@example.com"] * 2 + ["lee@example.com"] * 2, strict=True)]  # fmt: skip
    path = write_csv(tmp_path / "in.csv", rows)
    proposed, staging = imported(path, tmp_path)
    fields = feed(proposed, "applications")
    assert fields["application_id"] == {"all": ["E-Mail", "Stelle"], "as": "hash"}
    assert fields["candidate_key"] == "E-Mail"
    assert "Name (about people)" in proposed
    assert staging["applications"]["application_id"].n_unique() == 3
    assert staging["applications"]["candidate_key"].n_unique() == 2
    assert set(staging["stage_visits"]["application_id"]) == set(staging["applications"]["application_id"])
    stored = b"".join(file.read_bytes() for file in staging.folder.rglob("*") if file.is_file())
    assert b"example.com" not in stored
    assert b"Canary" not in stored


def test_dates_that_day_and_month_may_begin_are_said_to_be_undecided(tmp_path: Path) -> None:
    days = {"Eingang": ["03/04/2026", "05/06/2026", "07/08/2026", "01/02/2026"]}
    undecided = propose([write_csv(tmp_path / "in.csv", applications(**days))])
    assert "day or month first? No value decides it: check" in undecided
    days["Eingang"][0] = "04/13/2026"
    decided, staging = imported(write_csv(tmp_path / "in.csv", applications(**days)), tmp_path)
    assert tomllib.loads(decided)["date_order"] == "month_first"
    assert "No value decides" not in decided
    assert staging["applications"]["applied_at"].dt.date().cast(str).to_list()[1] == "2026-05-06"


def test_a_start_date_is_not_taken_for_the_hire(tmp_path: Path) -> None:
    rows = applications(Eintrittsdatum=["", "01.06.2026", "", ""])
    proposed, staging = imported(write_csv(tmp_path / "in.csv", rows), tmp_path)
    assert "hired_at" not in feed(proposed, "applications")
    assert "Eintrittsdatum (a start date is no hire date)" in proposed
    assert staging["applications"]["closed_at"].null_count() == 4


def test_columns_about_people_and_free_text_are_named_and_left_out(tmp_path: Path) -> None:
    rows = applications(Vorname=["Kim"] * 4, Telefon=["1", "2", "3", "4"], Notizen=["gut"] * 4)
    rows = [{**row, "Wohnort": "Berlin", "Zuletzt geändert": "01.03.2026"} for row in rows]
    proposed = propose([write_csv(tmp_path / "in.csv", rows)])
    left_out = "Vorname (about people), Telefon (about people), Notizen (free text), Wohnort (about people)"
    assert left_out in proposed.replace("\n#  ", "")
    taken = "\n".join(line for line in proposed.splitlines() if not line.startswith("#"))
    assert not any(name in taken for name in ("Vorname", "Telefon", "Notizen", "Wohnort", "geändert"))


def test_several_files_become_one_map(tmp_path: Path) -> None:
    people = write_csv(tmp_path / "in" / "bewerbungen.csv", [
        {"Bewerbungs-Nr.": key, "Eingang": "2026-02-01", "Anzeigen-Nr.": "P1"} for key in ("A1", "A2", "A3")
    ])  # fmt: skip
    steps = write_csv(tmp_path / "in" / "schritte.csv", [
        {"Bewerbungs-Nr.": key, "Phase": stage, "Datum": day} for key, stage, day in STEPS
    ])  # fmt: skip
    offers = write_csv(tmp_path / "in" / "anzeigen.csv", [
        {"Anzeigen-Nr.": "P1", "Titel": "Cloud-Architekt", "Sprache": "de", "Land": "Österreich"}
    ])  # fmt: skip
    own = tmp_path / "mymap.toml"
    own.write_text(propose([people, steps, offers]), encoding="utf-8")
    assert list(tomllib.loads(own.read_text("utf-8"))) == [
        "title",
        "applications",
        "events",
        "postings",
        "terms",
    ]
    staging = run(tmp_path / "in", into=tmp_path / "out", layout=str(own))
    assert staging["applications"]["posting_id"].to_list() == ["P1"] * 3
    assert staging["stage_visits"].height == len(STEPS)
    assert staging.only("postings")["country"] == "AT"


def test_stage_columns_that_begin_alike_become_a_pattern(tmp_path: Path) -> None:
    rows = [{**row, "Schritt: Telefonat": "2026-02-15", "Schritt: Fachinterview": "", "Schritt: Angebot": "2026-02-20"}
            for row in applications()]  # fmt: skip
    proposed, staging = imported(write_csv(tmp_path / "in.csv", rows), tmp_path)
    assert feed(proposed, "stage_visits")["each"] == ["Schritt: *"]
    assert set(staging["stage_visits"]["stage"]) == {"Telefonat", "Angebot"}


def test_a_job_in_two_languages_gets_a_posting_for_each(tmp_path: Path) -> None:
    rows = applications(Sprache=["de", "en", "en", "de"], Land=["DE", "AT", "AT", "DE"])
    proposed, staging = imported(write_csv(tmp_path / "in.csv", rows), tmp_path)
    assert feed(proposed, "postings")["posting_id"] == {"all": ["Stelle", "Sprache", "Land"]}
    assert staging["postings"].select("posting_id", "language", "country").sort("posting_id").rows() == [
        ("Cloud-Architekt | de | DE", "de", "DE"),
        ("Cloud-Architekt | en | AT", "en", "AT"),
        ("Softwarearchitekt | en | AT", "en", "AT"),
    ]
    assert staging["applications"]["posting_id"][1] == "Softwarearchitekt | en | AT"


def test_names_that_toml_would_misread_are_quoted(tmp_path: Path) -> None:
    odd = 'Eingang "neu" \\ # 1'
    rows = [{odd if key == "Eingang" else key: value for key, value in row.items()} for row in applications()]
    proposed = propose([write_csv(tmp_path / "in.csv", rows)])
    assert feed(proposed, "applications")["applied_at"] == odd


def test_a_header_over_two_lines_stays_inside_its_quotes_and_comments(tmp_path: Path) -> None:
    rows = [
        {**row, "Notiz\nx = 1": "gut", "Unbekannt\n[terms]": "a", "Stelle\n": row["Stelle"]}
        for row in applications()
    ]
    path = tmp_path / "in.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert set(tomllib.loads(propose([path]))) == {"title", "date_order", "applications", "terms"}


def test_columns_of_both_orders_are_left_to_their_values(tmp_path: Path) -> None:
    rows = applications(**{"Absage am": ["04/13/2026", "", "", ""]})
    proposed = propose([write_csv(tmp_path / "in.csv", rows)])
    assert "date_order" not in tomllib.loads(proposed)
    assert "the values of each decide" in proposed


def test_a_file_that_holds_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"prices.csv: Neither applications nor postings"):
        propose([write_csv(tmp_path / "prices.csv", [{"a": "x", "b": "y"}])])
