"""The first page of an empty dashboard: look around with an invented company, or import an export."""

import shutil
from html import escape
from typing import Final

import streamlit as st

from dashboard import settings
from dashboard.catalog.targets import FILE
from dashboard.ingest.layouts import shipped_layouts
from dashboard.uploading import Busy
from dashboard.views import import_report, importing, reading, refusals, store
from dashboard.views.assets import asset

OPEN: Final = "first-run/open"
"""Set while this session looks at the import that it started on this page."""

WAITING: Final = 3.0
"""Seconds between two looks at whether something has been published."""

SAMPLE: Final = "greenhouse_harvest_v3"


def is_looked_at() -> bool:
    """Say whether this session still looks at the import that it started here."""
    job = importing.watched()
    if OPEN not in st.session_state or job is None:
        return False
    # A failure has nothing to show beside data, and the invented company's report is nobody's to check.
    if job.failure or (job.report and st.session_state[OPEN] == "sample"):
        _leave()
        return False
    return True


def show() -> None:
    """Draw the welcome, the progress of the import that was started here, or its report."""
    reader, job = reading.reader(), importing.watched()
    st.html(f"<style>{asset('first_run.css')}</style>")
    with st.container(key="first-run"):
        if job and job.runs:
            st.title(reader.say("Reading …"), anchor=False)
            importing.progress()
        elif job and job.report:
            st.title(reader.say("Your data is in"), anchor=False)
            import_report.show(job, then=_open_button)
        else:
            _welcome()


def _open_button() -> None:
    words = reading.reader().say("Open the dashboard")
    st.button(words, icon=":material/monitoring:", type="primary", on_click=_leave, key="to-dashboard")


def reminder() -> None:
    """Say that the company on screen is invented, and where the own export comes in."""
    reader = reading.reader()
    words = reader.say("You are looking at an invented company.")
    more = (
        reader.say("Import your own export on the Data page, and this one goes.")
        if importing.may_import()
        else reader.say("Import your own export with `hiring import`, and this one goes.")
    )
    st.info(f"{words} {more}", icon=":material/science:")


def _welcome() -> None:
    reader = reading.reader()
    st.title(reader.say("Architect hiring"), anchor=False)
    lead = reader.say(
        "See where candidates drop out, how long a hire takes and which sources and countries bring people "
        "in: from an export of your applicant tracking system, without any person's data."
    )
    st.html(f'<p class="lead">{escape(lead)}</p>')
    if importing.may_import():
        left, right = st.columns(2, gap="medium")
        with left, st.container(border=True, key="way-sample", height="stretch"):
            _look_around()
        with right, st.container(border=True, key="way-upload", height="stretch"):
            _import()
    with st.container(border=True, key="way-command"):
        _command_line()


def _way(title: str, words: str) -> None:
    st.html(f"<h3>{escape(title)}</h3><p>{escape(words)}</p>")


def _look_around() -> None:
    reader = reading.reader()
    _way(
        reader.say("Look around with an invented company"),
        reader.say(
            "Some 22,000 applications across countries, with the flaws of real exports. It takes a few "
            "seconds, stays apart from your data and goes when you import your own."
        ),
    )
    st.button(
        reader.say("Show the invented company"),
        icon=":material/science:",
        type="primary",
        on_click=_start_sample,
        key="start-sample",
    )
    job = importing.watched()
    if job and job.failure and st.session_state.get(OPEN) == "sample":
        import_report.show(job)


def _import() -> None:
    reader = reading.reader()
    systems = dict.fromkeys(
        layout.title.partition(",")[0].split()[0] for layout in shipped_layouts().values()
    )
    _way(
        reader.say("Import your export"),
        reader.say(
            "Drop the files, or a zip of them. They are recognised by their columns: {systems}. "
            "Names, addresses and notes are never read.",
            systems=", ".join(systems),
        ),
    )
    job = importing.watched()
    if job and job.failure and st.session_state.get(OPEN) == "upload":
        import_report.show(job)
    importing.uploader(started=_looks_at_upload)


def _command_line() -> None:
    reader = reading.reader()
    _way(
        reader.say("On the command line"),
        reader.say("For exports of any size, and for every night. This page changes by itself."),
    )
    st.code("hiring import path/to/export", language=None)
    _until_published()


def _start_sample() -> None:
    samples, invented = settings.shipped("sample_data"), store.folder().invented
    try:
        invented.mkdir(parents=True, exist_ok=True)
        shutil.copy(samples / FILE, invented)
        importing.start([samples / SAMPLE], invented, account="invented", check=False)
        st.session_state[OPEN] = "sample"
    except Busy as busy:
        st.session_state[importing.REFUSED] = refusals.said(str(busy), reading.reader())
    except OSError as refusal:
        st.session_state[importing.REFUSED] = importing.not_kept(refusal)


def _looks_at_upload() -> None:
    st.session_state[OPEN] = "upload"


@st.fragment(run_every=WAITING)
def _until_published() -> None:
    """Draw the dashboard once somebody has imported, on the command line or in another window."""
    if store.folder().current() or store.is_invented():
        st.rerun()


def _leave() -> None:
    st.session_state.pop(OPEN, None)
    importing.leave()
