"""A spreadsheet of the company's own: a row an application, a date column a stage, several languages.

No system writes it, so it comes with a map.
"""

from typing import Final

import polars as pl

from dashboard.sample.layouts.kinds import grouped, names_of
from dashboard.sample.layouts.snapshots import snapshot
from dashboard.sample.truth import Chunk, Company

MAP: Final = "own_map_wide.toml"
_DAY: Final = "%d.%m.%Y"
_STAGES: Final = {
    "review": "Bewerbungsprüfung",
    "screen": "Telefoninterview",
    "manager": "Hiring Manager Review",
    "take_home": "Probeaufgabe",
    "technical": "Entretien technique",
    "design": "Architekturgespräch",
    "team": "Entrevista con el equipo",
    "final": "Abschlussgespräch",
    "reference": "Sprawdzenie referencji",
    "odd": "Runde Blau",
    "offer": "Angebot",
    "hired": "Eingestellt",
}
"""The headers of the stages' columns, each in the language of the one who added it."""
_RESTING: Final = 5
"""Of so many active applications one rests: a word of the house for it."""


def company(_: Company, __: str) -> dict[str, pl.DataFrame]:
    """Return nothing: the spreadsheet holds applications alone."""
    return {}


def chunk(truth: Chunk, company: Company, _: str) -> dict[str, pl.DataFrame]:
    """Return the applications for a job, with the day on which each stage was first reached."""
    posts = company.posts.select("post_id", "language", "location")
    departments = company.jobs.join(company.departments, on="department_id", how="left").select(
        "job_id", department="name"
    )
    rows = snapshot(truth, company)
    accepted = (
        truth.offers.filter(status="accepted")
        .select("application_id", accepted_at="resolved_at")
        .unique("application_id", keep="last", maintain_order=True)
    )
    for other, key in (
        (posts, "post_id"),
        (departments, "job_id"),
        (accepted, "application_id"),
        (_days(truth, company), "application_id"),
    ):
        rows = rows.join(other, on=key, how="left", maintain_order="left")
    sheet = rows.select(
        pl.format("B{}", "application_id").alias("Bewerbungs-Nr."),
        pl.format("K{}", "candidate_id").alias("Bewerber-Nr."),
        pl.format("Candidate {}", "candidate_id").alias("Bewerber"),
        pl.format("candidate{}@example.com", "candidate_id").alias("E-Mail"),
        pl.format("FEN-{}", "job_id").alias("Stellen-Nr."),
        pl.col("title").alias("Stellenbezeichnung"),
        pl.col("department").alias("Abteilung"),
        pl.format("A{}", "post_id").alias("Anzeigen-Nr."),
        pl.col("language").alias("Sprache"),
        pl.col("location").alias("Standort"),
        pl.col("source").alias("Quelle"),
        pl.coalesce("applied_text", pl.col("applied_at").dt.strftime(_DAY)).alias("Bewerbungseingang"),
        _status().alias("Status"),
        *(pl.col(f"day of {kind}").dt.strftime(_DAY).alias(header) for kind, header in _STAGES.items()),
        pl.col("rejected_at").dt.strftime(_DAY).alias("Absage am"),
        pl.col("reason").alias("Absagegrund"),
        pl.coalesce("accepted_at", "hired_at").dt.strftime(_DAY).alias("Zusage am"),
    )
    return {"bewerbungen": sheet}


def _status() -> pl.Expr:
    side = pl.when(side="candidate").then(pl.lit("zurückgezogen")).otherwise(pl.lit("abgesagt"))
    rests = pl.col("application_id") % _RESTING == 0
    open_ = pl.when(rests).then(pl.lit("ruht")).otherwise(pl.lit("in Bearbeitung"))
    return (
        pl.when(status="rejected")
        .then(side)
        .when(status="hired")
        .then(pl.lit("eingestellt"))
        .otherwise(open_)
    )


def _days(truth: Chunk, company: Company) -> pl.DataFrame:
    """Return the first entry into each kind of stage; what was deleted is in none."""
    odd = pl.col("name").is_in(names_of("odd"))
    kind = pl.coalesce(grouped("name", {kind: kind for kind in _STAGES}), pl.when(odd).then(pl.lit("odd")))
    stages = company.stages.select("stage_id", kind=kind)
    visits = truth.visits.join(stages, on="stage_id", how="left", maintain_order="left")
    entered = {kind: pl.col("entered_at").filter(pl.col("kind") == kind) for kind in _STAGES}
    first = [times.min().alias(f"day of {kind}") for kind, times in entered.items()]
    return visits.group_by("application_id", maintain_order=True).agg(first)
