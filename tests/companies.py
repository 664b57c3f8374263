"""Invented applications whose truth is known, seen only up to the as-of date."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

AS_OF = date(2026, 1, 1)
HIRED, REJECTED = 1, 2


@dataclass(frozen=True)
class Fates:
    """One entry an application: its age at the as-of date, the day that it ends and how."""

    age: NDArray[np.int64]
    day: NDArray[np.int64]
    kind: NDArray[np.int64]

    @property
    def seen_day(self) -> NDArray[np.int64]:
        return np.minimum(self.day, self.age)

    @property
    def seen_kind(self) -> NDArray[np.int64]:
        return np.where(self.day <= self.age, self.kind, 0)

    def applications(self, **more: object) -> pl.DataFrame:
        """Return what an export taken at the as-of date says of them."""
        kind = pl.Series(self.seen_kind)
        frame = pl.DataFrame({"days_observed": self.seen_day, "age": self.age}).with_columns(
            status=kind.replace_strict(
                {0: "active", HIRED: "hired", REJECTED: "rejected"}, return_dtype=pl.String
            ).scatter(np.flatnonzero(self.seen_kind == REJECTED)[::2], "withdrawn"),
            applied_at=pl.lit(AS_OF, pl.Datetime) - pl.duration(days=pl.col("age")),
            days_to_hire=pl.when(kind == HIRED).then(pl.col("days_observed")),
        )
        return frame.with_columns(
            hired_at=pl.col("applied_at") + pl.duration(days=pl.col("days_to_hire")),
            **{
                name: values if isinstance(values, pl.Series) else pl.lit(values)
                for name, values in more.items()
            },
        ).drop("age")


def random_fates(rng: np.random.Generator, size: int, *, hired: float = 0.3, longest: int = 60) -> Fates:
    """Return fates with many ties: whole days up to `longest`, ages up to a year."""
    return Fates(
        age=rng.integers(1, 365, size),
        day=rng.integers(0, longest, size),
        kind=rng.choice([HIRED, REJECTED], size, p=[hired, 1 - hired]),
    )


def company_names(companies: int, size: int) -> pl.Series:
    """Return the name of each row's company, each of so many rows."""
    names = pl.Series([f"c{number:04d}" for number in range(companies)])
    return names.gather(np.repeat(np.arange(companies), size))


def growing_companies(
    rng: np.random.Generator, companies: int, size: int, hired: float
) -> tuple[Fates, pl.Series]:
    """Return fates and company names: applications grow through the year before the as-of date.

    Hires take 67 days on average (gamma), rejections 25 (exponential), nobody longer than 300.
    """
    rows = companies * size
    kind = rng.choice([HIRED, REJECTED], rows, p=[hired, 1 - hired])
    day = np.where(kind == HIRED, rng.gamma(3, 22.4, rows), rng.exponential(25, rows))
    age = np.floor(365 * rng.random(rows) ** 2) + 1
    fates = Fates(age.astype(np.int64), np.minimum(day, 300).astype(np.int64), kind)
    return fates, company_names(companies, size)
