"""`hiring map`: the columns and values of an unknown file into a map that its owner checks and fills in.

A file is sampled (`profiles`), its columns are taken for fields (`guessing`), its rows for applications,
events or postings (`shape`), and both are written down with their reasons (`sections`, `writing`). Words that
no term knows become questions (`questions`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dashboard.ingest.aggregates import refuse_counts
from dashboard.ingest.files import Table, open_tables
from dashboard.ingest.findings import Refused
from dashboard.ingest.layouts import shipped_layouts
from dashboard.ingest.mapping.histories import count_stages, history_of, list_columns
from dashboard.ingest.mapping.questions import STATED, Question, meanings, questions, unknown_places
from dashboard.ingest.mapping.sections import File, feeds_for, required
from dashboard.ingest.mapping.shape import ABOUT, Understood, understand
from dashboard.ingest.mapping.writing import lines_of, quoted, wrapped
from dashboard.ingest.profiles import count_values, profiles_of, sample_of
from dashboard.ingest.terms.answers import ANSWERS
from dashboard.ingest.written import ORDERS

__all__ = ["Refused", "propose"]

_ASKED: Final = 12
"""Questions of one subject that stand open in a map; the rarer words follow as comments, up to `_TOLD`."""
_TOLD: Final = 100
_COUNTED: Final = ("stage", "status", "source", "title", *STATED)
_SUBJECTS: Final[Mapping[str, str]] = {
    "stages": "Stages that no rule knows. `side` is no step: on hold, rejected.",
    "sources": "Sources that no rule knows: their channels.",
    "titles": "Titles that may mean an IT architect or another one.",
    "statuses": "Statuses that no rule knows.",
}


@dataclass(frozen=True)
class _Read:
    """A file, and how often each of the words that terms are made of stands in the whole of it."""

    file: File
    counts: Mapping[str, Counter[str]]


def propose(paths: Sequence[Path], progress: Callable[[str], None] = lambda sentence: None) -> str:
    """Return a map for files of nobody's layout, ready to be filled in. Raises Refused."""
    with TemporaryDirectory() as work:
        read = [each for path in paths for each in _read(path, Path(work), progress)]
    listed = any(each.file.found.shape in ("wide", "nested", "snapshot") for each in read)
    files = [
        replace(each, file=replace(each.file, gives_applications=not listed))
        if each.file.found.shape == "events"
        else each
        for each in read
    ]
    return "\n".join([*_head(files), *_tables(files), *_terms(files)]) + "\n"


def _read(path: Path, work: Path, progress: Callable[[str], None]) -> list[_Read]:
    """Read all that a file holds; a sheet or a packed file of something else is passed over and said."""
    read, refused = [], []
    for found in open_tables(path, work):
        name = f"{path.name}{found.inside}"
        try:
            read.append(_understood(name, found.table, progress))
        except Refused as refusal:
            refused.append(Refused(f"{name}: {refusal.reason}", refusal.advice))
    if not read:
        raise refused[0] if refused else Refused(f"{path.name} holds no table.", "Give a file of rows.")
    for passed_over in refused:
        progress(str(passed_over))
    return read


def _understood(name: str, table: Table | Refused, progress: Callable[[str], None]) -> _Read:
    if isinstance(table, Refused):
        raise table
    for kind in _known(table):
        progress(f"{name} is {kind}: hiring import reads it without a map.")
    sample = sample_of(table)
    profiles = profiles_of(sample)
    refuse_counts(profiles)
    lists = list_columns(sample)
    found = understand(profiles, lists, history_of(sample, lists))
    progress(f"{name}: {ABOUT[found.shape]}.")
    return _Read(File(name, found, sample), _counted(table, found))


def _known(table: Table) -> list[str]:
    """Return the kinds of shipped layouts that a file fits."""
    return [
        f"{kind.name} of {layout.title}"
        for layout in shipped_layouts().values()
        for kind in layout.files
        if not kind.lacks(table.columns)
    ]


def _counted(table: Table, found: Understood) -> dict[str, Counter[str]]:
    counts = count_values(table, [found.fields[name].column for name in _COUNTED if name in found.fields])
    if found.history:
        counts[found.history.stage.name] = count_stages(table, found.history)
    return counts


