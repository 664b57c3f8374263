"""The company as frames: requisitions, postings, stages, openings and the lists that they point to."""

from functools import cache
from typing import Final

import numpy as np
import polars as pl
from babel import Locale

from dashboard.sample.draws import Draws, Ints
from dashboard.sample.plan import Plan
from dashboard.sample.spend import spend
from dashboard.sample.truth import Company
from dashboard.sample.world import AS_OF, DAY, LANGUAGES, SENIORITIES, Reasons, countries, pipelines, reasons, roles, said, sources

POSITIONS: Final = 10
"""Stage numbers that a requisition takes up."""
CLOSE_REASONS: Final = ("Hire - New Headcount", "Hire - Backfill", "Position cancelled")
_MODELS: Final = ("hybrid", "remote", "onsite")
_MODEL_SHARES: Final = np.array([0.62, 0.2, 0.18])


def moments(seconds: Ints) -> pl.Series:
    """Return seconds since 1970 as times; those below zero are none."""
    times = pl.Series(seconds, dtype=pl.Int64)
    return pl.from_epoch(times.set(times < 0, None), time_unit="s").cast(pl.Datetime("us"))


def numbers(values: Ints, *, since: int = 1) -> pl.Series:
    """Return places counted from 0 as numbers counted from `since`; those below zero are none."""
    places = pl.Series(values, dtype=pl.Int64)
    return places.set(places < 0, None) + since


def describe(draws: Draws, plan: Plan) -> Company:
    """Return the company's frames, as they are before anything goes wrong."""
    table = sources()
    sides = reasons()
    return Company(
        jobs=_jobs(draws, plan),
        posts=posts(draws, plan),
        stages=_stages(draws, plan),
        openings=_openings(draws, plan),
        offices=_offices(),
        departments=_named("department_id", _departments()).with_columns(parent_id=pl.lit(None, pl.Int64)),
        sources=pl.DataFrame({"name": table.spellings, "type": table.types}).with_row_index("source_id", 1),
        reasons=_named("reason_id", sides.names).with_columns(side=_side(sides)),
        close_reasons=_named("close_reason_id", CLOSE_REASONS),
        spend=spend(draws, plan),
    )


def _named(key: str, names: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame({"name": names}).with_row_index(key, 1)


def _side(sides: Reasons) -> pl.Expr:
    theirs = pl.col("reason_id").is_between(sides.company + 1, sides.company + sides.candidate)
    return pl.when(theirs).then(pl.lit("candidate")).otherwise(pl.lit("company"))


@cache
def _departments() -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles().departments))


@cache
def _cities() -> tuple[tuple[int, dict[str, str]], ...]:
    """Return every city with its country, in the order of office numbers."""
    return tuple((country, city) for country, own in enumerate(countries().cities) for city in own)


@cache
def _first_office() -> Ints:
    return np.cumsum([0, *(len(own) for own in countries().cities)]).astype(np.int64)


@cache
def country_name(country: int, language: str) -> str:
    """Return a country's name in a language."""
    return str(Locale.parse(language).territories[countries().codes[country]])


def office_of(draws: Draws, key: Ints, country: Ints) -> Ints:
    """Return the office, from 0, that a requisition's place in a country belongs to."""
    first = _first_office()
    share = draws.uniform("city", key) ** 1.7
    return first[country] + (share * (first[country + 1] - first[country])).astype(np.int64)


def _offices() -> pl.DataFrame:
    """Return an office a city, each under one that stands for its country and has no place of its own."""
    cities = len(_cities())
    codes = range(len(countries().codes))
    return pl.DataFrame(
        {
            "name": [city["en"] for _, city in _cities()] + [country_name(country, "en") for country in codes],
            "location": [f"{city['en']}, {country_name(country, 'en')}" for country, city in _cities()] + [None for _ in codes],
            "parent_id": [cities + country + 1 for country, _ in _cities()] + [None for _ in codes],
        }
    ).with_row_index("office_id", 1)


