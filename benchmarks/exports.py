"""The exports that are measured: the invented company's, and one with more stays an application."""

import os
from pathlib import Path
from typing import Final

import polars as pl

from dashboard import sample

DATA: Final = ("plain", "crowded", "events")
"""The sample as it is has 1.5 stays an application; crowded, it has 4.4, as a busy pipeline records. Events
are the sample as changes of stage, from another system; the two others have a row for each stay."""
STAYS: Final = 3
_HISTORY: Final = "application_stages.csv"
_LONGEST: Final = {
    "applications": ("applications", "application"),
    "history": ("application_stages", "application_history"),
}


def export(folder: Path, data: str, applications: int) -> Path:
    """Return the folder of an export of this size; what is already there is taken."""
    made = folder / f"{data}-{applications}"
    if not made.exists():
        unfinished = folder / f"{made.name}.unfinished"
        unfinished.mkdir(parents=True, exist_ok=True)
        if data == "plain":
            sample.generate(unfinished, applications=applications, format="csv")
        elif data == "events":
            sample.generate(unfinished, applications=applications, layout="greenhouse_fivetran", format="csv")
        else:
            _crowd(export(folder, "plain", applications), unfinished)
        unfinished.rename(made)
    return made


def size(made: Path) -> dict[str, int]:
    """Return the bytes of an export and the rows of its two longest files."""
    rows = {
        what: sum(_lines(file) - 1 for name in names if (file := made / f"{name}.csv").exists())
        for what, names in _LONGEST.items()
    }
    return rows | {"bytes": sum(file.stat().st_size for file in made.iterdir())}


def _lines(file: Path) -> int:
    with file.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(2**20), b""))


def _crowd(plain: Path, made: Path) -> None:
    for file in plain.iterdir():
        if file.name != _HISTORY:
            (made / file.name).unlink(missing_ok=True)
            os.link(file, made / file.name)
    _more_stays(plain).write_csv(made / _HISTORY)


def _more_stays(plain: Path) -> pl.DataFrame:
    """Return the history with each ended stay cut into three.

    An application that only ever was in one stage goes on to the job's next ones;
    the others return to theirs.
    """
    stays = pl.read_csv(plain / _HISTORY, infer_schema=False).with_columns(
        times=pl.concat_list(_seconds("entered_at"), _seconds("exited_at")),
        alone=pl.len().over("application_id") == 1,
    )
    cut = pl.when(pl.col("times").list.drop_nulls().list.len() == 2).then(STAYS).otherwise(1)
    parts = (
        stays.with_columns(parts=cut, part=pl.int_ranges(cut))
        .explode("part")
        .join(_next_stages(plain), on="job_interview_stage_id", how="left", maintain_order="left")
    )
    return parts.select(
        id=pl.concat_str(pl.col("id"), pl.col("part")),
        application_id="application_id",
        job_interview_stage_id=pl.when("alone")
        .then(pl.coalesce(pl.col("next").list.get("part", null_on_oob=True), "job_interview_stage_id"))
        .otherwise("job_interview_stage_id"),
        entered_at=pl.when(pl.col("part") == 0).then("entered_at").otherwise(_at(pl.col("part"))),
        exited_at=pl.when(pl.col("part") == pl.col("parts") - 1)
        .then("exited_at")
        .otherwise(_at(pl.col("part") + 1)),
    )


def _seconds(column: str) -> pl.Expr:
    return pl.col(column).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False).dt.epoch("s")


def _at(part: pl.Expr) -> pl.Expr:
    entered, left = (pl.col("times").list.get(end) for end in (0, 1))
    time = entered + (left - entered) * part // STAYS
    return pl.from_epoch(time).dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def _next_stages(plain: Path) -> pl.DataFrame:
    """Return each stage with itself and the stages of its job that follow it, up to the offer."""
    stages = pl.read_csv(plain / "job_interview_stages.csv", infer_schema=False)
    ahead = stages.filter(~pl.col("name").str.contains("(?i)offer|hired")).sort(
        "job_id", pl.col("sort_order").cast(pl.Int64, strict=False)
    )
    following = [pl.col("id").shift(-step).over("job_id") for step in range(STAYS)]
    return ahead.select(job_interview_stage_id="id", next=pl.concat_list(following).list.drop_nulls()).unique(
        "job_interview_stage_id", keep="first", maintain_order=True
    )
