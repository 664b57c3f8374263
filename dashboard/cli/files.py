"""`hiring check`: every mistake in query files, and with --data what does not hold on the published data."""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dashboard import catalog, warehouse
from dashboard.catalog.header import line_of
from dashboard.catalog.model import Catalog, Problem, Query
from dashboard.catalog.targets import targets_in_force
from dashboard.catalog.words import untranslated
from dashboard.cli.asking import shelf_in
from dashboard.cli.scoping import scope_named
from dashboard.cli.terminal import CHECKS_FAILED, FAILED, OK, USAGE, narrate
from dashboard.engine.checks import Failed, run_all
from dashboard.engine.monotone import raised_counts
from dashboard.translations import LANGUAGES
from dashboard.warehouse import Warehouse

GLANCE_SECONDS = 0.3
"""How long `--watch` waits before it looks at the files again."""


def check_command(args: argparse.Namespace) -> int:
    """Print every mistake in the query files, all at once."""
    if not args.watch:
        return _check(args)
    code = OK
    try:
        for _ in changes(args.queries):
            narrate(f"\n{time.strftime('%H:%M:%S')}")
            code = _check(args)
    except KeyboardInterrupt:
        pass
    return code


def changes(folder: Path) -> Iterator[None]:
    """Yield at once, and whenever a file of the folder has changed since."""
    seen: object = None
    while True:
        stamps = sorted((path, path.stat().st_mtime_ns) for path in folder.glob("*/*") if path.is_file())
        if stamps != seen:
            seen = stamps
            yield
        time.sleep(GLANCE_SECONDS)


def _check(args: argparse.Namespace) -> int:
    shelf = shelf_in(args.queries)
    if shelf is None or not _all_there(args.path):
        return USAGE
    source = warehouse.Warehouse(args.warehouse, scope_named(args.scope))
    beside = [*targets_in_force().problems, *catalog.report_plan(shelf).problems]
    problems = _within([*_problems(shelf, source), *beside], args.path)
    code = FAILED if problems else OK
    files = {query.path for query in shelf.queries.values()} | {problem.path for problem in problems}
    narrate(_summary(problems, len([path for path in files if _is_within(path, args.path)])))
    if args.data and not problems:
        wanted = [query for query in shelf.queries.values() if _is_within(query.path, args.path)]
        code, problems = check_data(wanted, source, narrowing=True)
    if args.translations and not problems:
        problems = _within(untranslated(shelf, LANGUAGES), args.path)
        narrate(f"{_counted(len(problems), 'text')} not translated.")
        code = FAILED if problems else code
    _print(problems, as_json=args.json)
    return code


def check_data(
    queries: Sequence[Query], source: Warehouse, *, narrowing: bool = False
) -> tuple[int, list[Problem]]:
    """Run the `[[checks]]` of queries on the published data; return the exit code and what does not hold.

    `narrowing`: also that a narrower filter raises no count, which asks each query about ten times.
    """
    raised: list[Problem] = []
    try:
        failed, errors = run_all(queries, source)
        if narrowing and not errors:
            raised = list(raised_counts(queries, source))
    except warehouse.NoWarehouse as nothing:
        narrate(str(nothing))
        return FAILED, []
    finally:
        source.close()
    problems = [
        *raised,
        *_placed(queries, failed),
        *(problem for error in errors for problem in error.problems),
    ]
    checks = _counted(sum(len(query.checks) for query in queries), "check")
    narrate(f"{checks} on the data, {len(failed) or 'none'} failed.")
    if narrowing:
        narrate(f"{_counted(len(raised), 'count')} of {len(queries)} queries rise when a filter is narrowed.")
    return FAILED if errors else CHECKS_FAILED if failed or raised else OK, sorted(problems)


def _placed(queries: Sequence[Query], failed: Sequence[Failed]) -> Iterator[Problem]:
    """Yield each failed check as a problem at its place in the header."""
    by_name = {query.name: query for query in queries}
    for each in failed:
        query = by_name[each.query]
        number = [check.name for check in query.checks].index(each.check)
        yield Problem(query.path, line_of(query.lines, ("checks", number)), each.sentence)


def _print(problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        told = [{**vars(problem), "path": str(problem.path)} for problem in problems]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for problem in problems:
        print(problem)


def _all_there(paths: Sequence[Path]) -> bool:
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        narrate(f"There is no {path}.")
    return not missing


def _problems(shelf: Catalog, source: Warehouse) -> tuple[Problem, ...]:
    try:
        with source.cursor() as cursor:
            return catalog.check(shelf, cursor)
    except warehouse.NoScope as missing:
        narrate(f"{missing} The files were not checked against data.")
        return catalog.check(shelf, None)
    except warehouse.NoWarehouse:
        narrate("Nothing is published: the files were not checked against data.")
        return catalog.check(shelf, None)
    finally:
        source.close()


def _within(problems: Sequence[Problem], wanted: Sequence[Path]) -> list[Problem]:
    return [problem for problem in problems if _is_within(problem.path, wanted)]


def _is_within(path: Path, wanted: Sequence[Path]) -> bool:
    return not wanted or any(path.resolve().is_relative_to(each.resolve()) for each in wanted)


def _summary(problems: Sequence[Problem], files: int) -> str:
    if not problems:
        return f"{_counted(files, 'file')}, no errors."
    broken = len({problem.path for problem in problems})
    return f"{_counted(len(problems), 'error')} in {broken} of {_counted(files, 'file')}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else word + 's'}"
