"""What real exports get wrong, done on purpose to the invented company, to the same rows every time."""

from collections import Counter
from typing import Final

import polars as pl

from dashboard.sample.draws import Draws

ABOUT: Final = {
    "posting without a language": "language is empty",
    "language written another way": "`fr-FR`, `en-GB`, `PL` instead of `fr`, `en`, `pl`",
    "country code as a language": "`cz`, `jp`, `se`, `ua` for Czech, Japanese, Swedish, Ukrainian",
    "posting without a place": "no location and no office",
    "posting in no country": "`Remote EMEA`, `APAC`, `Anywhere`: free text, no office",
    "requisition closed before it was created": "carried over from an older system, created on that day",
    "requisition with dates dressed as times": "opened and closed at 12:00:00 sharp",
    "opening of an unknown requisition": "its job is in no file",
    "opening with another one's code": "the code that people type repeats within a requisition",
    "stage with a name of the house": "no milestone: `Blue Room`, `Keep Warm`, `Warteraum B`, `Vivier` …",
    "stage deleted": "visits point to a stage that is in no file",
    "stage switched off": "visits point to a stage that is not used any more",
    "source spelt another way": "`linkedin `, `LinkedIn (Ad)`, `Stepstone.de` … for one source",
    "source deleted": "the application's source is in no file",
    "prospect without a requisition": "prospect, no job",
    "prospect for several requisitions": "prospect with two jobs: joining them doubles the row",
    "prospect turned applicant": "status converted, the same person has an application of its own",
    "application twice": "the row stands in the file twice",
    "application without an applied date": "the cell is empty",
    "application with an unreadable applied date": "`n/a`, `unknown`, 31 February",
    "status against stage": "rejected, and the current stage is the pipeline's last one",
    "rejected, then taken back": "a rejection, and stages entered after it: reopened",
    "hired, then not": "an accepted offer, then a withdrawal; the opening still names the application",
    "visit twice": "the row stands in the file twice",
    "visit that did not end": "open although the application was rejected",
    "stage entered again": "back to the stage before and forward again",
    "stages out of order": "the second and the third change places",
    "stages entered at once": "moved by hand in bulk, all at the time of the last",
    "stage entered before the application": "backdated by some days",
    "hire with a date dressed as a time": "accepted and moved to hired at 12:00:00 sharp",
    "hire without an offer": "hired by status only",
    "hire with an offer left open": "the offer is still unresolved",
    "offer changed": "two versions, the first deprecated",
    "offer expired": "the last version is deprecated, never answered",
    "first day before the acceptance": "starts_on lies before resolved_at",
}
"""Every flaw by its name, and what it looks like."""


class Flaws:
    """Does flaws to rows and counts them."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.counts: Counter[str] = Counter(dict.fromkeys(ABOUT, 0))

    def strike(self, flaw: str, keys: pl.Series, share: float, among: pl.Series | None = None) -> pl.Series:
        """Return which rows a flaw is done to: a share of those among which it can be, always the same."""
        rows = pl.Series(self.draws.chance(flaw, keys.to_numpy(), share))
        return self.mark(flaw, rows if among is None else rows & among.fill_null(False))

    def mark(self, flaw: str, rows: pl.Series) -> pl.Series:
        """Count these rows under a flaw that ABOUT knows, and return them."""
        self.count(flaw, int(rows.sum()))
        return rows

    def count(self, flaw: str, rows: int) -> None:
        """Count so many rows under a flaw that ABOUT knows."""
        if flaw not in ABOUT:
            raise KeyError(flaw)
        self.counts[flaw] += rows
