"""What happened, apart from how any system writes it down: the company, and its applications in chunks."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Company:
    """Everything that there is little of.

    jobs: job_id, title, department_id, office_id, requisition, status, created_at, opened_at, closed_at,
        work_model, relocation
    posts: post_id, job_id, office_id, title, language, location, body, published_at, live
    stages: stage_id, job_id, position, name, active
    openings: opening_id, job_id, code, application_id, opened_at, closed_at, close_reason_id, target_start_on
    offices: office_id, name, location, parent_id
    departments: department_id, name, parent_id
    sources: source_id, name, type
    reasons: reason_id, name, side (company or candidate)
    close_reasons: close_reason_id, name
    holds: job_id, held_from, held_until
    spend: source, channel, country, month, amount, currency
    """

    jobs: pl.DataFrame
    posts: pl.DataFrame
    stages: pl.DataFrame
    openings: pl.DataFrame
    offices: pl.DataFrame
    departments: pl.DataFrame
    sources: pl.DataFrame
    reasons: pl.DataFrame
    close_reasons: pl.DataFrame
    holds: pl.DataFrame
    spend: pl.DataFrame


@dataclass(frozen=True)
class Chunk:
    """Some requisitions' applications and what happened to them.

    applications: application_id, candidate_id, job_id, prospective_jobs (numbers between semicolons),
        post_id, source_id, applied_at, applied_text (what stands there instead of a time),
        status (active, hired, rejected or converted), closed_at, reason_id, stage_id, stage, is_prospect,
        last_activity_at
    visits: application_id, nth, stage_id, entered_at, left_at; in the order in which the system keeps them
    events: application_id, at, status; a later one undoes the one before
    offers: offer_id, application_id, job_id, version, status (accepted, rejected, unresolved or deprecated),
        created_at, sent_on, resolved_at, starts_on
    rejections: application_id, rejected_at, reason_id; also those that were taken back
    candidates: candidate_id, created_at; only the recent ones, older details are deleted
    """

    applications: pl.DataFrame
    visits: pl.DataFrame
    events: pl.DataFrame
    offers: pl.DataFrame
    rejections: pl.DataFrame
    candidates: pl.DataFrame
