"""The tables of a map for one file: which feeds it fills, and each of their fields from which column."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import polars as pl

from dashboard.ingest.mapping.fields import (
    FILL_IN,
    by_terms,
    candidate,
    job_of,
    key_of_application,
    line_for,
    lines_for,
    value_of,
    why_job,
)
from dashboard.ingest.mapping.histories import History, known_share
from dashboard.ingest.mapping.names import each_of
from dashboard.ingest.mapping.shape import Understood
from dashboard.ingest.mapping.writing import Line, inline, listed, quoted
from dashboard.ingest.profiles import Profile
from dashboard.ingest.terms import milestone_of

_TIE_BREAKERS: Final = ("language", "country", "location")
_OF_A_STEP: Final = "what a step says of the application: hired, rejected …"
_STEPS: Final = 0.2
"""Share of the statuses that must be stages for a status column to say where applications are."""


@dataclass(frozen=True)
class File:
    """An unknown file: its name, what was made of it, its first rows, whether it lists applications."""

    name: str
    found: Understood
    sample: pl.DataFrame
    gives_applications: bool = True

    @cached_property
    def stages(self) -> tuple[list[str], dict[str, str]]:
        """Return what `each` says, and the stage of each column."""
        headers = [profile.name for profile in self.found.stages]
        others = [name for name in self.sample.columns if name not in headers]
        return each_of(headers, [name for name in others if self.sample[name].count()])


@dataclass(frozen=True)
class Feed:
    """A feed with its lines; several feeds of one name are one after the other."""

    name: str
    lines: list[Line] = field(default_factory=list)


def feeds_for(file: File) -> Iterator[Feed]:
    """Yield the feeds that a file fills."""
    found = file.found
    if found.shape == "postings":
        yield Feed("jobs", _jobs(found))
        if _says_where(found) or {"posting_id", "published_at"} & found.fields.keys():
            yield Feed("postings", _postings(file))
        return
    if file.gives_applications:
        yield Feed("applications", [*_once(found, "earliest"), *_applications(file)])
    if found.shape == "wide":
        yield Feed("stage_visits", _columns(file))
    if found.shape == "events":
        yield Feed("stage_visits", _events(file))
    elif found.history:
        yield Feed("stage_visits", _listed(found, found.history))
    elif stage := _stage_of(found):
        yield Feed(
            "current_stages", [key_of_application(found), Line("stage", quoted(stage)), *_since(found)]
        )
    if file.gives_applications and job_of(found):
        yield Feed("jobs", [Line("once", '"same"'), *_jobs(found)])
    if file.gives_applications and _says_where(found):
        yield Feed("postings", [Line("once", '"same"'), *_postings(file)])


def required(file: File) -> list[str]:
    """Return the columns that tell this kind of file."""
    found = file.found
    columns = [
        found.column("application_id", "candidate_id", "email"),
        found.column("stage") if found.shape == "events" else found.column("applied_at", "published_at"),
        found.column("entered_at") if found.shape == "events" else job_of(found),
        found.column("status", "language", "country"),
        found.history.lists if found.history else None,
    ]
    return list(dict.fromkeys(column for column in columns if column and "|" not in column))


def _once(found: Understood, how: str) -> list[Line]:
    if found.shape != "events":
        return []
    return [Line("once", quoted(how), "each application once, applied at its first step")]


def _applications(file: File) -> Iterator[Line]:
    found = file.found
    yield key_of_application(found)
    yield from candidate(found)
    if job := job_of(found):
        yield Line("job_id", quoted(job), why_job(found, job))
    if posting := _posting_key(file):
        yield Line("posting_id", posting)
    yield from lines_for(found, source="source", source_type="source_type")
    yield _applied(file)
    yield from lines_for(found, closed_at="closed_at", hired_at="hired_at", reason="reason")
    if found.shape != "events" and (status := found.fields.get("status")):
        yield Line("status", by_terms(status.column), status.why)


def _applied(file: File) -> Line:
    found = file.found
    if guess := found.fields.get("applied_at" if found.shape != "events" else "entered_at"):
        return line_for("applied_at", guess)
    if found.history and found.history.begins:
        first_step = replace(found.history.entered, name=found.history.first)
        return Line(
            "applied_at", value_of(first_step), "the first step; no column says when somebody applied"
        )
    if first := _first_stage(file):
        return Line("applied_at", value_of(first), "the first stage; no column says when somebody applied")
    return Line("applied_at", FILL_IN, "fill in: the column that says when somebody applied")


def _first_stage(file: File) -> Profile | None:
    named = ((profile, milestone_of(file.stages[1][profile.name])) for profile in file.found.stages)
    return next((profile for profile, stage in named if stage.milestone == "applied"), None)


def _columns(file: File) -> list[Line]:
    """The cells of the date columns are the visits."""
    return [
        Line("each", listed(file.stages[0])),
        key_of_application(file.found),
        Line("stage", quoted("each.name")),
        Line("entered_at", quoted("each.value")),
    ]


def _events(file: File) -> list[Line]:
    found = file.found
    status = found.column("status", "stage")
    assert status  # noqa: S101 - a file of events has a column of stages
    return [
        Line("shape", '"occupancy"' if "left_at" in found.fields else '"events"', "a history, row by row"),
        key_of_application(found),
        *lines_for(found, stage="stage", entered_at="entered_at", left_at="left_at"),
        Line("status", by_terms(status), _OF_A_STEP),
    ]


def _listed(found: Understood, history: History) -> list[Line]:
    """The elements of a list are the visits; what they say of the outcome counts where no column does."""
    stage, entered, left = quoted(history.stage.name), value_of(history.entered), history.left
    status = [] if "status" in found.fields else [Line("status", by_terms(history.stage.name), _OF_A_STEP)]
    return [
        Line(
            "shape",
            '"occupancy"' if left else '"events"',
            "each with its end" if left else "a time for each step",
        ),
        Line("list", quoted(history.lists), "its elements are the steps"),
        key_of_application(found),
        Line("stage", stage, f"values: {known_share(history):.0%} are stage names"),
        Line("entered_at", entered),
        *([Line("left_at", value_of(left))] if left else []),
        *status,
    ]


def _stage_of(found: Understood) -> str | None:
    if stage := found.column("stage"):
        return stage
    status = found.fields.get("status")
    steps = status.profile.fit(_is_step) if status else 0.0
    return status.column if status and steps >= _STEPS else None


def _is_step(word: str) -> bool:
    return milestone_of(word).milestone not in (None, "hired")


def _since(found: Understood) -> Iterator[Line]:
    yield from lines_for(found, entered_at="entered_at")


def _jobs(found: Understood) -> list[Line]:
    job = job_of(found)
    key = Line("job_id", quoted(job) if job else FILL_IN)
    opened = lines_for(found, opened_at="opened_at") if found.shape == "postings" else ()
    return [key, *lines_for(found, title="title", department="department"), *opened]


def _says_where(found: Understood) -> bool:
    return any(name in found.fields for name in _TIE_BREAKERS)


def _posting_key(file: File) -> str | None:
    """Return the key of the posting: its own, the job's where all its rows agree, else several columns."""
    found = file.found
    own, job = found.column("posting_id"), job_of(found)
    if own or not (job and _says_where(found)):
        return quoted(own) if own else None
    telling = [found.fields[name].column for name in _TIE_BREAKERS if name in found.fields]
    most = file.sample.group_by(job).agg(pl.struct(telling).n_unique().alias("places"))["places"].max()
    return quoted(job) if most == 1 else inline(all=listed([job, *telling]))


def _postings(file: File) -> list[Line]:
    found, job = file.found, job_of(file.found)
    key = _posting_key(file) or (quoted(job) if job else FILL_IN)
    own = {name: name for name in ("title", "published_at", "unpublished_at") if found.shape == "postings"}
    where = {name: name for name in ("language", "country", "location", "work_model")}
    of_job = [Line("job_id", quoted(job))] if job else []
    return [Line("posting_id", key), *of_job, *lines_for(found, **own, **where)]
