"""The header's `[people]`: which columns count people, what rests on them, and every mistake in saying so."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.catalog.keys import Key, KeyFault, table_faults
from dashboard.catalog.model import KeyPath, People
from dashboard.catalog.nearest import did_you_mean, listed

PEOPLE: Final[Mapping[str, Key]] = {
    "counts": Key(
        "by column that counts people or applications, the figures that rest on it; "
        "a figure that none names rests on all of them",
        (dict,),
    ),
    "nobody": Key("columns about nobody: openings, postings, money, targets, days of a calendar", (list,)),
    "not_added": Key("counts whose rows are no parts of one total: a funnel's milestones", (list,)),
    "apart": Key(
        "columns that tell apart what is counted, applications from hires: nothing is added up across them",
        (list,),
    ),
    "overall": Key("figures about all rows together: an average that each row repeats", (list,)),
    "sums": Key("by count, the counts of the same row that add up to it", (dict,)),
    "running": Key(
        "by count, the figures that add it up from row to row: a curve, told in steps of enough people",
        (dict,),
    ),
    "together": Key("columns: rows alike in these are shown together or not at all", (list,)),
}
_LISTS: Final = ("nobody", "not_added", "apart", "overall", "together")
_TABLES: Final = ("counts", "sums", "running")
_OF_COUNTS: Final = ("not_added", "sums", "running")
_NUMBER: Final = re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\))(\[\])?")


def people_of(table: Any) -> People | None:
    """Return what a header's `[people]` says; what is of the wrong type counts as not said."""
    if not isinstance(table, dict):
        return None
    return People(
        counts=_by_column(table.get("counts")),
        nobody=_names(table.get("nobody")),
        not_added=_names(table.get("not_added")),
        apart=_names(table.get("apart")),
        overall=_names(table.get("overall")),
        sums=_by_column(table.get("sums")),
        running=_by_column(table.get("running")),
        together=_names(table.get("together")),
    )


def _by_column(value: Any) -> dict[str, tuple[str, ...]]:
    return {column: _names(names) for column, names in value.items()} if isinstance(value, dict) else {}


def _names(value: Any) -> tuple[str, ...]:
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def written_faults(table: Any) -> Iterator[KeyFault]:
    """Yield what is wrong with a `[people]` as it is written, without looking at a result."""
    if not isinstance(table, dict):
        return
    yield from table_faults(table, PEOPLE, ("people",))
    for key in _TABLES:
        entries = table.get(key)
        for column, names in entries.items() if isinstance(entries, dict) else ():
            if not isinstance(names, list):
                message = f'"{column}" takes a list of columns, not {names!r}.'
                yield KeyFault(("people", key, column), message)
    said = people_of(table)
    if said:
        yield from _twice(said)
        yield from _no_counts(said)


def _twice(people: People) -> Iterator[KeyFault]:
    for path, names in _lists(people):
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            yield KeyFault(path, f'"{name}" is listed twice.', "Keep one.")
    resting = {
        *people.counts,
        *people.overall,
        *(name for figures in (*people.counts.values(), *people.running.values()) for name in figures),
    }
    for name in people.nobody:
        if name in resting:
            advice = "Take it out here, or there."
            yield KeyFault(("people", "nobody"), f'"{name}" is about nobody and about people.', advice)


def _no_counts(people: People) -> Iterator[KeyFault]:
    """Yield what is said of a count that is none."""
    parts = [(("people", "sums", whole), names) for whole, names in people.sums.items()]
    wholes = [(("people", key), tuple(getattr(people, key))) for key in _OF_COUNTS]
    for path, names in (*wholes, *parts):
        for name in names:
            if name not in people.counts:
                advice = did_you_mean(name, people.counts) or "Name it there, with a list of its figures."
                yield KeyFault(path, f'"{name}" is none of the counts.', advice)


def column_faults(people: People | None, types: Mapping[str, str]) -> Iterator[KeyFault]:
    """Yield what is wrong with a `[people]` for a result with columns of these DuckDB types."""
    if people is None:
        return
    named = [(("people", "counts", column), (column,)) for column in people.counts]
    for path, names in (*named, *_lists(people)):
        for name in dict.fromkeys(names):
            if name not in types:
                advice = did_you_mean(name, types) or f"It has {', '.join(types)}."
                yield KeyFault(path, f'the result has no column "{name}".', advice)
    for column in people.counts:
        if column in types and not _NUMBER.fullmatch(types[column]):
            message = f'"{column}" holds no numbers, so it counts nobody.'
            yield KeyFault(("people", "counts", column), message, "Name a column of numbers.")
    unsaid = [name for name, kind in types.items() if _NUMBER.fullmatch(kind) and name not in people.nobody]
    if not people.counts and unsaid:
        advice = "Name the column that does under counts, or list these under nobody."
        message = f"no column says how many people {listed(unsaid)} rest on."
        yield KeyFault(("people",), message, advice)


def _lists(people: People) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """Yield every list of columns with its place in the header."""
    for key in _LISTS:
        yield ("people", key), getattr(people, key)
    for key in _TABLES:
        for column, names in getattr(people, key).items():
            yield ("people", key, column), names
