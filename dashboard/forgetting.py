"""From an erasure request to a version without that person, and imports that never bring the person back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import polars as pl

from dashboard import ingest, settings, warehouse
from dashboard.catalog.scopes import scopes_in_force

Kind = Literal["candidate", "application"]
_LOSSES: Final = {
    "openings": "openings, which lose the application that filled them",
    "findings": "findings, which lose key and value",
}


class ForgetFailed(Exception):
    """Nobody was forgotten and nothing was changed; the sentences say why and what to do."""


class Unclear(ForgetFailed):
    """A key may stand for two people, or stands for nobody who is known."""


@dataclass(frozen=True)
class Person:
    """Who goes: the applications of one candidate, and the hashes by which no import brings them back."""

    applications: frozenset[str]
    hashes: frozenset[str]


@dataclass(frozen=True)
class People:
    """Everybody in one account of a warehouse: each application with its candidate's key."""

    known: pl.DataFrame
    merged: Mapping[str, str]
    candidate: ingest.KeyedHash
    application: ingest.KeyedHash

    @classmethod
    def of(cls, canonical: warehouse.Canonical, account: str, secret: bytes) -> "People":
        """Return the people of an account."""
        hashed = (ingest.KeyedHash(secret, account, of) for of in ("", "application"))
        return cls(warehouse.known_applications(canonical, account), canonical.merged(account), *hashed)

    def find(self, key: str, kind: Kind | None) -> Person:
        """Return whose key it is: a candidate's in the source system or here, or an application's.

        Raises Unclear where that is two people, and where it is nobody and no kind is said.
        """
        hashed = self.candidate(pl.Series([key])).item()
        goes_on = [self.merged.get(each, each) for each in (key, hashed)]
        as_candidate = self.known.filter(pl.col("candidate_key").is_in(goes_on) & (kind != "application"))
        as_application = self.known.filter((pl.col("application_id") == key) & (kind != "candidate"))
        found = pl.concat([as_candidate, as_application])
        if found["candidate_key"].n_unique() > 1:
            raise Unclear(
                f"{key} is a candidate and an application of somebody else. Say which it is with --kind."
            )
        if found.is_empty() and kind is None:
            raise Unclear(
                f"{key} is nobody in this account. To keep it out of imports all the same, name its --kind."
            )
        theirs = self.known.filter(
            pl.col("candidate_key").is_in(found["candidate_key"].drop_nulls().implode())
        )
        named = [key] if kind == "application" else []  # findings may name one that no table has
        applications = frozenset([*found["application_id"], *theirs["application_id"], *named])
        return Person(applications, self._hashes(key, kind, applications, found["candidate_key"]))

    def _hashes(
        self, key: str, kind: Kind | None, applications: Collection[str], candidates: pl.Series
    ) -> frozenset[str]:
        said = (
            self.candidate(pl.Series([key])).to_list()
            if kind == "candidate" and candidates.is_empty()
            else []
        )
        ids = pl.Series(sorted(applications), dtype=pl.String)
        keys = ingest.same_people([*candidates.drop_nulls(), *said], self.merged)
        return keys.union(self.application(ids))


def forget(  # noqa: PLR0913 (all but the first two by name)
    keys: Sequence[str],
    folder: Path,
    *,
    account: str,
    kind: Kind | None = None,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda sentence: None,
) -> str:
    """Remove people from a warehouse and return the report of what went, or with `dry_run` would go.

    Keys are ids of candidates in the source system, values of candidate_key, or ids of applications. The list
    of the forgotten is written first: whatever happens next, no import brings them back. Raises ForgetFailed.
    """
    scopes = _scopes()
    try:
        warehouse.newest(folder)  # a folder without one is left alone
        with warehouse.changing(folder):
            canonical = warehouse.newest(folder)
            secret = ingest.load_or_make_secret(folder)
            people = _found(People.of(canonical, account, secret), keys, kind)
            gone = frozenset().union(*(person.applications for person in people))
            keeps = settings.get("keep_closed_totals") == "on"
            hashes = frozenset().union(*(person.hashes for person in people))
            erasure = warehouse.Erasure(account, gone, hashes, keep_totals=keeps)
            report = _report(len(people), warehouse.rows_of(canonical, erasure))
            if dry_run:
                return f"Nothing was changed. This would go:\n\n{report}"
            ingest.add_forgotten(folder, hashes)
            version = warehouse.publish_without(
                erasure, folder, timezone=settings.get("timezone"), scopes=scopes, progress=progress
            )
    except (warehouse.Busy, warehouse.PublishFailed, warehouse.NoWarehouse) as failure:
        raise ForgetFailed(str(failure)) from failure
    except (pl.exceptions.PolarsError, warehouse.Damaged, FileNotFoundError) as damage:
        raise ForgetFailed(warehouse.damaged(damage, folder)) from damage
    except OSError as refusal:
        raise ForgetFailed(warehouse.refused(refusal, folder)) from refusal
    return (
        f"Removed:\n\n{report}\n\nPublished as version {version}; all older versions are deleted, and no "
        "import brings them back. Delete them from your exports and from backups of the warehouse too."
    )


def erasure_of_learnt(folder: Path, account: str, hashes: frozenset[str]) -> warehouse.Erasure | None:
    """Return what goes of the version before an import, which has learnt who else is a forgotten person.

    They are listed first. A merge comes to light late: by then the other key's applications are published.
    """
    if not hashes:
        return None
    if not hashes <= ingest.load_forgotten(folder):
        ingest.add_forgotten(folder, hashes)
    gone, merged = published_of(folder, account, hashes), known_merges(folder, account)
    if not (gone or hashes.intersection([*merged, *merged.values()])):
        return None
    return warehouse.Erasure(account, gone, hashes, keep_totals=settings.get("keep_closed_totals") == "on")


def published_of(folder: Path, account: str, candidates: Collection[str]) -> frozenset[str]:
    """Return the ids of the published applications of some candidates, by their keys."""
    try:
        with warehouse.readable(folder):
            return warehouse.published_of(warehouse.newest(folder), account, candidates)
    except warehouse.NoWarehouse:
        return frozenset()


def known_merges(folder: Path, account: str) -> Mapping[str, str]:
    """Return which candidates of an account are known to go on as whom."""
    try:
        with warehouse.readable(folder):
            return warehouse.newest(folder).merged(account)
    except warehouse.NoWarehouse:
        return {}


def _scopes() -> tuple[warehouse.Scope, ...]:
    """Return the scopes whose files are built anew, without the people."""
    defined = scopes_in_force()
    if defined and defined.problems:
        raise ForgetFailed("\n".join(map(str, defined.problems)))
    return tuple(defined.scopes.values()) if defined else ()


def _found(people: People, keys: Sequence[str], kind: Kind | None) -> list[Person]:
    """Return the person of each key. Raises Unclear with a sentence for every key that is not clear."""
    found, unclear = [], []
    for key in keys:
        try:
            found.append(people.find(key, kind))
        except Unclear as problem:
            unclear.append(str(problem))
    if unclear:
        raise Unclear("\n".join([*unclear, "Nothing was changed."]))
    return found


def _report(people: int, rows: Mapping[str, int]) -> str:
    return "\n".join(_lines(people, rows))


def _lines(people: int, rows: Mapping[str, int]) -> Iterator[str]:
    yield f"{people:>14,}  people"
    for table, count in rows.items():
        yield f"{count:>14,}  {_LOSSES.get(table, table)}"
