"""One process for one typed query: opens the file, gives up rights, waits for the request, answers, ends."""

import io
import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.adhoc import guard

LOCKED: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "disabled_optimizers": "common_subexpressions",  # DuckDB 2.0.0 takes one INTERVAL for another
    "temp_directory": "",
    "threads": "1",
}
BATCH_ROWS = 1_000
READY = b"ready\n"


def main(database: str, limits: dict[str, Any]) -> None:
    """Serve one request from stdin to stdout."""
    config = LOCKED | {"memory_limit": f"{limits['memory_bytes'] // 2}B"}
    connection = duckdb.connect(database, read_only=True, config=config)
    parser = duckdb.connect(":memory:", config={"threads": "1"})
    connection.execute("set lock_configuration = true").complete()
    _give_up_rights(limits)
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    request = json.loads(sys.stdin.buffer.read())
    try:
        head, body = _answer(connection, parser, request, limits)
    except (
        guard.Refused,
        duckdb.Error,
        pa.ArrowException,
        MemoryError,
        RecursionError,
        OverflowError,
    ) as failure:
        head, body = {"error": _words(failure)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _give_up_rights(limits: dict[str, Any]) -> None:
    """Bound memory, processor time and files: no file can grow, so nothing can be written."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, mapped + limits["memory_bytes"]),
        (resource.RLIMIT_CPU, int(limits["seconds"]) + 2),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _answer(
    connection: duckdb.DuckDBPyConnection,
    parser: duckdb.DuckDBPyConnection,
    request: dict[str, Any],
    limits: dict[str, Any],
) -> tuple[dict[str, Any], bytes]:
    """Return what to say first and the rows as an Arrow stream."""
    guard.admit(request["sql"], frozenset(request["tables"]), parser)
    for statement, values in request["setup"]:
        connection.execute(statement, values).complete()
    connection.execute(request["sql"])
    reader = connection.to_arrow_reader(BATCH_ROWS)
    return _take(reader, limits)


def _take(reader: pa.RecordBatchReader, limits: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    batches: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in reader:
        batches.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if size > limits["result_bytes"]:
            raise guard.Refused("The result is too large. Ask for fewer rows or columns.")
        if rows > limits["rows"]:
            break
    table = _cut(
        pa.Table.from_batches(batches, reader.schema).slice(0, limits["rows"]), limits["cell_characters"]
    )
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return {"more": rows > limits["rows"]}, sink.getvalue()


def _cut(table: pa.Table, characters: int) -> pa.Table:
    """Return the table with ENUMs as text, and no text longer than so many characters."""
    for position, field in enumerate(table.schema):
        is_enum = pa.types.is_dictionary(field.type)  # of a NULL, DuckDB writes a key that no dictionary has
        if is_enum or pa.types.is_string(field.type):
            text = table.column(position).cast(pa.string())
            table = table.set_column(position, field.name, pc.utf8_slice_codeunits(text, 0, characters))
    return table


def _words(failure: BaseException) -> str:
    if isinstance(failure, MemoryError | duckdb.OutOfMemoryException | pa.ArrowMemoryError):
        return "The query used more memory than it may. Ask for less: a filter, fewer columns."
    return str(failure).split("\n\nLINE")[0].strip()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
