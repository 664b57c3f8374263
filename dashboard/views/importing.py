"""Imports in the browser: the files, the progress, and what became of each row."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dashboard import settings
from dashboard.uploading import Busy, Desk, Job, TooMuch, receive
from dashboard.views import access, import_report, reading, refusals, store
from dashboard.views.naming import unmarked

PAGE: Final = "data"
"""The page that later imports stand on."""

WATCHED: Final = "import/watched"
"""The name of the import that this session looks at."""

REFUSED: Final = "import/refused"
ROUND: Final = "import/round"
"""Counts the imports of a session: the place for files is empty again after each."""

SECONDS: Final = 0.5
"""How often the progress is looked at."""

SHOWN: Final = 6
"""How many steps of a running import are shown, the newest last."""


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Return what starts imports, one for all sessions."""
    return Desk()


def may_import() -> bool:
    """Say whether the one who looks may import here."""
    scope = access.scope()
    if scope and not scope.may_import:
        return False
    match settings.get("upload"):
        case "on":
            return True
        case "first":
            return store.folder().current() is None
        case _:
            return False


def watched() -> Job | None:
    """Return the import that this session looks at, running or ended."""
    job = desk().job
    return job if job and job.name == st.session_state.get(WATCHED) else None


def leave() -> None:
    """Look at no import any more."""
    st.session_state.pop(WATCHED, None)


def section() -> None:
    """Draw the import of more files, where it is allowed, with the report of this session's last."""
    if not may_import() and watched() is None:
        return
    reader = reading.reader()
    with st.container(border=True, key="card-import"):
        about = reader.say("Add an export to what is published. Rows with a known key are replaced.")
        title = reader.say("Import")
        head = f"<h3>{escape(title)}</h3><p>{escape(about)}</p>"
        st.html(f'<div class="card-head" id="import">{head}</div>')
        job = watched()
        if job and job.runs:
            progress()
        else:
            if job:
                import_report.show(job)
            if may_import():
                uploader()


def uploader(started: Callable[[], None] = lambda: None) -> None:
    """Draw the place for files and the button that imports them; `started` is called when one has begun."""
    reader, limit = reading.reader(), int(settings.get("upload_limit"))
    files: Any = st.file_uploader(
        reader.say("Files of your export"),
        accept_multiple_files=True,
        max_upload_size=limit,
        key=f"upload-{st.session_state.get(ROUND, 0)}",
        help=reader.say(
            "CSV, JSON, Excel or Parquet, or a zip of them, {limit} MB in all. "
            "With a layout map of your own (.toml) they are read by that.",
            limit=reader.integer(limit),
        ),
    )
    if refused := st.session_state.get(REFUSED):
        st.error(unmarked(refused), icon=":material/error:")
    st.button(
        reader.say("Import"),
        icon=":material/upload_file:",
        type="primary",
        disabled=not files,
        on_click=_import,
        args=(files, started),
        key="import-files",
    )


def _import(files: Sequence[Any], started: Callable[[], None]) -> None:
    """Take the files and start their import, or keep the sentence for why not."""
    st.session_state.pop(REFUSED, None)
    if not may_import():
        return
    try:
        received = receive(((file.name, file) for file in files), int(settings.get("upload_limit")))
        try:
            own, account = store.folder().path, settings.get("account")
            start([received.files], own, account=account, layout=received.layout, remove=received.folder)
        except Busy:
            received.remove()
            raise
    except (TooMuch, Busy) as refusal:
        st.session_state[REFUSED] = refusals.said(str(refusal), reading.reader())
    except OSError as refusal:
        st.session_state[REFUSED] = not_kept(refusal)
    else:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        started()


def not_kept(refusal: OSError) -> str:
    """Return the sentence for files that the server cannot write."""
    return reading.reader().say(
        "The files cannot be kept for the import: {reason}.", reason=str(refusal.strerror)
    )


def start(paths: Sequence[Path], folder: Path, **how: Any) -> None:
    """Start an import that this session looks at. Raises Busy."""
    st.session_state[WATCHED] = desk().start(paths, folder, **how).name


@st.fragment(run_every=SECONDS)
def progress() -> None:
    """Draw how far the import is, and the whole page once it has ended."""
    reader, job = reading.reader(), watched()
    if job is None or not job.runs:
        st.rerun()
        return
    with st.container(border=True, key="import-progress"):
        said = job.said[-SHOWN:] or [reader.say("Starting …")]
        steps = "".join(f"<li>{escape(reader.term(sentence))}</li>" for sentence in said)
        st.html(f'<ul class="steps" aria-live="polite">{steps}</ul>')
    st.button(reader.say("Stop"), icon=":material/stop_circle:", key="import-stop", on_click=job.stop)