def _head(files: Sequence[_Read]) -> Iterator[str]:
    names = " ".join(each.file.name for each in files)
    yield f"# Proposed by: hiring map {names}"
    yield "# Check each line and fill in what is empty, then: hiring import … --layout THIS_FILE"
    yield "# How to read a map: docs/maps.md. A column that no line names is dropped unread."
    title, *_ = files[0].file.name.split(".")
    yield f"title = {quoted(title)}"
    if taken := [
        each.file.found.fields["taken_at"].column for each in files if "taken_at" in each.file.found.fields
    ]:
        yield f"snapshot = [{', '.join(map(quoted, taken))}]"
    yield from _date_order(files)


def _date_order(files: Sequence[_Read]) -> Iterator[str]:
    """Yield which comes first, day or month: this file may decide it, but the next one need not."""
    dates = [profile.dates for each in files for profile in each.file.found.dated if profile.dates]
    orders = Counter(each.reader for each in dates if each.reader in ORDERS and not each.undecided)
    open_ = [each for each in dates if each.undecided]
    if len(orders) > 1:
        yield "# Some columns begin with the day and some with the month: the values of each decide."
    elif orders:
        yield f"date_order = {quoted(orders.most_common(1)[0][0])}"
    elif open_:
        yield 'date_order = "day_first"  # day or month first? No value decides it: check (or "month_first")'


def _tables(files: Sequence[_Read]) -> Iterator[str]:
    used: Counter[str] = Counter()
    for each in files:
        kind = {"events": "events", "postings": "postings"}.get(each.file.found.shape, "applications")
        used[kind] += 1
        yield from _table(each, kind if used[kind] == 1 else f"{kind}_{used[kind]}")


def _table(each: _Read, kind: str) -> Iterator[str]:
    file = each.file
    yield ""
    yield from wrapped(f"{file.name}: {ABOUT[file.found.shape]}.")
    if file.found.left_out:
        yield from wrapped(
            "Left out: " + ", ".join(f"{name} ({why})" for name, why in file.found.left_out.items())
        )
    yield f"[{kind}]"
    yield f"requires = [{', '.join(map(quoted, required(file)))}]"
    for feed in feeds_for(file):
        yield f"[{kind}.{feed.name}]"
        yield from _notes(feed.name, each)
        yield from lines_of(feed.lines)


def _notes(feed: str, each: _Read) -> Iterator[str]:
    """Yield what is to be known of the words in a feed's columns."""
    found = each.file.found
    if feed == "applications" and (status := found.column("status")) and found.shape != "events":
        yield from wrapped(
            f"{status}, as the terms read it: {'; '.join(meanings('status', each.counts[status]))}"
        )
    if feed in ("stage_visits", "current_stages") and (stage := found.stage_words) in each.counts:
        yield from wrapped(
            f"{stage}, as the terms read it: {'; '.join(meanings('stage', each.counts[stage or '']))}"
        )
    if feed == "stage_visits" and found.shape == "wide":
        names = Counter({each.file.stages[1][profile.name]: profile.filled for profile in found.stages})
        yield from wrapped(f"Stages, as the terms read them: {'; '.join(meanings('stage', names))}")
    for field in STATED if feed == "postings" else ():
        if (column := found.column(field)) and (odd := unknown_places(field, each.counts[column])):
            yield from wrapped(f"No {field}, so not stated: {', '.join(odd[:_ASKED])}")


def _terms(files: Sequence[_Read]) -> Iterator[str]:
    asked: dict[str, list[Question]] = {}
    for each in files:
        for subject, words in questions(each.file.found, each.counts, each.file.stages[1]).items():
            asked.setdefault(subject, []).extend(words)
    if asked:
        yield from (
            "",
            "# Words to fill in between the quotes; what stays empty stays unknown, with a finding.",
            "[terms]",
        )
    for subject, words in asked.items():
        yield from wrapped(f"{_SUBJECTS[subject]} One of: {', '.join(ANSWERS[subject])}.")
        yield from (_asked(subject, word) for word in words[:_ASKED])
        yield from (f"# {_asked(subject, word)}" for word in words[_ASKED:_TOLD])
        if len(words) > _TOLD:
            yield f"# … and {len(words) - _TOLD:,} rarer ones"


def _asked(subject: str, question: Question) -> str:
    return f"{subject}.{quoted(question.word)} = {quoted(question.suggestion)}  # {question.count:,} times"
