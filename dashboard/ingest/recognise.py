"""Which files of the given paths are which kind of which layout: by their columns, and all doubts said."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from dashboard.ingest.files import ARCHIVE_LIMIT, Found, Table, may_be_data, open_tables
from dashboard.ingest.findings import Doubt, Findings, Place, Refused
from dashboard.ingest.layouts import FileMap, Layout

_TELLING: Final = 4
"""A file that lacks one of at least so many required columns is taken for a damaged one of that kind."""


@dataclass(frozen=True)
class Candidate:
    """A table of a file, and where that stands: `shown` to people, `stem` the name of what it may hold."""

    path: Path
    shown: str
    stem: str
    table: Table


@dataclass(frozen=True)
class Recognised:
    """A file and what it is."""

    path: Path
    shown: str
    table: Table
    layout: Layout
    kind: FileMap


def find_files(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the files that may be data, in order, each with its name inside the folder that was given."""
    found: dict[Path, str] = {}
    for given in paths:
        if given.is_dir():
            files = (path for path in given.rglob("*") if path.is_file())
            inside = sorted(path for path in files if may_be_data(PurePosixPath(path.relative_to(given))))
            found |= {path: str(path.relative_to(given)) for path in inside}
        else:
            found[given] = given.name
    return found


def recognise(
    paths: Sequence[Path],
    layouts: Mapping[str, Layout],
    findings: Findings,
    work: Path,
    archive_limit: int = ARCHIVE_LIMIT,
) -> list[Recognised]:
    """Return the tables that a layout knows; a finding says why each other one was refused.

    What has to be unpacked, up to `archive_limit` bytes a file, goes into the folder `work`.
    """
    folders: dict[tuple[Path, str], list[Candidate]] = defaultdict(list)
    for number, (path, shown) in enumerate(find_files(paths).items()):
        tables = open_tables(path, work / f"{number}", archive_limit)
        for found in tables:
            place = f"{shown}{found.inside}"
            if isinstance(found.table, Refused):
                doubt = Doubt(found.table.reason, "refused", found.table.advice)
                _refuse(path, place, doubt, findings)
            else:
                candidate = Candidate(found.path, place, found.stem, found.table)
                folders[_folder(path, found, alone=len(tables) == 1)].append(candidate)
    return [known for files in folders.values() for known in _recognise_folder(files, layouts, findings)]


def _folder(path: Path, found: Found, *, alone: bool) -> tuple[Path, str]:
    """Return where a table has its neighbours: an archive of several files is a folder of its own."""
    if alone or not found.inside.startswith("/"):
        return path.parent, ""
    return path, str(PurePosixPath(found.inside.partition("[")[0]).parent)


def _refuse(path: Path, shown: str, doubt: Doubt, findings: Findings) -> None:
    """Note a file that is not read under its digest, by which it is known under another name too."""
    try:
        key = digest(path)
    except OSError:
        key = None
    findings.add(Place(file=shown), [replace(doubt, key=key)])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _recognise_folder(
    files: list[Candidate], layouts: Mapping[str, Layout], findings: Findings
) -> Iterable[Recognised]:
    """Files of a folder come from one system: where several layouts know a file, the other files decide."""
    matches = {file.shown: _matches(file, layouts.values()) for file in files}
    votes: Counter[str] = Counter()
    for kinds in matches.values():
        names = {layout.name for layout, _ in kinds}
        votes.update({name: 1 / len(names) for name in names})
    for file in files:
        best = sorted(matches[file.shown], key=lambda match: (votes[match[0].name], _fit(file, match[1])))
        if not best:
            _refuse(file.path, file.shown, _not_recognised(file, layouts.values()), findings)
        elif len(best) > 1 and _rank(file, best[-1], votes) == _rank(file, best[-2], votes):
            _refuse(file.path, file.shown, _ambiguous(best[-1], best[-2]), findings)
        else:
            yield Recognised(file.path, file.shown, file.table, *best[-1])


def _matches(file: Candidate, layouts: Iterable[Layout]) -> list[tuple[Layout, FileMap]]:
    return [
        (layout, kind) for layout in layouts for kind in layout.files if not kind.lacks(file.table.columns)
    ]


def _fit(file: Candidate, kind: FileMap) -> tuple[int, bool]:
    return len(kind.requires), file.stem == kind.name


def _rank(
    file: Candidate, match: tuple[Layout, FileMap], votes: Counter[str]
) -> tuple[float, str, int, bool]:
    layout, kind = match
    return votes[layout.name], layout.name, *_fit(file, kind)


def _ambiguous(one: tuple[Layout, FileMap], other: tuple[Layout, FileMap]) -> Doubt:
    names = f"{one[1].name} or {other[1].name}"
    return Doubt(f"The columns fit {names}.", "refused", f"Name the file after what it holds: {names}.")


def _not_recognised(file: Candidate, layouts: Iterable[Layout]) -> Doubt:
    columns = set(file.table.columns)
    for refusal in (refusal for layout in layouts for refusal in layout.refused if refusal.fits(columns)):
        return Doubt(refusal.reason, "refused", refusal.advice)
    if any(telling <= columns for layout in layouts for telling in layout.unread.values()):
        return Doubt("Not read, on purpose.", "refused", "It holds people, or nothing that a page shows.")
    near = [
        (file.stem == kind.name, -len(lacking), layout, kind, lacking)
        for layout in layouts
        for kind in layout.files
        if _nearly(kind, lacking := kind.lacks(columns), file.stem)
    ]
    if not near:
        advice = "If it holds something that you need, import it with a map of your own."
        return Doubt("No layout knows these columns.", "refused", advice, value=f"{len(columns)} columns")
    *_, layout, kind, lacking = max(near, key=lambda match: match[:2])
    missing = ", ".join(lacking)
    reason = f"Looks like {kind.name} of {layout.title}, but lacks: {missing}."
    return Doubt(reason, "refused", "Export the file again with all of its columns.", column=missing)


def _nearly(kind: FileMap, lacking: Sequence[str], stem: str) -> bool:
    """Whether a file that lacks these columns is a damaged one of a kind: by name or nearly all columns."""
    if stem == kind.name:
        return len(lacking) < len(kind.requires)
    return len(lacking) == 1 and len(kind.requires) >= _TELLING
