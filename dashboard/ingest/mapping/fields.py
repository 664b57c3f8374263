"""Lines of a map that several feeds share: keys, and a field with the column that was taken for it."""

from collections.abc import Iterator
from typing import Final

from dashboard.ingest.mapping.guessing import Guess
from dashboard.ingest.mapping.shape import Understood
from dashboard.ingest.mapping.writing import Line, inline, listed, quoted
from dashboard.ingest.profiles import Profile

FILL_IN: Final = '""'


def value_of(profile: Profile) -> str:
    """Return how a map names a column; numbers that count seconds are said to."""
    if profile.dates and profile.dates.reader == "epoch":
        return inline(column=quoted(profile.name), as_='"epoch"')
    return quoted(profile.name)


def line_for(key: str, guess: Guess) -> Line:
    """Return a line with the column of a guess and why it was made."""
    return Line(key, value_of(guess.profile), guess.why)


def lines_for(found: Understood, **fields: str) -> Iterator[Line]:
    """Yield a line for each field of a feed whose guess was made."""
    for key, guessed in fields.items():
        if guess := found.fields.get(guessed):
            yield line_for(key, guess)


def by_terms(column: str) -> str:
    """Return how a map reads a column of statuses."""
    return inline(column=quoted(column), as_='"status"')


def key_of_application(found: Understood) -> Line:
    """Return the line that tells applications apart."""
    if own := found.fields.get("application_id"):
        return Line("application_id", quoted(own.column), own.why)
    person, job = found.column("candidate_id", "email"), job_of(found)
    if person is None:
        return Line(
            "application_id", FILL_IN, "fill in: the column whose value is another one in each application"
        )
    parts = [person, job] if job else [person]
    why = "no column is a key of its own: a hash of these is one"
    return Line("application_id", inline(all=listed(parts), as_='"hash"'), why)


def candidate(found: Understood) -> Iterator[Line]:
    """Yield the line that tells candidates apart, if any column does."""
    for field_, note in (("candidate_id", ""), ("email", "; stored as a keyed hash, the address nowhere")):
        if guess := found.fields.get(field_):
            yield Line("candidate_key", quoted(guess.column), guess.why + note)
            return


def job_of(found: Understood) -> str | None:
    """Return the column that tells jobs apart."""
    return found.column("job_id", "title")


def why_job(found: Understood, job: str) -> str:
    """Return why that column is taken for the job."""
    guess = found.fields.get("job_id")
    return guess.why if guess else f"no column is a key of jobs: those with the same {job} are one"
