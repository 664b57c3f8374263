"""Commands about query files: check."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from dashboard import catalog, warehouse
from dashboard.catalog.model import Catalog, Problem
from dashboard.cli.asking import shelf_in
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate


def check_command(args: argparse.Namespace) -> int:
    """Print every mistake in the query files, all at once."""
    shelf = shelf_in(args.queries)
    if shelf is None or not _all_there(args.path):
        return USAGE
    problems = _within(_problems(shelf, args.warehouse), args.path)
    for problem in problems:
        print(problem)
    files = {query.path for query in shelf.queries.values()} | {problem.path for problem in problems}
    narrate(_summary(problems, len([path for path in files if _is_within(path, args.path)])))
    return FAILED if problems else OK


def _all_there(paths: Sequence[Path]) -> bool:
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        narrate(f"There is no {path}.")
    return not missing


def _problems(shelf: Catalog, folder: Path) -> tuple[Problem, ...]:
    source = warehouse.Warehouse(folder)
    try:
        with source.cursor() as cursor:
            return catalog.check(shelf, cursor)
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
