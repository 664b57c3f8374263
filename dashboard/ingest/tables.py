"""The canonical tables: what any ATS export becomes, with the type, key and row rules of each.

Times are UTC; one whose precision is `day` is midnight of that calendar day, never shifted to another zone.
Keys are text and unique within an `account`. What a row said is kept raw (`*_raw`) beside the standard term.
"""

import dataframely as dy

from dashboard.ingest import vocabulary as words


class _Table(dy.Schema):
    account = dy.String(nullable=False, primary_key=True)


def _key() -> dy.String:
    return dy.String(nullable=False, primary_key=True, min_length=1)


def _time() -> dy.Datetime:
    return dy.Datetime(nullable=True, time_unit="us")


def _one_of(terms: tuple[str, ...], *, nullable: bool = True) -> dy.Enum:
    return dy.Enum(list(terms), nullable=nullable)


class Jobs(_Table):
    """A requisition."""

    job_id = _key()
    title = dy.String(nullable=True)
    role_level = _one_of(words.ROLE_LEVELS, nullable=False)
    role_family = _one_of(words.ROLE_FAMILIES, nullable=False)
    seniority = _one_of(words.SENIORITIES, nullable=False)
    department = dy.String(nullable=True)
    status = _one_of(words.JOB_STATUSES)
    opened_at = _time()
    closed_at = _time()
    is_evergreen = dy.Bool(nullable=False)


class JobHolds(_Table):
    """A time in which a requisition was on hold: from its first day up to the day that it went on."""

    job_id = _key()
    held_from = dy.Date(nullable=False, primary_key=True)
    held_until = dy.Date(nullable=True)


class Openings(_Table):
    """One seat on a requisition."""

    opening_id = _key()
    job_id = dy.String(nullable=False)
    status = _one_of(words.OPENING_STATUSES, nullable=False)
    opened_at = _time()
    closed_at = _time()
    application_id = dy.String(nullable=True)
    target_start_on = dy.Date(nullable=True)


class Postings(_Table):
    """One published offer text: the same offer in two languages is two postings."""

    posting_id = _key()
    job_id = dy.String(nullable=True)
    title = dy.String(nullable=True)
    country = dy.String(nullable=True, regex="^[A-Z]{2}$")
    city = dy.String(nullable=True)
    location = dy.String(nullable=True)
    language = dy.String(nullable=True, regex="^[a-z]{2}$")
    language_raw = dy.String(nullable=True)
    language_source = _one_of(words.LANGUAGE_SOURCES)
    work_model = _one_of(words.WORK_MODELS)
    relocation = dy.Bool(nullable=True)
    published_at = _time()
    unpublished_at = _time()


class Applications(_Table):
    """One person for one job."""

    application_id = _key()
    candidate_key = dy.String(nullable=True)
    job_id = dy.String(nullable=True)
    posting_id = dy.String(nullable=True)
    source = dy.String(nullable=True)
    source_raw = dy.String(nullable=True)
    channel = _one_of(words.CHANNELS)
    first_source = dy.String(nullable=True)
    last_source = dy.String(nullable=True)
    applied_at = dy.Datetime(nullable=False, time_unit="us")
    applied_precision = _one_of(words.PRECISIONS, nullable=False)
    status = _one_of(words.STATUSES, nullable=False)
    status_raw = dy.String(nullable=True)
    closed_at = _time()
    closed_precision = _one_of(words.PRECISIONS)
    close_reason = dy.String(nullable=True)
    close_side = _one_of(words.CLOSE_SIDES)
    is_prospect = dy.Bool(nullable=False)
    is_internal = dy.Bool(nullable=False)
    is_migrated = dy.Bool(nullable=False)
    is_reopened = dy.Bool(nullable=False)
    is_transferred = dy.Bool(nullable=False)


class StageVisits(_Table):
    """One stay of one application in one stage; `milestone` is null where the name maps to none.

    An export without history gives one visit, to the current stage, often without a time.
    """

    application_id = _key()
    seq = dy.Int32(nullable=False, primary_key=True, min=1)
    stage = dy.String(nullable=True)
    milestone = _one_of(words.MILESTONES)
    entered_at = _time()
    left_at = _time()
    precision = _one_of(words.PRECISIONS)


class Offers(_Table):
    """The last version of an offer."""

    application_id = _key()
    status = _one_of(words.OFFER_STATUSES, nullable=False)
    sent_at = _time()
    sent_precision = _one_of(words.PRECISIONS)
    decided_at = _time()
    decided_precision = _one_of(words.PRECISIONS)
    starts_on = dy.Date(nullable=True)


class SourceSpend(_Table):
    """External money on a source in a month; a null country means all of them."""

    source = _key()
    channel = _one_of(words.CHANNELS)
    country = dy.String(nullable=True)
    month = dy.Date(nullable=False, primary_key=True)
    amount = dy.Float64(nullable=False, min=0)
    currency = dy.String(nullable=True)


class Findings(dy.Schema):
    """One doubt about the data, with where it stands, what was done and what to do."""

    account = dy.String(nullable=False)
    rule = dy.String(nullable=False)
    action = _one_of(words.FINDING_ACTIONS, nullable=False)
    table_name = dy.String(nullable=True)
    file = dy.String(nullable=True)
    line = dy.Int64(nullable=True)
    key = dy.String(nullable=True)
    column_name = dy.String(nullable=True)
    value = dy.String(nullable=True)
    advice = dy.String(nullable=False)


class Imports(dy.Schema):
    """What became of one file for one table: rows_read = rows_kept + rows_set_aside + rows_skipped."""

    account = dy.String(nullable=False)
    layout = dy.String(nullable=False)
    file = dy.String(nullable=False)
    table_name = dy.String(nullable=False)
    rows_read = dy.Int64(nullable=False)
    rows_kept = dy.Int64(nullable=False)
    rows_set_aside = dy.Int64(nullable=False)
    rows_skipped = dy.Int64(nullable=False)
    bytes = dy.Int64(nullable=False)
    sha256 = dy.String(nullable=False)
    imported_at = dy.Datetime(nullable=False, time_unit="us")


class Capabilities(dy.Schema):
    """Whether the data can say something, and why not."""

    account = dy.String(nullable=False)
    capability = _one_of(words.CAPABILITIES, nullable=False)
    available = dy.Bool(nullable=False)
    reason = dy.String(nullable=False)


class Deleted(dy.Schema):
    """A key that the source system says it has deleted; an import that finds any writes this table too."""

    account = dy.String(nullable=False)
    table_name = dy.String(nullable=False)
    key = dy.String(nullable=False)


class MergedCandidates(_Table):
    """A candidate whom the source system has merged with another; written by an import that knows any."""

    candidate_key = _key()
    new_candidate_key = dy.String(nullable=False)


CANONICAL: dict[str, type[dy.Schema]] = {
    "jobs": Jobs,
    "job_holds": JobHolds,
    "openings": Openings,
    "postings": Postings,
    "applications": Applications,
    "stage_visits": StageVisits,
    "offers": Offers,
    "source_spend": SourceSpend,
}
RECORDS: dict[str, type[dy.Schema]] = {
    "findings": Findings,
    "imports": Imports,
    "capabilities": Capabilities,
}
