"""What a layout delivers, in our words: the fields of each list of an export, with types and row rules.

Every layout maps its files onto these feeds; what comes after is the same for all layouts. A field that a
layout lacks is null. `file`, `line` say where a row came from, `*_precision` goes with the time of that name.
"""

import dataframely as dy
import polars as pl

from dashboard.ingest import vocabulary as words


class Row(dy.Schema):
    file = dy.UInt32(nullable=False)
    line = dy.Int64(nullable=False)


def _key() -> dy.String:
    return dy.String(nullable=False)


def _text() -> dy.String:
    return dy.String(nullable=True)


def _time(*, nullable: bool = True) -> dy.Datetime:
    return dy.Datetime(nullable=nullable, time_unit="us")


def _date(*, nullable: bool = True) -> dy.Date:
    return dy.Date(nullable=nullable)


def _flag() -> dy.Bool:
    return dy.Bool(nullable=True)


def _one_of(*terms: str) -> dy.Enum:
    return dy.Enum(terms, nullable=True)


def _precision() -> dy.Enum:
    return _one_of(*words.PRECISIONS)


class _Deletable(Row):
    is_deleted = _flag()

    @dy.rule()
    def not_deleted(cls) -> pl.Expr:  # noqa: N805
        return ~cls.is_deleted.col.fill_null(value=False)


class Jobs(Row):
    job_id = _key()
    title = _text()
    department = _text()
    department_id = _text()
    status = _one_of(*words.JOB_STATUSES)
    opened_at = _time()
    closed_at = _time()
    is_evergreen = _flag()
    is_template = _flag()
    work_model = _text()
    relocation = _flag()

    @dy.rule()
    def not_template(cls) -> pl.Expr:  # noqa: N805
        return ~cls.is_template.col.fill_null(value=False)


class JobDepartments(Row):
    job_id = _key()
    department_id = _key()


class JobHolds(Row):
    job_id = _key()
    held_from = _date(nullable=False)
    held_until = _date()

    @dy.rule()
    def ends_after_it_begins(cls) -> pl.Expr:  # noqa: N805
        return (cls.held_until.col >= cls.held_from.col).fill_null(value=True)


class Openings(_Deletable):
    opening_id = _key()
    job_id = _key()
    status = _one_of("open", "closed", "filled", "cancelled")
    opened_at = _time()
    closed_at = _time()
    application_id = _text()
    target_start_on = _date()


class Postings(_Deletable):
    posting_id = _key()
    job_id = _text()
    title = _text()
    location = _text()
    country = _text()
    language = _text()
    work_model = _text()
    relocation = _flag()
    is_live = _flag()
    published_at = _time()
    unpublished_at = _time()


class PostingPlaces(Row):
    posting_id = _key()
    location = _text()
    office_id = _text()


class Applications(_Deletable):
    application_id = _key()
    candidate_key = _text()
    job_id = _text()
    posting_id = _text()
    source = _text()
    source_id = _text()
    source_type = _text()
    first_source = _text()
    last_source = _text()
    applied_at = _time(nullable=False)
    applied_precision = _precision()
    status = _one_of(*words.STATUSES, "converted")
    status_raw = _text()
    closed_at = _time()
    closed_precision = _precision()
    hired_at = _time()
    hired_precision = _precision()
    reason = _text()
    reason_id = _text()
    reason_type = _text()
    is_prospect = _flag()
    is_migrated = _flag()


class MergedCandidates(Row):
    """Candidates, with whom each goes on as where the system has merged the two."""

    candidate_key = _key()
    new_candidate_key = _text()


class ApplicationJobs(Row):
    application_id = _key()
    job_id = _key()
    posting_id = _text()


class ApplicationSources(Row):
    application_id = _key()
    source = _text()


class Rejections(Row):
    application_id = _key()
    reason_id = _text()
    closed_at = _time()
    closed_precision = _precision()


class StageVisits(Row):
    """One entry of a history: a stage entered, or a status taken on without a stage."""

    application_id = _key()
    stage_id = _text()
    stage = _text()
    vendor_group = _text()
    status = _one_of(*words.STATUSES, "converted")
    entered_at = _time(nullable=False)
    entered_precision = _precision()
    left_at = _time()
    vendor_order = dy.Int64(nullable=True)


class CurrentStages(Row):
    """Where an application stands, for exports without history; the time only where the export says it."""

    application_id = _key()
    stage_id = _text()
    stage = _text()
    vendor_group = _text()
    entered_at = _time()
    entered_precision = _precision()


class Stages(Row):
    stage_id = _key()
    stage = _text()
    vendor_group = _text()
    position = dy.Int64(nullable=True)


class Offers(_Deletable):
    application_id = _key()
    offer_id = _text()
    version = dy.Int64(nullable=True)
    status = _one_of(*words.OFFER_STATUSES, "replaced")
    sent_at = _time()
    sent_precision = _precision()
    decided_at = _time()
    decided_precision = _precision()
    starts_on = _date()
    written_at = _time()


class Sources(Row):
    source_id = _key()
    source = _text()
    source_type = _text()


class Reasons(Row):
    reason_id = _key()
    reason = _text()
    reason_type = _text()
    status = _one_of(*words.STATUSES)


class Offices(Row):
    office_id = _key()
    office = _text()
    location = _text()
    parent_id = _text()


class Departments(Row):
    department_id = _key()
    department = _text()


class SourceSpend(Row):
    source = _key()
    month = _date(nullable=False)
    amount = dy.Float64(nullable=False, min=0)
    currency = _text()
    country = _text()
    channel = _one_of(*words.CHANNELS)
