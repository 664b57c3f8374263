"""What a row of an unknown file is: an application with a date a stage, an event, a snapshot, a posting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.ingest.findings import Refused
from dashboard.ingest.mapping.guessing import Guess, guesses, is_date_field, names_field, never_taken
from dashboard.ingest.mapping.histories import History
from dashboard.ingest.profiles import Profile
from dashboard.ingest.terms import bare, milestone_of

Shape = Literal["wide", "events", "nested", "snapshot", "postings"]
ABOUT: Final[dict[Shape, str]] = {
    "wide": "one row an application, a date column a stage",
    "events": "one row a step of an application's history",
    "nested": "one row an application, its history a list inside it",
    "snapshot": "one row an application, its current stage only",
    "postings": "one row a job or posting",
}
_SEVERAL: Final = 2
_PLAIN_KEYS: Final = ("id", "key", "no", "nr", "identifiant", "identificador", "identificativo", "kennung")
_JOBS: Final = (
    "job_id", "title", "department", "posting_id", "language", "country", "location", "work_model",
    "taken_at",
)  # fmt: skip
_APPLICATIONS: Final = (
    *_JOBS, "application_id", "candidate_id", "email", "source", "source_type", "applied_at", "closed_at",
    "hired_at", "reason", "status", "stage",
)  # fmt: skip
_USED: Final[dict[Shape, frozenset[str]]] = {
    "wide": frozenset(_APPLICATIONS),
    "nested": frozenset(_APPLICATIONS),
    "snapshot": frozenset({*_APPLICATIONS, "entered_at"}),
    "events": frozenset({*_APPLICATIONS, "entered_at", "left_at"}) - {"applied_at"},
    "postings": frozenset({*_JOBS, "opened_at", "published_at", "unpublished_at"}),
}
"""The fields that each shape takes."""
_OF_JOBS: Final = frozenset({"job_id", "job", "title", "posting_id"})
_OF_APPLICATIONS: Final = frozenset(
    {"candidate_id", "email", "stage", "source", "hired_at", "reason", "starts_on"}
)
_ADVICE: Final = (
    "Give a list of applications, of the steps of their history, or of postings, with a row of headers."
)


@dataclass(frozen=True)
class Understood:
    """What was made of a file: its shape, the columns by field, those of stages, and those left out."""

    shape: Shape
    fields: dict[str, Guess]
    stages: tuple[Profile, ...]
    left_out: dict[str, str]
    history: History | None = None

    @property
    def dated(self) -> tuple[Profile, ...]:
        """Return the columns that are taken and hold dates."""
        history = self.history.profiles if self.history else ()
        taken = (*(guess.profile for guess in self.fields.values()), *self.stages, *history)
        return tuple(profile for profile in taken if profile.dates)

    @property
    def stage_words(self) -> str | None:
        """Return the column whose words are stages: that of the history, where one lies inside."""
        return self.history.stage.name if self.history else self.column("stage")

    def column(self, *fields: str) -> str | None:
        """Return the column of the first of these fields that the file has."""
        return next((self.fields[field].column for field in fields if field in self.fields), None)


def understand(
    profiles: Sequence[Profile], lists: Collection[str] = (), history: History | None = None
) -> Understood:
    """Return what a file is. Raises Refused where its rows are nothing that an import takes.

    Columns of `lists` are no fields; `history` is the one among them that says how applications went on.
    """
    plain = [profile for profile in profiles if profile.name not in lists]
    fields = _stand_ins(guesses(plain))
    used = {guess.column for guess in fields.values()}
    stages = _stage_columns([profile for profile in plain if profile.name not in used], fields)
    stages = () if history else stages
    shape: Shape = "nested" if history else _shape(fields, stages)
    fields = _settled(fields, shape)
    used = {guess.column for guess in fields.values()} | {profile.name for profile in stages}
    used |= {history.lists} if history else set()
    left_out = {profile.name: _why_not(profile) for profile in profiles if profile.name not in used}
    return Understood(shape, fields, stages, left_out, history)


def _stage_columns(profiles: Sequence[Profile], fields: Collection[str]) -> tuple[Profile, ...]:
    """Dates under a header that names no field are stages' where enough name a step after applying."""
    named = 0
    found = []
    for profile in profiles:
        milestone = milestone_of(bare(profile.name)).milestone
        if is_date_field(profile) or never_taken(profile):
            continue
        if profile.dates or (milestone and not profile.filled):
            found.append(profile)
            named += milestone not in (None, "applied")
    return tuple(found) if named >= (_SEVERAL if "stage" in fields else 1) else ()


def _shape(fields: dict[str, Guess], stages: Sequence[Profile]) -> Shape:
    key = fields.get("application_id") or fields.get("candidate_id") or fields.get("email")
    if stages:
        return "wide"
    if _repeats(fields) and {"stage", "entered_at"} <= fields.keys():
        return "events"
    if _lists_jobs(fields):
        return "postings"
    if key or "applied_at" in fields or {"stage", "status"} & fields.keys():
        return "snapshot"
    raise Refused("Neither applications nor postings could be made out by headers and values.", _ADVICE)


def _lists_jobs(fields: dict[str, Guess]) -> bool:
    """Jobs have a title or a key, and nothing that only somebody who applies has."""
    own = fields.get("application_id")
    theirs = own is not None and own.column.lower() not in _PLAIN_KEYS
    return bool(_OF_JOBS & fields.keys()) and not (theirs or _OF_APPLICATIONS & fields.keys())


def _stand_ins(fields: dict[str, Guess]) -> dict[str, Guess]:
    """Where the usual column of a field is missing, another one says it."""
    fields = dict(fields)
    for field, other in (("applied_at", "created_at"), ("source", "source_type")):
        if other in fields and field not in fields:
            fields[field] = fields.pop(other)
    if _repeats(fields) and "entered_at" in fields and "stage" not in fields and "status" in fields:
        fields["stage"] = fields.pop("status")
    fields.pop("created_at", None)
    return fields


def _repeats(fields: dict[str, Guess]) -> bool:
    key = fields.get("application_id") or fields.get("candidate_id") or fields.get("email")
    return key is not None and not key.profile.is_unique


def _settled(fields: dict[str, Guess], shape: Shape) -> dict[str, Guess]:
    """A column headed "job" holds keys or titles, as its values say; in a list of jobs, "id" is the job's."""
    if shape == "postings":
        for ours, theirs in (("application_id", "job_id"), ("applied_at", "opened_at")):
            if ours in fields:
                fields.setdefault(theirs, fields.pop(ours))
    if job := fields.pop("job", None):
        wanted = "job_id" if job.profile.is_key else "title"
        fields.setdefault(wanted, job)
    return {name: guess for name, guess in fields.items() if name in _USED[shape]}


def _why_not(profile: Profile) -> str:
    match never_taken(profile):
        case "person":
            return "about people"
        case "note":
            return "free text"
        case _ if names_field(profile, "starts_on"):
            return "a start date is no hire date"
        case _:
            return "not needed" if profile.filled else "empty"
