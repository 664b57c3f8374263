"""The tables of a map for one file: which feeds it fills, and each of their fields from which column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from dashboard.ingest.mapping.guessing import Guess
from dashboard.ingest.mapping.names import each_of
from dashboard.ingest.mapping.shape import Understood
from dashboard.ingest.mapping.writing import Line, inline, listed, quoted
from dashboard.ingest.profiles import Profile
from dashboard.ingest.terms import milestone_of

_FILL_IN: Final = '""'
_TIE_BREAKERS: Final = ("language", "country", "location")
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
    elif stage := _stage_of(found):
        yield Feed("current_stages", [_key(found), Line("stage", quoted(stage)), *_since(found)])
    if file.gives_applications and _job(found):
        yield Feed("jobs", [Line("once", '"same"'), *_jobs(found)])
    if file.gives_applications and _says_where(found):
        yield Feed("postings", [Line("once", '"same"'), *_postings(file)])


def required(file: File) -> list[str]:
    """Return the columns that tell this kind of file."""
    found = file.found
    columns = [
        found.column("application_id", "candidate_id", "email"),
        found.column("stage") if found.shape == "events" else found.column("applied_at", "published_at"),
        found.column("entered_at") if found.shape == "events" else _job(found),
        found.column("status", "language", "country"),
    ]
    return list(dict.fromkeys(column for column in columns if column and "|" not in column))


def value_of(profile: Profile) -> str:
    """Return how a map names a column; numbers that count seconds are said to."""
    if profile.dates and profile.dates.reader == "epoch":
        return inline(column=quoted(profile.name), as_='"epoch"')
    return quoted(profile.name)


def _line(key: str, guess: Guess) -> Line:
    return Line(key, value_of(guess.profile), guess.why)


def _lines(found: Understood, **fields: str) -> Iterator[Line]:
    """Yield a line for each field of a feed whose guess was made."""
    for key, guessed in fields.items():
        if guess := found.fields.get(guessed):
            yield _line(key, guess)


def _once(found: Understood, how: str) -> list[Line]:
    if found.shape != "events":
        return []
    return [Line("once", quoted(how), "each application once, applied at its first step")]


def _applications(file: File) -> Iterator[Line]:
    found = file.found
    yield _key(found)
    yield from _candidate(found)
    if job := _job(found):
        yield Line("job_id", quoted(job), _why_job(found, job))
    if posting := _posting_key(file):
        yield Line("posting_id", posting)
    yield from _lines(found, source="source", source_type="source_type")
    yield _applied(file)
    yield from _lines(found, closed_at="closed_at", hired_at="hired_at", reason="reason")
    if found.shape != "events" and (status := found.fields.get("status")):
        yield Line("status", _status(status.column), status.why)


def _status(column: str) -> str:
    return inline(column=quoted(column), as_='"status"')


def _key(found: Understood) -> Line:
    if own := found.fields.get("application_id"):
        return Line("application_id", quoted(own.column), own.why)
    person, job = found.column("candidate_id", "email"), _job(found)
    if person is None:
        return Line(
            "application_id", _FILL_IN, "fill in: the column whose value is another one in each application"
        )
    parts = [person, job] if job else [person]
    why = "no column is a key of its own: a hash of these is one"
    return Line("application_id", inline(all=listed(parts), as_='"hash"'), why)


def _candidate(found: Understood) -> Iterator[Line]:
    for field_, note in (("candidate_id", ""), ("email", "; stored as a keyed hash, the address nowhere")):
        if guess := found.fields.get(field_):
            yield Line("candidate_key", quoted(guess.column), guess.why + note)
            return


def _job(found: Understood) -> str | None:
    return found.column("job_id", "title")


def _why_job(found: Understood, job: str) -> str:
    guess = found.fields.get("job_id")
    return guess.why if guess else f"no column is a key of jobs: those with the same {job} are one"


def _applied(file: File) -> Line:
    found = file.found
    if guess := found.fields.get("applied_at" if found.shape != "events" else "entered_at"):
        return _line("applied_at", guess)
    if first := _first_stage(file):
        return Line("applied_at", value_of(first), "the first stage; no column says when somebody applied")
    return Line("applied_at", _FILL_IN, "fill in: the column that says when somebody applied")


def _first_stage(file: File) -> Profile | None:
    named = ((profile, milestone_of(file.stages[1][profile.name])) for profile in file.found.stages)
    return next((profile for profile, stage in named if stage.milestone == "applied"), None)


def _columns(file: File) -> list[Line]:
    """The cells of the date columns are the visits."""
    return [
        Line("each", listed(file.stages[0])),
        _key(file.found),
        Line("stage", quoted("each.name")),
        Line("entered_at", quoted("each.value")),
    ]


def _events(file: File) -> list[Line]:
    found = file.found
    status = found.column("status", "stage")
    assert status  # noqa: S101 - a file of events has a column of stages
    return [
        Line("shape", '"occupancy"' if "left_at" in found.fields else '"events"', "a history, row by row"),
        _key(found),
        *_lines(found, stage="stage", entered_at="entered_at", left_at="left_at"),
        Line("status", _status(status), "what a step says of the application: hired, rejected …"),
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
    yield from _lines(found, entered_at="entered_at")


def _jobs(found: Understood) -> list[Line]:
    job = _job(found)
    key = Line("job_id", quoted(job) if job else _FILL_IN)
    opened = _lines(found, opened_at="opened_at") if found.shape == "postings" else ()
    return [key, *_lines(found, title="title", department="department"), *opened]


def _says_where(found: Understood) -> bool:
    return any(name in found.fields for name in _TIE_BREAKERS)


def _posting_key(file: File) -> str | None:
    """Return the key of the posting: its own, the job's where all its rows agree, else several columns."""
    found = file.found
    own, job = found.column("posting_id"), _job(found)
    if own or not (job and _says_where(found)):
        return quoted(own) if own else None
    telling = [found.fields[name].column for name in _TIE_BREAKERS if name in found.fields]
    most = file.sample.group_by(job).agg(pl.struct(telling).n_unique().alias("places"))["places"].max()
    return quoted(job) if most == 1 else inline(all=listed([job, *telling]))


def _postings(file: File) -> list[Line]:
    found, job = file.found, _job(file.found)
    key = _posting_key(file) or (quoted(job) if job else _FILL_IN)
    own = {name: name for name in ("title", "published_at", "unpublished_at") if found.shape == "postings"}
    where = {name: name for name in ("language", "country", "location", "work_model")}
    of_job = [Line("job_id", quoted(job))] if job else []
    return [Line("posting_id", key), *of_job, *_lines(found, **own, **where)]
