"""Who is looking, as the reverse proxy says it, and what they may see."""

from typing import Final

import streamlit as st

from dashboard import settings
from dashboard.catalog.scopes import scopes_in_force
from dashboard.views import reading
from dashboard.warehouse import Scope

_SEEN: Final = "access/scope"


class Refused(Exception):
    """The one who looks may see nothing; the sentence says why."""


def scope() -> Scope | None:
    """Return the scope of the one who looks; None, without a file of them, is everything. Raises Refused."""
    reader = reading.reader()
    defined = scopes_in_force()
    if defined is None:
        return None
    if defined.problems:
        raise Refused(
            reader.say(
                "The file that says who may see what has a mistake. "
                "Whoever runs this dashboard finds it with: hiring scopes"
            )
        )
    person = _person()
    if person is None:
        raise Refused(reader.say("You are not signed in, so there is nothing to see here."))
    held = defined.of(person, _groups())
    if held is None:
        raise Refused(
            reader.say(
                "Nobody has said what {person} may see. Ask whoever runs this dashboard.",
                person=person or reader.say("someone without a name"),
            )
        )
    return held


def forget_other_scopes() -> None:
    """Empty the session when its person has another scope than before: it may hold rows of that one."""
    held = scope()
    key = held.key if held else ""
    if st.session_state.get(_SEEN, key) != key:
        st.session_state.clear()
    st.session_state[_SEEN] = key


def _person() -> str | None:
    """Return who is there; None where the proxy says nobody, or more than one."""
    header = settings.get("user_header")
    if not header:
        return ""
    named = [name.strip() for name in st.context.headers.get_all(header)]
    return named[0] if len(named) == 1 and named[0] else None


def _groups() -> set[str]:
    header = settings.get("groups_header")
    said = st.context.headers.get_all(header) if header else []
    return {group.strip() for line in said for group in line.split(",")}
