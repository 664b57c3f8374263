"""What the imported data can say, with the reason in words."""

from pathlib import Path
from typing import Final

import polars as pl

from dashboard.ingest.tables import Capabilities
from dashboard.translations import marked

_NO_HISTORY: Final = marked(
    "The export has no stage history: it says where applications are, not since when."
)

_NO_POSTINGS: Final = marked("The export has no postings.")
_NO_LANGUAGE: Final = marked("No posting of the export states a language.")
_NO_COUNTRY: Final = marked("No posting of the export states a country.")


def write_capabilities(staging: Path, account: str, *, has_history: bool) -> None:
    """Write the capabilities of the canonical tables in a staging folder beside them.

    Visits may come from the current stages alone: whether they are a history the caller says.
    """

    def count(table: str, condition: pl.Expr | None = None) -> int:
        rows = pl.scan_parquet(staging / f"{table}.parquet")
        chosen = rows if condition is None else rows.filter(condition)
        return int(chosen.select(pl.len()).collect().item())

    visits = count("stage_visits") if has_history else 0
    postings, offers = count("postings"), count("offers")
    languages = count("postings", pl.col("language").is_not_null())
    countries = count("postings", pl.col("country").is_not_null())
    openings, spend, holds = count("openings"), count("source_spend"), count("job_holds")
    touched = count("applications", pl.col("first_source") != pl.col("last_source"))
    said = {
        "has_history": (visits, f"{visits:,} visits to stages.", _NO_HISTORY),
        "has_language": _stated(languages, postings, "language", _NO_LANGUAGE),
        "has_country": _stated(countries, postings, "country", _NO_COUNTRY),
        "has_offers": (offers, f"{offers:,} offers.", marked("The export has no offers.")),
        "has_openings": (openings, f"{openings:,} openings.", marked("The export has no openings.")),
        "has_spend": (
            spend,
            f"{spend:,} sums of money spent on sources.",
            marked("The export has no spend on sources."),
        ),
        "has_holds": (
            holds,
            f"{holds:,} times on hold.",
            marked("The export does not say when jobs were on hold."),
        ),
        "has_touches": (
            touched,
            f"{touched:,} applications came through more than one source.",
            marked("The export names one source for each application."),
        ),
    }
    rows = [
        {"account": account, "capability": name, "available": number > 0, "reason": yes if number else no}
        for name, (number, yes, no) in said.items()
    ]
    Capabilities.cast(pl.DataFrame(rows)).write_parquet(staging / "capabilities.parquet")


def _stated(number: int, postings: int, what: str, none: str) -> tuple[int, str, str]:
    nobody = none if postings else _NO_POSTINGS
    return number, f"{number:,} of {postings:,} postings state a {what}.", nobody
