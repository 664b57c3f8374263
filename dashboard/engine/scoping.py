"""What a scope means beyond its file: which targets speak of its rows, and what it may not see."""

from collections.abc import Collection, Iterable
from typing import Final

from dashboard.catalog.targets import Target
from dashboard.warehouse import Scope

INDIVIDUAL: Final = frozenset({"application_id", "candidate_key"})
"""A result with one of these columns lists single applications."""


def targets_within(targets: Iterable[Target], scope: Scope | None) -> tuple[Target, ...]:
    """Return the targets that were set for nothing but what a scope holds."""
    return tuple(each for each in targets if scope is None or _is_within(each, scope))


def _is_within(target: Target, scope: Scope) -> bool:
    if target.measure == "time_to_fill":
        return target.role_family is None or target.role_family in scope.rows.get(
            "role_family", (target.role_family,)
        )
    return scope.rows.keys() <= {"country"} and target.country in scope.rows.get("country", (target.country,))


def masks(scope: Scope | None) -> bool:
    """Return whether figures about few people are hidden."""
    return scope is not None and not scope.individuals


def may_list(columns: Collection[str], scope: Scope | None) -> bool:
    """Return whether a result with these columns may be shown."""
    return not masks(scope) or INDIVIDUAL.isdisjoint(columns)
