"""The report of an import in the browser: what is in, what the checks say, and what became of each row."""

from collections.abc import Callable
from html import escape

import streamlit as st

from dashboard.catalog.words import query_in
from dashboard.importing import Report
from dashboard.ingest.layouts import shipped_layouts
from dashboard.uploading import Job
from dashboard.views import reading, refusals, store
from dashboard.views.naming import unmarked


def show(job: Job, then: Callable[[], None] = lambda: None) -> None:
    """Draw the report of an import, or why there is none; `then` draws what to do next, under its summary."""
    reader = reading.reader()
    if job.report is None:
        st.error(
            reader.say("Nothing was imported.")
            + "\n\n"
            + "  \n".join(unmarked(refusals.said(line, reader)) for line in job.failure.splitlines()),
            icon=":material/error:",
        )
        return
    read = sum(table.rows_read for table in job.report.tables)
    kept = sum(table.rows_kept for table in job.report.tables)
    st.success(
        reader.say(
            "{kept} of {read} rows are in, {aside} were set aside. Read as {layouts}.",
            kept=reader.integer(kept),
            read=reader.integer(read),
            aside=reader.integer(sum(table.rows_set_aside for table in job.report.tables)),
            layouts=unmarked(", ".join(map(_title, job.report.layouts))),
        ),
        icon=":material/task_alt:",
    )
    _checks(job)
    then()
    _tables(job.report)
    _rules(job.report)


def _title(layout: str) -> str:
    """Return a layout's title; of a map of one's own, its name."""
    known = shipped_layouts().get(layout)
    return known.title if known else layout


def _checks(job: Job) -> None:
    """Say whether the queries' checks hold on what is published now."""
    reader = reading.reader()
    if job.checked is None:
        st.warning(reader.say("The checks of the queries were not run."), icon=":material/rule:")
    elif not job.checked.failed:
        words = reader.count(
            "{number} check of the queries holds on the new data.",
            "All {number} checks of the queries hold on the new data.",
            job.checked.checks,
        )
        st.success(words, icon=":material/rule:")
    else:
        words = reader.count(
            "{number} check of the queries fails on the new data:",
            "{number} checks of the queries fail on the new data:",
            len(job.checked.failed),
        )
        faults = (f"- {_card(each.query)}: {unmarked(each.said(reader))}" for each in job.checked.failed)
        st.warning("\n".join([words, "", *faults]), icon=":material/rule:")


def _card(name: str) -> str:
    """Return the title of a query; of one that is gone, its name."""
    query = store.shelf().queries.get(name)
    return unmarked(query_in(query, reading.language()).title if query else name)


def _tables(report: Report) -> None:
    """Draw what was read, kept and set aside, a row a table."""
    reader = reading.reader()
    st.dataframe(
        {
            reader.say("Table"): [reader.term(table.name) for table in report.tables],
            reader.say("Files"): [table.files for table in report.tables],
            reader.say("Rows read"): [table.rows_read for table in report.tables],
            reader.say("Kept"): [table.rows_kept for table in report.tables],
            reader.say("Set aside"): [table.rows_set_aside for table in report.tables],
            reader.say("Headers, totals"): [table.rows_skipped for table in report.tables],
        },
        hide_index=True,
        column_config={
            reader.say(name): st.column_config.NumberColumn(format="localized")
            for name in ("Files", "Rows read", "Kept", "Set aside")
        },
        height=38 + 35 * len(report.tables),
        key="import-tables",
    )


def _rules(report: Report) -> None:
    """Draw the findings, a rule each with what to do about it."""
    reader = reading.reader()
    if not report.rules:
        st.caption(reader.say("No findings: every row is as it should be."))
        return
    title = reader.say("What was odd, and what to do")
    st.html(f'<h4 class="rules">{escape(title)}</h4>')
    rows = "".join(
        f"<li><b>{reader.integer(rule.count)}</b><span>{escape(reader.term(rule.rule).rstrip('.。'))} "
        f"<i>{escape(reader.within(reader.term(rule.action)))}</i><br>{escape(reader.term(rule.advice))}</span></li>"
        for rule in report.rules
    )
    st.html(f'<ul class="rules">{rows}</ul>')
