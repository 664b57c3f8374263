"""What `hiring map` makes of applications that hold their history as a list, and the funnel that its maps give."""

import json
import tomllib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from ingest.exports import Row, Staging, run

from dashboard.ingest.mapping import Refused, propose

STAGES = ("Application Review", "Phone Screen", "Technical Interview", "Offer", "Hired")
DAYS = ("2026-02-01", "2026-02-05", "2026-02-09", "2026-02-20", "2026-02-27")
REACHED = {"A1": 5, "A2": 3, "A3": 1, "A4": 2}
"""How many of the stages each application has been in."""
FUNNEL = {"applied": 4, "screened": 3, "interviewed": 2, "offered": 1, "hired": 1}
Step = Callable[[int], Row]


def occupancies(number: int) -> Row:
    return {"name": STAGES[number], "entered_at": f"{DAYS[number]}T10:00:00Z"}


def stays(number: int) -> Row:
    left = f"{DAYS[number + 1]}T10:00:00Z" if number + 1 < len(DAYS) else None
    return {
        "exitedAt": left,
        "stage": {"id": 70 + number, "title": STAGES[number]},
        "enteredAt": f"{DAYS[number]}T10:00:00Z",
    }


def changes(number: int) -> Row:
    at = datetime.fromisoformat(DAYS[number]).replace(tzinfo=UTC)
    before = STAGES[number - 1] if number else None
    return {
        "fromStage": before,
        "toStage": STAGES[number],
        "userId": f"u{number}",
        "updatedAt": int(at.timestamp() * 1000),
    }


def moves(number: int) -> Row:
    return {
        "from": STAGES[number - 1] if number else None,
        "to": STAGES[number],
        "at": DAYS[number],
        "comment": f"well done {number}",
    }


def german(number: int) -> Row:
    names = ("Neue Bewerbung", "Telefoninterview", "Fachinterview", "Angebot", "Eingestellt")
    day = datetime.fromisoformat(DAYS[number])
    return {"Phase": names[number], "Datum": f"{day:%d.%m.%Y}", "Bearbeiter": "Kim"}


def french(number: int) -> Row:
    names = ("Candidature reçue", "Entretien téléphonique", "Entretien technique", "Offre", "Embauché")
    return {
        "étape": names[number],
        "du": DAYS[number],
        "au": DAYS[number + 1] if number + 1 < len(DAYS) else None,
    }


def japanese(number: int) -> Row:
    names = ("応募", "電話面談", "一次面接", "オファー", "採用")
    return {"選考段階": names[number], "日時": DAYS[number]}


def applications(lists: str, step: Step, **more: Sequence[Any]) -> list[Row]:
    """Return applications with English headers, their history in one list."""
    return [
        {
            "id": key,
            "candidate": {"id": f"C{key}", "name": "Canary Doe"},
            "job": {"id": 7, "title": "Cloud Architect"},
            "appliedAt": "2026-02-01",
            "tags": ["top"],
            lists: [step(number) for number in range(reached)],
            **{name: values[at] for name, values in more.items()},
        }
        for at, (key, reached) in enumerate(REACHED.items())
    ]


def in_their_words(headers: Sequence[str], lists: str, step: Step) -> list[Row]:
    key, job, applied = headers
    return [
        {
            key: number,
            job: "Cloud Architect",
            applied: "2026-02-01",
            lists: [step(at) for at in range(reached)],
        }
        for number, reached in REACHED.items()
    ]


