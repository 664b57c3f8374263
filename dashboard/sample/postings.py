"""The postings: one or two a requisition, each written in its language."""

from typing import Any, Final

import numpy as np
import polars as pl

from dashboard.sample.columns import moments
from dashboard.sample.draws import Bools, Ints
from dashboard.sample.places import office_of, place_name
from dashboard.sample.plan import Plan
from dashboard.sample.world import AS_OF, DAY, LANGUAGES, SENIORITIES, roles, said

MODELS: Final = ("hybrid", "remote", "onsite")
_MODEL_SHARES: Final = np.array([0.62, 0.2, 0.18])
_RELOCATION: Final = 0.45
_MODEL_IN_LOCATION: Final = 0.2
_REPORTS_TO_CTO: Final = "backend"


def work_models(plan: Plan) -> Ints:
    """Return each requisition's work model, as its place in MODELS."""
    return plan.draws.pick("work model", plan.jobs.key, _MODEL_SHARES)


def relocation(plan: Plan) -> Bools:
    """Return which requisitions come with help to move."""
    return plan.draws.chance("relocation", plan.jobs.key, _RELOCATION)


def first_post(plan: Plan) -> Ints:
    """Return the place of each requisition's first posting among all postings."""
    count = 1 + (plan.jobs.second_language >= 0)
    return np.asarray(np.cumsum(count) - count)


def titles(plan: Plan, job: Ints, language: Ints) -> list[str]:
    """Return requisitions' titles in a language each, given as its place in LANGUAGES."""
    marked = plan.draws.uniform("marked", plan.jobs.key)[job]
    of_job = (plan.jobs.role[job].tolist(), plan.jobs.seniority[job].tolist())
    rows = zip(*of_job, language.tolist(), marked.tolist(), strict=True)
    return [_title(role, seniority, LANGUAGES[spoken], mark) for role, seniority, spoken, mark in rows]


def _title(role: int, seniority: int, language: str, mark: float) -> str:
    own = roles().titles[role]
    style: dict[str, Any] = said("roles")["languages"][language if language in own else "en"]
    bare = own.get(language, own["en"])
    title: str = style[SENIORITIES[seniority]].format(bare) if seniority else bare
    return title + (style["mark"] if mark < style["marked"] else "")


def posts(plan: Plan) -> pl.DataFrame:
    """Return the postings."""
    job, country, language = _versions(plan)
    key = plan.jobs.key[job]
    office = office_of(plan.draws, key, country)
    model = work_models(plan)[job]
    late = (plan.draws.uniform("published", np.arange(len(job))) * 3 * DAY).astype(np.int64)
    return pl.DataFrame(
        {
            "post_id": np.arange(1, len(job) + 1),
            "job_id": job + 1,
            "office_id": office + 1,
            "title": titles(plan, job, language),
            "language": np.array(LANGUAGES)[language],
            "location": _locations(plan, office, language, model),
            "body": _bodies(plan, job, language, model),
            "published_at": moments(np.minimum(plan.jobs.opened[job] + late, AS_OF)),
            "live": plan.closes[job] > AS_OF,
        }
    )


def _versions(plan: Plan) -> tuple[Ints, Ints, Ints]:
    """Return requisition, country and language of each posting, in the order of requisitions."""
    jobs = plan.jobs
    two = np.flatnonzero(jobs.second_language >= 0)
    job = np.concatenate([np.arange(len(jobs.key)), two])
    country = np.concatenate([jobs.country, jobs.second_country[two]])
    language = np.concatenate([jobs.language, jobs.second_language[two]])
    order = np.argsort(job, kind="stable")
    return job[order], country[order], language[order]


def _locations(plan: Plan, office: Ints, language: Ints, model: Ints) -> list[str]:
    says_model = plan.draws.chance("model in location", np.arange(len(office)), _MODEL_IN_LOCATION)
    rows = zip(office.tolist(), language.tolist(), model.tolist(), says_model.tolist(), strict=True)
    return [_location(where, LANGUAGES[spoken], MODELS[m] if says else "") for where, spoken, m, says in rows]


def _location(office: int, language: str, model: str) -> str:
    place = place_name(office, language)
    return f"{place} ({said('wording')[language][model]})" if model else place


def _bodies(plan: Plan, job: Ints, language: Ints, model: Ints) -> list[str]:
    role, moves = plan.jobs.role[job].tolist(), relocation(plan)[job].tolist()
    rows = zip(role, language.tolist(), model.tolist(), moves, strict=True)
    return [_body(roles().names[r], LANGUAGES[spoken], MODELS[m], helps) for r, spoken, m, helps in rows]


def _body(role: str, language: str, model: str, helps_to_move: bool) -> str:
    words = said("wording")[language]
    reports = words["reports"] if role == _REPORTS_TO_CTO else ""
    parts = (reports, words[model].capitalize() + ".", words["relocation"] if helps_to_move else "")
    return f"<p>{' '.join(part for part in parts if part)}</p>"
