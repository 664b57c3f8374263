"""Reports that count applications: known by their columns, and refused, for a funnel needs applications."""

from collections.abc import Collection, Sequence
from typing import Final

from dashboard.ingest.findings import Refused
from dashboard.ingest.profiles import Profile, is_date_header
from dashboard.ingest.terms import bare, fields_of, milestone_of

_ADVICE: Final = "Export one row for each application, or one for each step of its history."
_OF_ROWS: Final = frozenset(
    {"application_id", "candidate_id", "email", "applied_at", "opened_at", "published_at", "posting_id"}
)
"""Fields that only a list has: a file with one of them lists applications, jobs or postings."""
_SEVERAL: Final = 2


def refuse_counts(profiles: Sequence[Profile]) -> None:
    """Raise Refused, with the reason, for a file that holds counts."""
    numbers = [profile.name for profile in profiles if profile.is_number or not profile.filled]
    if sum(map(is_date_header, numbers)) >= _SEVERAL:
        raise Refused("A pivot with a column for each date: it holds counts, no applications.", _ADVICE)
    if any(_OF_ROWS.intersection(_named(profile)) for profile in profiles):
        return
    if sum(_is_step(name) for name in numbers) >= _SEVERAL:
        raise Refused("A report with a number for each stage: it holds counts, no applications.", _ADVICE)
    if any(_is_count(name) for name in numbers):
        raise Refused("A report of counts: it holds no applications.", _ADVICE)


def _named(profile: Profile) -> Collection[str]:
    fields = {header.field for header in fields_of(profile.name) if header.share == 1}
    dated = profile.dates is not None
    return {field for field in fields if dated == field.endswith("_at")}


def _is_step(header: str) -> bool:
    return milestone_of(bare(header)).milestone is not None or _is_count(header)


def _is_count(header: str) -> bool:
    return any(found.field == "count" and found.share == 1 for found in fields_of(header))