def job_titles(draws: Draws, plan: Plan, language: Ints) -> list[str]:
    """Return each requisition's title in a language, given as its place in LANGUAGES."""
    styles = said("roles")["languages"]
    marked = draws.uniform("marked", plan.jobs.key)
    rows = zip(plan.jobs.role.tolist(), plan.jobs.seniority.tolist(), language.tolist(), marked.tolist(), strict=True)
    return [_title(role, seniority, LANGUAGES[spoken], mark, styles) for role, seniority, spoken, mark in rows]


def _title(role: int, seniority: int, language: str, mark: float, styles: dict[str, dict[str, str]]) -> str:
    titles = roles().titles[role]
    style = styles[language if language in titles else "en"]
    bare = titles.get(language, titles["en"])
    title = style[SENIORITIES[seniority]].format(bare) if seniority else bare
    return title + (style["mark"] if mark < float(style["marked"]) else "")


def work_models(draws: Draws, key: Ints) -> Ints:
    return draws.pick("work model", key, _MODEL_SHARES)


def _jobs(draws: Draws, plan: Plan) -> pl.DataFrame:
    jobs = plan.jobs
    count = len(jobs.key)
    departments = [_departments().index(roles().departments[role]) for role in jobs.role.tolist()]
    closed = np.where(plan.closes > AS_OF, -1, plan.closes)
    lead = (draws.spread("prepared", jobs.key, 0.7) * 4 * DAY).astype(np.int64)
    return pl.DataFrame(
        {
            "job_id": np.arange(1, count + 1),
            "title": job_titles(draws, plan, jobs.language),
            "department_id": np.array(departments) + 1,
            "office_id": office_of(draws, jobs.key, jobs.country) + 1,
            "requisition": [f"REQ-{number:05d}" for number in range(1, count + 1)],
            "status": np.where(closed < 0, "open", "closed"),
            "created_at": moments(jobs.opened - lead),
            "opened_at": moments(jobs.opened),
            "closed_at": moments(closed),
            "work_model": np.array(_MODELS)[work_models(draws, jobs.key)],
            "relocation": draws.chance("relocation", jobs.key, 0.45),
        }
    )


def first_post(plan: Plan) -> Ints:
    """Return the place of each requisition's first posting among all postings."""
    count = 1 + (plan.jobs.second_language >= 0)
    return np.cumsum(count) - count


def posts(draws: Draws, plan: Plan) -> pl.DataFrame:
    """Return the postings: one or two a requisition, each in its language."""
    jobs = plan.jobs
    two = np.flatnonzero(jobs.second_language >= 0)
    job = np.concatenate([np.arange(len(jobs.key)), two])
    order = np.argsort(job, kind="stable")
    job = job[order]
    country = np.concatenate([jobs.country, jobs.second_country[two]])[order]
    language = np.concatenate([jobs.language, jobs.second_language[two]])[order]
    titles = np.array([*job_titles(draws, plan, jobs.language), *_second_titles(draws, plan, two)], dtype=object)
    key = jobs.key[job]
    office = office_of(draws, key, country)
    model = work_models(draws, key)
    published = jobs.opened[job] + (draws.uniform("published", np.arange(len(job))) * 3 * DAY).astype(np.int64)
    relocation = draws.chance("relocation", key, 0.45)
    return pl.DataFrame(
        {
            "post_id": np.arange(1, len(job) + 1),
            "job_id": job + 1,
            "office_id": office + 1,
            "title": titles[order].tolist(),
            "language": np.array(LANGUAGES)[language],
            "location": _locations(draws, office, language, model),
            "body": _bodies(jobs.role[job], language, model, relocation),
            "published_at": moments(np.minimum(published, AS_OF)),
            "live": plan.closes[job] > AS_OF,
        }
    )


def _second_titles(draws: Draws, plan: Plan, rows: Ints) -> list[str]:
    titles = job_titles(draws, plan, np.maximum(plan.jobs.second_language, 0))
    return [titles[row] for row in rows.tolist()]


def _locations(draws: Draws, office: Ints, language: Ints, model: Ints) -> list[str]:
    said_so = draws.chance("model in location", np.arange(len(office)), 0.2)
    rows = zip(office.tolist(), language.tolist(), model.tolist(), said_so.tolist(), strict=True)
    return [_location(*row) for row in rows]


