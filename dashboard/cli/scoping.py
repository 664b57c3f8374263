"""`hiring scopes`, and the scope that the other commands' `--scope` names."""

import argparse
from collections.abc import Iterator

from dashboard import warehouse
from dashboard.catalog.nearest import did_you_mean, listed
from dashboard.catalog.scopes import NONE, Scopes, scopes_in_force
from dashboard.cli.terminal import FAILED, OK, USAGE, narrate
from dashboard.warehouse import Scope


class NoSuchScope(Exception):
    """The scope that was named cannot be used; the sentences say why."""


def scopes_command(args: argparse.Namespace) -> int:
    """Publish the rows of each scope for the newest version, without an import, and list who has which."""
    defined = scopes_in_force()
    if defined is None:
        narrate("No scopes are defined: everyone sees everything. Name their file in HIRING_SCOPES.")
        return USAGE
    for problem in defined.problems:
        print(problem)
    if defined.problems:
        return FAILED
    try:
        version = warehouse.publish_scopes(args.warehouse, tuple(defined.scopes.values()), progress=narrate)
    except warehouse.PublishFailed as failure:
        narrate(str(failure))
        return FAILED
    narrate(f"Version {version} has the rows of {len(defined.scopes)} scopes.")
    for line in _report(defined):
        print(line)
    return OK


def _report(defined: Scopes) -> Iterator[str]:
    for scope in defined.scopes.values():
        yield f"{scope.name}: {'; '.join(_limits(scope))}"
        for kind, held in (("person", defined.people), ("group", defined.groups)):
            yield from (f"  {kind} {who}" for who, name in held.items() if name == scope.name)
    everyone = "nothing" if defined.default == NONE else defined.default
    yield f"Anyone else who is signed in: {everyone}"


def _limits(scope: Scope) -> Iterator[str]:
    for dimension, values in scope.rows.items():
        yield f"{dimension} {', '.join(values)}"
    if not scope.rows:
        yield "every row"
    if not scope.individuals:
        yield "no lists of single applications"
    if scope.may_import:
        yield "may import"


def scope_named(name: str | None) -> Scope | None:
    """Return the scope that `--scope` names; None without one. Raises NoSuchScope."""
    if name is None:
        return None
    defined = scopes_in_force()
    if defined is None:
        raise NoSuchScope("No scopes are defined. Name their file in HIRING_SCOPES.")
    if defined.problems:
        raise NoSuchScope("\n".join(map(str, defined.problems)))
    if name not in defined.scopes:
        known = f"Known: {listed(defined.scopes)}." if defined.scopes else "The file defines none."
        raise NoSuchScope(f'There is no scope "{name}". {did_you_mean(name, defined.scopes) or known}')
    return defined.scopes[name]