def written(folder: Path, rows: Sequence[Row], kind: str = "json") -> Path:
    path = folder / f"export.{kind}"
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(lines if kind == "jsonl" else json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def imported(path: Path) -> tuple[dict[str, Any], Staging]:
    """Import a file by the map that is proposed for it."""
    own = path.with_name("mymap.toml")
    own.write_text(propose([path]), encoding="utf-8")
    return tomllib.loads(own.read_text("utf-8")), run(path, into=path.parent / "out", layout=str(own))


def funnel(staging: Staging) -> dict[str, int]:
    counted = staging["stage_visits"].group_by("milestone").agg(pl.col("application_id").n_unique())
    return {name: count for name, count in counted.iter_rows() if name}


KINDS = {
    "a stage and since when": (applications("stages", occupancies), "events"),
    "a stay with its end": (applications("stageHistory", stays), "occupancy"),
    "changes with epoch times": (applications("stageChanges", changes), "events"),
    "from and to": (applications("log", moves), "events"),
    "German": (
        in_their_words(("Bewerbungs-Nr.", "Stellentitel", "Eingegangen am"), "Verlauf", german),
        "events",
    ),
    "French": (
        in_their_words(("N° candidature", "Intitulé du poste", "Reçue le"), "parcours", french),
        "occupancy",
    ),
    "Japanese": (in_their_words(("応募番号", "求人名", "応募日"), "履歴", japanese), "events"),
}


@pytest.mark.parametrize("kind", ["json", "jsonl"])
@pytest.mark.parametrize("name", KINDS)
def test_a_history_inside_an_application_gives_the_whole_funnel(name: str, kind: str, tmp_path: Path) -> None:
    rows, shape = KINDS[name]
    proposed, staging = imported(written(tmp_path, rows, kind))
    assert proposed["applications"]["stage_visits"]["shape"] == shape
    assert funnel(staging) == FUNNEL
    days = staging["stage_visits"].sort("application_id", "seq")["entered_at"].dt.date().cast(str)
    assert days.to_list() == [day for reached in REACHED.values() for day in DAYS[:reached]]
    assert staging["applications"].sort("application_id")["application_id"].to_list() == [*REACHED]
    assert staging["jobs"]["title"].to_list() == ["Cloud Architect"]
    assert staging["capabilities"].filter(capability="has_history")["available"].item()
    assert dict(staging["applications"].select("application_id", "status").iter_rows())["A1"] == "hired"


def test_nothing_of_people_in_other_lists_or_beside_the_steps_is_taken(tmp_path: Path) -> None:
    talks = [[{"interviewer": "Canary Lee", "scheduledAt": "2026-02-08", "name": "Canary Talk"}]] * 4
    rows = applications(
        "log", moves, interviews=talks, notes=[[{"note": "Canary note", "at": "2026-02-08"}]] * 4
    )
    proposed, staging = imported(written(tmp_path, rows))
    assert proposed["applications"]["stage_visits"]["list"] == "log"
    assert funnel(staging) == FUNNEL
    stored = b"".join(file.read_bytes() for file in staging.folder.rglob("*") if file.is_file())
    assert b"Canary" not in stored
    assert b"well done" not in stored


def test_the_list_with_stages_beats_a_list_with_dates(tmp_path: Path) -> None:
    mails = [[{"type": "sent", "at": "2026-02-08"}, {"type": "received", "at": "2026-02-09"}]] * 4
    proposed, staging = imported(written(tmp_path, applications("zz", occupancies, aa=mails)))
    assert proposed["applications"]["stage_visits"]["list"] == "zz"
    assert funnel(staging) == FUNNEL


def test_lists_without_a_stage_or_without_a_time_are_no_history(tmp_path: Path) -> None:
    plan = [[{"name": name, "position": at} for at, name in enumerate(STAGES)]] * 4
    calls = [[{"subject": "Re: hello", "at": "2026-02-08"}]] * 4
    rows = [row | {"stage": "Offer"} for row in applications("none", lambda _: {}, plan=plan, calls=calls)]
    proposed, staging = imported(written(tmp_path, rows))
    assert "stage_visits" not in proposed["applications"]
    assert proposed["applications"]["current_stages"]["stage"] == "stage"
    assert funnel(staging) == {"offered": 4}


def test_stages_that_no_term_knows_are_asked_for_with_their_count_in_the_whole_file(tmp_path: Path) -> None:
    odd = applications("log", lambda at: {"step": "Blue Room" if at == 1 else STAGES[at], "date": DAYS[at]})
    path = written(tmp_path, odd * 1 + [row | {"id": f"B{at}"} for at in range(2_000) for row in odd[3:]])
    proposed = propose([path])
    assert 'stages."Blue Room" = ""  # 2,003 times' in proposed
    assert "applied: Application Review (2,004)" in proposed.replace("\n#  ", "")


def test_a_history_newest_first_is_brought_in_order(tmp_path: Path) -> None:
    rows = [row | {"log": row["log"][::-1]} for row in applications("log", occupancies)]
    _, staging = imported(written(tmp_path, rows))
    visits = staging["stage_visits"].filter(application_id="A1").sort("seq")
    assert visits["stage"].to_list() == [*STAGES]


def test_without_a_date_of_application_the_first_step_is_it(tmp_path: Path) -> None:
    rows = [
        {key: said for key, said in row.items() if key != "appliedAt"} for row in applications("log", moves)
    ]
    proposed, staging = imported(written(tmp_path, rows))
    assert proposed["applications"]["applications"]["applied_at"] == "log.0.at"
    assert staging["applications"]["applied_at"].dt.date().cast(str).to_list() == ["2026-02-01"] * 4
    backwards = written(tmp_path, [row | {"log": row["log"][::-1]} for row in rows])
    assert 'applied_at = ""' in propose([backwards])


@pytest.mark.parametrize("names", [("start", "end"), ("end", "start"), ("t1", "t2")])
def test_of_two_times_the_later_is_the_exit_whatever_they_are_called(
    names: tuple[str, str], tmp_path: Path
) -> None:
    one, other = names

    def stay(at: int) -> Row:
        return {other: DAYS[at + 1] if at + 1 < len(DAYS) else None, "stage": STAGES[at], one: DAYS[at]}

    proposed, staging = imported(written(tmp_path, applications("log", stay)))
    visits = proposed["applications"]["stage_visits"]
    assert (visits["entered_at"], visits["left_at"]) == (f"log.{one}", f"log.{other}")
    left = staging["stage_visits"].filter(application_id="A1").sort("seq")["left_at"].dt.date().cast(str)
    assert left.to_list() == [*DAYS[1:], None]


def test_a_status_of_the_application_goes_before_what_its_steps_say(tmp_path: Path) -> None:
    rows = applications("log", moves, status=["hired", "rejected", "active", "withdrawn"])
    proposed, staging = imported(written(tmp_path, rows))
    assert "status" not in proposed["applications"]["stage_visits"]
    statuses = dict(staging["applications"].select("application_id", "status").iter_rows())
    assert statuses == {"A1": "hired", "A2": "rejected", "A3": "active", "A4": "withdrawn"}


def test_a_page_around_the_applications_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    rows = in_their_words(("Bewerbungs-Nr.", "Stellentitel", "Eingegangen am"), "Verlauf", german)
    path.write_text(json.dumps({"page": 1, "total": 4, "bewerbungen": rows}), encoding="utf-8")
    _, staging = imported(path)
    assert funnel(staging) == FUNNEL


def test_a_line_that_says_as_little_as_a_page_still_is_one(tmp_path: Path) -> None:
    pages = [
        {"page": number, "applications": applications("log", moves)[number : number + 1]}
        for number in range(4)
    ]
    _, staging = imported(written(tmp_path, pages, "jsonl"))
    assert funnel(staging) == FUNNEL


def test_lists_that_are_broken_or_hold_no_objects_do_no_harm(tmp_path: Path) -> None:
    rows = applications("log", moves, odd=["[not json", "[1, 2]", "[]", "[{}]"], sources=[["LinkedIn"]] * 4)
    _, staging = imported(written(tmp_path, rows))
    assert funnel(staging) == FUNNEL


def test_a_file_of_lists_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Neither applications nor postings"):
        propose([written(tmp_path, [{"tags": [{"a": 1}], "b": [2]}])])


def steps_of(proposed: dict[str, Any]) -> dict[str, Any]:
    return dict(proposed["applications"]["stage_visits"])


def test_a_column_of_stages_is_told_by_its_values_without_a_header_that_says_so(tmp_path: Path) -> None:
    def step(at: int) -> Row:
        return {"kind": f"move {at}", "label": STAGES[at], "at": DAYS[at]}

    proposed, staging = imported(written(tmp_path, applications("log", step)))
    assert steps_of(proposed)["stage"] == "log.label"
    assert funnel(staging) == FUNNEL


def test_a_header_that_says_stage_beats_an_outcome_with_known_words(tmp_path: Path) -> None:
    rooms = ("Blue Room", "Red Room", "Green Room", "Gold Room", "Roof")

    def step(at: int) -> Row:
        return {"outcome": "Hired" if at == 4 else "Rejected", "stage": rooms[at], "at": DAYS[at]}

    proposed = tomllib.loads(propose([written(tmp_path, applications("log", step))]))
    assert steps_of(proposed)["stage"] == "log.stage"
    assert {*proposed["terms"]["stages"]} == {*rooms}


def test_the_name_of_a_stage_beats_its_key(tmp_path: Path) -> None:
    def step(at: int) -> Row:
        return {"stageId": f"s{at}", "name": STAGES[at], "at": DAYS[at]}

    proposed, staging = imported(written(tmp_path, applications("log", step)))
    assert steps_of(proposed)["stage"] == "log.name"
    assert funnel(staging) == FUNNEL


def test_where_a_history_says_keys_alone_each_is_asked_for(tmp_path: Path) -> None:
    proposed = propose(
        [written(tmp_path, applications("log", lambda at: {"toStageId": f"s{at}", "at": DAYS[at]}))]
    )
    assert steps_of(tomllib.loads(proposed))["stage"] == "log.toStageId"
    assert 'stages."s4" = ""  # 1 times' in proposed


def test_a_second_time_that_is_now_earlier_and_now_later_is_no_exit(tmp_path: Path) -> None:
    def step(at: int) -> Row:
        return {"stage": STAGES[at], "entered": DAYS[at], "reviewed": DAYS[3 if at < 2 else 0]}

    proposed, staging = imported(written(tmp_path, applications("log", step)))
    assert steps_of(proposed)["shape"] == "events"
    assert steps_of(proposed)["entered_at"] == "log.entered"
    assert "left_at" not in steps_of(proposed)
    assert funnel(staging) == FUNNEL


def test_a_long_list_of_other_things_does_not_beat_a_short_history(tmp_path: Path) -> None:
    tasks = [[{"phase": f"task {at}", "at": "2026-02-08"} for at in range(20)]] * 4
    proposed, _ = imported(written(tmp_path, applications("zz", occupancies, aa=tasks)))
    assert steps_of(proposed)["list"] == "zz"


def test_dates_named_like_stages_beside_a_history_are_left_out(tmp_path: Path) -> None:
    rows = applications("log", moves, **{"Final Interview": DAYS[:4], "Offer": DAYS[:4]})
    path = written(tmp_path, rows)
    _, staging = imported(path)
    left_out = "Left out: candidate.name (about people), tags (free text), Final Interview (not needed), Offer (not needed)"
    assert f"{left_out}\n[" in propose([path]).replace("\n#  ", "")
    assert funnel(staging) == FUNNEL


def test_a_list_is_never_taken_for_a_field_as_it_is_written(tmp_path: Path) -> None:
    rows = applications("log", moves, source=[["LinkedIn"]] * 4, status=[["hired"]] * 4)
    proposed, staging = imported(written(tmp_path, rows))
    assert {"source", "status"}.isdisjoint(proposed["applications"]["applications"])
    assert staging["applications"]["source"].null_count() == 4
