"""The lists that an export may hold: the schema of each, and by which fields its rows are told apart."""

from dataclasses import dataclass
from typing import Final

from dashboard.ingest import feed_schemas as schemas

PRECISION_SUFFIX: Final = "_precision"
"""The field that says how exact a time is has the time's name without `_at`, and this."""


@dataclass(frozen=True)
class Feed:
    """A list that an export may hold. Of rows with the same `key` the last one counts; no key: all count."""

    schema: type[schemas.Row]
    key: tuple[str, ...] = ()
    named_by: str = "application_id"

    @property
    def label(self) -> str:
        """The field by which people find a row; without a key, what it is `named_by`."""
        return self.key[0] if self.key else self.named_by


FEEDS: Final = {
    "jobs": Feed(schemas.Jobs, ("job_id",)),
    "job_departments": Feed(schemas.JobDepartments, ("job_id", "department_id")),
    "job_holds": Feed(schemas.JobHolds, ("job_id", "held_from")),
    "openings": Feed(schemas.Openings, ("opening_id",)),
    "postings": Feed(schemas.Postings, ("posting_id",)),
    "posting_places": Feed(schemas.PostingPlaces, ("posting_id", "location", "office_id")),
    "applications": Feed(schemas.Applications, ("application_id",)),
    "merged_candidates": Feed(schemas.MergedCandidates, named_by="line"),  # no finding has a person's key
    "application_jobs": Feed(schemas.ApplicationJobs, ("application_id", "job_id")),
    "application_sources": Feed(schemas.ApplicationSources, ("application_id", "source")),
    "rejections": Feed(schemas.Rejections, ("application_id",)),
    "stage_visits": Feed(schemas.StageVisits),
    "current_stages": Feed(schemas.CurrentStages, ("application_id",)),
    "stages": Feed(schemas.Stages, ("stage_id",)),
    "offers": Feed(schemas.Offers),
    "sources": Feed(schemas.Sources, ("source_id",)),
    "reasons": Feed(schemas.Reasons, ("reason_id",)),
    "offices": Feed(schemas.Offices, ("office_id",)),
    "departments": Feed(schemas.Departments, ("department_id",)),
    "source_spend": Feed(schemas.SourceSpend, ("source", "month", "country", "currency")),
}