def _location(office: int, language: int, model: int, said_so: bool) -> str:
    country, city = _cities()[office]
    spoken = LANGUAGES[language]
    place = f"{city.get(spoken, city['en'])}, {country_name(country, spoken)}"
    return f"{place} ({said('wording')[spoken][_MODELS[model]]})" if said_so else place


def _bodies(role: Ints, language: Ints, model: Ints, relocation: np.ndarray) -> list[str]:
    rows = zip(role.tolist(), language.tolist(), model.tolist(), relocation.tolist(), strict=True)
    return [_body(said("wording")[LANGUAGES[spoken]], roles().names[r], _MODELS[m], moves) for r, spoken, m, moves in rows]


def _body(words: dict[str, str], role: str, model: str, moves: bool) -> str:
    reports = words["reports"] if role == "backend" else ""
    parts = (reports, words[model].capitalize() + ".", words["relocation"] if moves else "")
    return f"<p>{' '.join(part for part in parts if part)}</p>"


@cache
def _stage_names() -> tuple[list[str], Ints]:
    """Return the stage names and which one a kind has, by variant and language."""
    kinds = said("pipelines")["kinds"]
    texts = [
        [[kinds[k]["names"].get(language, kinds[k]["names"]["en"])[variant] for k in pipelines().kinds] for language in LANGUAGES]
        for variant in (0, 1)
    ]
    names, index = np.unique(np.array(texts), return_inverse=True)
    return names.tolist(), index.reshape(np.shape(texts)).astype(np.int64)


def stage_names(draws: Draws, plan: Plan, job: Ints, position: Ints) -> pl.Series:
    """Return the name of the stage at a position of a requisition's pipeline: half of them have their own language's."""
    names, index = _stage_names()
    local = draws.chance("local stages", plan.jobs.key, 0.5)
    variant = draws.chance("other stage names", plan.jobs.key, 0.3).astype(np.int64)
    language = np.where(local, plan.jobs.language, 0)
    kind = pipelines().kind[plan.jobs.pipeline[job], position]
    return pl.Series(names).gather(index[variant[job], language[job], kind])


def _stages(draws: Draws, plan: Plan) -> pl.DataFrame:
    length = pipelines().length[plan.jobs.pipeline]
    job = np.repeat(np.arange(len(length)), length)
    position = np.arange(len(job)) - np.repeat(np.cumsum(length) - length, length)
    return pl.DataFrame(
        {
            "stage_id": job * POSITIONS + position + 1,
            "job_id": job + 1,
            "position": position,
            "name": stage_names(draws, plan, job, position),
            "active": np.full(len(job), True),
        }
    )


def _openings(draws: Draws, plan: Plan) -> pl.DataFrame:
    seats = plan.seats
    number = np.arange(len(seats.job))
    ended = seats.closed <= AS_OF
    filled = ended & ~seats.cancelled & (seats.filled_by >= 0)
    closed = np.where(filled | (ended & seats.cancelled), seats.closed, -1)
    application = np.append(plan.chosen.number, -1)[np.where(filled, seats.filled_by, -1)]
    backfill = draws.chance("backfill", number, 0.4).astype(np.int64)
    started = np.where(seats.opened > AS_OF, -1, seats.opened)
    return pl.DataFrame(
        {
            "opening_id": number + 1,
            "job_id": seats.job + 1,
            "code": [f"{job + 1}-{nth}" for job, nth in zip(seats.job.tolist(), _nth(seats.job).tolist(), strict=True)],
            "application_id": numbers(application),
            "opened_at": moments(started),
            "closed_at": moments(closed),
            "close_reason_id": numbers(np.where(filled, backfill, np.where(closed >= 0, 2, -1))),
            "target_start_on": moments(started + 120 * DAY).dt.date(),
        }
    ).filter(pl.col("opened_at").is_not_null())


def _nth(job: Ints) -> Ints:
    return np.arange(len(job)) - np.searchsorted(job, job) + 1
