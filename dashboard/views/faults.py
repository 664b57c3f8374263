"""A mistake in a query file as its card shows it: the sentence, and the lines around it."""

import streamlit as st

from dashboard.catalog.model import Problem
from dashboard.views.naming import unmarked

_AROUND = 1


def tell(problem: Problem) -> None:
    """Say what is wrong, and show the line of the file with its neighbours."""
    st.error(unmarked(str(problem)), icon=":material/error:")
    if lines := snippet(problem):
        st.code(lines, language="sql")


def snippet(problem: Problem) -> str:
    """Return the line of a mistake, marked, with those around it; nothing for what is no query file."""
    if problem.path.suffix != ".sql":
        return ""
    try:
        lines = problem.path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    numbers = range(max(1, problem.line - _AROUND), min(len(lines), problem.line + _AROUND) + 1)
    width = len(str(numbers.stop))
    return "\n".join(
        f"{'>' if number == problem.line else ' '} {number:>{width}}  {lines[number - 1]}"
        for number in numbers
    )
