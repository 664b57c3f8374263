"""Rows to stdout, in the format that was asked for."""

import sys

import polars as pl

from dashboard.engine.exporting import csv_text, json_text, parquet_bytes

FORMATS = ("table", "csv", "json", "parquet")


def write_frame(frame: pl.DataFrame, form: str) -> None:
    """Write a frame to stdout as a table, CSV, JSON or Parquet."""
    match form:
        case "csv":
            sys.stdout.write(csv_text(frame))
        case "json":
            sys.stdout.write(json_text(frame))
        case "parquet":
            sys.stdout.buffer.write(parquet_bytes(frame))
        case _:
            with pl.Config(
                tbl_rows=-1,
                tbl_cols=-1,
                tbl_hide_dataframe_shape=True,
                tbl_hide_column_data_types=True,
                fmt_str_lengths=60,
                tbl_width_chars=2000,
            ):
                print(frame)
